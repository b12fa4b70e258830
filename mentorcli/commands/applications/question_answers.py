"""Answers to open questions: stored where they count, the rows that waited read again, taken back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from mentorcli.commands.applications.column_questions import (
    confirm_settled_form,
    remember_order,
    settle_column,
)
from mentorcli.commands.applications.import_plans import Decided, Incoming, Speak
from mentorcli.commands.applications.names_meant import names_meant
from mentorcli.commands.applications.replays import news, read_again, store_again
from mentorcli.commands.applications.signature_answers import signatures_given
from mentorcli.commands.applications.who_is_who import identities_named, say_who
from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run, at_work
from mentorcli.domain.application import Application
from mentorcli.domain.importing import Correction
from mentorcli.domain.problem import Asks, Problem, Reply, Severity, UsageError
from mentorcli.domain.question import (
    CHOICES,
    DONE,
    EMPTY,
    Question,
    QuestionState,
    question_of,
)
from mentorcli.domain.text import counted, listed
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.corrections import (
    SAME,
    save_corrections,
)
from mentorcli.workspace.facts import append, signed_fact
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.questions import keep, question_numbered, question_numbers
from mentorcli.workspace.records import cohort_standing

_WHILE_OPEN = re.compile(r" Until that is settled[^.]*\.")
"""What holds no longer, once a question is answered."""


@dataclass(slots=True)
class Answering:
    """What is being answered in one go: the cohort, whose hand it is, and whose changes are taken.

    ``asked`` are the keys of the questions that were open before, but for those answered now;
    ``also`` says what else an answer brings.
    """

    run: Run
    workspace: Workspace
    connection: Connection
    key: str
    speak: Speak
    taken: set[str] = field(default_factory=set)
    found: list[Incoming] = field(default_factory=list)
    asked: frozenset[str] = frozenset()
    also: list[str] = field(default_factory=list)
    reordered: bool = False
    replies: set[Reply | None] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.asked = frozenset(question_numbers(self.connection, self.key, QuestionState.OPEN))

    def read_again(self, what: str, answers: Mapping[str, str] | None = None) -> None:
        """Read the kept rows again with what was answered, and store what that changes."""

        def change(choices: Decided, _: Sequence[Application]) -> Decided:
            settled, taken = choices.settled, frozenset(self.taken)
            returning = (settled.returning or frozenset()) | taken
            settled = replace(
                settled,
                fixed=settled.fixed - taken,
                returning=returning,
                reordered=self.reordered,
            )
            return replace(choices, settled=settled)

        self.found = read_again(self.workspace, self.connection, self.key, change=change)
        if not self.run.dry_run:
            store_again(
                self.run, self.workspace, self.connection, self.key, self.found, what, answers
            )

    def shown(self, *first: str) -> Outcome:
        """Return what the answers did, once they are stored."""
        said, written = [Paragraph(text, hang=4) for text in first], not self.run.dry_run
        done = news(
            self.workspace, self.key, self.found, self.speak, self.asked, said, written=written
        )
        if self.replies != {Reply.SIGNED} or not written:
            return done
        lists = f"mentorcli agreement list {self.key}"  # no plan rests on a signature
        return replace(done, next_steps=(*done.next_steps[:-1], lists))

    def settle(self, question: Question, answer: str) -> str:
        """Store the answer to a question where it counts; return what was answered, in words."""
        asks, meant = question.problem.asks, tuple[str, ...]()
        self.replies.add(question.reply)
        self.asked -= {question.key}
        self.also.clear()
        if not answer.strip():
            raise UsageError(
                f"Question {question.number} is answered with nothing.",
                f"See how it is answered: mentorcli questions list {self.key}",
            )
        says, do = self.speak(question.problem)
        if asks:
            meant = _SETTLE[asks.reply](self, question, asks, answer)
        elif not question.can_be_done or answer.casefold() != DONE:
            raise UsageError(f"Question {question.number} has no such answer: {says}", do)
        self.mark(question, answer, meant)
        said = f"{question.number}  {_WHILE_OPEN.sub('', says)}\n    → {self._in_words(answer, asks, meant)}"
        if question.reply is Reply.COLUMN:
            ready = confirm_settled_form(
                self.run, self.workspace, self.connection, self.key, question.form
            )
            self.also += [ready] * bool(ready)
        return "\n    ".join((said, *self.also))

    def _in_words(self, answer: str, asks: Asks | None, meant: tuple[str, ...]) -> str:
        """Return an answer as it was given, and whom it means."""
        if asks is None or asks.reply is not Reply.NAMES:
            return answer
        names = {a.person: a.name for a in applications_of(self.connection, self.key)}
        who = listed([names.get(p, p) for p in meant]) or "nobody here"
        return f"{answer}: {who} {'are' if len(meant) > 1 else 'is'} meant"

    def mark(self, question: Question, answer: str, meant: tuple[str, ...]) -> None:
        """Keep that a question was answered, by whom and when."""
        hand = self.run.hand
        done = replace(question, state=QuestionState.SETTLED, answer=answer, meant=meant)
        keep(self.connection, self.key, [replace(done, at=hand.at, who=hand.who)])

    def choice(self, question: Question, asks: Asks, answer: str) -> str:
        """Return which of two answers was given; raises UsageError when it is neither."""
        choices = CHOICES[asks.reply]
        if answer.casefold() not in choices:
            raise UsageError(
                f"Question {question.number} is answered with {' or '.join(choices)}, not {answer!r}.",
                f"mentorcli questions settle {self.key} {question.number} {choices[0]}",
            )
        return answer.casefold()


def _who_is_who(do: Answering, question: Question, asks: Asks, answer: str) -> tuple[str, ...]:
    people = list(zip(asks.about[::2], asks.about[1::2], strict=True))
    say_who(do.connection, do.key, people, do.choice(question, asks, answer), do.run.hand)
    return ()


def _change(do: Answering, question: Question, asks: Asks, answer: str) -> tuple[str, ...]:
    if do.choice(question, asks, answer) == "take":
        do.taken.add(asks.about[0])
    return ()


def _names(do: Answering, question: Question, asks: Asks, answer: str) -> tuple[str, ...]:
    return names_meant(applications_of(do.connection, do.key), question, asks, answer)


def _one_thing(do: Answering, question: Question, asks: Asks, answer: str) -> tuple[str, ...]:
    do.choice(question, asks, answer)
    return ()


def _cell(do: Answering, _question: Question, asks: Asks, answer: str) -> tuple[str, ...]:
    form, row, header, occurrence, said = asks.about
    value, hand = "" if answer == EMPTY else answer, do.run.hand
    made = Correction(form, row, header, int(occurrence), said, value, hand.at, hand.who)
    save_corrections(do.connection, do.key, [made])
    return ()


def _rows(do: Answering, question: Question, asks: Asks, answer: str) -> tuple[str, ...]:
    do.choice(question, asks, answer)
    return ()


def _order(do: Answering, question: Question, asks: Asks, answer: str) -> tuple[str, ...]:
    order = do.choice(question, asks, answer)
    remember_order(do.run, do.workspace, question, order)
    do.reordered = True
    return ()


def _column(do: Answering, question: Question, asks: Asks, answer: str) -> tuple[str, ...]:
    if goes := settle_column(do.run, do.workspace, question, asks, answer):
        do.also.append(goes)
    return ()


def _signed(do: Answering, question: Question, _asks: Asks, answer: str) -> tuple[str, ...]:
    if answer != EMPTY:
        record = cohort_standing(do.workspace, do.connection, do.key)
        given = signatures_given(record, question, answer, do.run.today)
        append(do.connection, do.run.hand, *(signed_fact(do.key, s) for s in given))
    return ()


_SETTLE = {
    Reply.PERSON: _who_is_who,
    Reply.CHANGE: _change,
    Reply.NAMES: _names,
    Reply.ONE: _one_thing,
    Reply.CELL: _cell,
    Reply.ORDER: _order,
    Reply.ROWS: _rows,
    Reply.COLUMN: _column,
    Reply.SIGNED: _signed,
}
"""Where each kind of answer is stored."""


def settle(run: Run, key: str, numbers: Sequence[int], answer: str, speak: Speak) -> Outcome:
    """Answer questions, all with the same answer; the rows that waited for it come in at once."""
    with at_work(run) as (workspace, connection):
        cohort(connection, key)
        do = Answering(run, workspace, connection, key, speak)
        asked = [question_numbered(connection, key, number) for number in numbers]
        said = [do.settle(question, answer) for question in asked]
        given = {str(question.number): answer for question in asked}
        do.read_again(f"{counted(len(said), 'question')} answered", given)
    return do.shown(*said)


def settle_who(run: Run, key: str, who: Sequence[str], verdict: str, speak: Speak) -> Outcome:
    """Say whether the names that came with some addresses are one person or several.

    ``who`` are addresses, or whole names: each stands for every pair of address and name that has it.
    The rows that were held for it are read again, so they come in at once.
    """
    with at_work(run) as (workspace, connection):
        cohort(connection, key)
        do = Answering(run, workspace, connection, key, speak)
        people = identities_named(workspace, connection, key, who)
        if len(people) < 2:  # noqa: PLR2004 - one name is nobody else's
            raise UsageError(
                f"Only one name is known with {', '.join(who)}; there is nothing to decide.",
                "Give every address or name that it is about; the import lists them.",
            )
        say_who(connection, key, people, verdict, run.hand)
        said = "; ".join(f"{name} <{email}>" for email, name in people)
        about = tuple(x for one in people for x in one)
        told = Problem.of("people_told", Severity.NOTE, people=said)
        number = remember(do, replace(told, asks=Asks(Reply.PERSON, about)), verdict)
        words = "One person" if verdict == SAME else "Different people"
        do.read_again(f"decided: {len(people)} names {verdict}", {str(number): verdict})
    return do.shown(f"{words}: {said}.")


def remember(do: Answering, problem: Problem, answer: str) -> int:
    """Keep something that was told without being asked, so that it can be taken back; return its number."""
    question = question_of(problem)
    do.mark(question, answer, ())
    return question_numbers(do.connection, do.key, QuestionState.SETTLED)[question.key]


ACCEPTED = "changed answers accepted"
"""What the history tells of it."""


def accept(run: Run, key: str, who: Sequence[str], speak: Speak) -> Outcome:
    """Take held changes, of people in the approved plan and of withdrawn ones: of those named, or all."""
    with at_work(run) as (workspace, connection):
        do = Answering(run, workspace, connection, key, speak)
        known = applications_of(connection, key)
        named = [find_person(known, w).person for w in who]
        do.taken |= set(named or [a.person for a in known])
        do.read_again(ACCEPTED)
    return do.shown()
