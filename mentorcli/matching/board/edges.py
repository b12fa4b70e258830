"""The pairs that may be, as columns of numbers: a million of them take a few bytes each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from mentorcli.domain.language import LANGUAGES, Language

_SPOKEN: tuple[frozenset[Language], ...] = tuple(
    frozenset(x for k, x in enumerate(LANGUAGES) if bits >> k & 1)
    for bits in range(1 << len(LANGUAGES))
)


@dataclass(frozen=True, slots=True)
class Edge:
    """A mentee (place ``i``) may be with a mentor (place ``j``) for ``score`` points.

    ``languages`` are those that both chose; ``kept`` tells that a person decided it.
    """

    i: int
    j: int
    score: int
    languages: frozenset[Language]
    kept: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Edges(Sequence[Edge]):
    """Edges sorted by (i, j), each part of them an array; ``spoken`` has a bit for each language."""

    i: Any
    j: Any
    score: Any
    spoken: Any
    kept: Any

    @overload
    def __getitem__(self, e: int) -> Edge: ...

    @overload
    def __getitem__(self, e: slice) -> tuple[Edge, ...]: ...

    def __getitem__(self, e: int | slice) -> Edge | tuple[Edge, ...]:
        if isinstance(e, slice):
            return tuple(self[k] for k in range(*e.indices(len(self))))
        spoken = _SPOKEN[int(self.spoken[e])]
        return Edge(int(self.i[e]), int(self.j[e]), int(self.score[e]), spoken, bool(self.kept[e]))

    def __len__(self) -> int:
        return len(self.i)

    def __iter__(self) -> Iterator[Edge]:
        columns = (self.i, self.j, self.score, self.spoken, self.kept)
        for i, j, score, spoken, kept in zip(*(x.tolist() for x in columns), strict=True):
            yield Edge(i, j, score, _SPOKEN[spoken], kept)

    def only(self, wanted: Any) -> Edges:
        """Return some of the edges, by their numbers or by truth values."""
        columns = (self.i, self.j, self.score, self.spoken, self.kept)
        return Edges(*(x[wanted] for x in columns))

    @classmethod
    def of(cls, edges: Iterable[Edge]) -> Edges:
        """Return edges given one by one, in their order."""
        import numpy as np

        listed = list(edges)
        return cls(
            np.array([e.i for e in listed], np.int64),
            np.array([e.j for e in listed], np.int64),
            np.array([e.score for e in listed], np.int64),
            np.array([language_bits(e.languages) for e in listed], np.int8),
            np.array([e.kept for e in listed], bool),
        )


def language_bits(languages: Iterable[str]) -> int:
    """Return languages as a number with a bit for each of LANGUAGES."""
    return sum(1 << LANGUAGES.index(x) for x in {*languages} if x in LANGUAGES)


def spoken_by(bits: int) -> frozenset[Language]:
    """Return the languages that a number made by ``language_bits`` stands for."""
    return _SPOKEN[bits]
