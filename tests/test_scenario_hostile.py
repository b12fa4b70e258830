"""Whatever an applicant is called, it is text: on the terminal, in Word, Excel, mail and calendar."""

import csv
import email
import email.policy
import io
import json
import re
import zipfile

import pytest

COHORT = "2027-spring"
ESC = "Esc\x1b]0;pwned\x07\x1b[31mRed"
NAMES = [
    '=HYPERLINK("http://x","y")',
    "Åke & Co <b>",
    "{{ 7*7 }}",
    "[red]x[/red]",
    "../../etc/x",
    ESC,
    "=?utf-8?q?Eve=0D=0ABcc:x?=",
    "\u202eRight To Left",
    "Bobby'); DROP TABLE people;--",
    "-rf",
]
MENTORS = ["@SUM(1+1) {% raw %}", "<script>alert(1)</script>", "%n%s${x}", "CON"]


@pytest.fixture
def hostile(workspace):
    """A running cohort in which everybody has a hostile name."""
    mentees = [
        {
            "Name": name, "Email": f"mentee{i}@example.org", "Languages": "English",
            "Goals": "Leadership, Networks", "Research topic": name, "Consent": "Yes",
            "Department": name, "Wished mentors": MENTORS[0],
        }
        for i, name in enumerate(NAMES)
    ]  # fmt: skip
    mentors = [
        {
            "Name": name, "Email": f"mentor{i}@example.org", "Languages": "English",
            "Themes": "Leadership, Networks", "Capacity": "3", "Consent": "Yes", "Bio": name,
            "Job title": name, "Employer": f"{name} Oy", "Phone": "",
        }
        for i, name in enumerate(MENTORS)
    ]  # fmt: skip
    for role, rows in (("mentee", mentees), ("mentor", mentors)):
        path = workspace.folder / f"{role}s.csv"
        path.write_text(as_csv(rows), encoding="utf-8", newline="")
        workspace("import", path, "--cohort", COHORT, "--as", f"{role}s", "--accept")
    workspace("match", COHORT)
    workspace("plan", "review", COHORT)
    workspace("plan", "approve", COHORT, "--yes", "--with-questions")
    workspace("agreement", "render", COHORT)
    workspace("invite", "kickoff", COHORT)
    workspace("remind", "--today", "2027-01-18")
    workspace("report", COHORT)
    return workspace


def as_csv(rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def test_everybody_is_matched_and_everything_stays_text(hostile):
    out = hostile.folder / "out" / COHORT
    made = [p for p in out.rglob("*") if p.is_file()]
    assert len({p.suffix for p in made}) >= 5
    for path in made:
        assert path.resolve().is_relative_to(out.resolve())
        assert re.fullmatch(r"[a-zA-Z0-9._() -]+", path.name), path.name
        assert not path.name.startswith(("-", "."))
    plan = json.loads(hostile("plan", "show", COHORT, "--json").stdout)["plan"]
    assert sum(len(m["mentees"]) for m in plan["matches"]) == len(NAMES)
    check_terminal(hostile)
    check_workbooks(p for p in made if p.suffix == ".xlsx")
    check_mail([p for p in made if p.suffix == ".eml"])
    check_agreements([p for p in made if p.suffix == ".docx"])
    check_page(next(p for p in made if p.suffix == ".html"))


def check_terminal(run):
    for command in (("plan", "show"), ("application", "list"), ("agreement", "list"), ("status",)):
        done = run(*command, COHORT)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", done.stdout + done.stderr)
    listed = run("application", "list", COHORT).stdout
    for name in (*NAMES[:5], *MENTORS):
        assert name in listed


def check_workbooks(paths):
    for path in paths:
        with zipfile.ZipFile(path) as book:
            for part in book.namelist():
                text = book.read(part).decode("utf-8", "replace")
                assert "<f>" not in text or "worksheets" not in part
                links = re.findall(
                    "<hyperlink [^>]*>", text
                )  # only ours, to the row that is asked about
                assert all(
                    re.search("location=\"'Rows to correct(?: \\d)?'!", link) for link in links
                )
                assert 'TargetMode="External"' not in text


def check_mail(paths):
    assert len(paths) >= 2 * (len(NAMES) + len(MENTORS))
    for path in paths:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        (to,) = message["To"].addresses
        assert re.fullmatch(r"(mentee|mentor)\d@example\.org", to.addr_spec)
        assert not {"bcc", "cc"} & {key.casefold() for key in message}
        page = message.get_body(("html",)).get_content()
        assert "<script" not in page
        assert "Co <b>" not in page
        text = message.get_body(("plain",)).get_content()
        assert not re.search(r"\b49\b", text)
        assert "\x1b" not in text


def check_agreements(paths):
    import docx

    whole = ""
    for path in paths:
        document = docx.Document(str(path))
        whole += "\n".join(p.text for p in document.paragraphs)
        whole += "\n".join(c.text for t in document.tables for row in t.rows for c in row.cells)
    for name in (*NAMES[:5], *MENTORS):
        assert name in whole, name
    assert "\x1b" not in whole


def check_page(path):
    text = path.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "Åke" not in text, "the report holds no names"
