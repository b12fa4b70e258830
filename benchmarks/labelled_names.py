"""How well people are understood as others write them: python benchmarks/labelled_names.py [FILE ...].

The entries are those of tests/labelled_people.toml, or of other files of the same shape.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from labelled_people import MISTAKES, entries, heard, mistakes, table

every = entries(*sys.argv[1:])
kinds = table(every)
columns = ("entries", "meant", *MISTAKES)
print(f"{'kind':22}", *(f"{c:>13}" for c in columns))
for kind, tally in kinds.items():
    print(f"{kind:22}", *(f"{tally[c]:13}" for c in columns))
total = kinds["all"]
taken, nobody, one = total["meant"], total["right: nobody"], total["right: meant"]
print(f"meant precision {1 - total['another taken'] / max(taken, 1):.3f} of {taken}; unheard {total['unheard']}; "
      f"needless {total['needless']} of {nobody} that mean nobody; avoidable {total['avoidable']} of {one}")  # fmt: skip
for entry in every:
    if wrong := mistakes(entry):
        print(f"{', '.join(wrong)}: {entry['field']} {entry['text']!r}: {heard(entry)}; right: {entry['right']} {entry['who']}")  # fmt: skip
