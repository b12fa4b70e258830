"""Which names of a list are of one person: supervisors and managers as several people write them."""

from __future__ import annotations

from collections.abc import Iterable

from mentorcli.names.agreement import Tier
from mentorcli.names.directory import ADDRESS, Sure, directory_of
from mentorcli.names.written import written


def same_people(texts: Iterable[str]) -> dict[str, dict[str, Sure]]:
    """Return for each name the names of the same person, itself among them: for certain, or perhaps."""
    names = {text: written(_as_name(text)) for text in sorted({*texts})}
    directory = directory_of((text, _as_name(text), "") for text in names)
    found: dict[str, dict[str, Sure]] = {text: {text: Sure.MEANT} for text in names}
    for text, name in names.items():
        for other, reached in directory.tiers(name, every=True).items():
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
