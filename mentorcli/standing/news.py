"""What somebody has been told already, so that a letter about it is no news to them; what has no draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mentorcli.domain.cohort import event_told
from mentorcli.domain.message import Draft
from mentorcli.standing.signing import signing_days
from mentorcli.standing.standing import Standing


def without_draft(standing: Standing, drafts: Iterable[Draft], gathering: str) -> tuple[str, ...]:
    """Return who is invited to a gathering and has no draft of it, sent or not: theirs was replaced."""
    there = {d.person for d in drafts if d.kind == gathering}
    return tuple(sorted(standing.invited.get(gathering, {}).keys() - there))


def letters_to(standing: Standing, person: str) -> Iterator[tuple[str, str]]:
    """Yield the letters that somebody was written, each with the match or plan that it is about."""
    for key in standing.letters:
        _, letter, to, _, *about = key.split("/")
        if to == person:
            yield letter.removeprefix("letter-"), "".join(about)


def told_of_place(standing: Standing, person: str, letter: str = "receipt") -> bool:
    """Tell whether somebody has heard more than that their application came, as a ``letter`` says.

    They were invited, had another letter, or have signed.
    """
    invited = any(person in people for people in standing.invited.values())
    signed = person in standing.signed_once  # whatever came of the match
    return invited or signed or any(name != letter for name, _ in letters_to(standing, person))


def told_of_match(standing: Standing, match: str, person: str) -> bool:
    """Tell whether somebody knows of their match: they signed, met, had a letter of it, or were invited."""
    held = standing.cohort.gatherings
    return (
        (match, person) in signing_days(standing)
        or any(met.match == match for met in standing.sessions)
        or any(about == match for _, about in letters_to(standing, person))
        or any(person in who for g, who in standing.invited.items() if g in held or match in g)
    )


def invited_as_it_is(standing: Standing, gathering: str, person: str) -> bool:
    """Tell whether somebody's invitation to a gathering says when and where it is now."""
    fact, now = (
        standing.invited.get(gathering, {}).get(person),
        event_told(standing.cohort, gathering),
    )
    said = [of.get("event") for of in fact.value.values() if isinstance(of, dict)] if fact else []
    return now in said
