"""Compares what two checkouts show for the same inputs: samples and generated cohorts.

    python benchmarks/same_as_before.py BEFORE AFTER [--cohorts 100] [--forms groups,pairs,peers]

Both run the real commands, each with its own ``.venv``. What is compared: who is together, stage
values, bounds and how they are proved, every sentence and table, every cell of the workbooks. Exit
code 1 when something differs that the tables of ``same_as_before_words.py`` do not hold.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from same_as_before_inputs import SAMPLES, Input, all_inputs, generated, sample
from same_as_before_trial import HERE, Checkout, Trial
from same_as_before_words import ASKED_SINCE, CODE, DROPPED, KNOWN, RENAMED

YEAR = "2027"
Seen = dict[str, dict[str, list[str]]]


def run_all(
    folder: Path, inputs: list[Input], exports: Path, told: Callable[[Path, str], None], fresh: bool
) -> Seen:
    """Run inputs in a checkout: name of the input to what was seen; what is done is remembered."""
    checkout: Checkout | None = None
    cache = None if fresh else cache_of(folder)
    found: Seen = {}
    with tempfile.TemporaryDirectory(prefix="same-as-before-") as scratch:
        base = Path(scratch) / "base"
        for name, season, what in inputs:
            kept = cache / f"{name.replace(' ', '-')}.json" if cache else None
            if kept and kept.exists():
                found[name] = json.loads(kept.read_text())
                continue
            if checkout is None:
                checkout = Checkout(folder)
                base.mkdir()
                checkout.run(["init", "."], base)
            place = shutil.copytree(base, Path(scratch) / name.replace(" ", "-"))
            trial = Trial(checkout, place, f"{YEAR}-{season or 'open'}")
            try:
                if isinstance(what, str):
                    sample(trial, what, exports)
                else:
                    generated(trial, what)
            except Exception as error:  # noqa: BLE001 - told as a difference; the others go on
                trial.seen["the comparer stopped here"] = [f"{type(error).__name__}: {error}"]
            found[name] = trial.seen
            shutil.rmtree(place)
            if kept:
                kept.write_text(json.dumps(trial.seen))
            told(folder, name)
    if checkout:
        checkout.end()
    return found


def cache_of(folder: Path) -> Path | None:
    """Return where what a clean checkout showed is remembered today; None when it has changes."""

    def git(*words: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own words
            ["git", "-C", folder, *words],  # noqa: S607 - whichever git there is
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout if done.returncode == 0 else "unknown"

    rooms = ("mentorcli", "templates", "sample_data")
    if git("status", "--porcelain", "--", *rooms):
        return None
    key = hashlib.sha256(git("rev-parse", *(f"HEAD:{room}" for room in rooms)).encode())
    for part in ("trial", "inputs", "cohorts", "server"):
        key.update((HERE / f"same_as_before_{part}.py").read_bytes())
    name = f"{time.strftime('%F')}-{key.hexdigest()[:16]}"
    path = Path(tempfile.gettempdir()) / "same-as-before" / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def canonical(name: str, line: str) -> str:
    """Return a line in which what is known to differ is the same."""
    known = [*(("", *words) for words in RENAMED), *KNOWN]
    numbers = {new: number for number, (_, _, new) in enumerate(known)}
    for where, old, new in known:
        if re.search(where, name):
            line = re.sub(f"(?:{old})|(?:{new})", f"<{numbers[new]}>", line)
    return line


def compare(before: Seen, after: Seen) -> Iterator[tuple[str, str, str, list[str]]]:
    """Give (kind, input, "equal", "known" or "different", lines of the difference)."""
    before, after = (
        {name: by_kind(seen) for name, seen in side.items()} for side in (before, after)
    )
    nothing = ["(nothing)"]
    ends = [seen.get(ASKED_SINCE, {}).get("import", nothing)[0] for seen in (before, after)]
    for name, shown in before.items():
        for kind in sorted(shown.keys() | after[name].keys()):
            one, other = shown.get(kind, nothing), after[name].get(kind, nothing)
            if one == other:
                yield kind, name, "equal", []
                continue
            one, other = compared_lines(one), compared_lines(other)
            if kind == "files: names":  # codes in them are no order
                one, other = (sorted(x, key=lambda n: canonical("", n)) for x in (one, other))
            plain = [[canonical(name, line) for line in lines] for lines in (one, other)]
            if plain[0] == plain[1] or (name == ASKED_SINCE and ends[0] != ends[1]):
                yield kind, name, "known", []
            else:
                lines = difference(one, other, plain)
                if sorted(plain[0]) == sorted(plain[1]):
                    lines = ["  (the same in another order)", *lines]
                yield kind, name, "different", lines


def by_kind(seen: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return what was seen, by kinds without the codes in names of files."""
    found: dict[str, list[str]] = {}
    for kind, lines in seen.items():
        key = re.sub(CODE, "CODE", kind)
        while key in found:
            key += " again"
        found[key] = lines
    return found


def compared_lines(lines: list[str]) -> list[str]:
    """Return the lines that count, a command and the file that it broke off before in one."""
    found: list[str] = []
    for line in lines:
        if found and found[-1].startswith("mentorcli ") and line.startswith("WORKSPACE/"):
            found[-1] += " " + line
        elif not re.search("|".join(DROPPED), line):
            found.append(line)
    return found


def difference(one: list[str], other: list[str], plain: list[list[str]]) -> list[str]:
    """Say which lines went and came."""
    said = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        if tag != "equal":
            said += [f"  - {line}" for line in one[a:b]] + [f"  + {line}" for line in other[c:d]]
    return said


def group_of(kind: str) -> str:
    """Return the kind without counting repeats and names of files."""
    kind = re.sub(r"( again)+$", "", kind)
    return re.sub(r"^(files: \.\w+): .*", r"\1", kind)


def report(before: Seen, after: Seen, most: int) -> int:
    """Print the table and the differences; return how many things differ."""
    counts: dict[str, Counter] = defaultdict(Counter)
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind, name, verdict, lines in compare(before, after):
        counts[group_of(kind)][verdict] += 1
        if lines:
            told[group_of(kind)]["\n".join(lines)].append(name)
    print(f"{'what is seen':44} {'equal':>7} {'known':>7} {'different':>10}")
    for kind in sorted(counts):
        c = counts[kind]
        print(f"{kind:44} {c['equal']:7} {c['known']:7} {c['different']:10}")
    total = Counter[str]()
    for c in counts.values():
        total += c
    print(f"{'all':44} {total['equal']:7} {total['known']:7} {total['different']:10}")
    for kind in sorted(told):
        print(f"\n== {kind}: {counts[kind]['different']} different")
        for lines, names in [*told[kind].items()][:most]:
            print(
                f" {', '.join(names[:6])}{f' and {len(names) - 6} more' if len(names) > 6 else ''}"
            )
            print(lines)
        if len(told[kind]) > most:
            print(
                f" and {len(told[kind]) - most} more, each different (--most says how many are told)"
            )
    return total["different"]


def main() -> None:
    """Run both checkouts and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--cohorts", type=int, default=100, help="generated cohorts of each form")
    parser.add_argument("--forms", default="groups,pairs,peers")
    parser.add_argument("--samples", default=",".join(SAMPLES), help="programmes, or nothing")
    parser.add_argument("--most", type=int, default=12, help="differences told of each kind")
    parser.add_argument("--processes", type=int, default=2, help="inputs at the same time")
    parser.add_argument("--fresh", action="store_true", help="run again what was remembered")
    given = parser.parse_args()
    forms = [f for f in given.forms.split(",") if f]
    samples = [s for s in given.samples.split(",") if s]
    inputs = [*all_inputs(forms, given.cohorts, samples)]
    exports = given.before.resolve() / "sample_data"
    found: tuple[Seen, Seen] = ({}, {})
    lock, done = threading.Lock(), Counter[Path]()

    def told(folder: Path, name: str) -> None:
        with lock:
            done[folder] += 1
            if done[folder] % 25 == 0:
                print(f"{folder}: {done[folder]} run, {name}", file=sys.stderr)

    def go(part: list[Input]) -> None:
        for folder, seen in zip((given.before, given.after), found, strict=True):
            seen.update(run_all(folder, part, exports, told, given.fresh))

    threads = [
        threading.Thread(target=go, args=(inputs[k :: given.processes],))
        for k in range(given.processes)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    before, after = ({name: seen[name] for name, *_ in inputs} for seen in found)
    sys.exit(report(before, after, given.most) > 0)


if __name__ == "__main__":
    main()
