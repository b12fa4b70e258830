"""Set up and run mentorcli from a checkout with nothing but Python 3.11 or newer.

    python3 run.py demo [FOLDER]    the main job on sample data, into FOLDER (demo-workspace)
    python3 run.py test [ARGS]      the tests

Makes .venv beside this file from the hash lock; later runs need no network.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
LOCK = HERE / "requirements.lock"
STAMP = ENVIRONMENT / "installed-from"
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    """Run ``demo`` or ``test``; return the exit code of what was run."""
    if sys.version_info < OLDEST:
        print(f"mentorcli needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        return 2
    if not arguments or arguments[0] not in {"demo", "test"}:
        print(__doc__)
        return 2
    failed = prepare()
    if failed:
        return failed
    command, *rest = arguments
    module = ["-m", "mentorcli", "demo"] if command == "demo" else ["-m", "pytest", "-n", "auto"]
    if command == "test" and os.environ.get("MENTORCLI_COVERAGE"):
        module = ["-m", "coverage", "run", *module]
        os.environ["MENTORCLI_COVERAGE"] = str(HERE)  # where what is measured lies
    print(
        f"Running {' '.join(['mentorcli demo' if command == 'demo' else 'the tests', *rest])}",
        flush=True,
    )
    return run([python(), *module, *rest], None if command == "demo" else HERE)


def prepare() -> int:
    """Make the environment when it is missing or older than the lock; return 0 or an exit code."""
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted and python().exists():
        return 0
    print(f"Making {ENVIRONMENT.name} in {HERE}", flush=True)
    if not make_environment():
        return 1
    print("Installing what requirements.lock names (about a minute, once)", flush=True)
    quiet = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    failed = run([python(), *quiet, "--require-hashes", "-r", str(LOCK)])
    if not failed:
        print("Installing mentorcli itself", flush=True)
        failed = run(
            [python(), *quiet, "--no-deps", "--no-build-isolation", "--no-index", "-e", str(HERE)]
        )
    if failed:
        print("The installation failed; what pip said stands above. The network is needed once.")
        return failed
    point_here()
    STAMP.write_text(wanted, encoding="utf-8")
    return 0


def make_environment() -> bool:
    """Make .venv; say which Debian package is missing when Python came without its parts."""
    try:
        import ensurepip  # noqa: F401 - asked only whether it is there
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        print(
            f"Python's venv is not complete. On Debian or Ubuntu: sudo apt install python{version}-venv"
        )
        return False
    venv.EnvBuilder(with_pip=True, clear=ENVIRONMENT.exists(), symlinks=os.name != "nt").create(
        ENVIRONMENT
    )
    return True


def point_here() -> None:
    """Let the environment name this folder relative to itself.

    Python 3.11 reads what pip wrote (the whole path) in the locale's encoding: with LC_ALL=C, as
    under cron, nothing at all would start in a folder with ä in its name.
    """
    for path in ENVIRONMENT.glob("**/site-packages/_editable_impl_mentorcli.pth"):
        path.write_text(os.path.relpath(HERE, path.parent) + "\n", encoding="ascii")


def python() -> Path:
    """Return the environment's interpreter."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint() -> str:
    """Return a hash over what the environment is made from."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (LOCK, HERE / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def run(command: list[object], folder: Path | None = None) -> int:
    """Run a command in UTF-8 mode; return its exit code."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        [str(part) for part in command], env=environment, check=False, cwd=folder
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
