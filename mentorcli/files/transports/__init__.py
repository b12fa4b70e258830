"""Ways for mail to leave the house: one module each, with a function ``make``.

A new way is one file here: its name is what ``transport`` says in ``mentorcli.toml``, and its
``make`` takes the entries of ``[sending]`` and the secrets, and returns a `Transport`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol

from mentorcli.domain.message import Outgoing, Receipt
from mentorcli.domain.problem import UserError


class Line(Protocol):
    """An open connection over which mails go, one after the other."""

    def hand_over(self, mail: Outgoing, at_the_door: Callable[[], None]) -> Receipt:
        """Deliver one mail.

        ``at_the_door`` is called once, at the last moment at which nothing has happened yet: an
        interruption before it means that nothing was sent, one after it that nobody knows. A
        refusal that comes before it is a `Receipt` too, and then it is not called. Raises
        UserError when the line is broken, before or after that moment.
        """


class Transport(Protocol):
    """One way of delivering mail."""

    def about(self) -> str:
        """Return where mails go, for the question before they do, like ``smtp.example.org:587``."""

    def open(self) -> AbstractContextManager[Line]:
        """Return the open line; raises UserError that says what to do when there is none."""

    def knows(self, message_id: str) -> bool | None:
        """Tell whether a mail has arrived there; None when this way of delivering cannot tell."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not stand in a file: a password, or a command that prints a token."""

    password: str = ""
    token_command: str = ""


def transport(settings: Mapping[str, Any], secrets: Secrets) -> Transport:
    """Return the way of delivering that ``[sending]`` names; raises UserError for any mistake."""
    known = sorted(m.name for m in iter_modules(__path__))
    name = str(settings.get("transport", "smtp"))
    if name not in known:
        raise UserError(
            f"mentorcli.toml: there is no transport {name!r}.", f"Write one of: {', '.join(known)}."
        )
    made: Transport = import_module(f"{__name__}.{name}").make(settings, secrets)
    return made


def entry(settings: Mapping[str, Any], key: str, *known: str) -> str:
    """Return a text of ``[sending]``, one of ``known`` when given; raises UserError else."""
    value = str(settings.get(key, known[0] if known else "")).strip()
    if not value or (known and value not in known):
        what = f"one of: {', '.join(known)}" if known else "something"
        raise UserError(
            f"mentorcli.toml, [sending]: {key} is {value!r}.", f"Write {what}, then run again."
        )
    return value


def number(settings: Mapping[str, Any], key: str, default: int) -> int:
    """Return a whole number of ``[sending]``, 0 or more; raises UserError else."""
    value = settings.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UserError(
            f"mentorcli.toml, [sending]: {key} is {value!r}.", "Write a whole number, 0 or more."
        )
    return value
