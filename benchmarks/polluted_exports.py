"""Reads exports that are spoilt in known ways and counts what comes of each kind.

python benchmarks/polluted_exports.py --count 3000 --seed 1
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from polluted_texts import KINDS
from polluted_verdict import one_case

WORDS = ("right", "told", "silent")


def main() -> None:
    """Print how many of each kind were read right, told, and wrong in silence; exit 1 for any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=sorted(KINDS))
    parser.add_argument("--show", type=int, default=3, help="so many silent ones of each kind")
    given = parser.parse_args()
    kinds = [given.kind] if given.kind else list(KINDS)
    counts: dict[str, Counter[str]] = {name: Counter() for name in kinds}
    for n in range(given.count):
        name = kinds[n % len(kinds)]
        found, content = one_case(name, given.seed + n)
        counts[name][found.word] += 1
        counts[name]["asked"] += found.word == "right" and found.asked
        if found.word == "silent" and counts[name]["silent"] <= given.show:
            print(f"{name} {given.seed + n}: {found.why}\n{content[:1500]!r}\n")
    print(f"{'kind':32}{'right':>7}{'told':>7}{'silent':>7}   right, but asked")
    for name, count in counts.items():
        numbers = "".join(f"{count[word]:7}" for word in WORDS)
        print(f"{name:32}{numbers}{count['asked']:7}")
    total = Counter[str]()
    for count in counts.values():
        total.update(count)
    print(f"{'all':32}" + "".join(f"{total[word]:7}" for word in WORDS) + f"{total['asked']:7}")
    sys.exit(1 if total["silent"] else 0)


if __name__ == "__main__":
    main()
