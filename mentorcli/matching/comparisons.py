"""Comparisons: a line of a profile that holds an answer of one person against one of another.

As a criterion it gives points, as a rule it keeps apart whoever it gives none. Its ``way`` is one of::

    same       an answer in common            different  none in common
    share      the part of one's answers that the other has too
    steps      so many options further on, or numbers higher: [1, 2] is one or two above
    within     so many options or numbers apart at most

Where one of the two did not answer, a criterion gives the neutral points of the profile and a rule
keeps nobody apart. Sentences have the other as subject: the line's own, else made from the question.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from mentorcli.domain.application import Application
from mentorcli.domain.language import label
from mentorcli.domain.programme import LINE_TEXTS, LINE_WAYS, Programme, Visibility
from mentorcli.domain.text import listed, match_key
from mentorcli.files.shipped import line_in
from mentorcli.matching.phrases import first_name_of, name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way, blank_answers, neutral

_ONLY_COUNTED = ("statistics only", "vain tilasto", "endast statistik")
_ALL = {1: "it", 2: "both", 3: "all three"}
_YES = {
    "same": "answered {shared} to “{title}”, as {who} did",
    "different": "answered {theirs} to “{title}”, {who} {mine}",
    "share": "answered {shared} to “{title}”, as {who} did",
    "steps": "is {levels} in “{title}”: {theirs}, {who} {mine}",
    "within": "answered {theirs} to “{title}”, close to {mine} of {who}",
}
_NO = {
    "same": "gave no answer to “{title}” that {who} gave",
    "different": "gave an answer to “{title}” that {who} gave too",
    "share": "gave no answer to “{title}” that {who} gave",
    "steps": "is not {levels} in “{title}”",
    "within": "is far from {who} in “{title}”",
}
_UNSEEN = {
    "same": "gave an answer to “{title}” that {who} gave too",
    "different": "gave another answer to “{title}” than {who}",
    "share": "gave {count} of the {number} answers of {who} to “{title}”",
    "steps": "is {levels} in “{title}”",
    "within": "is close to {who} in “{title}”",
}
_PURPOSE = {
    "same": "An answer to “{title}” is the same.",
    "different": "The answers to “{title}” differ.",
    "share": "The share of one's answers to “{title}” that the other gave too.",
    "steps": "The other is {levels} in “{title}”.",
    "within": "The answers to “{title}” are at most {within} apart.",
}
_STANDS = {
    "same": "different answers to “{title}”",
    "different": "the same answer to “{title}”",
    "share": "no common answer to “{title}”",
    "steps": "the levels in “{title}”",
    "within": "answers to “{title}” too far apart",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A line: the two fields held against each other, and how; see the module.

    ``without`` is a field of the other whose answers do not count, ``open`` answers that ask for
    nothing, like no answer. ``texts`` are the line's own sentences and ``asked`` its question.
    """

    way: str
    mine: str
    theirs: str
    asked: str
    steps: tuple[int, ...] = ()
    without: str = ""
    open: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    def points(self, one: Application, other: Application, most: int, ground: Ground) -> int:
        """Return the points: whole numbers, rounded down."""
        met, number = self._met(one, other, ground)
        return most * met // number if number else neutral(most, ground)

    def words(self, one: Application, other: Application, ground: Ground) -> str:
        """Return how the two answers stand to each other; empty where one is not given."""
        met, number = self._met(one, other, ground)
        return self._sentence(one, other, ground, met) if number else ""

    def blocks(self, one: Application, other: Application, ground: Ground) -> str | None:
        """Return why the two are kept apart, as a rule's sentence, or None."""
        met, number = self._met(one, other, ground)
        if met or not number:
            return None
        return f"{name_of(other)} {self._sentence(one, other, ground, 0)}."

    def opening(self, one: Application, ground: Ground) -> str:
        """Return what somebody asks for, where the line has a sentence for it."""
        asked = ground.quote(one, self.mine, one.choices(self.mine))
        return self.texts.get("asks", "").format(asked=asked) if asked else ""

    def look(self) -> Look:
        """Return what ``points`` reads.

        On how many answers are shared the points rest alone; that the other gave none is told by
        answers that nobody can give, more of them than one gave.
        """
        if self.way in {"steps", "within"}:
            level = self._level
            return Look(
                Way.ANSWERS,
                lambda a, g: level(a, self.mine, g),
                lambda a, g: level(a, self.theirs, g),
            )

        def one(a: Application, ground: Ground) -> Hashable:
            mine = sorted(self._answers(a, self.mine, ground.programme))
            return (*mine, *[""] * (len(mine) + 1)) if mine else ()

        def other(a: Application, ground: Ground) -> Hashable:
            theirs = self._answers(a, self.theirs, ground.programme)
            return self._suited(theirs, a, ground) if theirs else frozenset(("",))

        return Look(Way.SHARED, one, other)

    def purpose(self) -> str:
        """Return the line as one sentence."""
        return self.texts.get("purpose") or self._about(_PURPOSE)

    def stands(self) -> str:
        """Return in a few words what stands in the way of a pair, as a rule."""
        return self._about(_STANDS)

    def _about(self, sentences: Mapping[str, str]) -> str:
        apart = max(self.steps, default=0)
        return sentences[self.way].format(
            title=self.asked, levels=_levels(self.steps), within=apart
        )

    def _met(self, one: Application, other: Application, ground: Ground) -> tuple[int, int]:
        """Return how many of how many are met; of 0 where one of the two did not answer."""
        if self.way in {"steps", "within"}:
            low, high = self._level(one, self.mine, ground), self._level(other, self.theirs, ground)
            return (0, 0) if low is None or high is None else (int(high - low in self.steps), 1)
        given = self._answers(one, self.mine, ground.programme)
        if not given or not self._answers(other, self.theirs, ground.programme):
            return 0, 0
        shared = len(self._shared(given, other, ground))
        if self.way == "share":
            return shared, len(given)
        return int((shared > 0) is (self.way == "same")), 1

    def _shared(self, given: Mapping[str, str], other: Application, ground: Ground) -> list[str]:
        suited = self._suited(self._answers(other, self.theirs, ground.programme), other, ground)
        return [text for key, text in given.items() if key in suited]

    def _suited(
        self, theirs: Mapping[str, str], other: Application, ground: Ground
    ) -> frozenset[str]:
        """Return by what they are compared all answers that have something in common with theirs."""
        left_out = self._answers(other, self.without, ground.programme) if self.without else {}
        return ground.programme.suited(other.role, self.theirs, theirs, left_out)

    def meant(self, a: Application, programme: Programme) -> frozenset[str]:
        """Return what somebody's answers stand for, by what they are compared; empty where none was given."""
        key = self.mine if a.role == "mentee" else self.theirs
        answers, asked = self._answers(a, key, programme), programme.field(a.role, key)
        return frozenset(asked.meant(answers) if asked else answers)

    def _answers(self, a: Application, key: str, programme: Programme) -> dict[str, str]:
        """Return somebody's answers by what they are compared by, in the order of the answer."""
        value, asked = a.value(key), programme.field(a.role, key)
        if asked and asked.visible_to is Visibility.STATISTICS and only_counted(a, key):
            return {}
        texts = value if isinstance(value, tuple) else () if value is None else (str(value),)
        found = {}
        for text in texts:
            code = text if asked and asked.option(text) else match_key(text)
            if code not in self.open and (code is text or code not in blank_answers()):
                found[code] = text
        return found

    def _level(self, a: Application, key: str, ground: Ground) -> int | None:
        """Return the place of somebody's answer among its options, or the number that it is."""
        value, asked = a.value(key), ground.programme.field(a.role, key)
        if isinstance(value, int):
            return value
        codes = [o.code for o in asked.options] if asked else []
        first = next(iter(self._answers(a, key, ground.programme)), "")
        return codes.index(first) if first in codes else None

    def _named(
        self, shared: Sequence[str], theirs: Mapping[str, str], other: Application, ground: Ground
    ) -> list[str]:
        """Return shared answers as they are said: of one that stands for others, what is theirs."""
        asked = ground.programme.field(other.role, self.theirs)
        if asked is None:
            return [*shared]
        return [
            text
            for one in shared
            for text in (asked.in_common([[one], [*theirs]]) if asked.option(one) else [one])
        ]

    def _sentence(self, one: Application, other: Application, ground: Ground, met: int) -> str:
        mine, theirs = (
            self._answers(one, self.mine, ground.programme),
            self._answers(other, self.theirs, ground.programme),
        )
        shared = self._shared(mine, other, ground)
        quote = partial(_quoted, ground)
        said = {
            "who": first_name_of(one), "title": self.asked, "levels": _levels(self.steps),
            "mine": quote(one, self.mine, [*mine.values()]),
            "theirs": quote(other, self.theirs, [*theirs.values()]),
            "shared": quote(other, self.theirs, self._named(shared, theirs, other, ground)),
            "count": str(len(shared)), "number": str(len(mine)),
            "all": _ALL.get(len(mine), "all of them"),
        }  # fmt: skip
        if not met:
            return (self.texts.get("no") or _NO[self.way]).format_map(said)
        if not (said["mine"] and said["theirs"]):
            return (self.texts.get("unseen") or _UNSEEN[self.way]).format_map(said)
        whole = self.texts.get("all") if len(shared) == len(mine) else ""
        return (whole or self.texts.get("yes") or _YES[self.way]).format_map(said)


def only_counted(a: Application, key: str) -> bool:
    """Tell whether somebody was told, when asked, that an answer is for statistics only."""
    given = a.answers.get(key)
    title = match_key(given.source.header) if given else ""
    return any(promise in title for promise in _ONLY_COUNTED)


def comparison_of(
    drawer: str, key: str, settings: Mapping[str, Any], programme: Programme
) -> Comparison | None:
    """Return the comparison that a rule or criterion is by its settings, None for one in Python."""
    line = line_in(drawer, key, settings)
    way = next((w for w in LINE_WAYS if w in line), None)
    if way is None:
        return None
    mine = line.get("mentee") or line["field"]
    asked, apart = programme.field("mentee", mine), line.get("within")
    return Comparison(
        way,
        mine,
        line.get("mentor") or line["field"],
        label(asked.headers, "en") if asked else mine,
        tuple(line.get("steps", ())) if apart is None else tuple(range(-apart, apart + 1)),
        line.get("without", ""),
        tuple(line.get("open", ())),
        {name: text for name, text in line.items() if name in LINE_TEXTS},
    )


def _quoted(ground: Ground, a: Application, key: str, texts: Sequence[str]) -> str:
    return ground.quote(a, key, texts) if texts else ""


def _levels(steps: Sequence[int]) -> str:
    """Return steps in words: ``1 or 2 levels above``."""
    above, below = [s for s in steps if s > 0], [-s for s in steps if s < 0]
    said = ["on the same level"] if 0 in steps else []
    for numbers, word in ((above, "above"), (sorted(below), "below")):
        if numbers:
            levels = "level" if numbers == [1] else "levels"
            said.append(f"{listed([str(n) for n in numbers], 'or')} {levels} {word}")
    return listed(said, "or")
