"""The README tells what the program does: its commands are run, its reference is made from help."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from life_runner import run_all

from mentorcli.files.shipped import letters, programmes, shipped

README = Path(__file__).parent.parent / "README.md"
REFERENCE = README.parent / "docs" / "commands.md"


OTHERS = "## The other programmes"


def blocks(text):
    return re.findall(r"```console\n(.*?)```", text, re.DOTALL)


def tutorial():
    before, _, _ = README.read_text(encoding="utf-8").partition(OTHERS)
    return [
        line[2:] for block in blocks(before) for line in block.splitlines() if line.startswith("$ ")
    ]


def save_on_the_board(run, name):
    """Write what the board saves when somebody's first pair is kept."""
    plan = json.loads(run("plan", "show", "2027-spring", "--json").stdout)["plan"]
    match = plan["matches"][0]
    decision = {"kind": "keep", "mentee": match["mentees"][0], "mentor": match["mentor"], "why": ""}
    head = {"mentorcli": "board-decisions", "schema_version": 1, "cohort": plan["cohort"]}
    saved = {**head, "plan": plan["inputs"], "decisions": [decision]}
    (run.folder / name).write_text(json.dumps(saved), encoding="utf-8")


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
        if words[1:2] == ["read"] and words[2].startswith("board-decisions"):
            save_on_the_board(run, words[2])
        run(*words[1:])
    (cohort,) = json.loads(run("cohort", "list", "--json").stdout)["cohorts"]
    assert cohort["state"] == "closed"


@pytest.mark.parametrize("programme", ["open", "joint", "alumni", "peer"])
def test_every_programme_goes_from_first_import_to_closing(tmp_path, programme):
    _, _, text = README.read_text(encoding="utf-8").partition(OTHERS)
    (lines,) = (b.splitlines() for b in blocks(text) if f"cohort new {programme} " in b)
    shutil.copytree(shipped("sample_data"), tmp_path / "sample_data")
    (tmp_path / "mentoring").mkdir()
    commands = [line.removeprefix("$ mentorcli ").split() for line in lines]
    ends = run_all(tmp_path / "mentoring", [["init", "."], *commands])
    told = [(w, *e) for w, e in zip([["init"], *commands], ends, strict=True) if e[0]]
    asked = [c for c in commands if c[:2] == ["import", "../sample_data/open-mentees.xlsx"]]
    assert [w for w, *_ in told] == asked
    assert all(code == 3 and "may mean" in "".join(said) for _, code, *said in told)
    ((_, said, _),) = run_all(tmp_path / "mentoring", [["cohort", "list", "--json"]])
    assert [c["state"] for c in json.loads(said)["cohorts"]] == ["closed"]
    made = {name for p in (tmp_path / "mentoring" / "out").rglob("*.*") for name in p.parts}
    assert made >= {"agreements", "outbox", "report"}


DRAWERS = {
    ("init",): sorted(path.stem for path in programmes().glob("*.toml")),
    ("letter",): letters(),
}
"""The commands whose help lists things that are one file each, and what it lists."""


def without_names(path, text):
    """A help that refers to the program for its list of such things: a new one changes no document."""
    if path not in DRAWERS:
        return text
    listed = r",\s+".join(DRAWERS[path]).replace("-", r"-\s*")  # a line may end at a hyphen
    short, times = re.subn(rf"\s+{listed}\.", " (listed by --help).", text)
    assert times == 1, f"{path} lists them all, once"
    return short


def reference(helps):
    """Every command's own help; groups only lead to their commands."""
    shown = (
        f"### mentorcli {' '.join(path)}\n\n```text\n{without_names(path, text).strip()}\n```\n"
        for path, (text, _) in helps.items()
        if path
    )
    return "\n".join((BEFORE, *shown))


BEFORE = """# Commands

Every command's own help, as `--help` shows it; only `--help` itself lists programmes and letters, so
that a new one changes no line here. The guide is in [README.md](../README.md).
"""


def test_reference_is_the_programs_own_help(helps):
    wanted = reference(helps)
    if os.environ.get("UPDATE_REFERENCE"):
        REFERENCE.write_text(wanted, encoding="utf-8")
        pytest.skip("the reference was written anew")
    assert REFERENCE.read_text(encoding="utf-8") == wanted


def test_the_guide_is_short():
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 400
