"""A real terminal of 80 columns: nothing is broken that is pasted or read, and what `init` asks there."""

from __future__ import annotations

import json
import os
import re
import select
import sys
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.console.layout import filled, stacked, widths_within
from mentorcli.files.shipped import shipped

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
COHORT, WIDTH = "2027-spring", 80
LOOKS = re.compile(r"\x1b\[[0-9?;]*[A-Za-z]")


def at_terminal(folder, *words, answers=()):
    """Type a command into a terminal of 80 columns, and an answer at each question; return all shown."""
    import fcntl
    import struct
    import termios

    child, end = pty.fork()
    if not child:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, WIDTH, 0, 0))
        os.environ.pop("COLUMNS", None)
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-m", "mentorcli", *words])  # noqa: S606
    shown, answers = b"", list(answers)
    while True:
        ready, _, _ = select.select([end], [], [], 60)
        try:
            more = os.read(end, 65536) if ready else b""
        except OSError:  # the terminal was closed
            break
        if not more:
            break
        shown += more
        if answers and shown.endswith((b"? ", b") ")):
            os.write(end, f"{answers.pop(0)}\n".encode())
    os.close(end)
    os.waitpid(child, 0)
    assert answers == []
    return LOOKS.sub("", shown.decode().replace("\r\n", "\n"))


def test_no_address_and_no_command_is_broken_at_80_columns(imported):
    def told(*words):
        return json.loads(imported(*words, "--json").stdout)

    listed = told("application", "list", COHORT, "--incomplete")["applications"]
    lines = told("status")["cohorts"][0]["lines"]
    for words, wanted in (
        (("application", "list", COHORT, "--incomplete"), [a["e-mail"] for a in listed]),
        (("status",), [x["command"] for x in lines if x["command"]]),
        (("person", "show", COHORT, "Patel", "--sources"), ["raj.patel@example.com", "commitment"]),
    ):
        shown = at_terminal(imported.folder, *words)
        assert wanted
        assert all(text in shown for text in wanted), shown
        assert max(map(len, shown.splitlines())) <= WIDTH


def test_each_next_step_stands_whole_on_a_line(workspace):
    files = [str(shipped("sample_data") / name) for name in ("mentees.xlsx", "mentors.csv")]
    shown = at_terminal(workspace.folder, "import", *files, "--cohort", COHORT, "--accept", "--yes")
    steps = shown.partition("Next:\n")[2].splitlines()
    assert f"  mentorcli read {workspace.folder}/out/{COHORT}/problems.xlsx" in steps
    assert f"  mentorcli match {COHORT}" in steps
    assert all(x.startswith(("  mentorcli ", "      ")) for x in steps if x)


@given(
    st.lists(
        st.lists(st.text("ab -", max_size=40), min_size=3, max_size=3), min_size=1, max_size=4
    ),
    st.integers(20, 120),
)
def test_columns_keep_their_longest_word_or_there_is_no_table(rows, room):
    widths = widths_within(room, rows)
    words = [max((len(w) for row in rows for w in row[x].split()), default=0) for x in range(3)]
    if widths:
        assert sum(widths) + 3 * 3 - 1 <= room
        assert all(width >= word for width, word in zip(widths, words, strict=True))
    else:
        assert sum(max(word, 12) for word in words) + 3 * 3 - 1 > room


@given(
    st.lists(st.text("ab é-", max_size=60).map(str.strip), min_size=2, max_size=5),
    st.booleans(),
    st.integers(40, 120),
)
def test_a_row_that_is_no_table_keeps_every_word_and_each_command_on_a_line(values, mark, width):
    first, *others = ["due", "", "mentorcli status 2027-spring", *values]
    names = ["" if mark else "who", "what", "command", *(f"n{x}" for x in range(len(values)))]
    text = stacked(names, [first, *others], width, 6 if mark else 0)
    assert "mentorcli status 2027-spring" in [
        line.strip() for line in text.splitlines()[mark ^ 1 :]
    ] or (mark and text.splitlines()[0] == "due   mentorcli status 2027-spring")
    said = text.split()
    assert all(word in said for value in others for word in value.split())
    assert max(map(len, text.splitlines())) <= max(width, 6 + max(map(len, said)))


def test_status_stands_at_80_columns_with_its_marks_beside(imported):
    shown = at_terminal(imported.folder, "status")
    lines = shown.splitlines()
    assert any(re.match(r"(due|late) {3,}\d open questions?$", line.rstrip()) for line in lines), (
        shown
    )
    assert any(re.match(r" +mentorcli questions list 2027-spring$", line) for line in lines)
    assert not any("what: " in line or "command: " in line for line in lines)


def test_remind_says_at_a_terminal_that_nothing_is_due_and_is_silent_for_cron(approved):
    approved("remind", "--today", "2026-11-30")
    for _ in range(2):
        done = approved("remind", "--today", "2026-11-30")
        assert done.stdout + done.stderr == ""
    shown = at_terminal(approved.folder, "remind", "--today", "2026-11-30")
    assert re.search(
        r"Nothing is due on 2026-11-30; the next reminders come on 20\d\d-\d\d-\d\d\.", shown
    )


def test_a_command_in_a_sentence_goes_to_a_line_of_its_own():
    said = (
        "Nothing, if it was written under Other; else: mentorcli cohort options COHORT --add x Y."
    )
    assert filled(said, 60, 2).splitlines() == [
        "Nothing, if it was written under Other; else:", "  mentorcli cohort options COHORT --add x Y."]  # fmt: skip
    long = "mentorcli " + "word " * 30
    assert max(map(len, filled(long, 60, 2).splitlines())) <= 60


def test_init_asks_at_a_terminal_again_what_cannot_be_and_ends_with_what_comes_next(tmp_path):
    said = ("Aalto", "HR", "", "Personal", "", "me", "me@aalto.fi", "", "Otaniemi", "doctorl", "joint")  # fmt: skip
    shown = at_terminal(tmp_path, "init", "my place", answers=said)
    assert shown.count("to which e-mail address?") == 2
    assert "There is no programme 'doctorl', but: alumni, doctoral" in " ".join(shown.split())
    after = shown.partition("Next:\n")[2]
    assert "and fill in your own privacy_link under" in " ".join(after.split())
    steps = [x.strip() for x in after.splitlines() if x.strip()]
    assert steps[-2] == 'cd "my place"'
    assert re.fullmatch(r"mentorcli cohort new joint 20\d\d-\w+", steps[-1])
    about = tomllib.loads((tmp_path / "my place" / "mentorcli.toml").read_text("utf-8"))
    about = about["organisation"]
    assert (about["name"], about["unit"], about["unit_sv"]) == ("Aalto", "HR", "Personal")
    assert (about["contact_email"], about["place"]) == ("me@aalto.fi", "Otaniemi")
    again = at_terminal(tmp_path, "init", "my place")
    assert "is a workspace already" in " ".join(again.split())
