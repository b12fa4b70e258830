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

from mentorcli.console.layout import filled, widths_within
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


def test_a_command_in_a_sentence_goes_to_a_line_of_its_own():
    said = (
        "Nothing, if it was written under Other; else: mentorcli cohort options COHORT --add x Y."
    )
    assert filled(said, 60, 2).splitlines() == [
        "Nothing, if it was written under Other; else:", "  mentorcli cohort options COHORT --add x Y."]  # fmt: skip
    long = "mentorcli " + "word " * 30
    assert max(map(len, filled(long, 60, 2).splitlines())) <= 60


def test_init_asks_at_a_terminal_again_what_cannot_be_and_ends_with_what_comes_next(tmp_path):
    said = ("Aalto", "HR", "", "Personal", "me", "me@aalto.fi", "Otaniemi", "doctorl", "joint")
    shown = at_terminal(tmp_path, "init", "my place", answers=said)
    assert shown.count("e-mail address that people") == 2
    assert "There is no programme 'doctorl', but: alumni, doctoral" in " ".join(shown.split())
    steps = [x.strip() for x in shown.partition("Next:\n")[2].splitlines() if x.strip()]
    assert steps[0] == 'cd "my place"'
    assert re.fullmatch(r"mentorcli cohort new joint 20\d\d-\w+", steps[1])
    assert len(steps) == 2
    about = tomllib.loads((tmp_path / "my place" / "mentorcli.toml").read_text("utf-8"))
    about = about["organisation"]
    assert (about["name"], about["unit"], about["unit_sv"]) == ("Aalto", "HR", "Personal")
    assert (about["contact_email"], about["place"]) == ("me@aalto.fi", "Otaniemi")
    again = at_terminal(tmp_path, "init", "my place")
    assert "is a workspace already" in " ".join(again.split())
