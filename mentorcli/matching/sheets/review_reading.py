"""Reading the review workbook back: what was kept, forbidden, moved, in whatever order it comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase, Plan, mentors_by_mentee
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import Row, Table
from mentorcli.domain.text import match_key
from mentorcli.matching.sheets.later_decisions import changed_since, repeats, since_problems
from mentorcli.matching.sheets.review import (
    DECISION,
    FORBID,
    KEEP,
    MENTEE,
    MENTEE_ID,
    MENTOR,
    MENTOR_ID,
    MOVE,
    MOVE_TO,
    PLACE_WITH,
    WHY,
    mentor_labels,
)  # fmt: skip
from mentorcli.matching.sheets.review_rows import Line, about_another, header_of, line_of
from mentorcli.matching.wording import listed, name_of, shortened
from mentorcli.names.directory import Sure, Understood, directory_of


@dataclass(frozen=True, slots=True)
class _Words:
    """What a row says: the pair it is about, what was decided, and what is unclear."""

    pair: tuple[str, str] | None
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    place: Place


def read_review(
    tables: Sequence[Table], plan: Plan, case: MatchingCase,
    shown: Sequence[Decision] | None = None,
) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:  # fmt: skip
    """Return all decisions that hold after a review, and what nobody could understand.

    ``keep`` keeps a pair, ``forbid`` forbids it, ``move`` forbids it and keeps the mentee with the
    mentor named, nothing leaves the pair free. Decisions of the plan whose row is no longer there
    stay as they were: nobody said otherwise. Rows are known by the ids in them, else by names.
    ``shown`` are the decisions that the workbook was written with, those of the plan when left out:
    a row that only repeats them says nothing against what was decided since.
    """
    changed = changed_since(plan.decisions if shown is None else shown, plan.decisions)
    problems = about_another(tables, plan)
    said: dict[tuple[str, str], list[_Words]] = defaultdict(list)
    seen = False
    for table in tables:
        header = _header(table)
        if header is None:
            continue
        seen = True
        for row in table.rows:
            if row.number > header.number and not row.is_empty():
                words = _read(line_of(table, header, row), plan, case)
                problems += words.problems
                if words.pair is not None:
                    said[words.pair].append(words)
    if not seen:
        place = Place(tables[0].file) if tables else Place()
        return (), (Problem.of("review_not_recognised", Severity.BLOCKER, place),)
    for pair in [p for p in said if p in changed and _repeated(said[p], changed[p][0])]:
        del said[pair]
    decisions, clashes = _settled(said, case)
    excused = {(d.mentee, d.mentor, d.kind): (d.overrides, d.until) for d in plan.decisions}
    decisions = [
        replace(d, overrides=overrides, until=until)
        for d in decisions
        for overrides, until in (excused.get((d.mentee, d.mentor, d.kind), ((), None)),)
    ]
    earlier = [
        d for d in plan.decisions
        if (d.mentee, d.mentor) not in said and not _overruled(d, decisions)
    ]  # fmt: skip
    final = tuple(sorted({*decisions, *earlier}))
    return final, (*problems, *clashes, *since_problems(changed, said, final, case))


def _repeated(words: Sequence[_Words], shown: Decision | None) -> bool:
    said = {(d.mentee, d.mentor, d.kind, d.why) for w in words for d in w.decisions}
    if any(w.problems for w in words) or len(said) > 1:
        return False
    if not said:
        return repeats(shown, None, "")
    ((mentee, mentor, kind, why),) = said
    return (mentee, mentor) == words[0].pair and repeats(shown, kind, why)


def _header(table: Table) -> Row | None:
    return header_of(table, {MENTEE}, {DECISION, PLACE_WITH})


def _read(line: Line, plan: Plan, case: MatchingCase) -> _Words:
    place = line.at(DECISION if DECISION in line.cells else PLACE_WITH)
    mentee, problem = _person(line, MENTEE, MENTEE_ID, case)
    if mentee is None:
        silent = not any(line.cells.get(k) for k in (DECISION, MOVE_TO, PLACE_WITH))
        return _Words(None, (), () if silent or problem is None else (problem,), place)
    if PLACE_WITH in line.cells:
        return _placed(line, mentee, case)
    mentor, problem = _person(line, MENTOR, MENTOR_ID, case)
    if mentor and (typed := _typed_over(line, mentor, case)):
        return _Words(None, (), (typed,), place)
    mentor = mentor or mentors_by_mentee(plan.matches).get(mentee)
    if mentor is None:
        return _Words(None, (), (problem,) if problem and line.cells.get(DECISION) else (), place)
    return _decided(line, mentee, mentor, case)


def _decided(line: Line, mentee: str, mentor: str, case: MatchingCase) -> _Words:
    word, place, why = (
        match_key(line.cells.get(DECISION, "")),
        line.at(DECISION),
        line.cells.get(WHY, ""),
    )
    if problem := _unclear(line, word):
        return _Words((mentee, mentor), (), (problem,), place)
    decisions: tuple[Decision, ...] = ()
    if line.cells.get(MOVE_TO):
        target, problem = _mentor(line.cells[MOVE_TO], line.at(MOVE_TO), case)
        if target is None:
            return _Words((mentee, mentor), (), (problem,) if problem else (), place)
        decisions = (Decision(mentee, target, DecisionKind.KEEP, why),)
        if target != mentor:
            decisions = (Decision(mentee, mentor, DecisionKind.FORBID, why), *decisions)
    elif word:
        decisions = (Decision(mentee, mentor, DecisionKind(word), why),)
    return _Words((mentee, mentor), decisions, (), place)


def _unclear(line: Line, word: str) -> Problem | None:
    """Return what cannot be meant: an unknown word, or a target that misses or is too much."""
    names = {"mentee": line.cells.get(MENTEE, ""), "mentor": line.cells.get(MENTOR, "")}
    target, at = line.cells.get(MOVE_TO, ""), line.at(MOVE_TO)
    if word not in {"", KEEP, FORBID, MOVE}:
        names["word"] = shortened(line.cells[DECISION])
        return Problem.of("review_unknown_word", Severity.DECIDE, line.at(DECISION), **names)
    if target and word in {KEEP, FORBID}:
        names |= {"word": word, "target": shortened(target)}
        return Problem.of("review_target_not_expected", Severity.DECIDE, at, **names)
    if not target and word == MOVE:
        return Problem.of("review_target_missing", Severity.DECIDE, at, **names)
    return None


def _placed(line: Line, mentee: str, case: MatchingCase) -> _Words:
    text, place = line.cells[PLACE_WITH], line.at(PLACE_WITH)
    if not text:
        return _Words(None, (), (), place)
    target, problem = _mentor(text, place, case)
    if target is None:
        return _Words(None, (), (problem,) if problem else (), place)
    keep = Decision(mentee, target, DecisionKind.KEEP, line.cells.get(WHY, ""))
    return _Words((mentee, target), (keep,), (), place)


def _person(
    line: Line, header: str, id_header: str, case: MatchingCase
) -> tuple[str | None, Problem | None]:
    """Return whom a row is about: by id, else by a name that only one person has."""
    people = case.mentees if header == MENTEE else case.mentors
    person, name = line.cells.get(id_header, ""), line.cells.get(header, "")
    if any(a.person == person for a in people):
        return person, None
    found = [a.person for a in people if name and match_key(name_of(a)) == match_key(name)]
    if len(found) == 1 and not person:
        return found[0], None
    return None, Problem.of("review_unknown_person", Severity.DECIDE, line.at(header),
                            name=shortened(name or person))  # fmt: skip


def _typed_over(line: Line, mentor: str, case: MatchingCase) -> Problem | None:
    """Return a problem where another mentor's name was typed over that of the row's own."""
    text = line.cells.get(MENTOR, "")
    names = {a.person: name_of(a) for a in (*case.mentors, *case.mentees)}
    if not text or match_key(text) in {match_key(names[mentor]), mentor}:
        return None
    others = _typed(text, case).people
    if mentor in others or not (others or line.cells.get(DECISION)):
        return None
    return Problem.of("review_mentor_typed_over", Severity.DECIDE, line.at(MENTOR),
                      mentee=line.cells.get(MENTEE, ""), mentor=names[mentor],
                      name=shortened(text))  # fmt: skip


def _mentor(text: str, place: Place, case: MatchingCase) -> tuple[str | None, Problem | None]:
    """Return the mentor whom a drop-down or a typed name means."""
    labels = mentor_labels(case)
    exact = [p for p, label in labels.items() if match_key(label) == match_key(text) or p == text]
    typed = _typed(text, case)
    found = exact or list(typed.people)
    if len(exact) == 1 or (not exact and typed.sure is Sure.MEANT):
        return found[0], None
    code = "review_mentor_ambiguous" if found else "review_mentor_unknown"
    return None, Problem.of(code, Severity.DECIDE, place, name=shortened(text),
                            mentors=listed([labels[p] for p in found], "or"))  # fmt: skip


def _typed(text: str, case: MatchingCase) -> Understood:
    return directory_of((a.person, a.name, a.email) for a in case.mentors).understand(text)


def _settled(
    said: dict[tuple[str, str], list[_Words]], case: MatchingCase
) -> tuple[list[Decision], list[Problem]]:
    """Return the decisions of all rows, and a problem where two rows say different things."""
    decisions: list[Decision] = []
    problems = []
    names = {a.person: name_of(a) for a in (*case.mentees, *case.mentors)}
    for (mentee, mentor), words in said.items():
        spoken = {tuple((d.mentee, d.mentor, d.kind) for d in w.decisions): w for w in words}
        if len(spoken) > 1:
            cells = listed([f"{w.place.sheet} {w.place.cell}".strip() for w in words])
            problems.append(Problem.of("review_two_words", Severity.DECIDE, words[0].place,
                mentee=names.get(mentee, mentee), mentor=names.get(mentor, mentor),
                cells=cells))  # fmt: skip
            continue
        decisions += words[0].decisions
    return decisions, problems


def _overruled(earlier: Decision, decisions: Sequence[Decision]) -> bool:
    """Tell whether a decision from before gives way: to a new word on its pair, or a new mentor."""
    return any(
        d.mentor == earlier.mentor or (d.kind is earlier.kind is DecisionKind.KEEP)
        for d in decisions
        if d.mentee == earlier.mentee
    )
