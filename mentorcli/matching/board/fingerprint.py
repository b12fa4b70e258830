"""The fingerprint of a case: what a plan depends on, in one canonical text, hashed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from mentorcli.domain.application import Application, Capacity
from mentorcli.domain.decision import Decision
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.programme import CONFLICTS, Option, Programme, Tolerance
from mentorcli.domain.text import match_key
from mentorcli.matching.named_things import told_here
from mentorcli.names.employers import read_employer
from mentorcli.names.likeness import Verdict, compared

_LATER = ("until", "within", "meeting", "apart")
"""Fields that older plans have not: left out where they say nothing, so that those stay sealed."""
_SPELLINGS = ("also", "means")
"""Of an answer: further spellings, and (of those that somebody gave, in the case) what it stands for."""


def case_hash(case: MatchingCase) -> str:
    """Return the SHA-256 of a case, the same whatever the order of its people and decisions.

    Where an answer came from and the calendar are left out: they change no plan; so are addresses,
    unless somebody is named by one.
    """
    content = {
        "cohort": case.cohort,
        "programme": _profile(case.programme),
        "mentees": sorted(map(_application, case.mentees)),
        "mentors": sorted(map(_application, case.mentors)),
        "decisions": sorted(
            [d.mentee, d.mentor, d.kind.value, d.why, *d.overrides, *_until(d)]
            for d in set(case.decisions)
        ),
        "earlier": sorted([*sorted((e.one, e.other)), e.cohort] for e in set(case.earlier)),
    }
    said = {"different": case.different, "same": case.same}
    content |= {key: sorted(sorted(p) for p in pairs) for key, pairs in said.items() if pairs}
    people = (*case.mentees, *case.mentors)
    if _by_address(people):
        content["addresses"] = sorted({(a.person, match_key(a.email)) for a in people})
    if case.beside:
        content["beside"] = sorted(
            [a.person, a.role, a.name, match_key(a.email)] for a in case.beside
        )
    if case.meanings:
        content["meanings"] = [[_text(m)] for m in sorted(case.meanings)]
    if wide := sorted(_standing_for_others(case)):
        content["wide"] = wide
    if told := told_here(case, (*people, *case.beside)):
        content["one_things"] = [[_text(m)] for m in told]
    if any(_at_home(case, a) for a in people):
        content["organisation"] = case.organisation
    if case.waited:
        content["waited"] = sorted(set(case.waited))
    return _hash(content)


def _standing_for_others(case: MatchingCase) -> set[tuple[str, ...]]:
    """Return the answers of people that stand for others, with these."""
    fields = {
        role: [f for f in fs if any(o.means for o in f.options)]
        for role, fs in case.programme.fields.items()
    }
    return {
        (f.key, o.code, *o.means)
        for a in (*case.mentees, *case.mentors)
        for f in fields[a.role]
        for text in a.choices(f.key)
        if (o := f.option(text)) and o.means
    }


def _at_home(case: MatchingCase, one: Application) -> bool:
    """Tell whether somebody works for the organisation itself."""
    ours = read_employer(case.organisation)
    return compared(ours, read_employer(one.text("employer"))) is Verdict.SAME


def _by_address(people: Iterable[Application]) -> bool:
    fields = (*CONFLICTS, "wishes")
    return any("@" in text for a in people for f in fields for text in a.choices(f))


def profile_hash(programme: Programme) -> str:
    """Return the SHA-256 of what a programme's profile says about matching."""
    return _hash(_profile(programme))


def seal_of(plan: Plan) -> str:
    """Return the SHA-256 of everything in a plan but its seal: shows that a file was edited."""
    return _hash(_plain(replace(plan, seal="")))


def _hash(content: Any) -> str:
    return hashlib.sha256(_text(content).encode("utf-8", "surrogatepass")).hexdigest()


def _profile(programme: Programme) -> dict[str, Any]:
    content = {
        "key": programme.key,
        "form": programme.form.key,
        "group": programme.group,
        "fields": programme.fields,
        "stages": programme.stages,
        "rules": programme.rules,
        "criteria": [c for c in programme.criteria if c.points],
    }
    later = {"blank": programme.blank, "tolerance": programme.tolerance}
    return content | {key: said for key, said in later.items() if said not in (0, Tolerance())}


def _until(decision: Decision) -> list[str]:
    return [f"until {decision.until}"] if decision.until else []


def _application(application: Application) -> list[Any]:
    answers = {key: _typed(value) for key, value in application.values()}
    return [application.person, application.name, _text(answers)]


def _typed(value: Any) -> Any:
    if isinstance(value, Capacity):
        return {"capacity": [value.fewest, value.most]}
    return value if isinstance(value, str | int | bool | tuple) else {"day": str(value)}


def _text(content: Any) -> str:
    return json.dumps(_plain(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        named = {f.name: getattr(value, f.name) for f in fields(value)}
        for later in _SPELLINGS if isinstance(value, Option) else ():
            del named[later]
        return {k: _plain(v) for k, v in named.items() if not (k in _LATER and v is None)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value if not (isinstance(item, Option) and item.means)]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
