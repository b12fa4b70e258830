"""How a form's titles differ from those it was confirmed with: gone, new, renamed, moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from mentorcli.domain.form import FormMapping
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.intake.columns.dialect import volatile_headers
from mentorcli.intake.headers import header_key

ALIKE = 72
SHOWN = 60


def drift(form: FormMapping, headers: Sequence[str], place: Place) -> list[Problem]:
    """Return a note with the difference, one entry for each title; nothing when there is none."""
    before, now = _keys(_titles(form)), _keys(headers)
    renamed = renames(form, headers)
    entries = [
        f"- {_short(before[k])}" for k in before if k not in now and k not in renamed.values()
    ]
    entries += [f"+ {_short(now[k])}" for k in now if k not in before and k not in renamed]
    entries += [f"{_short(before[old])} → {_short(now[new])}" for new, old in renamed.items()]
    entries += [f"moved: {_short(now[k])}" for k in _moved(before, now, renamed)]
    if not entries:
        return []
    said = {"form": form.key, "diff": "; ".join(entries)}
    return [Problem.of("form_changed", Severity.NOTE, place, **said)]


def _titles(form: FormMapping) -> Sequence[str]:
    return form.headers or (*(c.header for c in form.columns), *form.not_imported)


def _keys(headers: Sequence[str]) -> dict[str, str]:
    """Return the titles by key in their order, without those that a tool adds at times."""
    keys = {header_key(h): h for h in headers if h}
    return {k: h for k, h in keys.items() if k not in volatile_headers()}


def _short(header: str) -> str:
    return header if len(header) <= SHOWN else header[: SHOWN - 1] + "…"


def renames(form: FormMapping, headers: Sequence[str]) -> dict[str, str]:
    """Return new titles that took an old one's place, as keys: new to old.

    They are much alike, or stand alone between the same two neighbours.
    """
    before, now = _keys(_titles(form)), _keys(headers)
    gone = [k for k in before if k not in now]
    new = [k for k in now if k not in before]
    if not gone or not new:
        return {}
    from rapidfuzz import fuzz

    scored = sorted(((-fuzz.ratio(g, n), g, n) for g in gone for n in new), key=lambda s: s)
    found: dict[str, str] = {}
    for score, g, n in scored:
        if -score >= ALIKE and n not in found and g not in found.values():
            found[n] = g
    between = (
        {ends: k for k, ends in _neighbours(before).items() if k in gone} if form.headers else {}
    )
    for n, ends in _neighbours(now).items():
        old = between.get(ends, "")
        if n in new and old and n not in found and old not in found.values():
            found[n] = old
    return found


def _neighbours(keys: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    every = list(keys)
    return {
        k: (every[i - 1] if i else "", every[i + 1] if i + 1 < len(every) else "")
        for i, k in enumerate(every)
    }


def _moved(
    before: Mapping[str, str], now: Mapping[str, str], renamed: Mapping[str, str]
) -> list[str]:
    """Return the titles that stand elsewhere among those of both exports; fewest first."""
    one = [k for k in before if k in now or k in renamed.values()]
    other = [renamed.get(k, k) for k in now if k in before or k in renamed]
    kept = {
        one[i]
        for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        for i in range(block.a, block.a + block.size)
    }
    names = {old: new for new, old in renamed.items()}
    return [names.get(k, k) for k in other if k not in kept]
