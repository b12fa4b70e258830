"""Confirmed forms: how a proposal becomes one, how it is found again, and what changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.form import ColumnMapping, FormMapping, FormProposal
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.text import cut, stable_id
from mentorcli.intake.columns.dialects import volatile_headers
from mentorcli.intake.columns.title_words import same_meaning
from mentorcli.intake.headers import ColumnKey, header_key

ALIKE = 0.7
"""Of a form's titles, for the form to be known again."""
RENAMED = 72
"""Likeness of two titles (0-100), for one to be the other under a new name."""
SHOWN = 60


def fingerprint(headers: Sequence[str]) -> str:
    """Return what a form is known by: a hash of its titles in any order.

    Columns that a tool adds only at times (``Last modified time``) do not count.
    """
    keys = sorted(header_key(h) for h in headers)
    return stable_id("f", *(k for k in keys if k and k not in volatile_headers()))


def mapping_of(
    proposal: FormProposal, programme: Programme, key: str, role: RoleKey
) -> FormMapping:
    """Return a confirmed proposal as the form to remember under ``key``.

    What the form remembers of its other languages stays.
    """
    headers = [c.header for c in proposal.columns]
    columns = tuple(
        ColumnMapping(c.header, c.occurrence, c.field, c.date_order, c.option, c.answers)
        for c in proposal.columns
        if c.field
    )
    form = FormMapping(
        key=key,
        programme=programme.key,
        role=role,
        dialect=proposal.dialect,
        fingerprint=fingerprint(headers),
        columns=columns,
        not_imported=tuple(
            c.header for c in proposal.columns if not c.field and (c.header or c.samples)
        ),
        headers=tuple(headers),
        for_all=dict(proposal.for_all),
    )
    return _with_languages(form, proposal) if proposal.base else form


def _with_languages(form: FormMapping, proposal: FormProposal) -> FormMapping:
    """Return a form together with what its base knows of the same questions in other languages."""
    base = proposal.base
    if base is None or not (proposal.variant or base.variants):
        return form
    here = {header_key(h) for h in form.headers}
    own = set() if proposal.variant else {header_key(h) for h in base.headers}
    others = [c for c in base.columns if header_key(c.header) not in here | own]
    left = [h for h in base.not_imported if header_key(h) not in here | own]
    variants = base.variants
    if proposal.variant and form.fingerprint not in variants:
        variants = (*variants, form.fingerprint)
    first = base if proposal.variant else form
    return replace(
        first,
        columns=(*others, *form.columns) if proposal.variant else (*form.columns, *others),
        not_imported=(*form.not_imported, *left),
        variants=variants,
    )


def find(
    headers: Sequence[str], programme: str, remembered: Sequence[FormMapping], role: RoleKey
) -> FormMapping | None:
    """Return a role's remembered form of these titles: the same ones, else the one most alike.

    Alike is a form of which at least 70 % of the titles are there; two equally alike are none.
    """
    forms = [f for f in remembered if (f.programme, f.role) == (programme, role)]
    if same := [f for f in forms if is_same(f, headers)]:
        return same[0] if len(same) == 1 else None
    shares = [_share(f, headers) for f in forms]
    best = max(shares, default=0.0)
    return forms[shares.index(best)] if best >= ALIKE and shares.count(best) == 1 else None


def is_same(form: FormMapping, headers: Sequence[str]) -> bool:
    """Tell whether titles are those of a form, in whichever of its languages."""
    return fingerprint(headers) in {form.fingerprint, *form.variants}


def is_alike(form: FormMapping, headers: Sequence[str]) -> bool:
    """Tell whether titles are mostly those of a form in its first language."""
    return _share(form, headers) >= ALIKE


def holds_all(form: FormMapping, headers: Sequence[str]) -> bool:
    """Tell whether all titles of a form are there, some of them perhaps written a little otherwise."""
    gone, _ = _gone_and_new(form, headers)
    return len(renames(form, headers)) == len(gone)


def _share(form: FormMapping, headers: Sequence[str]) -> float:
    known = _by_key(form.titles()).keys()
    return len(known & {header_key(h) for h in headers}) / max(len(known), 1)


def columns_of(form: FormMapping) -> dict[ColumnKey, ColumnMapping]:
    """Return what a form remembers of each column that it takes in."""
    return {(header_key(c.header), c.occurrence): c for c in form.columns}


def counted_otherwise(form: FormMapping, keys: Sequence[ColumnKey]) -> frozenset[str]:
    """Return the titles that stand several times, here or in the form, and not equally often.

    Their numbers tell nothing then of which is which.
    """
    now = Counter(key for key, _ in keys)
    then = Counter(map(header_key, form.headers))
    return frozenset(k for k in now if then[k] and now[k] != then[k])


def knows_untitled(form: FormMapping, keys: Sequence[ColumnKey], answered: Collection[int]) -> bool:
    """Tell whether as many columns without a title hold answers as a form leaves out."""
    known = columns_of(form)
    others = (i for i, key in enumerate(keys) if not key[0] and key not in known)
    return sum(i in answered for i in others) == form.not_imported.count("")


def drift(form: FormMapping, headers: Sequence[str], place: Place) -> list[Problem]:
    """Return a note with the difference, one entry for each title; nothing when there is none."""
    before, now = _by_key(form.titles()), _by_key(headers)
    renamed = renames(form, headers)
    gone = [k for k in before if k not in now and k not in renamed.values()]
    new = [k for k in now if k not in before and k not in renamed]
    entries = [f"- {before[k]}" for k in gone] + [f"+ {now[k]}" for k in new]
    entries += [f"{before[old]} → {now[new]}" for new, old in renamed.items()]
    entries += [f"moved: {now[k]}" for k in _moved(before, now, renamed)]
    if not entries:
        return []
    said = {"form": form.key, "diff": "; ".join(entries)}
    return [Problem.of("form_changed", Severity.NOTE, place, **said)]


def _by_key(headers: Sequence[str]) -> dict[str, str]:
    """Return the titles, shortened, by key in their order, without those that a tool adds at times."""
    keys = {header_key(h): cut(h, SHOWN) for h in headers if h}
    return {k: h for k, h in keys.items() if k not in volatile_headers()}


def renames(form: FormMapping, headers: Sequence[str]) -> dict[str, str]:
    """Return new titles that are much like an old one and mean the same, as keys: new to old."""
    gone, new = _gone_and_new(form, headers)
    if not gone or not new:
        return {}
    from rapidfuzz import fuzz

    scored = sorted((-fuzz.ratio(g, n), g, n) for g in gone for n in new)
    found: dict[str, str] = {}
    for score, g, n in scored:
        alike = -score >= RENAMED and same_meaning(g, n)
        if alike and n not in found and g not in found.values():
            found[n] = g
    return found


def replacements(form: FormMapping, headers: Sequence[str]) -> dict[str, str]:
    """Return new titles that stand where an old one stood, as keys: new to old.

    They stand between the same neighbours, or are much alike and mean something else; that alone
    does not tell what they ask.
    """
    gone, new = _gone_and_new(form, headers)
    if not gone or not new:
        return {}
    from rapidfuzz import fuzz

    before = _neighbours(_by_key(form.titles()) if form.headers else {})
    between = {ends: k for k, ends in before.items() if k in gone}
    places = {
        n: between[ends] for n, ends in _neighbours(_by_key(headers)).items() if ends in between
    }
    like = {n: max(gone, key=lambda g: fuzz.ratio(g, n)) for n in new}
    found = {n: g for n, g in like.items() if fuzz.ratio(g, n) >= RENAMED}
    return found | {n: g for n, g in places.items() if n in new}


def _gone_and_new(form: FormMapping, headers: Sequence[str]) -> tuple[list[str], list[str]]:
    before, now = _by_key(form.titles()), _by_key(headers)
    return [k for k in before if k not in now], [k for k in now if k not in before]


def _neighbours(keys: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    every = ["", *keys, ""]
    return {k: (every[i - 1], every[i + 1]) for i, k in enumerate(every) if 0 < i < len(every) - 1}


def _moved(
    before: Mapping[str, str], now: Mapping[str, str], renamed: Mapping[str, str]
) -> list[str]:
    """Return the titles that stand elsewhere among those of both exports: as few as can be."""
    from rapidfuzz.distance import LCSseq

    one = [k for k in before if k in now or k in renamed.values()]
    other = [renamed.get(k, k) for k in now if k in before or k in renamed]
    kept = {
        one[i]
        for block in LCSseq.opcodes(one, other).as_matching_blocks()
        for i in range(block.a, block.a + block.size)
    }
    names = {old: new for new, old in renamed.items()}
    return [names.get(k, k) for k in other if k not in kept]
