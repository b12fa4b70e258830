"""What labelled texts about employers, research groups and languages are read as, in tables by kind.

    python benchmarks/labelled_words.py [employers|groups|languages FILE]...

Without files: those of ``tests/``.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from labelled_words import KINDS, Entry, entries_in, verdict_on  # noqa: E402

COLUMNS = ("right", "same, wrongly", "unheard", "needless", "avoidable", "other")


def main() -> None:
    """Print for each file how many entries of each kind are right, and those that are not."""
    given = sys.argv[1:]
    files = list(zip(given[::2], map(Path, given[1::2]), strict=True))
    for kind, path in files or [(k, HERE.parent / f"tests/labelled_{k}.toml") for k in KINDS]:
        print(f"\n{path.name}\n{'':28}{''.join(f'{c:>15}' for c in COLUMNS)}")
        counted, wrong = defaultdict[str, Counter[str]](Counter), list[tuple[Entry, str, str]]()
        for entry in entries_in(path):
            found, said = verdict_on(kind, entry)
            counted[entry["kind"]][found] += 1
            counted["all"][found] += 1
            wrong += [(entry, found, said)] if found != "right" else []
        for name, counts in counted.items():
            print(f"{name:28}{''.join(f'{counts[c]:>15}' for c in COLUMNS)}")
        for entry, found, said in wrong:
            print(
                f"  {found}: {entry.get('text') or (entry['one'], entry['other'])} "
                f"is read as {said}, right is {entry['right']}"
            )


if __name__ == "__main__":
    main()
