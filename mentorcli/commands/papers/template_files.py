"""The files of templates: those that ship, those of the workspace, and which of them is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from mentorcli.domain.language import LANGUAGES, Language, as_language
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.files.shipped import shipped
from mentorcli.files.templates import TemplateFile, find_template, refuse_links
from mentorcli.names.comparison import nearest
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.template_names import used_name


@dataclass(frozen=True, slots=True)
class Entry:
    """A template in one language: the one that ships, the workspace's own, or both."""

    name: str
    language: Language
    extension: str
    here: Path | None
    shipped: Path | None

    @property
    def file(self) -> str:
        """The path inside a templates folder."""
        return f"{self.name}.{self.language}.{self.extension}"

    def used(self) -> TemplateFile:
        """Return the file that is used: the workspace's own wins."""
        path = self.here or self.shipped
        if path is None:
            raise RuntimeError(f"{self.file} is neither here nor shipped")
        if self.here:
            refuse_links(path, path.parent.parent)
        return TemplateFile(self.name, self.language, self.extension, path, bool(self.here))

    def standing(self) -> str:
        """Return where the template in use comes from, in words."""
        if self.here is None:
            return "shipped"
        if self.shipped is None:
            return "your own"
        same = self.here.read_bytes() == self.shipped.read_bytes()
        return "yours, as shipped" if same else "yours, changed"


def templates_of(workspace: Workspace, names: Iterable[str]) -> Iterator[TemplateFile]:
    """Yield the letters of these names in every language that they are written in."""
    for name, language in product(names, LANGUAGES):
        with suppress(UserError):  # a language may be missing
            yield find_template(name, language, "txt.j2", workspace.templates)


def entries(workspace: Workspace) -> tuple[Entry, ...]:
    """Return every template of the workspace and of the program, sorted."""
    found: dict[tuple[str, Language, str], dict[str, Path]] = {}
    for folder, side in ((workspace.templates, "here"), (shipped("templates"), "shipped")):
        for path in sorted(folder.glob("*/*.*")):
            known = used_name(folder, path)
            language = as_language(known[1]) if known else None
            if known and language:
                found.setdefault((known[0], language, known[2]), {})[side] = path
    return tuple(Entry(*k, v.get("here"), v.get("shipped")) for k, v in sorted(found.items()))


def chosen(workspace: Workspace, name: str, language: str = "") -> tuple[Entry, ...]:
    """Return the templates meant by a name, a part of it, or a file name; at least one."""
    every = entries(workspace)
    found = [e for e in every if name in (e.name, e.file, e.name.split("/")[-1])]
    found = [e for e in found if language in ("", e.language)]
    if found:
        return tuple(found)
    near = nearest(name, {e.name for e in every}, 0.4)
    hint = f"Did you mean {near}? " if near else ""
    raise UsageError(
        f"There is no template {name}{f' in {language}' if language else ''}.",
        f"{hint}All of them: mentorcli template list",
    )
