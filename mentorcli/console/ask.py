"""Questions to a person at a terminal; elsewhere nothing ever waits for an answer."""

from __future__ import annotations

import sys
from collections.abc import Callable

from mentorcli.console.layout import safe
from mentorcli.console.show import notice, said_to_person
from mentorcli.domain.problem import UsageError


def on_terminal() -> bool:
    """Tell whether there is a person to ask."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, default: str = "", wrong: Callable[[str], str] | None = None) -> str:
    """Ask for a line of text; the end of input means the default.

    It is asked again, with what ``wrong`` says, while that says anything of an answer.
    """
    shown = f" [{default}]" if default else ""
    print(said_to_person(f"{question}{shown}"), file=sys.stderr, end=" ", flush=True)  # noqa: T201 - the one printer
    try:
        text = input().strip() or default
    except EOFError:
        return default
    if text and wrong and (says := wrong(text)):
        notice(says)
        return ask(question, default, wrong)
    return text


def ask_password(name: str) -> str:
    """Ask for a file's password without showing it; empty when the person gives up."""
    import getpass

    try:
        return getpass.getpass(safe(f"{name} has a password: "), stream=sys.stderr)
    except EOFError:
        return ""


def confirm(question: str, *, yes: bool) -> bool:
    """Ask before something is made final; without a terminal ``--yes`` must have been given."""
    if yes:
        return True
    if not on_terminal():
        raise UsageError(
            "This needs a confirmation, and there is no terminal to ask at.",
            "Give --yes to go on, or --dry-run to see what would be done.",
        )
    return ask(f"{question} (yes/no)", "no").casefold() in {"y", "yes"}
