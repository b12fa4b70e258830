"""Ways for mail to leave the house: one module each, with a function ``make``.

A new way is one file here: its name is what ``transport`` says in ``mentorcli.toml``, and its
``make`` takes the entries of ``[sending]`` and the secrets, and returns a `Transport`. A struct
``Entries`` in it declares which entries it knows; any other is then refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from msgspec import Meta

from mentorcli.domain.message import Outgoing, Receipt
from mentorcli.domain.problem import Problem
from mentorcli.files.schemas import NameOf, filled, slips
from mentorcli.files.shipped import module_in, names_in
from mentorcli.files.toml import TomlFile


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
    """Return the way of delivering that ``[sending]`` names, whose entries have no problems."""
    module = _module(settings)
    made: Transport = module.make(_entries(module, settings), secrets)
    return made


def sending_problems(file: TomlFile) -> list[Problem]:
    """Return what is wrong in ``[sending]``: a way that is not there, entries that it does not know."""
    settings = file.data.get("sending")
    if not isinstance(settings, Mapping) or not settings:
        return []
    name = settings.get("transport", "smtp")
    names = {"way of sending": [name for folder in __path__ for name in names_in(folder)]}
    way = Annotated[str, NameOf("way of sending"), Meta(examples=["smtp"])]
    wrong = list(slips(way, name, names, ("sending", "transport")))
    shape = None if wrong else getattr(_module(settings), "Entries", None)
    if shape is not None:
        wrong = list(slips(shape, settings, {}, ("sending",)))
    return [slip.problem(file.place(slip.keys)) for slip in wrong]


def _module(settings: Mapping[str, Any]) -> Any:
    return module_in("files/transports", settings.get("transport", "smtp"))


def _entries(module: Any, settings: Mapping[str, Any]) -> Any:
    """Return the entries as the way of sending declares them, or as they are where it does not."""
    shape = getattr(module, "Entries", None)
    return settings if shape is None else filled(shape, settings)
