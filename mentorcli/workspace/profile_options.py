"""Known answers added to a workspace's own profile: one more spelling, or one more answer."""

from __future__ import annotations

from pathlib import Path

from mentorcli.domain.problem import UsageError
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import match_key
from mentorcli.workspace.profiles import list_of_options


def with_spelling(programme: Programme, own: Path, field: str, code: str, text: str) -> bytes:
    """Return the workspace's profile in which a text means one of a field's known answers.

    A code that the list has not is a new answer, called so. Raises UsageError for a field without
    known answers, and for a text that means one already.
    """
    import tomlkit

    asked = next(
        (f for fields in programme.fields.values() for f in fields if f.key == field), None
    )
    if asked is None or not asked.options:
        with_lists = sorted({f.key for fs in programme.fields.values() for f in fs if f.options})
        raise UsageError(
            f"{programme.key} has no known answers for {field!r}.",
            f"Fields that have: {', '.join(with_lists)}.",
        )
    meant = [o for o in asked.options if match_key(text) in map(match_key, o.spellings())]
    if meant:
        raise UsageError(f"“{text}” means {meant[0].code} already; nothing was changed.")
    path = own / f"{programme.key}.toml"
    said = path.read_text(encoding="utf-8") if path.exists() else _BEGUN.format(programme.key)
    document = tomlkit.parse(said)
    lists = document.setdefault("options", tomlkit.table())
    answers = lists.setdefault(list_of_options(programme.key, own, field), tomlkit.table())
    old = asked.option(code)
    answer = answers.setdefault(code, tomlkit.table())
    if old is None:
        answer["en"] = text
    else:
        answer["synonyms"] = [*old.synonyms, text]
    return tomlkit.dumps(document).encode()


_BEGUN = "# What this workspace changes in the programme {}; all else is as it is shipped.\n"
