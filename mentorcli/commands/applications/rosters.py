"""Lists of people who are no applicants: the staff, and those selected who may apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from mentorcli.commands.applications.roster_rows import Words, columns_of, rows_of, whole_rows
from mentorcli.commands.applications.set_aside_notes import set_aside_problems
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, at_work, view_of
from mentorcli.domain.admission import SetAside, entry_of, set_aside
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.match_life import Colleague, Selected
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.domain.table import Table
from mentorcli.domain.text import counted, match_key, person_id, some_of
from mentorcli.files.marked_cells import MARKED
from mentorcli.files.opening import read_tables
from mentorcli.names.employers import employer_key
from mentorcli.names.languages import read_languages
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.facts import append
from mentorcli.workspace.lists import all_staff, replace_selected, replace_staff, selected_of
from mentorcli.workspace.records import cohort_standing

List = Literal["staff", "selected"]
"""Lists of people that are no applications."""
_PEOPLE: Words = {
    "email": ("e-mail", "email", "mail", "sähköposti", "e-post"),
    "first": ("first name", "given name", "etunimi", "förnamn"),
    "last": ("last name", "surname", "family name", "sukunimi", "efternamn"),
    "name": ("name", "nimi", "namn"),
}
_STAFF: Words = {
    **_PEOPLE,
    "unit": ("unit", "school", "yksikkö", "korkeakoulu", "enhet", "högskola"),
}
_NAMED = 3
_SELECTED: Words = {
    "nominated_by": ("nominated", "nimeäjä", "nominerad"),
    "code": ("code", "koodi", "kod"),
    "employer": ("employer", "organisation", "työnantaja", "organisaatio", "arbetsgivare"),
    "language": ("language", "kieli", "språk"),
    **_PEOPLE,
}


def list_in(run: Run, files: Sequence[Path], key: str) -> List | None:
    """Return which list a file certainly is: all of its titles are that list's, and tell it.

    A list of staff has no cohort. One of those selected has a cohort that is not open to everybody,
    and says who nominated them, or their code.
    """
    if len(files) != 1 or (key and not _preselected(run, key)):
        return None
    try:
        tables, _ = read_tables(files[0])
    except UserError:  # an import says what is wrong with it, or asks for its password
        return None
    certain = tables and all(_is_list(table, staff=not key) for table in tables)
    return ("selected" if key else "staff") if certain else None


def _preselected(run: Run, key: str) -> bool:
    with view_of(run) as (workspace, connection):
        return workspace.programme(cohort(connection, key).programme).life.preselected


def _is_list(table: Table, *, staff: bool) -> bool:
    columns = columns_of(table, _STAFF if staff else _SELECTED)
    titles = [c for c in table.rows[0].cells if c not in (None, "")] if table.rows else []
    named = "email" in columns and ("name" in columns or "last" in columns)
    tells = staff or not columns.keys().isdisjoint(("nominated_by", "code"))
    return named and tells and len(columns) == len(titles)


def import_list(run: Run, kind: List, key: str, files: Sequence[Path], *, fewer: bool) -> Outcome:
    """Take in the one file of a list that is no export; raises UserError for several.

    Most of the list of staff, and anybody of those selected, leaves it only where ``fewer`` says so.
    """
    if len(files) > 1:
        raise UsageError(
            f"These are {len(files)} files; a list of {kind} people is one. Nothing was taken in.",
            "Give one file.",
        )
    if kind == "staff":
        taken = import_staff(run, files[0], fewer=fewer)
    elif key:
        taken = import_selected(run, key, files[0], fewer=fewer)
    else:
        raise UsageError("Selected for which cohort? Nothing was taken in.", "Name it: --cohort.")
    marked = (p for p in read_tables(files[0])[1] if p.code in MARKED)
    return replace(taken, problems=(*taken.problems, *marked))


def _refuse_fewer(path: Path, gone: Sequence[str]) -> None:
    """Raise UserError for people who would leave a list: the file may hold new ones alone."""
    named = some_of(gone, _NAMED)
    raise UserError(
        f"{path.name} lacks {counted(len(gone), 'person')} of the list before: {named}. Nothing was changed.",
        "If the file only adds people, put them into one file with the others. If the others are to leave "
        "the list, run this again with --accept-changes.",
    )


def _refuse_slipped(
    path: Path, before: Sequence[Colleague | Selected], now: Iterable[Colleague | Selected]
) -> None:
    """Raise UserError where somebody of the list has the address that somebody else there had before.

    A column that was sorted by itself gives everybody's away.
    """
    here = {match_key(p.name): p for p in now}
    owners = {match_key(p.email): match_key(p.name) for p in before}
    listed = here.keys() & owners.values()
    slipped = [
        p.name
        for name, p in here.items()
        if name in listed and owners.get(match_key(p.email), name) in listed - {name}
    ]
    if slipped:
        raise UserError(
            f"In {path.name} {counted(len(slipped), 'person')} of the list before now "
            f"{'has' if len(slipped) == 1 else 'have'} somebody else's address: "
            f"{some_of(sorted(slipped), _NAMED)}. Nothing was changed.",
            "A column may have been sorted by itself. If all is as it should be, run this again with "
            "--accept-changes.",
        )


def import_staff(run: Run, path: Path, *, fewer: bool = False) -> Outcome:
    """Take in the list of staff in place of the one before."""
    rows, problems = whole_rows(rows_of(path, _STAFF, ("name", "email")), _person_lacks)
    people = {
        p.id: p
        for cells in rows
        for p in (
            Colleague(
                person_id(cells["email"], cells["name"]),
                cells["name"],
                cells["email"],
                cells.get("unit", ""),
            ),
        )
    }
    with at_work(run) as (_, connection):
        known = all_staff(connection)
        if not fewer:
            _refuse_slipped(path, known, people.values())
        before = {p.id: p.name for p in known}
        left = sorted(name for i, name in before.items() if i not in people)
        if not fewer and 2 * len(left) > len(before):  # some leave each month, and most never do
            _refuse_fewer(path, left)
        if not run.dry_run:
            replace_staff(connection, [people[i] for i in sorted(people)])
            append(connection, run.hand, Fact(Kind.STAFF_LIST, value={"people": len(people)}))
    new, gone = len(people.keys() - before), len(left)
    verb = "would be listed" if run.dry_run else "listed"
    text = f"{len(people)} of the staff {verb}: {new} new, {gone} no longer there."
    data = {"staff": len(people), "new": new, "gone": gone}
    return Outcome((Paragraph(text),), data, problems)


def _person_lacks(cells: dict[str, str]) -> str:
    if not cells["name"]:
        return "it has no name"
    return "" if "@" in cells.get("email", "") else f"{cells['name']} has no e-mail address"


def _once_each(lacks: Callable[[dict[str, str]], str]) -> Callable[[dict[str, str]], str]:
    """Return what a row lacks, also where its address or its code is another's on the list."""
    owners: dict[tuple[str, str], str] = {}

    def found(cells: dict[str, str]) -> str:
        if why := lacks(cells):
            return why
        keys = [(k, match_key(cells.get(k, ""))) for k in ("email", "code")]
        mine = match_key(cells["name"])
        for key, said in keys:
            if said and match_key(owners.get((key, said), mine)) != mine:
                what = "address" if key == "email" else "code"
                other = owners[key, said]
                return f"{cells['name']} has the {what} of {other}, who stands above on the list"
        owners.update({k: cells["name"] for k in keys if k[1] and k not in owners})
        return ""

    return found


def _selected_lacks(cells: dict[str, str]) -> str:
    if why := _person_lacks(cells):
        return why
    return "" if cells.get("employer") else f"{cells['name']} has no employer"


def import_selected(run: Run, key: str, path: Path, *, fewer: bool = False) -> Outcome:
    """Take in the list of those who may apply, in place of the one before; its order counts."""
    lacks = _once_each(_selected_lacks)
    rows, problems = whole_rows(rows_of(path, _SELECTED, ("name", "email")), lacks)
    people = {
        match_key(c["email"]): Selected(
            n,
            c["name"],
            c["email"],
            c["employer"],
            c.get("code", ""),
            c.get("nominated_by", ""),
            next(iter(read_languages(c.get("language", "")).codes), ""),
        )
        for n, c in reversed([*enumerate(rows, 1)])  # who stands there twice counts where first
    }
    with at_work(run) as (workspace, connection):
        found = cohort(connection, key)
        refuse_work(found, Work.SELECT)
        if not workspace.programme(found.programme).life.preselected:
            raise UserError(
                f"{found.programme} is open to everybody; it has no list of those selected.",
                f'Set "preselected = true" under [life] in programmes/{found.programme}.toml first.',
            )
        before, names = selected_of(connection, key), {match_key(p.name) for p in people.values()}
        here = [match_key(p.email) in people or match_key(p.name) in names for p in before]
        if not fewer:
            _refuse_slipped(path, before, people.values())
        left = [p.name for p, stays in zip(before, here, strict=True) if not stays]
        if left and not fewer:
            _refuse_fewer(path, left)
        if not run.dry_run:
            replace_selected(connection, key, people.values())
            append(
                connection, run.hand, Fact(Kind.SELECTED_LIST, key, value={"people": len(people)})
            )
    verb = "would be on the list" if run.dry_run else "on the list"
    employers = sorted({p.employer for p in people.values()})
    new = len(people) - sum(here)
    changed = f": {new} new, {len(left)} no longer there" if before else ""
    text = f"{counted(len(people), 'person')} {verb}, of {', '.join(employers)}{changed}."
    data = {"selected": len(people), "employers": employers, "new": new, "gone": len(left)}
    still = run.today <= found.dates["call_closes"]
    told = "mentorcli remind\nwrites the information letter on the day the call opens"
    steps = (told if still else f"mentorcli application list {key} --selected",)
    return Outcome((Paragraph(text),), data, problems, next_steps=steps)


def list_selected(run: Run, key: str) -> Outcome:
    """List those selected with whether they applied, and the applications that are set aside."""
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
    entries = {
        entry.number: a
        for a in record.applications
        for entry in (entry_of(a, record.selected),)
        if entry is not None
    }
    rows = [
        (
            str(s.number),
            s.name,
            s.employer,
            entries[s.number].role if s.number in entries else "not applied",
        )
        for s in record.selected
    ]
    away = set_aside(record.applications, record.selected, record.programme.life, employer_key)
    names: dict[tuple[str, str], str] = {(a.person, a.role): a.name for a in record.applications}
    why = sorted((names[one], one[1], _IN_WORDS[reason]) for one, reason in away.items())
    blocks = (
        Listing(("", "name", "employer", "applied"), rows, f"Selected for {key}", right=("",)),
        *([Listing(("name", "role", "why"), why, "Set aside")] if why else ()),
    )
    data = {
        "set_aside": [dict(zip(("name", "role", "why"), one, strict=True)) for one in why],
        "selected": [
            {
                "number": s.number,
                "email": s.email,
                "employer": s.employer,
                "applied": s.number in entries,
            }
            for s in record.selected
        ],
    }
    return Outcome(
        blocks, data, set_aside_problems(record.applications, record.selected, record.programme)
    )


_IN_WORDS = {
    SetAside.OUTSIDE: "not on the list",
    SetAside.OTHER_ADDRESS: "on the list with another address",
    SetAside.OVER_QUOTA: "above the quota of the employer",
    SetAside.NOT_APPROVED: "not approved at home",
    SetAside.REFUSED: "said not to be approved at home",
}
