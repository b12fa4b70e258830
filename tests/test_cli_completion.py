"""The Tab key: what bash, zsh and fish are offered, by their own protocol and in a real bash."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from test_cli_start import HEAVY, loaded

COHORT = "2027-spring"
SHELLS = {
    "bash": lambda line: {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)},
    "zsh": lambda line: {"_TYPER_COMPLETE_ARGS": line},
    "fish": lambda line: {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
}


@pytest.fixture
def program(tmp_path):
    """The program as an installer puts it on the path."""
    path = tmp_path / "bin" / "mentorcli"
    path.parent.mkdir()
    start = f"#!/bin/sh\n'''exec' \"{sys.executable}\" \"$0\" \"$@\"\n' '''\n"  # with blanks in its path
    path.write_text(
        f"{start}import sys\nfrom mentorcli.__main__ import main\n"
        "sys.argv[0] = 'mentorcli'\nmain()\n"
    )
    path.chmod(0o755)
    return path


def offered(program, folder, line, shell="bash"):
    given = {**os.environ, **SHELLS[shell](line), "_MENTORCLI_COMPLETE": f"complete_{shell}"}
    done = subprocess.run(
        [program], cwd=folder, env=given, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_is_offered_commands_cohorts_people_and_templates(imported, program, shell):
    for line, word, about in (
        ("mentorcli pl", "plan", "Look at a plan"),
        ("mentorcli plan ap", "approve", "Make the newest plan final"),
        ("mentorcli match ", COHORT, ""),
        ("mentorcli plan show 2027", COHORT, ""),
        (f"mentorcli explain {COHORT} Pat", "Patel", "Raj Patel"),
        (f"mentorcli explain {COHORT} raj --with kal", "kallio", "Aino Kallio"),
        ("mentorcli template edit agreement/p", "agreement/pair", ""),
    ):
        (found,) = [x for x in offered(program, imported.folder, line, shell) if word in x]
        assert shell == "bash" or about in found


def test_a_name_that_two_have_is_never_offered(imported, program):
    mine = offered(program, imported.folder, f"mentorcli explain {COHORT} ")
    assert len(mine) == len(set(mine)) > 30
    assert "Virtanen" not in mine
    for begun in ("ai", "Kar"):
        for word in offered(program, imported.folder, f"mentorcli explain {COHORT} {begun}"):
            imported("person", "show", COHORT, word)  # it means one person


def test_nothing_is_offered_and_nothing_said_where_there_is_no_workspace(tmp_path, program):
    assert offered(program, tmp_path, "mentorcli match ") == []
    (tmp_path / "workspace.db").write_text("no database")
    assert offered(program, tmp_path, "mentorcli match ") == []


def test_a_real_bash_finishes_the_word(imported, program):
    typed = (
        "source <(mentorcli --show-completion bash); COMP_WORDS=(mentorcli plan show 2027-s); "
        'COMP_CWORD=3; _mentorcli_completion mentorcli; echo "${COMPREPLY[@]}"; complete -p mentorcli'
    )
    shown = subprocess.run(
        ["bash", "--norc", "-c", typed],
        cwd=imported.folder, capture_output=True, text=True, check=True,
        env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}",
             "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
    )  # fmt: skip
    assert shown.stdout.splitlines() == [
        COHORT, "complete -o default -F _mentorcli_completion mentorcli"]  # fmt: skip


def test_the_tab_key_loads_neither_a_solver_nor_the_library_of_the_database(imported, monkeypatch):
    monkeypatch.setenv("_MENTORCLI_COMPLETE", "complete_bash")
    for line in ("mentorcli ", f"mentorcli explain {COHORT} ", "mentorcli template edit "):
        for key, value in SHELLS["bash"](line).items():
            monkeypatch.setenv(key, value)
        assert loaded(imported.folder, of=(*HEAVY, "sqlalchemy")) == "[]"
