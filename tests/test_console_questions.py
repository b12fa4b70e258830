"""A person at a terminal is asked until the answer is one; nothing waits without a terminal."""

import csv
import io
import os
import pty
import select
import subprocess
import sys
import time

import pytest
from conftest import IMPORT_CODE

COHORT = "2027-spring"


def at_terminal(folder, arguments, answers):
    """Run the command on a pseudo-terminal, give each answer when its question stands; return all."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "mentorcli", *arguments], cwd=folder, stdin=theirs, stdout=theirs,
        stderr=theirs, env={**os.environ, "TERM": "dumb", "COLUMNS": "100", "LINES": "60"},
    )  # fmt: skip
    os.close(theirs)
    seen, since, waiting, deadline = "", 0, list(answers), time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([ours], [], [], 0.2)
        try:
            new = os.read(ours, 65536).decode("utf-8", "replace") if ready else ""
        except OSError:  # the terminal closed
            break
        seen += new
        # a long question is told in several lines, and the last one ends with a blank
        if waiting and seen.endswith(" ") and waiting[0][0] in " ".join(seen[since:].split()):
            _, text = waiting.pop(0)
            os.write(ours, f"{text}\n".encode())
            seen += f"<{text}>\n"
            since = len(seen)
        if not ready and process.poll() is not None:
            break
    os.close(ours)
    assert waiting == [], seen
    return process.wait(), seen


@pytest.fixture
def renamed(workspace, sample):
    """The sample mentors with three column titles that nothing knows."""
    rows = list(
        csv.reader(io.StringIO((sample / "mentors.csv").read_text(encoding="utf-8"), newline=""))
    )
    rows[0][4], rows[0][11], rows[0][-1] = "Firma", "Lista A", "Jotain muuta"
    path = workspace.folder / "mentors.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return workspace


def test_slips_are_asked_again_and_the_form_is_remembered(renamed):
    answers = [
        ("Right?", "help"), ("Right?", "ZZ=goals"), ("Right?", "E=employr"), ("Right?", ""),
        ("Right?", "E=employer, L=themes, X=consent"), ("Write this?", "yes"),
    ]  # fmt: skip
    code, seen = at_terminal(renamed.folder, ["import", "mentors.csv", "--cohort", COHORT], answers)
    assert code == IMPORT_CODE
    assert "“help” is no answer" in seen
    assert "There is no column ZZ" in seen
    assert "Did you mean employer?" in seen
    again = renamed("import", "mentors.csv", "--cohort", COHORT)
    assert "remembered form" in again.stdout


def test_giving_up_writes_nothing_but_a_proposal(renamed):
    before = (renamed.folder / "workspace.db").read_bytes()
    code, _ = at_terminal(
        renamed.folder, ["import", "mentors.csv", "--cohort", COHORT], [("Right?", "q")]
    )
    assert code == 3
    assert (renamed.folder / "workspace.db").read_bytes() == before


def test_no_at_the_last_question_writes_nothing(workspace, sample):
    before = (workspace.folder / "workspace.db").read_bytes()
    arguments = ["import", str(sample / "mentees.xlsx"), "--cohort", COHORT]
    code, seen = at_terminal(workspace.folder, arguments, [("Write this?", "")])
    assert code == IMPORT_CODE
    assert "Nothing has been written" in seen
    assert (workspace.folder / "workspace.db").read_bytes() == before


def test_without_a_terminal_nothing_waits_and_the_proposal_is_written(renamed):
    done = renamed("import", "mentors.csv", "--cohort", COHORT, code=3)
    assert "--map" in done.stderr
    (proposal,) = (renamed.folder / "forms").glob("*.proposal.toml")
    assert "themes" not in [line for line in proposal.read_text().splitlines() if "field" in line]


def test_a_trial_of_an_unclear_form_writes_nothing_and_asks_no_number(renamed):
    before = {p: p.read_bytes() for p in renamed.folder.rglob("*") if p.is_file()}
    done = renamed("import", "mentors.csv", "--cohort", COHORT, "--dry-run", code=3)
    assert "without --dry-run" in done.stderr
    assert "questions settle" not in done.stderr
    assert before == {p: p.read_bytes() for p in renamed.folder.rglob("*") if p.is_file()}


def test_a_column_that_was_said_or_is_sure_is_not_listed_again(renamed):
    answers = [("Right?", "L=-"), ("Right?", "Y=consent"), ("Right?", "q")]
    _, seen = at_terminal(
        renamed.folder, ("import", "mentors.csv", "--cohort", COHORT, "--as", "mentors"), answers
    )
    first, after = seen.split("<L=->")
    assert "Lista A" in first
    assert "Firma" not in first
    assert "Etunimi" not in first
    assert "Lista A" not in after


def test_two_columns_for_one_field_are_asked_again_and_the_later_word_counts(renamed):
    answers = [
        ("Right?", "E=themes, L=themes"), ("Right?", "E=themes"), ("Right?", "L=themes"),
        ("Right?", "q"),
    ]  # fmt: skip
    code, seen = at_terminal(
        renamed.folder, ("import", "mentors.csv", "--cohort", COHORT, "--as", "mentors"), answers
    )
    assert code == 3
    assert "Only one column can feed themes" in seen


def test_a_file_that_was_taken_before_is_told_to_be_so_and_nothing_is_asked(workspace, sample):
    arguments = ["import", str(sample / "mentees.xlsx"), "--cohort", COHORT]
    _, first = at_terminal(workspace.folder, arguments, [("Write this?", "yes")])
    assert first.count(" rows: ") == 1  # what was shown is not shown again
    _, again = at_terminal(workspace.folder, arguments, [])
    assert " rows: " in again
    assert "Written." not in again


def test_a_replay_asks_before_it_writes_and_shows_what_differs(workspace, sample):
    file = str(sample / "mentors.csv")
    workspace("import", file, "--cohort", COHORT, "--accept")
    known = workspace("person", "show", COHORT, "Kallio").stdout
    workspace("form", "edit", "doctoral-mentor", "Toimiala=-")
    replay = ["form", "replay", "doctoral-mentor", "--cohort", COHORT]
    _, seen = at_terminal(workspace.folder, replay, [("Write this?", "no")])
    assert "industries" in seen
    assert workspace("person", "show", COHORT, "Kallio").stdout == known
    _, seen = at_terminal(workspace.folder, replay, [("Write this?", "yes")])
    assert "Written." in seen
    assert workspace("person", "show", COHORT, "Kallio").stdout != known
