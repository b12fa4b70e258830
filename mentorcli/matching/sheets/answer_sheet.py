"""Answers to a proposal: a sheet for both sides, and what comes back as decisions.

Everybody of a match answers for themselves. A pair both accepted is kept; one that anybody declined
is barred; whoever wants to talk is named, and nothing is decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.decision import DECLINED, Decision, DecisionKind
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import Table
from mentorcli.domain.text import listed, match_key
from mentorcli.files.workbook import CellContent, Column, Sheet, write_workbook
from mentorcli.matching.phrases import name_of, shortened
from mentorcli.matching.sheets.labels import SheetWords, sheet_words
from mentorcli.matching.sheets.review_rows import header_of, line_of, typed_over
from mentorcli.names.yes_no import yes_or_no

WHO, ROLE, WITH, ANSWER, SAID = "Who answers", "Role", "Proposed with", "Answer", "What they said"
Pair = tuple[str, str]
ACCEPT, DECLINE, TALK = "accept", "decline", "talk to me"
_TALK = frozenset(match_key(word) for word in (TALK, "talk", "call me", "soita", "ring mig"))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in its cell: the word (as typed where it is none of the known), who about whom.

    ``person`` gave it, of the ``pair``; ``who`` and ``other`` are as the row calls the two.
    """

    pair: Pair
    person: str
    word: str
    place: Place
    who: str
    other: str


def answer_sheet(case: MatchingCase, plan: Plan) -> bytes:
    """Return a workbook with a row for each side of each pair, to write the answers into."""
    words = sheet_words(case.programme.form)
    names = {a.person: name_of(a) for a in (*case.mentees, *case.mentors)}
    role = (Column(ROLE, 9),) if words.roles else ()
    columns = (
        Column(WHO, 26),
        *role,
        Column(WITH, 26),
        Column(ANSWER, 12, (ACCEPT, DECLINE, TALK), editable=True),
        Column(SAID, 40, editable=True),
        Column(words.one_id, 13),
        Column(words.other_id, 13),
    )
    rows: list[list[CellContent]] = []
    for pair in (pair for match in plan.matches for pair in match.ties()):
        for side, (one, other) in enumerate((pair, pair[::-1])):
            ids = pair if words.roles else (one, other)
            called = [names.get(one, one), *words.roles[side : side + 1], names.get(other, other)]
            rows.append([*called, None, None, *ids])
    # by role where there are two, then by name
    rows.sort(key=lambda row: [str(x) for x in (*row[1:-5], row[0], row[-5], row[-2])])
    about: list[list[CellContent]] = [
        ["Plan", "cohort", plan.cohort],
        ["Plan", "inputs", plan.inputs],
    ]
    method = Sheet("About", (Column("What", 10), Column("Name", 12), Column("Value", 30)), about)
    sheets = [Sheet("Answers", columns, rows), method]
    return write_workbook(f"Answers of {plan.cohort}", sheets, ("answers", plan.cohort))


def read_answers(
    tables: Sequence[Table], plan: Plan, case: MatchingCase, asked: Sequence[Plan] = ()
) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Return all decisions that hold after the answers, and what a person must see to.

    A pair that is barred because somebody declined may be answered again: that is how a sheet looks
    that was read before. ``asked`` are the plans that the sheet may have been written for: an answer
    about a pair of theirs that is together no longer is told and stops nothing. What people said
    stays in the sheet; no decision holds their words.
    """
    form, words = case.programme.form, sheet_words(case.programme.form)
    made = {form.ordered(*pair) for pair in plan.ties()}
    then = {form.ordered(*pair) for old in asked for pair in old.ties()}
    barred = {form.ordered(d.mentee, d.mentor) for d in plan.decisions if d.declined_by()}
    names = {a.person: name_of(a) for a in (*case.mentees, *case.mentors)}
    answers: dict[Pair, list[Answer]] = defaultdict(list)
    problems, seen = list[Problem](), False
    for table in tables:
        read = _answers_in(table, case, words)
        seen = seen or read is not None
        given, unclear = read or ((), ())
        problems += unclear
        for answer in given:
            stands = {"together": made, "barred": barred, "asked": then}
            found = _remarks(answer, **{k: answer.pair in pairs for k, pairs in stands.items()})
            problems += found
            if all(p.code == "answer_talk" for p in found):
                answers[answer.pair].append(answer)
    if not seen:
        place, code = Place(tables[0].file) if tables else Place(), words.codes["no_answers"]
        return (), (Problem.of(code, Severity.BLOCKER, place),)
    problems += _changed_minds(answers, barred - made, names)
    problems += _missing({p: said for p, said in answers.items() if p in made}, names)
    excused = {form.ordered(d.mentee, d.mentor): d for d in plan.decisions if d.overrides}
    new = [
        excused.get(pair, d) if d.kind is DecisionKind.KEEP else d
        for pair in sorted(answers)
        for d in _decided(pair, answers[pair], names, words)
    ]
    about = {form.ordered(d.mentee, d.mentor) for d in new}
    earlier = [d for d in plan.decisions if form.ordered(d.mentee, d.mentor) not in about]
    return tuple(sorted({*new, *earlier})), tuple(problems)


def _answers_in(
    table: Table, case: MatchingCase, words: SheetWords
) -> tuple[list[Answer], list[Problem]] | None:
    """Return the answers of a table and what is unclear in its rows, None when it is none of answers."""
    header = header_of(table, {ANSWER, words.one_id, words.other_id}, {ANSWER})
    if header is None:
        return None
    found, problems = list[Answer](), list[Problem]()
    for row in table.rows:
        if row.number <= header.number or row.is_empty():
            continue
        line = line_of(table, header, row)
        said, who = line.cells[ANSWER], shortened(line.cells.get(WHO, ""))
        two = (line.cells[words.one_id], line.cells[words.other_id])
        if not said and (why := line.cells.get(SAID)):
            about = {"who": who, "why": shortened(why)}
            problems.append(Problem.of("answer_only_said", Severity.DECIDE, line.at(SAID), **about))
        role = match_key(line.cells.get(ROLE, ""))
        person = dict(zip(words.roles, two, strict=False)).get(role, two[0])
        other = two[1] if person == two[0] else two[0]
        over = typed_over(line, {WHO: person, WITH: other}, case, decided=bool(said))
        if typed := [
            Problem.of("answer_typed_over", Severity.DECIDE, at, **told) for at, told in over
        ]:
            problems += typed
        elif said:
            called, pair = shortened(line.cells.get(WITH, "")), case.programme.form.ordered(*two)
            answer = Answer(pair, person, answer_word(said), line.at(ANSWER), who, called)
            found.append(answer)
    return found, problems


def answer_word(said: str) -> str:
    """Return which answer a text is, or the text itself where that is not clear."""
    if match_key(said) in _TALK:
        return TALK
    return {True: ACCEPT, False: DECLINE, None: said}[yes_or_no(said)]


def _remarks(answer: Answer, *, together: bool, barred: bool, asked: bool) -> list[Problem]:
    """Return what must be said about an answer; it counts where that is nothing or a wish to talk.

    The two are ``together`` in the newest plan, ``barred`` because one declined before, or ``asked``
    in the plan that the sheet was written for.
    """
    if not (together or barred or asked):
        return [Problem.of("answer_to_no_pair", Severity.DECIDE, answer.place, who=answer.who)]
    if answer.word not in {ACCEPT, DECLINE, TALK}:
        word = shortened(answer.word)
        code = "answer_unknown_word"
        return [Problem.of(code, Severity.DECIDE, answer.place, who=answer.who, word=word)]
    both = {"who": answer.who, "other": answer.other}
    if not (together or barred) and answer.word != DECLINE:
        return [Problem.of("answer_moved_on", Severity.NOTE, answer.place, **both)]
    if together and answer.word == TALK:
        return [Problem.of("answer_talk", Severity.NOTE, answer.place, **both)]
    return []


def _changed_minds(
    answers: Mapping[Pair, Sequence[Answer]], barred: Collection[Pair], names: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each pair barred by an answer that nobody gives any more."""
    for pair in sorted(barred):
        if pair in answers and all(a.word != DECLINE for a in answers[pair]):
            one, other = (names.get(p, p) for p in pair)
            place = answers[pair][-1].place
            code = "answer_no_longer_declined"
            yield Problem.of(code, Severity.DECIDE, place, one=one, other=other)


def _missing(
    answers: Mapping[Pair, Sequence[Answer]], names: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a note for each pair with one yes and no other answer."""
    for pair, said in sorted(answers.items()):
        given = {a.person for a in said}
        silent = [p for p in pair if p not in given]
        if len(silent) == 1 and all(a.word == ACCEPT for a in said):
            other = silent[0]
            who = pair[1] if other == pair[0] else pair[0]
            both = {"who": names.get(who, who), "other": names.get(other, other)}
            ids = {"one": pair[0], "two": pair[1]}
            yield Problem.of("answer_missing", Severity.NOTE, said[-1].place, **both, **ids)


def accepted_but_moved(
    problems: Iterable[Problem], plan: Plan, form: MatchForm, names: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield problems; a pair with one yes that a new plan parts is for a person to decide on."""
    made, company = {form.ordered(*pair) for pair in plan.ties()}, plan.company()
    for problem in problems:
        said = dict(problem.parameters)
        pair = (said.get("one", ""), said.get("two", ""))
        if problem.code != "answer_missing" or form.ordered(*pair) in made:
            yield problem
            continue
        now = listed([names.get(p, p) for p in company.get(pair[0], ())]) or "nobody"
        told = {"who": said["who"], "other": said["other"], "now": now}
        moved = {"mentee": names.get(pair[0], pair[0]), "mentor": names.get(pair[1], pair[1])}
        yield Problem.of("answer_parted", Severity.DECIDE, problem.place, **told, **moved)


def _decided(
    pair: Pair, answers: Sequence[Answer], names: Mapping[str, str], words: SheetWords
) -> list[Decision]:
    declined = {a.person for a in answers if a.word == DECLINE}
    if declined:
        called = dict(zip(pair, words.roles, strict=False)) or names
        who = " and ".join(sorted({called.get(p, p) for p in declined}))
        if words.roles and declined >= set(pair):
            who = "both"
        return [Decision(*pair, DecisionKind.FORBID, f"{DECLINED}{who}")]
    if {a.person for a in answers if a.word == ACCEPT} >= set(pair):
        return [Decision(*pair, DecisionKind.KEEP, "both accepted")]
    return []
