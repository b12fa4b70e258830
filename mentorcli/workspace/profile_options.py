"""Known answers added to a workspace's own profile: a spelling, an answer, its text in a language."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from mentorcli.domain.problem import UsageError
from mentorcli.domain.programme import Field, Programme
from mentorcli.domain.text import match_key
from mentorcli.workspace.profiles import list_of_options, programme_with


def with_spellings(
    programme: Programme,
    own: Path,
    field: str,
    added: Sequence[tuple[str, str]],
    *,
    instead: bool = False,
) -> bytes:
    """Return the workspace's profile in which texts mean known answers of a field: answer, text.

    Each is added to what those before it made; ``instead`` of the list that there is they make one of
    one's own. A new answer that is called as one that stood for all others stands for all too. Raises
    UserError, with nothing written.
    """
    path = own / f"{programme.key}.toml"
    content = path.read_bytes() if path.exists() else _BEGUN.format(programme.key).encode()
    known, all_names = _known_and_for_all(programme, content, field)
    new = {c for c, _ in added if (instead or c not in known) and not _SEVERAL.search(c)}
    named = {(code, match_key(x)) for code, text in added for x in (code, in_language(text)[1])}
    left = added[1:] if instead else added
    if instead:
        content = _own_list(programme, content, field, added[0])
        programme = programme_with(programme.key, own, content)
    for code, text in left:
        content = _with_one(programme, content, (field, code, text))
        programme = programme_with(programme.key, own, content)
    return _standing_for_all(
        programme.key, content, field, {c for c, x in named if c in new and x in all_names}
    )


def _known_and_for_all(
    programme: Programme, content: bytes, field: str
) -> tuple[set[str], set[str]]:
    """Return the answers of a field's list, and what those that stand for all others are called.

    A list that has no “any” may get one: it stands for all then.
    """
    name = list_of_options(programme.key, content, _with_list(programme, field).key)
    every = (f for fields in programme.fields.values() for f in fields if f.options)
    lists = [f for f in every if list_of_options(programme.key, content, f.key) == name]
    known = {o.code for f in lists for o in f.options}
    for_all = [o for f in lists for o in f.options if known == {o.code, *o.means}]
    names = {match_key(x) for o in for_all for x in o.spellings()}
    return known, names if _ANY in known else {*names, _ANY}


def _standing_for_all(key: str, content: bytes, field: str, codes: Collection[str]) -> bytes:
    import tomlkit

    document = tomlkit.parse(content)
    for code in codes:
        document["options"][list_of_options(key, content, field)][code]["all_but"] = []
    return tomlkit.dumps(document).encode() if codes else content


def _own_list(programme: Programme, content: bytes, field: str, first: tuple[str, str]) -> bytes:
    """Return a profile's content in which a field, and all that share its list, have a list of one answer."""
    import tomlkit

    asked = _with_list(programme, field)
    if asked.key == "languages":
        raise UsageError("Languages are those of the world; they are no list of one's own.")
    shipped = list_of_options(programme.key, content, field)
    name = f"our_{shipped.removeprefix('our_')}"
    document = tomlkit.parse(content)
    fields = document.setdefault("fields", tomlkit.table())
    every = {f.key for fs in programme.fields.values() for f in fs if f.options}
    for key in sorted(k for k in every if list_of_options(programme.key, content, k) == shipped):
        fields.setdefault(key, tomlkit.table())["options"] = name
    code, (language, text) = first[0], in_language(first[1])
    answers = tomlkit.table()
    answers[code] = tomlkit.table()
    answers[code].update({language or "en": text, **({"en": text} if language else {})})
    document.setdefault("options", tomlkit.table())[name] = answers
    return tomlkit.dumps(document).encode()


def _with_list(programme: Programme, field: str) -> Field:
    """Return a field that has known answers; raises UsageError for another."""
    every = {f.key: f for fields in programme.fields.values() for f in fields if f.options}
    if field not in every:
        raise UsageError(
            f"{programme.key} has no known answers for {field!r}.",
            f"Fields that have: {', '.join(sorted(every))}.",
        )
    return every[field]


def _with_one(programme: Programme, content: bytes, added: tuple[str, str, str]) -> bytes:
    """Return a profile's content in which a text means one of a field's known answers.

    A code that the list has not is a new answer, called so; several with + between them are
    one answer that stands for all of them. ``fi: Verkostot`` is what an answer is called in that
    language. Raises UsageError for a field without known answers, and for a text that means one
    already.
    """
    import tomlkit

    field, code, text = added
    asked = _with_list(programme, field)
    language, text = in_language(text)
    parts = _SEVERAL.split(code)
    several = parts if len(parts) > 1 else []
    if missing := [c for c in several if not asked.option(c)]:
        raise UsageError(
            f"{missing[0]!r} is no known answer for {field}.",
            f"Known ones: {', '.join(o.code for o in asked.options)}.",
        )
    code = code_of(text) if several else code
    meant = [o for o in asked.options if match_key(text) in map(match_key, o.spellings())]
    if [o.code for o in meant] not in ([], [code] if language else []):
        raise UsageError(f"“{text}” means {meant[0].code} already; nothing was changed.")
    document = tomlkit.parse(content)
    lists = document.setdefault("options", tomlkit.table())
    answers = lists.setdefault(list_of_options(programme.key, content, field), tomlkit.table())
    old = asked.option(code)
    answer = answers.setdefault(code, tomlkit.table())
    others = {str(answer[x]) for x in ("fi", "sv") if x in answer}
    nameless = bool(others) and old is not None and old.labels.get("en", "") in {"", *others}
    if language or old is None or nameless:  # what has no English name yet gets it
        answer[language or "en"] = text
    else:
        answer["synonyms"] = [*old.synonyms, text]
    if several:
        answer["means"] = several
    return tomlkit.dumps(document).encode()


def code_of(text: str) -> str:
    """Return what an answer is called in a profile that is written so."""
    return re.sub(r"\W+", "_", match_key(text)).strip("_")


def in_language(text: str) -> tuple[str, str]:
    """Return the language that stands before a text, ``fi: Verkostot``, or none, and the text."""
    called = _CALLED.match(text)
    return (called[1].lower(), text[called.end() :].strip()) if called else ("", text.strip())


_CALLED = re.compile(r"\s*(en|fi|sv)\s*:", re.IGNORECASE)
_ANY = "any"
_SEVERAL = re.compile(r"[+,]")
_BEGUN = "# What this workspace changes in the programme {}; all else is as it is shipped.\n"
