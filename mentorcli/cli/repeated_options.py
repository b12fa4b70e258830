"""An option that takes one value is given once: the second would take the first one's place unseen."""

from __future__ import annotations

from collections import Counter
from typing import Any

import typer
from typer.core import TyperCommand

from mentorcli.domain.problem import UsageError


class GivenOnce(TyperCommand):
    """A command that refuses such an option given twice, where what comes last would count alone."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # Typer's own context
        """Read the command line; an option of one value that stands in it twice is a usage error."""
        single = [p for p in self.params if _takes_one(p)]
        names = {name: param for param in single for name in param.opts}
        before = args[: args.index("--")] if "--" in args else args
        given = Counter(
            names[word.partition("=")[0]] for word in before if word.partition("=")[0] in names
        )
        for param, times in given.items():
            if times > 1 and not ctx.resilient_parsing:
                ctx.fail(f"{param.opts[0]} was given {times} times; give it once.")
        return super().parse_args(ctx, args)


def _takes_one(param: Any) -> bool:
    return param.param_type_name == "option" and not (param.is_flag or param.multiple)


def read_list(items: list[str], option: str, form: str) -> list[tuple[str, str]]:
    """Return items with ``=`` in their order; a name may come again. Raises UserError for one without."""
    found = [(name.strip(), value.strip()) for name, _, value in (i.partition("=") for i in items)]
    for item, pair in zip(items, found, strict=True):
        if not all(pair):
            raise UsageError(f"{option} {item}: write it as {form}.")
    return found


def read_pairs(items: list[str] | None, option: str) -> dict[str, str]:
    """Return ``NAME=VALUE`` items as a dict; raises UserError for one without ``=``, or a name twice."""
    found = dict[str, str]()
    for name, sign, value in (item.partition("=") for item in items or ()):
        if not (sign and name.strip()) or name.strip() in found:
            raise UsageError(f"{option} {name}{sign}{value}: write it as NAME=VALUE, a name once.")
        found[name.strip()] = value.strip()
    return found
