"""What a mentoring agreement is filled in with, the name of its file, and the list of those made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mentorcli.documents.catalogue import admitted
from mentorcli.documents.merge_names import word
from mentorcli.documents.people import (
    Material,
    in_order,
    person_names,
    programme_names,
    shared_choices,
    withheld,
)
from mentorcli.documents.plain import plain_line, shortened
from mentorcli.domain.days import day
from mentorcli.domain.language import Language

LONGEST_GOAL = 600
"""A goal in somebody's own words is cut here, with a mark, so that an agreement stays short."""


def agreement_names(material: Material) -> dict[str, Any]:
    """Return all that an agreement's template may name: dicts, lists and strings only.

    Mentees come in the order of their names, whatever order they are given in. Addresses and
    phones are left out where the profile gives them only after signing. Raises ValueError when
    the people are not those of the match.
    """
    match, mentor, mentees = material.match, material.mentor, in_order(material.mentees)
    if match is None or (mentor.person if mentor else "", {m.person for m in mentees}) != (
        match.mentor,
        set(match.mentees),
    ):
        raise ValueError(f"the people given are not those of match {match.id if match else ''}")
    cohort, programme, language = material.cohort, material.programme, material.language
    leader = [person_names(programme, mentor, language)] if mentor else []
    others = [
        _with_short_goals(person_names(programme, m, language, n if len(mentees) > 1 else 0))
        for n, m in enumerate(mentees, 1)
    ]
    if not programme.form.led:
        leader, others = [], _equals([*leader, *others], language)
    people = [*leader, *others]
    names = {
        "document": {
            "id": f"{cohort.key}-{match.id}-{language}",
            "language": language,
            "date": day(material.today, language),
        },
        "match": {
            "id": match.id,
            "size": str(len(others)),
            "kickoff": "yes" if "kickoff" in cohort.gatherings else "",
            "meeting_modes": shared_choices(people, "meeting_modes", programme, language),
        },
        "mentor": leader[0] if leader else dict.fromkeys(people[0], ""),
        "mentees": others,
        "people": people,
        **programme_names(material),
    }
    if programme.contact_after_signing:
        names = withheld(names, language)
    return admitted("agreement", programme, names)


def agreement_signers(material: Material) -> tuple[str, ...]:
    """Return the addresses of those who sign, in the order in which the agreement names them."""
    return tuple(plain_line(p.email) for p in material.people)


def _equals(people: Sequence[dict[str, str]], language: Language) -> list[dict[str, str]]:
    """Return people who have no roles towards one another: numbered, and all called the same."""
    party = word("party", language)
    return [
        person | {"role": party, "label": f"{party} {number}"}
        for number, person in enumerate(people, 1)
    ]


def _with_short_goals(person: dict[str, str]) -> dict[str, str]:
    goal = person["goal_text"]
    return person | {
        "goal_text": goal if len(goal) <= LONGEST_GOAL else shortened(goal, LONGEST_GOAL)
    }


def agreement_file_name(people: Sequence[str], language: Language, code: str = "") -> str:
    """Return the file name of a match's agreement: the first of its people, and the surnames of the others.

    So it is found by whomever somebody looks for. The ``code`` tells apart what would be called alike.
    """
    from mentorcli.files.names import file_name, surname_first

    first, *others = map(surname_first, people)
    surnames = (other.replace(",", " ").split()[0] for other in others if other.strip())
    whose = " ".join((first, *(["with"] if others else []), *surnames))
    return file_name(whose, f"agreement ({language})", "docx", code)


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs; ``anchor`` are the words beside which the signature goes."""

    role: str
    name: str
    email: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Signable:
    """A finished file that nobody changes any more, and the hash of the Word file it was made from."""

    file: str
    sha256: str
    made_from: str
    match: str
    language: str
    signers: tuple[Signer, ...]


def signable(
    file: str, content: bytes, word: bytes, names: Mapping[str, Any], addresses: Sequence[str]
) -> Signable:
    """Return the manifest's entry of a finished agreement.

    ``word`` is what it was made from, ``names`` are those that filled it, and ``addresses`` those
    of its people in the same order.
    """
    signers = tuple(
        Signer(p["role_key"], p["name"], email, f"{p['label']} {p['name']}")
        for p, email in zip(names["people"], addresses, strict=True)
    )
    match, language = names["match"]["id"], names["document"]["language"]
    return Signable(file, _digest(content), _digest(word), match, language, signers)


def finished_before(
    manifest: bytes, words: Mapping[str, bytes], pages: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the finished files that are still right, by name: they may have been signed.

    ``manifest`` is the one of the last run, ``words`` the Word files as they are now and ``pages``
    the files in the folder, both by the finished file's name.
    """
    try:
        known = {
            d["file"]: (d["sha256"], d["made_from"]) for d in json.loads(manifest)["documents"]
        }
    except (ValueError, KeyError, TypeError):
        return {}
    return {
        file: content
        for file, content in pages.items()
        if file in words and known.get(file) == (_digest(content), _digest(words[file]))
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def manifest_json(entries: Sequence[Signable]) -> bytes:
    """Return the manifest for programs."""
    data = {"schema_version": 1, "documents": [asdict(e) for e in entries]}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
