"""``names.toml``: names that mean one employer, or one group, in this workspace.

``employers = [["Acme", "Foo Works Oy"], …]`` and ``groups`` likewise; the file need not be there.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import msgspec

from mentorcli.domain.question import OneThing, Thing
from mentorcli.files.schemas import Strict, filled, problems_of
from mentorcli.files.toml import read_toml, refusal

FILE = "names.toml"


class _Names(Strict):
    employers: list[list[str]] = msgspec.field(default_factory=list)
    groups: list[list[str]] = msgspec.field(default_factory=list)


def load_one_names(folder: Path) -> tuple[OneThing, ...]:
    """Return each two names that mean one thing; raises UserError where the file is wrong."""
    if not (folder / FILE).exists():
        return ()
    file = read_toml(folder / FILE, FILE)
    if wrong := problems_of(_Names, file):
        raise refusal(FILE, wrong)
    return tuple(_pairs(filled(_Names, file.data)))


def _pairs(said: _Names) -> Iterator[OneThing]:
    for thing, lists in ((Thing.EMPLOYER, said.employers), (Thing.GROUP, said.groups)):
        for names in lists:
            for one, other in combinations(names, 2):
                yield OneThing(thing, one, other, same=True)
