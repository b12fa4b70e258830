"""What the words of a title say: of what, how loudly, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from mentorcli.domain.programme import ROLES, RoleKey
from mentorcli.domain.text import match_key
from mentorcli.intake.columns.vocabulary import UNKNOWN, content, of_kind, spoken, words_of
from mentorcli.intake.headers import without_brackets

LONGEST = 600
ASIDE, BESIDE = 0.25, 0.5
"""How loud is what only explains, and what stands in brackets or beside a question."""
MOST_UNKNOWN = 4
_SENTENCE = re.compile(
    r"(?<=[?!])\s*|\n+|(?:(?<=[^\W\d]{2})|(?<=[ )\]]))\.(?=\s|$)|\s[/|–—-]\s|;\s"
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_EXPLAINS = re.compile(
    r"^\W*(?:we|we'll|we’ll|this|these|that|it|it's|only|hr|your answers?|the answers?|note|nb|so|as|"
    r"the (?:text|information|list|data)|(?:the |your )?(?:mentee|mentor)s? (?:will|can|may|sees?)|"
    r"(?:aktor|mentor)\w* (?:näk|saa)\w+|(?:adept|(?:din )?mentor)\w* (?:ser|läser|får)|"
    r"täm[äå]\w*|tieto\w*|tiedot|vastau\w+|vain|teksti\w*|tarvitsemme|käytämme|näytämme|huom|"
    r"yritämme|emme|lähetämme|sitä|niitä|listaa|"
    r"max|maximum|at most|enintään|korkeintaan|högst|"
    r"e\.? ?g|for (?:example|instance)|such as|esim\w*|kuten|t\. ?ex|till exempel|exempelvis|"
    r"vi|det|detta|denna|dessa|bara|endast|svare[tn]|uppgift\w*|texten|obs)\b"
)
"""How sentences begin that say why something is asked, or who sees it."""
_CLAUSE = re.compile(
    r"(?<=\w\w), (?:jotta|niin että|niin, että|so that|so we|så att|if|jos|ifall|om)\b[^?]*",
    re.IGNORECASE,
)
"""What a sentence says after its question: what it is for, or in which case it is asked."""
_CASE = re.compile(r"^\W*(?:if|in case|jos|mikäli|om|ifall)\b[^,:?!]*[,:] ", re.IGNORECASE)
"""In which case a question is asked, said before it: ``If you have nobody in mind, ``."""
_EXAMPLES = re.compile(
    r"(?<=\w),? (?:e\. ?g\.|for example|for instance|such as|esim\.|esimerkiksi|kuten|t\. ?ex\.|"
    r"till exempel|exempelvis)(?= )[^?!()\[\]]*",
    re.IGNORECASE,
)
"""What a title names only to show what is meant: ``anyone to avoid, e.g. a former manager``."""
_NO_NOT = re.compile(r"^\W*(?:if not|jos et|jos ei|om inte)\b|\bno\b\.?(?= ?\d)", re.IGNORECASE)
"""Words that say not, and do not here: ``if not``, ``mentor no. 1``."""
_DENIALS = frozenset({"NEGATIONS", "AVOID"})
"""What is no part of a question where a sentence only explains: ``We will not contact them``."""
OTHERS = ("MANAGER", "ASSISTANT", "EMERGENCY", "RECOMMEND", "PARTNER", "SUPERVISE", "INVOICE",
          "NAMED_BY", "APPROVER")  # fmt: skip
"""Somebody, or some business, other than who answers."""

OWN_FIELDS = frozenset(
    {"first_name", "last_name", "full_name", "email", "phone", "employer", "job_title"}
)
"""What is somebody's own, so that a title that names another person cannot mean it."""


class Sign(NamedTuple):
    """How loudly (0-1) a title speaks of something, and the words that do."""

    loudness: float
    words: tuple[str, ...]


@lru_cache(maxsize=16_384)
def title_signs(title: str) -> Mapping[str, Sign]:
    """Return what a title speaks of, by the names of the lists its words stand in.

    Of several sentences a question is louder than others, and what explains is quietest.
    """
    found: dict[str, Sign] = {}
    unknown = 0
    for loudness, part in _parts(_NO_NOT.sub("", title[:LONGEST])):
        theirs = _DENIALS if _EXPLAINS.match(match_key(part)) else frozenset()
        for words, names in spoken(part):
            unknown += loudness == 1 and UNKNOWN in names
            for name in names - theirs - {UNKNOWN}:
                before = found.get(name, Sign(0, ()))
                found[name] = Sign(max(loudness, before.loudness), (*before.words, words))
    if unknown:
        found[UNKNOWN] = Sign(min(unknown, MOST_UNKNOWN) / MOST_UNKNOWN, ())
    return found


def _parts(title: str) -> Iterator[tuple[float, str]]:
    """Yield the sentences of a title and what it has in brackets, each with its loudness."""
    plain = _BRACKETED.sub(" ", title)
    yield from ((ASIDE, shown) for shown in _EXAMPLES.findall(plain))
    plain = _EXAMPLES.sub("", plain)
    pieces = [p.strip() for p in _SENTENCE.split(plain) if p and p.strip()]
    asks = any(p.endswith("?") for p in pieces)
    heard = [
        ASIDE if _EXPLAINS.match(match_key(p)) else BESIDE if asks and p[-1] != "?" else 1.0
        for p in pieces
    ]
    for piece, loudness in zip(pieces, heard, strict=True):
        if case := _CASE.match(piece):
            yield BESIDE, case[0]
        yield loudness / max(heard), _CLAUSE.sub("", piece[case.end() if case else 0 :])
    for bracket in _BRACKETED.findall(title):
        words = words_of(bracket)
        if of_kind(words[:1], "NEGATIONS") and of_kind(words, *OTHERS):
            continue  # whose answer is not asked: (not your supervisor's)
        explains = _EXPLAINS.match(match_key(bracket)) or of_kind(words, "NEGATIONS")
        yield ASIDE if explains else BESIDE, bracket


def speaks_of_another(title: str, role: RoleKey) -> bool:
    """Tell whether a title names somebody other than who answers."""
    return bool(of_kind(words_of(title), *OTHERS, *_counterpart(role)))


def asks_only_a_name(title: str, role: RoleKey) -> bool:
    """Tell whether a title says no more than that a name is asked, and perhaps that it is the role's."""
    signs = title_signs(title).items()
    asked = {name for name, sign in signs if sign.loudness > ASIDE or name == UNKNOWN}
    own = {role.upper(), *(["ALUMNUS"] if role == "mentor" else [])}
    return asked <= {"NAME", "FIRST", "FAMILY", "WHOLE_NAME"} | own


def part_of_name(title: str) -> str:
    """Return what a title says in brackets where it asks for one part of a name: ``Name (first name)``."""
    said = _BRACKETED.search(title)
    if said and {n for _, names in spoken(_BRACKETED.sub(" ", title)) for n in names} == {"NAME"}:
        part = {n for _, names in spoken(said[1]) for n in names} - {"NAME"}
        return said[1] if part in ({"FIRST"}, {"FAMILY"}) else title
    return title


def keeps_apart(title: str) -> bool:
    """Tell whether a title says that somebody is not wanted, or not fit."""
    return not title_signs(title).keys().isdisjoint({"NEGATIONS", "AVOID", "CONFLICT"})


_I = frozenset({"i", "olen", "jag"})


def tells_what_is_agreed(title: str) -> bool:
    """Tell whether somebody agrees in a title, or says “I”, and to what: data, their use, a notice.

    Who has read a notice, or knows of it, has not agreed.
    """
    signs = title_signs(title).keys()
    if "READ_IT" in signs and "AGREE" not in signs:
        return False
    agreed = not signs.isdisjoint({"AGREE", "USE"}) or not _I.isdisjoint(words_of(title))
    return agreed and not signs.isdisjoint({"DATA", "USE", "PRIVACY"})


def _counterpart(role: RoleKey) -> tuple[str, ...]:
    return ("MENTOR",) if role == "mentee" else ("MENTEE",)


def of_another_in_brackets(key: str, role: RoleKey) -> bool:
    """Tell whether what stands in brackets at a title's end says that it is about somebody else.

    The other role must stand there alone: the brackets often say who sees the answer.
    """
    said = set(content(key[len(without_brackets(key)) :]))
    return bool(of_kind(said, *OTHERS)) or (
        bool(said) and said == of_kind(said, *_counterpart(role))
    )


def same_meaning(one: str, other: str) -> bool:
    """Tell whether two titles differ in no word that turns what is asked, nor in a number.

    Such are a ``not``, whom it is about, and which of several it is.
    """
    turned = []
    for words in (words_of(one), words_of(other)):
        turning = of_kind(words, "NEGATIONS", "AVOID", *OTHERS, "MENTEE", "MENTOR")
        turned.append(turning | {w for w in words if w.isdecimal()})
    return turned[0] == turned[1]


def role_named(text: str) -> RoleKey | None:
    """Return the only role whose words are in a text, for example in the name of a file."""
    said = words_of(text.replace("_", " "))
    found: list[RoleKey] = [role for role in ROLES if of_kind(said, role.upper())]
    return found[0] if len(found) == 1 else None
