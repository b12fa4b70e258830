"""How well misspelt, titled, inflected and swapped names are understood: python benchmarks/named_mentors.py.

520 labelled names against 2,000 invented staff; the cases are those of tests/named_cases.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from named_cases import labelled, measured, staff

from mentorcli.names.directory import directory_of

people = staff()
kinds, wrong = measured(directory_of(people), labelled(people))
names = {person: name for person, name, _ in people}
print(f"{'kind':22} cases taken right")
for kind, (cases, taken, right) in kinds.items():
    print(f"{kind:22} {cases:5} {taken:5} {right:5}")
cases, taken, right = (sum(tally[k] for tally in kinds.values()) for k in range(3))
print(f"{'all':22} {cases:5} {taken:5} {right:5}")
print(f"precision {right / taken:.4f}; asked {cases - taken} of {cases}")
for case, found in wrong:
    print(case, names.get(case.person), "taken as", names[found.people[0]])
