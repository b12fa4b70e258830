"""Whose a row of a signing report is: the address tells, else a whole name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mentorcli.commands.names import find_person
from mentorcli.domain.problem import UserError
from mentorcli.domain.text import match_key, unaccented
from mentorcli.intake.sheets.signing_report import Said
from mentorcli.names.titles import TITLES
from mentorcli.standing.standing import Standing

_TITLES = TITLES | {"mentor", "mentee", "mentori", "aktori", "adept"}


def has_name_of(said: Said, here: Iterable[str]) -> bool:
    """Tell whether the name in a row has that of one of ``here``: somebody may sign in person at our address."""
    name = match_key(_name(said))
    return any(one in name for one in here)


def _name(said: Said) -> str:
    """Return a name with the first name first."""
    last, comma, first = said.name.partition(",")
    return f"{first.strip()} {last}" if comma else said.name


def person_of(record: Standing, said: Said) -> tuple[str, str]:
    """Return whose a row is, and what is doubtful about it; nobody where that is not certain.

    The address tells, else the whole name; a bit of a name is nobody's signature.
    """
    name = _name(said)
    named = {a.person for a in record.applications if match_key(a.name) == match_key(name)}
    try:
        found = find_person(record.applications, said.email or name)
    except UserError as error:
        whose = named.pop() if said.email and len(named) == 1 else ""
        if whose:
            return whose, f"the address {said.email} is not theirs here"
        return "", error.message.replace(name, said.name)
    whole = _words(f"{found.name} {found.person}")
    words = _words(name) - (_TITLES - whole)
    bit = not words <= whole or not _has_both(words, found.name)
    if not said.email and found.person not in name and bit:
        return "", f"it is not certain that {said.name} is {found.name}"
    if said.email and named and found.person not in named:
        return "", f"{said.email} and {said.name} are two people here"
    known = "".join(sorted(whole)) + unaccented(said.email)
    if said.email and words and not any(w in known for w in words if len(w) > 2):  # noqa: PLR2004 - an initial
        return found.person, f"at the address {said.email} stands {said.name}"
    return found.person, ""


def _has_both(words: set[str], name: str) -> bool:
    """Tell whether words have something of the first names and of the last of a name: El-Sayed is one."""
    *firsts, last = name.split() or [""]
    spelt = (
        _words(first) for first in firsts if first[:1].isupper()
    )  # von and de are no first names
    return any(words & first for first in spelt) and bool(words & _words(last))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", unaccented(text)))
