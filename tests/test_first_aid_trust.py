"""What a script and a person may rely on: output, errors, erasing, two at once."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from conftest import COHORT, Commands
from killed_runner import left
from sqlalchemy import create_engine, text
from workspace_server import programs, server

HERE = Path(__file__).parent
LOOK = 3
"""How a command ends that tells what must be asked of the sample."""
NOISY = """
import ctypes, os, subprocess, sys, threading
LINE = b"a line of the solver"
libc = ctypes.CDLL(None)
def noise(event, args, said=[]):
    if said or event != "import" or args[0] not in {at!r}: return
    said.append(1)
    libc.puts(LINE)                                       # kept by C until the process ends
    os.write(1, LINE)
    threading.Thread(target=libc.puts, args=(LINE,)).start()
    subprocess.run(["echo", LINE.decode()])
    libc.fflush(None); libc.puts(LINE)
    print("made a noise", file=sys.stderr)
sys.addaudithook(noise)
from mentorcli.__main__ import main
main()
"""


def result(done):
    """The only thing that a run printed on stdout: one JSON object."""
    data = json.loads(done.stdout)
    assert data["schema_version"] == 1
    assert data["exit_code"] == done.returncode
    return data


def noisily(run, *words, at=("scipy.optimize", "scipy.sparse", "numpy"), code=None):
    """Run a command in which C, a thread and a child print as a solver might, at its first solve."""
    done = subprocess.run(
        [sys.executable, "-c", NOISY.replace("{at!r}", repr(at)), *words, "--json"],
        cwd=run.folder, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode in ({0, LOOK} if code is None else {code}), done.stderr
    assert "made a noise" in done.stderr
    return result(done)


def test_no_line_of_the_solver_stands_in_the_result(run):
    run("init", ".")
    run("cohort", "new", "doctoral", "2170-spring")
    files = (HERE / "solver_line" / "mentees.xlsx", HERE / "solver_line" / "mentors.xlsx")
    run("import", *files, "--cohort", "2170-spring", "--accept")
    for words in (("match",), ("rules",), ("advise",), ("match", "--dry-run")):
        done = run(words[0], "2170-spring", *words[1:], "--json")
        assert result(done)["exit_code"] in {0, 3}, words
        assert "Highs" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("match", COHORT, "--dry-run"),
        ("match", COHORT, "--what-if", "add mentor english"),
        ("rules", COHORT),
        ("advise", COHORT),
        ("explain", COHORT, "Aino Kallio", "--with", "Patel"),
        ("replan", COHORT, "--dry-run", "--frontier"),
        ("match", "--earlier", COHORT),
        ("plan", "check", "--firm", COHORT),
        ("plan", "check", "--fair", COHORT),
        ("report", COHORT, "--dry-run"),
    ],
)
def test_whatever_a_solver_prints_is_not_in_the_result(approved, words):
    noisily(approved, *words)


def test_people_read_the_result_alone_too(approved):
    script = NOISY.replace("{at!r}", repr(("scipy.optimize", "numpy")))
    for words in (("match", COHORT, "--dry-run"), ("rules", COHORT)):
        done = subprocess.run(
            [sys.executable, "-c", script, *words], cwd=approved.folder, capture_output=True, text=True
        )  # fmt: skip
        assert done.returncode in {0, LOOK}
        assert "made a noise" in done.stderr
        assert "a line of" not in done.stdout + done.stderr
        assert len(done.stdout) > 100


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("match", COHORT, "--jsn", "--json"), "No such option"),
        (("--json", "match", COHORT), "No such option"),
        (("match", "--json"), "Missing argument"),
        (("mtach", "--json"), "No such command"),
        (("plan", "aprove", COHORT, "--json"), "No such command"),
        (("suggest", "Laine", "--top", "many", "--json"), "--top"),
        (("suggest", "Laine", "--json", "--top"), "--top"),
        (("cohort", "list", "too", "many", "--json"), "unexpected extra argument"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_one_object(approved, words, said):
    data = result(approved(*words, code=2))
    assert said in data["error"]
    assert data["remedy"].startswith("See: mentorcli")
    assert data["remedy"].endswith("--help")


def test_a_command_line_that_cannot_be_read_is_a_sentence_without_json(approved):
    done = approved("match", COHORT, "--no-such", "--", "--json", code=2)
    assert done.stdout == ""
    assert "No such option" in done.stderr


def test_an_error_is_one_object(approved):
    data = result(approved("match", "2031-spring", "--json", code=2))
    assert "no cohort" in data["error"]


STOPPED = """
import os, signal, sys
def at(event, args, done=[]):
    if not done and event == "import" and args[0] == {at!r}:
        done.append(1)
        {what}
sys.addaudithook(at)
from mentorcli.__main__ import main
main()
"""


@pytest.mark.parametrize("at", ["mentorcli.commands.plans.proposals", "scipy.optimize"])
@pytest.mark.parametrize(
    ("what", "code", "said"),
    [
        ("signal.raise_signal(signal.SIGINT)", 130, "Interrupted"),
        ("raise LookupError('Aino Kallio')", 1, "bug in mentorcli"),
    ],
)
def test_an_interruption_and_a_bug_are_one_object(approved, at, what, code, said, tmp_path):
    script = STOPPED.replace("{at!r}", repr(at)).replace("{what}", what)
    done = subprocess.run(
        [sys.executable, "-c", script, "match", COHORT, "--dry-run", "--json"],
        cwd=approved.folder, capture_output=True, text=True, env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    data = result(done)
    assert data["exit_code"] == code
    assert said in data["error"]
    assert "Traceback" not in done.stderr
    assert "Kallio" not in done.stdout + done.stderr


SECRET = "s3cret"


def at_address(run, address):
    """Make the workspace's database that of a server."""
    settings = run.folder / "mentorcli.toml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    line = f'database = "{address}"\n'
    new = [line if said.startswith("database = ") else said for said in lines]
    settings.write_text("".join(new), encoding="utf-8")


def told(run, *words, code=4, **environment):
    """What a command says that ends because of the server; the password is in nothing of it."""
    done = run(*words, code=code, **environment)
    assert done.stdout == ""
    assert "bug" not in done.stderr
    data = result(run(*words, "--json", code=code, **environment))
    every = done.stderr + json.dumps(data)
    assert SECRET not in every
    assert not any(part in every for part in ("Traceback", "psycopg.", "sqlalchemy", "Error"))
    assert data["remedy"]
    return " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"postgresql+psycopg://hr:{SECRET}@127.0.0.1:1/mentoring", "127.0.0.1 is not running"),
        (f"postgresql+psycopg://hr:{SECRET}@/mentoring?host=/nowhere", "is not running"),
        (
            f"postgresql+psycopg://hr:{SECRET}@no.such.invalid/mentoring",
            "no.such.invalid that could",
        ),
        (
            f"postgresql+psycopg://hr:x@{SECRET}@no.such.invalid/mentoring",
            "server that could be found",
        ),
        (f"postgresql+psycopg://hr:{SECRET}@127.0.0.1:1/mentoring?sslmode=odd", "invalid sslmode"),
        (f"mysql+nosuchdriver://hr:{SECRET}@127.0.0.1:1/mentoring", "cannot be used"),
        (f"mssql+pymssql://hr:{SECRET}@127.0.0.1:1/mentoring", "is not installed"),
        (f"postgresql+psycopg://hr:x@{SECRET}:y@server/mentoring", "cannot be used"),
        (f"postgresql+psycopg://hr:{SECRET}@a..b/mentoring", "cannot be used"),
    ],
)
def test_a_server_that_cannot_be_reached_is_a_sentence(workspace, address, said):
    at_address(workspace, address)
    code = 3 if said == "cannot be used" else 4
    assert said in told(workspace, "status", code=code)


def test_every_command_says_that_the_server_is_not_running(workspace):
    at_address(workspace, f"postgresql+psycopg://hr:{SECRET}@127.0.0.1:1/mentoring")
    for words in (("init", "."), ("cohort", "list"), ("doctor",), ("remind",), ("match", COHORT)):
        assert "127.0.0.1 is not running" in told(workspace, *words)


@pytest.fixture(scope="module")
def database():
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed")
    with server() as address:
        yield address


def ask(address, *statements):
    engine = create_engine(address)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def shared(database, tmp_path):
    """A workspace in a fresh database on the server, and that database's address."""
    name = f"d{abs(hash(tmp_path)) % 10**9}"
    ask(database, f"CREATE DATABASE {name}")
    run, address = Commands(tmp_path / "shared"), database.replace("/mentoring?", f"/{name}?")
    run.folder.mkdir()
    run("init", ".")
    at_address(run, address)
    return run, address


def test_a_server_says_no_in_a_sentence(shared, database):
    run, address = shared
    run("cohort", "new", "doctoral", COHORT)
    folder = Path(database.partition("host=")[2])
    rules = folder / "data" / "pg_hba.conf"
    rules.write_text("local all locked scram-sha-256\n" + rules.read_text())
    role = "CREATE ROLE locked LOGIN PASSWORD 'right'"
    ask(database, role, "CREATE ROLE guest LOGIN", "SELECT pg_reload_conf()")
    time.sleep(1)
    for user in (f"locked:{SECRET}", "locked", f"nobody:{SECRET}"):
        at_address(run, address.replace("mentor@", f"{user}@"))
        assert "does not accept the user or the password" in told(run, "status")
    at_address(run, database.replace("/mentoring?", "/nothing?"))
    assert "no database of the name" in told(run, "status")
    at_address(run, address.replace("mentor@", "guest@"))
    assert "does not let this user" in told(run, "status")


def test_a_connection_lost_in_the_middle_is_a_sentence_and_nothing_is_half_there(shared):
    run, address = shared
    run("cohort", "new", "doctoral", COHORT)
    ask(
        address,
        "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$",
        "CREATE TRIGGER cut BEFORE INSERT ON facts FOR EACH ROW EXECUTE FUNCTION cut()",
    )
    move = ("cohort", "change", COHORT, "--date", "kickoff=2027-01-22")
    assert "was lost" in told(run, *move)
    before = run("cohort", "show", COHORT, "--json").stdout
    assert "2027-01-22" not in before
    ask(address, "DROP TRIGGER cut ON facts")
    run(*move)
    assert "2027-01-22" in run("cohort", "show", COHORT, "--json").stdout


def at_once(run, *commands):
    """Start commands that all begin their work at the same moment; return how each ended."""
    gate = run.folder / "gate"
    script = (
        "import sys, time; from pathlib import Path\n"
        "import mentorcli.commands.cohorts.cohorts, mentorcli.commands.applications.forms, mentorcli.commands.applications.imports\n"
        "from mentorcli.__main__ import main\n"
        "print('ready', file=sys.stderr, flush=True)\n"
        f"while not Path({str(gate)!r}).exists(): time.sleep(0.001)\n"
        "main()\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, *map(str, words), "--json"], cwd=run.folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        )
        for words in commands
    ]  # fmt: skip
    for process in started:
        assert process.stderr.readline() == "ready\n"
    gate.touch()
    said = [process.communicate() for process in started]
    gate.unlink()
    for process, (out, err) in zip(started, said, strict=True):
        assert process.returncode in {0, 2, LOOK, 4}, err
        assert json.loads(out)["exit_code"] == process.returncode
    return [(p.returncode, json.loads(out)) for p, (out, _) in zip(started, said, strict=True)]


def cohorts(run):
    return [c["key"] for c in json.loads(run("cohort", "list", "--json").stdout)["cohorts"]]


def test_of_two_new_cohorts_of_one_name_one_is_made_and_the_other_is_told(workspace):
    for year in range(2031, 2036):
        made = at_once(
            workspace,
            ("cohort", "new", "doctoral", f"{year}-spring", "--date", f"kickoff={year}-02-01"),
            ("cohort", "new", "doctoral", f"{year}-spring", "--date", f"kickoff={year}-02-02"),
        )
        assert sorted(code for code, _ in made) == [0, 2]
        ((lost, won),) = [(made[1], made[0]) if made[0][0] == 0 else (made[0], made[1])]
        assert "already" in lost[1]["error"]
        shown = json.loads(workspace("cohort", "show", f"{year}-spring", "--json").stdout)
        assert shown["cohort"] == won[1]["cohort"]


def test_new_cohorts_of_different_names_are_all_made(workspace, sample):
    files = (sample / "mentees.xlsx", sample / "mentors.csv")
    made = at_once(
        workspace,
        ("cohort", "new", "doctoral", "2041-spring"),
        ("cohort", "new", "doctoral", "2041-autumn"),
        ("cohort", "new", "doctoral", "2042-spring"),
        ("import", *files, "--cohort", COHORT, "--accept"),
    )
    assert [code for code, _ in made] == [0, 0, 0, LOOK]
    assert cohorts(workspace) == [COHORT, "2041-autumn", "2041-spring", "2042-spring"]
    assert len(
        json.loads(workspace("application", "list", COHORT, "--json").stdout)["applications"]
    )


def test_workspaces_made_at_once_are_one_workspace(run):
    made = at_once(run, *[("init", ".")] * 4)
    assert [code for code, _ in made] == [0] * 4
    assert sum("workspace.db" in data["made"] for _, data in made) == 1
    assert "Nothing is wrong" in run("doctor").stdout
    run("cohort", "new", "doctoral", COHORT)


def test_a_form_accepted_twice_at_once_is_accepted_once(workspace, tmp_path):
    export = tmp_path / "answers.csv"
    export.write_text("Name,Email,What drives you?\nÅsa Öst,asa@example.org,Science\n", "utf-8")
    workspace("import", export, "--cohort", COHORT, "--as", "mentees", code=3)
    made = at_once(workspace, *[("form", "edit", "--accept", "doctoral-mentee")] * 2)
    assert sorted(code for code, _ in made) == [0, 2]
    listed = json.loads(workspace("form", "list", "--json").stdout)
    assert (listed["forms"], listed["proposed"]) == (["doctoral-mentee"], [])


TITLES = ("ID", "First name", "Last name", "Email", "Languages", "Goals", "Consent", "Other")


def row(number, first, last, email, other=""):
    return (number, first, last, email, "English", "Networks", "Yes", other)


def csv(path, rows, titles=TITLES):
    lines = [";".join(str(cell) for cell in one) for one in (titles, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


HELD = {
    "no address": (row(5, "Qzelma", "Qzaltonen", "none yet", "Qzsecret"), "Qzaltonen"),
    "no name": (row(5, "", "", "qzelma@example.org", "Qzsecret"), "qzelma@example.org"),
    "a last name alone, no address": (row(5, "", "Qzaltonen", "", "Qzsecret"), "Qzaltonen"),
    "one number, two people": (row(2, "Qzelma", "Qzaltonen", "qzelma@example.org", "Qzsecret"), "Qzelma"),
}  # fmt: skip
QZ = ("Qzelma", "Qzaltonen", "qzelma", "Qzsecret")


def with_held(run, folder, held):
    """Import three people and one whose row is held back."""
    rows = [
        row(2, "Åsa", "Öst", "asa@example.org"), row(3, "Ole", "Berg", "ole@example.org"), held,
        row(6, "Ida", "Lind", "nothing", "asks for a mentor"),
    ]  # fmt: skip
    export = csv(folder / "mentees.csv", rows)
    run("import", export, "--cohort", COHORT, "--as", "mentees", "--accept", code=3)
    return export


def imported_again(run, export):
    done = run("import", export, "--cohort", COHORT, "--json", code=3)
    (one,) = json.loads(done.stdout)["imports"]
    return sorted(e["reason"] for e in one["ends"] if e["state"] in {"problem", "skipped"})


@pytest.mark.parametrize("why", HELD)
def test_somebody_who_has_only_a_held_row_is_found_shown_and_erased(workspace, tmp_path, why):
    held, who = HELD[why]
    export = with_held(workspace, tmp_path, held)
    before = {file for file, _ in left(workspace.folder, QZ)}
    assert before == {"workspace.db", "problems.xlsx"}
    shown = workspace("person", "show", COHORT, who).stdout
    assert "Qzsecret" in shown
    assert "held back" in shown
    (seen,) = json.loads(workspace("person", "show", COHORT, who, "--json").stdout)["held"]
    assert {"column title": "Other", "answer": "other", "value": "Qzsecret"} in seen["answers"]
    tried = result(workspace("person", "erase", COHORT, who, "--dry-run", "--json"))
    assert not tried["written"]
    assert left(workspace.folder, QZ)
    done = result(workspace("person", "erase", COHORT, who, "--yes", "--json"))
    assert done["deleted"] == tried["deleted"]
    assert left(workspace.folder, QZ) == []
    assert "Nobody" in workspace("person", "erase", COHORT, who, "--yes", code=2).stderr
    assert "forgotten" in imported_again(workspace, export)
    assert left(workspace.folder, QZ) == []


def test_a_held_row_of_nobody_is_found_by_its_id_and_takes_nobody_else_along(workspace, tmp_path):
    with_held(workspace, tmp_path, row(5, "Qzelma", "Qzaltonen", "nothing", "Qzsecret"))
    done = result(workspace("person", "erase", COHORT, "Qzelma", "--yes", "--json"))
    assert left(workspace.folder, QZ) == []
    shown = workspace("person", "show", COHORT, "Lind").stdout  # the same words for an address
    assert "asks for a mentor" in shown
    (again,) = [step for step in done["next"] if "replay" in step]
    workspace(*again.split()[1:], code=3)
    assert ("problems.xlsx", "Lind") in left(workspace.folder, ["Lind"])


def test_one_name_in_an_application_and_in_a_held_row_is_asked_about(workspace, tmp_path):
    rows = [
        row(2, "Qzelma", "Qzaltonen", "qzelma@example.org", "Qzsecret"),
        row(3, "Qzelma", "Qzaltonen", "no address"),
    ]
    export = csv(tmp_path / "mentees.csv", rows)
    workspace("import", export, "--cohort", COHORT, "--as", "mentees", "--accept", code=3)
    asked = workspace("person", "erase", COHORT, "Qzaltonen", "--yes", code=2)
    assert "several people" in asked.stderr
    done = workspace("person", "erase", COHORT, "qzelma@example.org", "--yes")
    ((other,),) = [[w for w in line.replace("|", " ").split() if w.startswith("p-")]
                   for line in done.stdout.splitlines() if "no address" in line]  # fmt: skip
    workspace("person", "erase", COHORT, other, "--yes")
    assert left(workspace.folder, QZ) == []


@pytest.fixture
def papers(approved):
    """The sample cohort with every kind of file made, and a mentee whom they name."""
    run, out = approved, approved.folder / "out"
    run("plan", "review", COHORT)
    run("plan", "answers", COHORT)
    run("agreement", "render", COHORT)
    run("template", "preview", "agreement/group", "--cohort", COHORT)
    run("template", "preview", "letters/certificate", "--cohort", COHORT)
    run("session", "sheets", COHORT)
    run("report", COHORT)
    run("invite", "kickoff", COHORT)
    run("remind", "--today", "2027-01-18")
    listed = json.loads(run("application", "list", COHORT, "--json").stdout)["applications"]
    previews = left(out / "previews", [a["name"] for a in listed if a["role"] == "mentee"])
    (one, *_) = [a for a in listed if a["name"] == previews[0][1]]
    names = {file for file, _ in left(approved.folder, [one["name"], one["e-mail"]])}
    for kind in ("review", "answers", " - agreement (", "agreement-group", " - log", " - kickoff-3d ",
                 " - kickoff k-", "merge-kickoff", "merge-2027", "plan.json"):  # fmt: skip
        assert any(kind in name for name in names), kind
    return run, one


def copies(run, one):
    """Put copies of a person where a crash, another program or a person leaves them."""
    out, made = run.folder / "out", run.folder / "out" / COHORT / "agreements"
    for path in sorted(made.glob("*.docx")):
        if left(path.parent, [one["name"]]) and (path.name, one["name"]) in left(
            made, [one["name"]]
        ):
            path.with_suffix(".pdf").write_bytes(b"%PDF-1.7 pages that cannot be searched")
    first, _, last = one["name"].partition(" ")
    book = openpyxl.Workbook()
    book.active.append(["Number", last, first])
    (out / "lists").mkdir()
    book.save(out / "lists" / "door.xlsx")
    (out / "2026-spring").mkdir()
    (out / "2026-spring" / "old.txt").write_text(one["e-mail"])
    calendar = f"BEGIN:VCALENDAR\r\nATTENDEE:mailto:{one['e-mail'][:9]}\r\n {one['e-mail'][9:]}\r\n"
    (out / "days.ics").write_bytes(calendar.encode())
    (run.folder / ".plan.json.0123abcd.tmp").write_text(one["name"])
    (out / COHORT / ".review.xlsx.0123abcd.tmp").write_bytes(b"PK\x03\x04" + one["name"].encode())


def only_drafts_to_others(run, one, allowed):
    words = [one["name"], one["e-mail"], one["id"]]
    assert [(f, w) for f, w in left(run.folder, words) if f not in allowed] == []
    assert not list((run.folder / "out" / COHORT / "agreements").glob("*.pdf"))
    assert not list(run.folder.rglob("door.xlsx"))
    assert not list(run.folder.rglob("days.ics"))


def test_a_forgotten_person_is_in_no_folder(papers):
    run, one = papers
    copies(run, one)
    export = csv(run.folder / "own.csv", [row(2, *one["name"].split(" ", 1), one["e-mail"])])
    done = result(run("person", "erase", COHORT, one["id"], "--yes", "--json"))
    allowed = {Path(path).name for path in done["left"]}
    assert all(name.endswith(".eml") for name in allowed)
    assert done["own"] == [str(export)]
    export.unlink()
    only_drafts_to_others(run, one, allowed)


def test_who_stays_in_another_cohort_keeps_its_files(papers, sample):
    run, one = papers
    run("cohort", "new", "doctoral", "2027-autumn")
    run("import", sample / "mentees.xlsx", sample / "mentors.csv", "--cohort", "2027-autumn")
    run("match", "2027-autumn")
    run("person", "erase", COHORT, one["e-mail"], "--yes")
    kept = left(run.folder / "out", [one["id"]])
    assert kept == [("plan.json", one["id"])]
    assert json.loads(run("person", "show", "2027-autumn", one["id"], "--json").stdout)[
        "applications"
    ]


def killed(run, scratch, words, *command, then, steps=None):
    """Kill a command at its steps, run another one after each; return what was seen."""
    asked = {"folder": str(run.folder), "scratch": str(scratch), "killed": command, "then": then,
             "steps": steps, "words": words}  # fmt: skip
    done = subprocess.run(
        [sys.executable, HERE / "killed_runner.py"], input=json.dumps(asked), text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def times_finished(seen, allowed=()):
    """How often a killed run was finished by the next one: all is gone, or nothing was begun."""
    finished = 0
    for one in seen:
        assert one["then"] == 0, one
        after = [pair for pair in one["after"] if pair[0] not in allowed]
        if any(file == "workspace.db" for file, _ in after):  # killed before anything was decided
            assert one["after"] == one["between"], one
            continue
        assert after == [], one
        finished += one["between"] != one["after"]
    return finished


@pytest.mark.parametrize(
    ("then", "first"),
    [(("cohort", "list"), 8), (("remind", "--today", "2027-01-18"), 9)],
)
def test_forgetting_a_held_row_that_was_killed_is_finished(workspace, tmp_path, then, first):
    with_held(workspace, tmp_path, HELD["no address"][0])
    forget = ("person", "erase", COHORT, "Qzaltonen", "--yes")
    steps = [5, *range(first, 100, 4)]
    seen = killed(workspace, tmp_path, QZ, *forget, then=then, steps=steps)
    assert seen[-1]["killed"] == 0
    assert times_finished(seen) > 3


def test_forgetting_that_was_killed_is_finished_in_every_folder(papers, tmp_path):
    run, one = papers
    copies(run, one)
    forget = ("person", "erase", COHORT, one["id"], "--yes")
    allowed = {Path(path).name for path in result(run(*forget[:-1], "--dry-run", "--json"))["left"]}
    words, steps = [one["name"], one["e-mail"], one["id"]], [4, 9, *range(12, 300, 16)]
    seen = killed(run, tmp_path, words, *forget, then=("status",), steps=steps)
    assert seen[-1]["killed"] == 0
    assert times_finished(seen, allowed) > 3


def test_the_same_command_again_says_that_it_is_done(workspace, tmp_path):
    with_held(workspace, tmp_path, HELD["no address"][0])
    script = STOPPED.replace('event == "import" and args[0] == {at!r}',
                             'event == "os.remove" and "problems.xlsx" in str(args[0])')  # fmt: skip
    script = script.replace("{what}", "os.kill(os.getpid(), signal.SIGKILL)")
    forget = ("person", "erase", COHORT, "Qzaltonen", "--yes")
    done = subprocess.run([sys.executable, "-c", script, *forget], cwd=workspace.folder)
    assert done.returncode == -9
    assert ("problems.xlsx", "Qzsecret") in left(workspace.folder, QZ)
    assert "now it is done" in workspace(*forget).stdout
    assert left(workspace.folder, QZ) == []
