"""A PostgreSQL server of the tests' own, in a folder that is thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"
"""The server does not run as root; its package makes this user."""


def programs() -> Path | None:
    """Return the folder of the server's programs, or None."""
    found = shutil.which("initdb")
    if found and Path(found).resolve().with_name("pg_ctl").exists():
        return Path(found).resolve().parent
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    return newest[-1].parent if newest else None


@contextmanager
def server() -> Iterator[str]:
    """Give the address of an empty database; sorted as Finns sort, which is not byte by byte."""
    # pytest's folders are closed to everybody but its user
    with tempfile.TemporaryDirectory(prefix="server-") as folder, _running(Path(folder)) as address:
        yield address


@contextmanager
def _running(folder: Path) -> Iterator[str]:
    bin_folder = programs()
    assert bin_folder is not None
    as_user = {"user": OWNER, "group": OWNER, "extra_groups": []} if os.geteuid() == 0 else {}
    if as_user:
        shutil.chown(folder, OWNER)
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        command = [str(bin_folder / program), *arguments]
        subprocess.run(command, check=True, cwd=folder, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, **as_user)  # fmt: skip

    run("initdb", "-D", str(data), "-U", "mentor", "-A", "trust", "-E", "UTF8", "--no-sync",
        "--locale=C", "--locale-provider=icu", "--icu-locale=fi")  # fmt: skip
    # no port that another server could take: it listens on a socket in the folder alone
    options = f"-c listen_addresses='' -c unix_socket_directories={folder}"
    run(
        "pg_ctl",
        "-D",
        str(data),
        "-w",
        "-t",
        "180",
        "-o",
        options,
        "-l",
        str(folder / "log"),
        "start",
    )
    try:
        run("createdb", "-h", str(folder), "-U", "mentor", "mentoring")
        yield f"postgresql+psycopg://mentor@/mentoring?host={folder}"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
