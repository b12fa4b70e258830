"""Which names of a list are of one person: supervisors and managers as several people write them."""

from __future__ import annotations

from collections.abc import Iterable

from mentorcli.names.agreement import Tier
from mentorcli.names.directory import ADDRESS, Sure, directory_of
from mentorcli.names.written import written


def same_people(leaders: Iterable[str], others: Iterable[str] = ()) -> dict[str, dict[str, Sure]]:
    """Return for each name the names of the same person, itself among them: for certain, or perhaps.

    Leaders are held against all, ``others`` against the leaders only.
    """
    led = sorted({*leaders})
    rest = sorted({*others} - {*led})
    found: dict[str, dict[str, Sure]] = {text: {text: Sure.MEANT} for text in (*led, *rest)}
    for asked, among in ((led, (*led, *rest)), (rest, led)):
        directory = directory_of((text, _as_name(text), "") for text in among)
        for text in asked:
            for other, reached in directory.tiers(written(_as_name(text)), every=True).items():
                if reached < Tier.LIKE or other == text:
                    continue
                sure = Sure.MEANT if reached >= Tier.AGREES else Sure.ASK
                for one, two in ((text, other), (other, text)):
                    if found[one].get(two) is not Sure.MEANT:
                        found[one][two] = sure
    return found


def _as_name(text: str) -> str:
    """Return a text with an address in it as the name before the @."""
    bare = ADDRESS.sub(" ", text)
    found = ADDRESS.search(text)
    return (
        bare if not found or written(bare).words else found[0].partition("@")[0].replace(".", " ")
    )
