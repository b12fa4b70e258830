"""Slips in files that people write: each told with file, line, nearest key and an example."""

import json
import re
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcli.domain.problem import UserError
from mentorcli.files.schemas import Strict
from mentorcli.files.shipped import programmes
from mentorcli.workspace import profile_shape
from mentorcli.workspace.profiles import load_programme
from mentorcli.workspace.settings import FIRST

PYTHON = re.compile(
    r"Traceback|__|\b(None|NoneType|dict|str|int|bool|float|object|tuple|Struct|msgspec|tomllib|TOML"
    r"|Expected|Error|argument|codec|decode|byte|exception|literal|attribute)\b"
)
SETTINGS = [
    ("contact_name =", "contactname =", 6, '"contactname"', 'did you mean "contact_name"?'),
    ("[organisation]", "[organization]", 3, '"organization"', 'did you mean "organisation"?'),
    ("retention_months", "retention_month", 13, '"retention_month"', '"retention_months"?'),
    ("legal_basis", "legal basis", 12, "legal basis", ""),
    ("purpose =", "purpos =", 11, '"purpos" is no key of [privacy]', '"purpose"?'),
    ("[privacy]", "[privcy]", 10, '"privcy" is no key of this file', '"privacy"?'),
    ('\ndatabase = "', '\ndatabse = "', 18, '"databse" is no key of [workspace]', '"database"?'),
    ("= 24", "= -3", 13, "a whole number of months, 1 to 1200", "= 24"),
    ("= 24", '= "24"', 13, 'it is "24"', "= 24"),
    ("= 24", "= 2.5", 13, "it is 2.5", "= 24"),
    ("= 24", "= true", 13, "it is true", "= 24"),
    ("= 24", "= 24 months", 13, "24 months", ""),
    ('"Running mentoring programmes"', '"  "', 11, "privacy.purpose must be text", ""),
    ('"Human Resources"', "7", 5, "organisation.unit must be text", 'unit = "Human Resources"'),
    ("mentoring@", "mentoring(at)", 7, "must be one e-mail address", "mentoring@example.org"),
    ('= "Human Resources"', "= “Human Resources”", 5, "Curly quotes", 'unit = "Human Resources"'),
    ('= "Human Resources"', "= Human Resources", 5, "without quotes", 'unit = "Human Resources"'),
    ('= "Human Resources"', '= "Human Resources', 5, "A quote is missing", '"Human Resources"'),
    ('= "Human Resources"', "=", 5, "Nothing stands after the =", "unit ="),
    ('= "Human Resources"', ': "Human Resources"', 5, "no =", 'unit = "Human Resources"'),
    ('"Human Resources"', r'"HR\Uni"', 5, "backslash", r'unit = "HR\\Uni"'),
    ('"Human Resources"', r'"HR\new"', 5, "backslash", 'unit = "Human Resources"'),
    ("[privacy]", "[privacy", 10, "between [ and ]", "[privacy]"),
    ("[privacy]", 'unit = "HR"\n[privacy]', 10, "said before", ""),
    ('# [sending]\n# host = "smtp', '[sending]\nhots = "smtp', 23, '"hots" is no key', '"host"?'),
    ("# [sending]", '[sending]\nsecurity = "no"', 23, "sending.security must be", '"starttls"'),
    ("# [sending]", '[sending]\ntransport = "smpt"', 23, 'no way of sending "smpt"', '"smtp"?'),
    ("# [sending]", "[sending]\nper_minute = -1", 23, "sending.per_minute must be", "= 30"),
]
"""What is written instead of what in the first settings; the line, what is told, and the hint."""
PROFILE = [
    ('contakt = "after_signing"', 1, '"contakt" is no key', 'did you mean "contact"?'),
    ("small_cel = 10", 1, '"small_cel"', 'did you mean "small_cell"?'),
    ("[matchng]\noverride_days = 3", 1, '"matchng"', 'did you mean "matching"?'),
    ('[group]\ncontact = "after_signing"', 2, '"contact" is no key of [group]', "the top"),
    ("[privacy]\nretention_months = 3", 1, '"privacy" is no key of this file', "known here"),
    ('[fields.gender]\nvisible_too = "hr"', 2, '"visible_too"', '"visible_to"?'),
    ('[fields.gender]\nvisible_to = "HR"', 2, 'it is "HR"', 'visible_to = "match"'),
    ('[fields.gendre]\nvisible_to = "hr"', 1, 'no field "gendre"', '"gender"?'),
    ('[fields.school]\noptions = "scools"', 2, 'no list of options "scools"', '"schools"?'),
    ('[options.genderz]\nman = { en = "M" }', 1, '"genderz"', '"genders"?'),
    (
        '[fields.bio]\nheader = { eng = "Bio" }',
        2,
        '"eng" is no key of [fields.bio.header]',
        '"en"?',
    ),
    ('[mentee]\nrequired = ["emial"]', 2, 'no field "emial"', '"email"?'),
    ('[mentee]\nfeilds = ["email"]', 2, '"feilds" is no key of [mentee]', '"fields"?'),
    ('[mentee]\nrequired = ["bio"]', 2, 'must answer "bio"', ""),
    ("[matching.rules]\nsame_employr = {}", 2, 'no rule "same_employr"', '"same_employer"?'),
    ("[matching.rules]\ncommon_languag = false", 2, '"common_languag"', '"common_language"?'),
    ('[matching.rules]\ncompetitors = { group = [["A", "B"]] }', 2, '"group"', '"groups"?'),
    ("[matching.criteria]\ntheme = { points = 3 }", 2, 'criterion "theme"', '"themes"?'),
    ("[matching.criteria]\nthemes = { point = 3 }", 2, '"point" is no key', '"points"?'),
    ("[matching.criteria]\nthemes = { points = 100000000000000000000 }", 2, "0 to 100000", "= 100"),
    ("[matching.criteria.themes]\npoints = -1", 2, "it is -1", "points = 100"),
    ('[matching]\nstages = ["seatd"]', 2, 'no stage "seatd"', '"seated"?'),
    ('[matching]\nstages = ["worst_served", "seated"]', 2, "before seated", "Put seated before"),
    (
        '[matching]\nstages = ["seated", "worst_served_2"]',
        2,
        "before worst_served,",
        "Put worst_served",
    ),
    (
        '[matching]\nstages = ["seated", "worst_served", "worst_served_3"]',
        2,
        "before worst_served_2",
        "Put worst_served_2",
    ),
    ("[matching]\noverride_days = 0", 2, "matching.override_days must be", "= 30"),
    ('[life]\nworkdays = "yes"', 2, "life.workdays must be true or false", "workdays = true"),
    ('reminders = [\n  "wrapup",\n  "agreement-unsined",\n]', 3, "unsined", "agreement-unsigned"),
    ('sections = ["summry"]', 1, 'no report section "summry"', '"summary"?'),
    ('agreement = "agreement/grup"', 1, 'no agreement "agreement/grup"', '"agreement/group"?'),
    ('form = "group"', 1, 'it is "group"', '"groups"'),
    ("small_cell = 1", 1, "small_cell must be a whole number, 3 to 1000", "small_cell = 5"),
    ('contact = "never"', 1, '"at_once" or "after_signing"', 'contact = "after_signing"'),
    ("[group]\nmost = 1", 1, "2 mentees at least and 1 at most", ""),
    ("group = 3", 1, "group must be a table", "[group]"),
    ("[calendar.spring]\nkickof = { month = 1, day = 2 }", 2, '"kickof"', '"kickoff"?'),
    ("[calendar.sprng]\nkickoff = { month = 1, day = 2 }", 1, 'no season "sprng"', '"spring"?'),
    ("[[mentee]]\nfields = []", 1, "mentee must be a table", "[mentee]"),
    ("[calendar.spring]\nkickoff = { month = 13 }", 2, "1 to 12", "month = 1"),
    ("[calendar.spring]\nkickoff = { month = 2, day = 30 }", 2, "no day 30 of month 2", "28"),
    ('[gatherings.kickof]\nplace = "A"', 1, 'no gathering "kickof"', '"kickoff"?'),
    ('[gatherings.kickoff]\nstarts = "9"', 2, "a time of day", '"14:00"'),
    ('[gatherings.kickoff]\nends = "09:00"', 1, "ends at 09:00, but begins at 14:00", ""),
    ('[gatherings.kickoff]\nzone = "Europe/Helsinky"', 2, "no time zone", "Europe/Helsinki"),
    ('[life]\nmonths = "7"', 2, 'life.months must be a whole number, 1 to 60; it is "7"', "= 6"),
    ("[life]\nworkday = true", 2, '"workday" is no key of [life]', '"workdays"?'),
]
"""What stands in the workspace's ``doctoral.toml``; the line, what is told, and the hint."""
FREE = ("calendar", "texts", "options")
"""Tables whose keys are the coordinator's own words."""


def told(done, line, *words):
    """See that a refusal has its line and words, and none of Python's; return it as one line."""
    said = " ".join(done.stderr.split())
    assert f"› line {line}" in said or not line, said
    for word in words:
        assert word in said, said
    assert not PYTHON.search(said), said
    return said


@pytest.mark.parametrize(("old", "new", "line", "what", "hint"), SETTINGS)
def test_a_slip_in_the_settings_is_told(workspace, old, new, line, what, hint):
    assert old in FIRST
    text = FIRST.replace(old, new, 1)
    (workspace.folder / "mentorcli.toml").write_text(text, encoding="utf-8")
    told(workspace("status", code=3), line, "mentorcli.toml", what, hint)


@pytest.mark.parametrize(("text", "line", "what", "hint"), PROFILE)
def test_a_slip_in_a_profile_is_told(workspace, text, line, what, hint):
    (workspace.folder / "programmes" / "doctoral.toml").write_text(text + "\n", encoding="utf-8")
    told(workspace("status", code=3), line, "programmes/doctoral.toml", what, hint)


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (FIRST.replace("Human", "Hämärä").encode("cp1252"), 5, "Notepad calls ANSI"),
        (FIRST.encode("utf-16"), 0, "UTF-16"),
        (FIRST.encode("utf-16-le"), 0, "UTF-16"),
        (b"#" * (1 << 21), 0, "larger than 1 MiB"),
    ],
)
def test_a_file_in_another_encoding_is_told(workspace, content, line, what):
    for name in ("programmes/doctoral.toml", "mentorcli.toml"):
        (workspace.folder / name).write_bytes(content)
        told(workspace("status", code=3), line, name, what)


@pytest.mark.parametrize("slip", ["", "[matching.critera]\n"])
def test_the_example_of_a_table_in_a_table_names_both(workspace, slip):
    own = workspace.folder / "programmes" / "ours.toml"
    own.write_text(f"[matching]\noverride_days = 3\n{slip}", encoding="utf-8")
    assert "For example: [matching.criteria]" in workspace("doctor", code=3).stderr
    own.write_text("[matching]\noverride_days = 3\n[matching.criteria]\n", encoding="utf-8")
    assert "criteria" not in workspace("doctor", code=3).stderr


def test_all_slips_of_a_file_are_told_at_once(workspace):
    own = workspace.folder / "programmes" / "doctoral.toml"
    own.write_text('small_cel = 10\ncontakt = "after_signing"\n[matchng]\noverride_days = 3\n')
    done = json.loads(workspace("status", "--json", code=3).stdout)
    found = {(p["file"], p["cell"]) for p in done["problems"]}
    assert found == {("programmes/doctoral.toml", f"line {n}") for n in (1, 2, 3)}
    text = FIRST.replace('"Example University"', "Example").replace('"Human Resources"', "“HR”")
    (workspace.folder / "mentorcli.toml").write_text(text, encoding="utf-8")
    done = json.loads(workspace("status", "--json", code=3).stdout)
    assert [p["cell"] for p in done["problems"]] == ["line 4", "line 5"]


@pytest.mark.parametrize(
    "command",
    [("match", "2027-spring"), ("remind",), ("agreement", "render", "2027-spring"), ("calendar",)],
)
def test_no_command_runs_on_a_profile_that_is_not_understood(approved, command):
    own = approved.folder / "programmes" / "doctoral.toml"
    own.write_text('contakt = "after_signing"\n')
    before = {p.relative_to(approved.folder) for p in approved.folder.rglob("*")}
    told(approved(*command, code=3), 1, 'did you mean "contact"?')
    assert {p.relative_to(approved.folder) for p in approved.folder.rglob("*")} == before


@pytest.mark.parametrize("name", ["doctoral.toml.txt", "doctorl.toml", "Doctoral.toml"])
def test_a_profile_by_a_name_that_is_not_quite_right_is_told(workspace, name):
    (workspace.folder / "programmes" / name).write_text('contact = "after_signing"\n')
    for command in ("status", "doctor"):
        told(workspace(command, code=3), 0, f"programmes/{name}", "Name it doctoral.toml")


def test_a_folder_in_the_place_of_a_file_is_told(workspace):
    (workspace.folder / "programmes" / "doctoral.toml").mkdir()
    told(workspace("status", code=3), 0, "programmes/doctoral.toml", "This is a folder")
    told(workspace("doctor", code=3), 0, "programmes/doctoral.toml", "This is a folder")
    (workspace.folder / "mentorcli.toml").unlink()
    (workspace.folder / "mentorcli.toml").mkdir()
    told(workspace("status", code=3), 0, "mentorcli.toml", "This is a folder")


def test_the_doctor_tells_every_file_and_what_makes_workspaces_goes_on(imported, tmp_path):
    folder = imported.folder
    text = FIRST.replace("purpose =", "purpos =")
    (folder / "mentorcli.toml").write_text(text, encoding="utf-8")
    (folder / "programmes" / "doctoral.toml").write_text('contakt = "at_once"\n')
    (folder / "programmes" / "open.toml").write_text("[life]\nmonth = 7\n")
    (folder / "programmes" / "own.toml").write_text('form = "pairs"\n')
    form = folder / "forms" / "doctoral-mentee.toml"
    form.write_text(form.read_text("utf-8").replace("occurrence = 1", "ocurrence = 1", 1), "utf-8")
    done = told(imported("doctor", code=3), 11, '"purpos"', '"contakt"', '"month"', '"ocurrence"')
    for name in (
        "mentorcli.toml",
        "programmes/open.toml",
        "programmes/own.toml",
        f"forms/{form.name}",
    ):
        assert name in done
    imported("--help")
    imported("init", tmp_path / "new")
    assert json.loads(imported("init", ".", "--json", code=3).stdout)["problems"]
    imported("demo", tmp_path / "demo")


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("occurrence = 1", "ocurrence = 1", '"occurrence"?'),
        ("occurrence = 1", 'occurrence = "1"', "columns.occurrence must be a whole number"),
        ('role = "mentee"', 'role = "mentees"', '"mentee" or "mentor"'),
        ("fingerprint =", "fingerprin =", '"fingerprint"?'),
    ],
)
def test_a_slip_in_a_form_is_told(imported, old, new, hint):
    form = imported.folder / "forms" / "doctoral-mentee.toml"
    text = form.read_text("utf-8")
    line = text[: text.index(old)].count("\n") + 1
    form.write_text(text.replace(old, new, 1), "utf-8")
    told(imported("form", "list", code=3), line, "forms/doctoral-mentee.toml", hint)


def test_every_shipped_profile_and_the_first_settings_are_right(run):
    for path in programmes().glob("*.toml"):
        assert load_programme(path.stem).key == path.stem
    run("init", ".")
    assert "Nothing is wrong" in run("doctor").stdout
    sending = FIRST.replace("# [sending]", "[sending]")
    for key in ("host", "security", "login", "per_minute", "certificates"):
        sending = sending.replace(f"# {key} =", f"{key} =")
    (run.folder / "mentorcli.toml").write_text(sending, encoding="utf-8")
    assert "Nothing is wrong" in run("doctor").stdout


def keys_in(text):
    """Give (start, end) of every key of a profile whose name is not the coordinator's own."""
    table = ""
    for token in re.finditer(
        r'"(?:[^"\\]|\\.)*"|#.*|^\[([\w.]+)\]|\b[\w-]+(?=\s*=)', text, re.MULTILINE
    ):
        if token[1]:
            table = token[1]
            start = token.start(1)
            for place, name in enumerate(table.split(".")):
                if not (place and table.startswith("calendar.")):
                    yield start, start + len(name)
                start += len(name) + 1
        elif token[0][0] not in '"#' and not (
            table.partition(".")[0] in FREE[1:]
            and token.start() == text.rfind("\n", 0, token.start()) + 1
        ):
            yield token.span()


def known_keys():
    shapes = [
        s for s in vars(profile_shape).values() if isinstance(s, type) and issubclass(s, Strict)
    ]
    declared = {name for shape in shapes for name in getattr(shape, "__struct_fields__", ())}
    catalogue = {n: programmes() / "catalogue" / f"{n}.toml" for n in ("fields", "options")}
    tables = {
        n: re.findall(r"^\[(\w+)\]", p.read_text("utf-8"), re.MULTILINE)
        for n, p in catalogue.items()
    }
    named = profile_shape.names_for({}, tables["fields"], tables["options"], None).values()
    return declared | {name for names in named for name in names}


PROFILES = {p.stem: p.read_text("utf-8") for p in programmes().glob("*.toml")}
KNOWN = known_keys()


@settings(max_examples=150)
@given(st.data())
def test_one_wrong_letter_in_any_key_is_refused_or_another_key(data):
    programme = data.draw(st.sampled_from(sorted(PROFILES)))
    text = PROFILES[programme]
    start, end = data.draw(st.sampled_from(sorted(keys_in(text))))
    key, place = text[start:end], data.draw(st.integers(0, end - start - 1))
    wrong = data.draw(
        st.sampled_from(
            [
                key[:place] + key[place + 1 :],
                key[:place] + key[place] + key[place:],
                key[:place] + key[place : place + 2][::-1] + key[place + 2 :],
            ]
        )
    )
    name = data.draw(st.sampled_from([programme, "brand-new"]))
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "programmes"
        own.mkdir()
        (own / f"{name}.toml").write_text(text[:start] + wrong + text[end:], encoding="utf-8")
        another = wrong in {key, *KNOWN}
        with suppress(UserError) if another else pytest.raises(UserError, match="not understood"):
            load_programme(name, own)
