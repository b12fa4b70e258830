"""One checkout's commands, one workspace they work in, and what they showed there."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from same_as_before_words import COMMANDS, SECRET, stages, who_is_together

HERE = Path(__file__).resolve().parent
WRAPPED = 80
"""A line of a sentence longer than this may go on in the next."""
DAY = "2026-12-01"


class Checkout:
    """One checkout: its commands, run in processes forked from one warm process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        python = self.folder / ".venv/bin/python"
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "MENTORCLI"))},
            "COLUMNS": "400", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
        }  # fmt: skip
        self.server = subprocess.Popen(  # noqa: S603 - the checkout's own
            [python, HERE / "same_as_before_server.py", self.folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=self.folder, env=environment,
        )  # fmt: skip
        self.helps: dict[tuple[str, ...], str] = {}
        self.words: dict[str, list[str] | None] = {}

    def run(self, words: list[str], folder: Path) -> tuple[int, str, str]:
        """Run one command in a folder; return its exit code and what it printed."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            files = [f"/proc/{os.getpid()}/fd/{f.fileno()}" for f in (out, err)]
            asked = {"arguments": [*map(str, words)], "folder": str(folder), "files": files}
            self.server.stdin.write(json.dumps(asked) + "\n")
            self.server.stdin.flush()
            code = json.loads(self.server.stdout.readline())
            out.seek(0)
            err.seek(0)
            return code, out.read().decode(), err.read().decode()

    def end(self) -> None:
        """Let the warm process go."""
        self.server.stdin.close()
        self.server.wait()

    def step(self, name: str) -> list[str] | None:
        """Return the words of a step as this checkout calls it; None when it does not know it."""
        if name not in self.words:
            known = (c.split() for c in COMMANDS[name] if self._knows(c.split()))
            self.words[name] = next(known, None)
        return self.words[name]

    def _knows(self, words: list[str]) -> bool:
        path = []
        for word in words:
            if word.startswith(("{", "-")) or "Commands:" not in self._help(*path):
                break
            path.append(word)
        text = self._help(*path)
        said = bool(text) and "Commands:" not in text
        return said and all(re.search(rf"{w}\b", text) for w in words if w.startswith("-"))

    def _help(self, *path: str) -> str:
        if path not in self.helps:
            code, out, _ = self.run([*path, "--help"], self.folder)
            self.helps[path] = "" if code else out
        return self.helps[path]


class Trial:
    """One input in one checkout: a workspace, and what its commands showed."""

    def __init__(self, checkout: Checkout, folder: Path, cohort: str) -> None:
        self.checkout, self.folder, self.cohort = checkout, folder, cohort
        self.seen: dict[str, list[str]] = {}

    def do(self, name: str, kind: str = "", **given: Any) -> str:
        """Run a step and note what it showed; return what it printed."""
        words = self.checkout.step(name)
        kind = kind or name
        while kind in self.seen:
            kind += " again"
        if words is None:
            self.seen[kind] = ["(no such command)"]
            return ""
        given |= {
            "cohort": self.cohort,
            "day": given.get("day", DAY),
            "plan": f"out/{self.cohort}/plan.json",
        }
        made: list[str] = []
        for word in words:
            if word == "{files}":
                made += map(str, given["files"])
            else:
                made.append(word.format(**given))
        code, out, err = self.checkout.run(made, self.folder)
        if "Traceback" in err:
            err = "Traceback: " + err.strip().splitlines()[-1]
        if out.startswith("{"):
            shown = [f"ends with {code}", *values(json.loads(out))]
        else:
            shown = [f"ends with {code}", *paragraphs(out)]
        told = [self._plain(line) for line in (*shown, *paragraphs(err))]
        if (
            name in {"firm", "fair"} and "check" in words
        ):  # what else the check says was seen before
            told = [told[0], *(line for line in told[1:] if line not in self.seen["check"])]
        self.seen[kind] = told
        return out

    def plan(self, name: str, kind: str, **given: Any) -> None:
        """Run a step that prints a plan as JSON, and note what it holds."""
        out = self.do(name, f"{kind}: all values", **given)
        plan = json.loads(out).get("plan") if out.startswith("{") else None
        if plan:
            self.seen[f"{kind}: who is together"] = who_is_together(plan)
            self.seen[f"{kind}: stage values, bounds, proofs"] = stages(plan)

    def cells(self, path: str, kind: str) -> None:
        """Note every cell of a workbook."""
        file = self.folder / path
        if file.exists():
            self.seen[kind] = [self._plain(line) for line in workbook(file)]

    def files(self, kind: str) -> None:
        """Note the names of all files made, and what is written in them."""
        made = sorted(p for p in (self.folder / "out").rglob("*") if p.is_file())
        self.seen[f"{kind}: names"] = [self._plain(str(p.relative_to(self.folder))) for p in made]
        for p in made:
            if p.suffix in {".docx", ".eml", ".ics", ".md", ".txt", ".csv", ".html"}:
                text = written(p)
                self.seen[f"{kind}: {p.suffix}: {self._plain(p.name)}"] = [
                    self._plain(line) for line in text
                ]

    def _plain(self, text: str) -> str:
        text = text.replace(str(self.folder), "WORKSPACE").replace(
            str(self.checkout.folder), "CHECKOUT"
        )
        for pattern, word in SECRET:
            text = re.sub(pattern, word, text)
        return text


def paragraphs(text: str) -> list[str]:
    """Return what was printed, free of widths: rows of tables, and sentences that go on in one line."""
    found: list[str] = []
    open_, previous = False, ""
    begins = re.compile(r" +(\d+|mentorcli|/\S+)( |$)")
    for line in text.splitlines():
        bare = line.strip()
        if not bare or bare.startswith("+-"):
            open_ = False
        elif bare.startswith("|"):
            cells = [cell.strip() for cell in bare[1:].removesuffix("|").split("|")]
            if not cells[0] and any(cells[1:]) and found and " | " in found[-1]:
                found[-1] += " " + " ".join(c for c in cells if c)
            else:
                found.append(" | ".join(cells))
            open_ = False
        elif open_ and not begins.match(line) and (line.startswith(" ") or len(previous) > WRAPPED):
            found[-1] += " " + bare
        else:
            found.append(bare)
            open_ = True
        previous = line
    return [" ".join(f.split()) for f in found]


def values(data: Any) -> list[str]:
    """Return the sentences and numbers of a JSON object, whatever shape it has, each once."""
    found: dict[str, None] = {}

    def walk(part: Any, key: str) -> None:
        if key in {
            "id",
            "inputs",
            "version",
            "seal",
            "profile",
            "files",
            "next",
            "schema_version",
            "names",
        }:
            return
        if isinstance(part, dict):
            for k, v in part.items():
                walk(v, k)
        elif isinstance(part, list):
            for v in part:
                walk(v, key)
        elif isinstance(part, str) and " " in part:
            found[part] = None
        elif isinstance(part, (int, float)) and not isinstance(part, bool):
            found[f"{part}"] = None

    walk(data, "")
    return sorted(found)


def workbook(path: Path) -> list[str]:
    """Return every cell with something in it: sheet, cell, value."""
    book = openpyxl.load_workbook(path)
    return [
        f"{sheet.title}!{cell.coordinate}: {cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def written(path: Path) -> list[str]:
    """Return the lines that are written in a file."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            parts = [n for n in sorted(archive.namelist()) if re.fullmatch(r"word/\w+\.xml", n)]
            text = "\n".join(archive.read(n).decode() for n in parts)
        return [t for t in re.sub(r"<[^>]+>", "\n", text).splitlines() if t.strip()]
    if path.suffix == ".eml":
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        skipped = {
            "message-id",
            "date",
            "content-type",
            "mime-version",
            "content-transfer-encoding",
        }
        lines = [f"{k}: {v}" for k, v in mail.items() if k.lower() not in skipped]
        for part in mail.walk():
            if part.get_content_maintype() == "text":
                lines += part.get_content().splitlines()
        return [line for line in lines if not line.startswith(("DTSTAMP", "UID"))]
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [
        line
        for line in lines
        if not line.startswith(("DTSTAMP", "UID", "CREATED", "LAST-MODIFIED"))
    ]
