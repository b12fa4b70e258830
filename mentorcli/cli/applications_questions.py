"""Commands about open questions: list, settle, forget."""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli.cli.options import Call, Cohort, argument, command, group, option
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.problem import UsageError

room = typer.Typer()
questions = group(room, "questions")

SettleWhat = Annotated[
    list[str],
    argument(
        "Numbers of questions, then the answer; or the addresses and names in doubt.",
        metavar="NUMBER... ANSWER",
    ),
]
Same = Annotated[bool, option("--same", "One person; the newest complete answer counts.")]
Different = Annotated[bool, option("--different", "Different people; all are taken in.")]
Number = Annotated[int, argument("Its number in the list.")]


@command(questions, "list")
def list_questions(call: Call, cohort: Cohort) -> Outcome:
    """List what only a person can tell, with how to answer, and what was answered.

    Whatever asked, it stands here until it is settled; an answer holds for later exports too.
    """
    from mentorcli.commands.applications import questions as asked

    return asked.listing(call.run, cohort, call.speak)


@command(questions, writes=True, notes=True)
def settle(
    call: Call,
    cohort: Cohort,
    what: SettleWhat,
    same: Same = False,
    different: Different = False,
) -> Outcome:
    """Answer questions by their numbers; or say of addresses and names whether they are one person.

    What can be answered stands beside each question: same or different; take or leave; whom a text means (for whom a mentor refuses also a supervisor or a research group), or nobody; what a cell should say, or - for nothing.

    \b
    Examples:
      mentorcli questions settle 2027-spring 3 same
      mentorcli questions settle 2027-spring 4 "Kaarina Virtanen"
      mentorcli questions settle 2027-spring 5 6 nobody
      mentorcli questions settle 2027-spring aino@example.org --same
    """
    from mentorcli.commands.applications import question_answers as answers
    from mentorcli.commands.plans.broken_matches import with_broken

    if same or different:
        if same == different:
            raise UsageError("Give --same or --different.")
        verdict = "same" if same else "different"
        done = answers.settle_who(call.run, cohort, what, verdict, call.speak)
        return with_broken(call.run, cohort, done)
    last = next((n for n, word in enumerate(what) if not word.isdecimal()), len(what) - 1)
    numbers, answer = [int(word) for word in what[:last]], " ".join(what[last:])
    if not numbers:
        raise UsageError(
            "Which question, and what is the answer?",
            f"Give its number, then the answer: mentorcli questions list {cohort}; of addresses and "
            "names, say --same or --different.",
        )
    done = answers.settle(call.run, cohort, numbers, answer, call.speak)
    return with_broken(call.run, cohort, done)


@command(questions, "forget", writes=True)
def forget_question(call: Call, cohort: Cohort, number: Number) -> Outcome:
    """Take an answer back: it is asked again, or what the export says counts again.

    \b
    Example:
      mentorcli questions forget 2027-spring 1 --dry-run
    """
    from mentorcli.commands.applications import taken_back_answers as answers

    return answers.forget(call.run, cohort, number, call.speak)
