"""Words that tell a role: a title in which somebody speaks as one, and an answer that names one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from mentorcli.domain.programme import ROLES, RoleKey
from mentorcli.domain.text import match_key
from mentorcli.intake.headers import header_key

FILE = Path(__file__).parent / "role_words.toml"
LONGEST_TITLE = 200
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
LONGEST_ANSWER = 60
Roles = frozenset[RoleKey]
Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Words:
    neutral: Patterns
    asks: Patterns
    both: re.Pattern[str]
    no: re.Pattern[str]
    claims: dict[RoleKey, Patterns]
    answers: dict[RoleKey, re.Pattern[str]]
    anybodys: frozenset[str]
    hints: frozenset[str]


@cache
def _words() -> _Words:
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return _Words(
        neutral=tuple(map(re.compile, said["neutral"])),
        asks=tuple(map(re.compile, said["asks"])),
        both=re.compile(said["both"]),
        no=re.compile(said["no"]),
        claims={role: tuple(map(re.compile, said["claims"][role])) for role in ROLES},
        answers={role: re.compile(said["answers"][role]) for role in ROLES},
        anybodys=frozenset(said["fields"]["anybodys"]),
        hints=frozenset(said["fields"]["hints"]),
    )


@lru_cache(maxsize=4_096)
def role_claimed(title: str) -> RoleKey | None:
    """Return the role in which a title lets the answerer speak; None for none, or for both.

    ``Why do you want to become a mentor?`` is asked of mentors, ``What do you expect of your
    mentor?`` of mentees.
    """
    key, words = match_key(title[:LONGEST_TITLE]), _words()
    if asks_role(title) or any(p.search(key) for p in words.neutral):
        return None
    found = [role for role in ROLES if any(p.search(key) for p in words.claims[role])]
    return found[0] if len(found) == 1 else None


def anybodys_fields() -> frozenset[str]:
    """Return the fields that forms of both roles ask, whichever role a programme has them for."""
    return _words().anybodys


def hinting_fields() -> frozenset[str]:
    """Return the fields that one role is asked more often than the other."""
    return _words().hints


def of_another_time(title: str) -> bool:
    """Tell whether a title asks what somebody was before, or will be, which tells no role now."""
    return bool(_words().neutral[0].search(match_key(title[:LONGEST_TITLE])))


def asks_role(title: str) -> bool:
    """Tell whether a title asks which role somebody applies in."""
    key, words = header_key(title), _words()
    if of_another_time(title):
        return False
    named = all(p.search(key) for p in words.answers.values())
    return named or any(p.search(key) for p in words.asks)


def roles_answered(text: str) -> Roles:
    """Return the roles that a short answer names; empty where it is none, or says not.

    What stands in brackets, as of another time, names none.
    """
    key, words = match_key(text), _words()
    if not key or len(key) > LONGEST_ANSWER or words.no.search(key):
        return frozenset()
    outside = _ASIDE.sub("", key)
    found: Roles = frozenset(r for r in ROLES if words.answers[r].search(outside or key))
    return found or (frozenset(ROLES) if words.both.search(key) else frozenset())
