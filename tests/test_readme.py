"""The README tells what the program does: its commands are run, its reference is made from help."""

import os
import re
import shutil
from pathlib import Path

import pytest

from mentorcli.files.shipped import shipped

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- reference: begin -->\n", "<!-- reference: end -->"


def tutorial():
    blocks = re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_every_command_of_the_tutorial_runs(run):
    shutil.copytree(shipped("sample_data"), run.folder / "sample_data")
    commands = tutorial()
    assert len(commands) > 15
    for command in commands:
        words = command.split()
        if words[0] == "cd":
            run.folder /= words[1]
            continue
        assert words[0] == "mentorcli"
        run(*words[1:])


def reference(helps):
    """Every command's own help; groups only lead to their commands."""
    shown = (
        f"### mentorcli {' '.join(path)}\n\n```text\n{text.strip()}\n```\n\n"
        for path, (text, _) in helps.items()
        if path
    )
    return "".join(shown)


def test_reference_is_the_programs_own_help(helps):
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    written, after = rest.split(END)
    wanted = reference(helps)
    if os.environ.get("UPDATE_README"):
        README.write_text(before + BEGIN + wanted + END + after, encoding="utf-8")
        pytest.skip("the reference was written anew")
    assert written == wanted
