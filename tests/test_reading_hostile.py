"""Files that are damaged, mistaken or meant to harm: a sentence, never a traceback or a hang."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from reading_hostile import FLIPS, FOLDERS, GOOD, HOSTILE, TEXTS, WORKBOOKS, flipped

from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.files.opening import read_tables

SECONDS = 15
MEBIBYTES = 512
RUNNER = Path(__file__).parent / "reading_runner.py"


def _ends(folder: Path, made: dict[str, bytes]) -> dict[str, dict]:
    """Read each file in another process; return how each ended."""
    good = folder / "good.xlsx"
    good.write_bytes(GOOD)
    files = {name: folder / f"{n}.xlsx" for n, name in enumerate(made)}
    for name, path in files.items():
        path.write_bytes(made[name])
    command = [sys.executable, str(RUNNER), str(good), *map(str, files.values())]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout[-300:] + done.stderr
    ends = map(json.loads, done.stdout.splitlines())
    return dict(zip(made, ends, strict=True))


def _wrong(end: dict, says: str | None) -> bool:
    read = says is None and end["cells"] >= 0
    told = says is not None and bool(re.search(says, end["said"]))
    return not (read or told) or end["seconds"] > SECONDS or sum(end["most"]) > MEBIBYTES


def _quarters(cases: dict) -> list[tuple[str, ...]]:
    names = list(cases)
    return [tuple(names[n::4]) for n in range(4)]


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured with resource")
@pytest.mark.parametrize("names", [*_quarters(WORKBOOKS), tuple(FOLDERS), tuple(TEXTS)])
def test_a_hostile_file_ends_in_tables_or_one_sentence(names, tmp_path):
    ends = _ends(tmp_path, {name: HOSTILE[name][0]() for name in names})
    assert [(n, ends[n]) for n in names if _wrong(ends[n], HOSTILE[n][1])] == []


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured with resource")
def test_flipped_bits_never_change_an_answer_in_silence(tmp_path):
    ends = _ends(tmp_path, {str(seed): flipped(seed) for seed in FLIPS})
    harmless = [e for e in ends.values() if e["cells"] == 6]
    assert all(
        re.search("damaged|cannot|no sheet|encrypted", e["said"]) or e in harmless
        for e in ends.values()
    )
    assert len(harmless) < len(ends) / 4


def test_there_are_as_many_hostile_files_as_promised():
    assert len(HOSTILE) + len(FLIPS) >= 60


def test_missing_files_and_folders_are_named(tmp_path):
    with pytest.raises(UserError, match="no file"):
        read_tables(tmp_path / "answers.xlsx")
    with pytest.raises(UserError, match="folder") as caught:
        read_tables(tmp_path)
    assert caught.value.code is ExitCode.USAGE


@pytest.mark.parametrize(
    "name", ["far corner", "huge count", "entities in utf-16", "bomb in a zip"]
)
def test_the_command_ends_with_the_sentence_and_goes_on_working(name, workspace):
    make, says = HOSTILE[name]
    (workspace.folder / "answers.xlsx").write_bytes(make())
    done = workspace("import", "answers.xlsx", "--cohort", "2027-spring", code=3)
    assert re.search(says, done.stderr)
    workspace("status")
