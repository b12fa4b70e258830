"""What is shipped: the wheel holds all that it needs, and runs without the development tools."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
DEVELOPMENT = ("pytest", "hypothesis", "mypy", "hatchling", "editables", "importlinter", "grimp")
BLOCK = (
    "import sys\n"
    "class Block:\n"
    "    def find_spec(self, name, path=None, target=None):\n"
    f"        if name.partition('.')[0] in {DEVELOPMENT!r}:\n"
    "            raise ModuleNotFoundError(name)\n"
    "sys.meta_path.insert(0, Block())\n"
    "import mentorcli; print(mentorcli.__file__)\n"
    "sys.argv = ['mentorcli', 'demo', 'made']\n"
    "from mentorcli.__main__ import main; main()\n"
)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=TOP, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_wheel_holds_templates_sample_data_profiles_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = "mentorcli/shipped"
    for source, target in (
        ("templates", f"{shipped}/templates"),
        ("sample_data", f"{shipped}/sample_data"),
    ):
        for path in (TOP / source).rglob("*"):
            if path.is_file():
                assert f"{target}/{path.relative_to(TOP / source).as_posix()}" in names
    assert "mentorcli/programmes/doctoral.toml" in names
    assert "mentorcli/py.typed" in names
    cards = ("board.html", "board.css", "judge.js", "board.js")
    assert {f"mentorcli/matching/board_page/{name}" for name in cards} <= names
    assert "mentorcli/workspace/migrations/versions/v0007_baseline.py" in names
    assert not [n for n in names if n.startswith(("tests", ".ci")) or n.endswith(".pyc")]
    assert {n.partition("/")[0] for n in names} == {"mentorcli", "mentorcli-0.2.0.dist-info"}


def test_wheel_runs_the_demo_without_the_development_tools(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-c", BLOCK], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path / "site"))
    listed = re.findall(r"made/out/[\w./ ()-]+?\.(?:docx|eml|html|xlsx|json)", done.stdout)
    assert len(listed) >= 6
    for name in listed:
        assert (tmp_path / name).is_file()


def test_run_py_needs_nothing_but_the_standard_library():
    source = (TOP / "run.py").read_text(encoding="utf-8")
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", source, re.MULTILINE))
    assert imported <= set(sys.stdlib_module_names)


def test_run_py_says_what_it_can_do():
    done = subprocess.run([sys.executable, TOP / "run.py"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "run.py demo" in done.stdout


def test_lock_has_hashes_and_no_addresses():
    text = (TOP / "requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in text
    assert not re.search(r"https?:|file:|--index|--find-links", text)


def test_lock_names_every_dependency():
    project = (TOP / "pyproject.toml").read_text(encoding="utf-8")
    block = project.partition("dependencies = [")[2].partition("]\n")[0]
    wanted = re.findall(r'^\s*"([\w-]+)', block, re.MULTILINE)
    locked = set(
        re.findall(r"^([a-z0-9-]+)==", (TOP / "requirements.lock").read_text(), re.MULTILINE)
    )
    assert len(wanted) > 15
    assert {name.casefold() for name in wanted} <= locked
