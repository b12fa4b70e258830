"""Prices that prove a plan of pairs: what a checker needs to see that nothing better exists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prices:
    """Whole prices above 0 of people, as (person id, price), sorted; all others cost 0."""

    mentees: tuple[tuple[str, int], ...] = ()
    mentors: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a checker needs to see without a solver that nothing better exists (weak duality).

    Mentees kept by hand and the places they take are left out. In each step every possible pair
    costs at least what it is worth, and all mentees and places together cost what the plan is
    worth: ``seated`` with each pair worth 1; ``floor`` the same with the pairs above the worst
    score only, and too cheap to seat as many; ``total`` with pairs at or above it worth ``bonus``
    and their score. ``ties`` are prices of the pairs that ``total`` prices exactly, each worth
    ``weight`` for each end with a price there, less its first tie-break number.

    Where as few pairs as can be have no way to meet and some must, a pair is worth ``apart`` instead
    of 1 in ``floor`` and so many times ``bonus`` in ``total``, and one more if the two can meet;
    ``meeting`` are the prices of just that. Where none must, those pairs are left out after ``seated``.
    """

    seated: Prices
    floor: Prices
    bonus: int
    total: Prices
    weight: int
    ties: Prices
    meeting: Prices | None = None
    apart: int | None = None
