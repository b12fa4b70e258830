"""Somebody who reads a report and works out what is hidden: exact bounds by whole-number programmes.

Written from what a reader sees, apart from the code that hides.
"""

import math

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from mentorcli.reports import Mark

TRUE_UP = 1e-6


class Reader:
    """Unknown counts and what is known of them."""

    def __init__(self):
        self.names = []
        self.rows = []

    def unknown(self, name):
        if name not in self.names:
            self.names.append(name)
        return name

    def know(self, terms, low, high):
        """Know that the sum of factor * unknown lies between low and high."""
        for name in terms:
            self.unknown(name)
        self.rows.append((terms, low, high))

    def candidates(self, goal):
        """Return how many values the sum of factor * unknown can have, at most."""
        matrix = np.array([[row.get(n, 0) for n in self.names] for row, _, _ in self.rows])
        known = LinearConstraint(matrix, [r[1] for r in self.rows], [r[2] for r in self.rows])
        aim = np.array([goal.get(n, 0) for n in self.names], dtype=float)
        ends = []
        for sign in (1, -1):
            found = milp(sign * aim, constraints=known, integrality=np.ones(len(aim)),
                         bounds=Bounds(0, 1000))  # fmt: skip
            assert found.status == 0, found.message
            ends.append(sign * found.fun)
        return math.floor(ends[1] + TRUE_UP) - math.ceil(ends[0] - TRUE_UP) + 1


def seen(reader, name, value):
    """Tell the reader one printed cell."""
    reader.unknown(name)
    if not isinstance(value, Mark):
        reader.know({name: 1}, value, value)


def read_partition(table, total):
    reader = Reader()
    for name, (value, _) in table.rows:
        seen(reader, name, value)
    reader.know({name: 1 for name, _ in table.rows}, total, total)
    return reader


def read_answers(table, people):
    reader = read_partition(table, people)
    reader.rows.pop()
    for name, _ in table.rows:
        reader.know({name: 1}, 0, people)
    reader.know({name: 1 for name, _ in table.rows}, people, np.inf)
    return reader


def read_part_of(table, every, some):
    reader = Reader()
    for name, (all_, part, _) in table.rows:
        seen(reader, ("all", name), all_)
        seen(reader, ("some", name), part)
        reader.know({("all", name): 1, ("some", name): -1}, 0, np.inf)
    for which, total in (("all", every), ("some", some)):
        reader.know({(which, name): 1 for name, _ in table.rows}, total, total)
    return reader
