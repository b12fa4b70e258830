"""What holds for everybody who answered a form, where the form does not ask it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mentorcli.domain.form import FormProposal
from mentorcli.domain.problem import Problem, Severity, UsageError
from mentorcli.domain.programme import Programme
from mentorcli.intake.values.parsing import parse
from mentorcli.intake.values.reading import Reading

_NOT_FED = "field_not_fed"
OFTEN_NOT_ASKED = {"capacity": "1", "languages": "English", "consent": "yes"}
"""Fields that forms often do not ask, and an example of what may hold for everybody instead."""


def with_for_all(
    proposal: FormProposal, programme: Programme, told: Mapping[str, str]
) -> FormProposal:
    """Return a proposal with what was told of everybody, now and when the form was remembered.

    A field that the form asks is asked of each. Raises UsageError for a text that says nothing.
    """
    role, before = proposal.role, proposal.base.for_all if proposal.base else {}
    if role is None or not (told or before):
        return proposal
    fed = {c.field for c in proposal.columns}
    known = {f.key: f for f in programme.fields[role]}
    found = {k: v for k, v in {**before, **told}.items() if k in known and k not in fed}
    for key, text in found.items():
        parsed = parse(Reading.of(known[key], (";", ","), "", programme.group), (text,))
        if parsed.value is None or any(t.severity is not Severity.NOTE for t in parsed.troubles):
            raise UsageError(
                f"{text!r} cannot be understood as {key}. Nothing was imported.",
                "Write it as one answer of the form, for example --for-all capacity=1.",
            )
    problems = tuple(p for old in proposal.problems if (p := _without(old, found)))
    certain = not any(p.is_open and p.asks is None for p in problems)
    return replace(proposal, problems=problems, certain=certain, for_all=found)


def _without(problem: Problem, told: Mapping[str, str]) -> Problem | None:
    """Return a problem about missing fields without those that were told; None where none is left."""
    if problem.code != _NOT_FED:
        return problem
    fields = [f for f in dict(problem.parameters)["fields"].split(", ") if f not in told]
    if not fields:
        return None
    return Problem.of(_NOT_FED, problem.severity, problem.place, fields=", ".join(fields))
