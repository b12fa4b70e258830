"""Whose row it is, held against people who are known: copies of a form in any order, again and again."""

import dataclasses
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from intake_cases import COHORT, PROGRAMME, confirmed, propose, table
from whose_row import TITLES, World, lost, mixed, owner_of, replaced, truth_of

from mentorcli.commands.applications.import_plans import OLDER, Decided, Stored, weigh
from mentorcli.domain.application import ApplicationState
from mentorcli.domain.importing import RowState, Settled
from mentorcli.domain.table import Row

MARK = "research_topic"
BASE = propose(table(TITLES, [(
    1, "2026-11-01 08:01:07", "Aino", "Ek", "a@example.org", "English", "Networks", "x", "Yes",
)]), role="mentee")  # fmt: skip
FORM = confirmed(BASE)


class Desk:
    """A cohort in memory: what is stored, the rows that are kept, and what was decided."""

    def __init__(self):
        self.stored, self.kept, self.ends = (), {}, {}
        self.same, self.different, self.seen = set(), set(), set()
        self.asked, self.gone, self.imports = {}, [], 0
        self.waits = ()

    def settled(self, *, back=False):
        known = {
            ("mentee", FORM.key, answer): self.ends[i][n][1]
            for i, (_, answers) in self.kept.items()
            for n, answer in answers.items()
            if n in self.ends[i] and self.ends[i][n][1] and self.ends[i][n][0] is not RowState.PROBLEM
        }
        return Settled(
            frozenset(self.same), frozenset(self.different), turn_back=back, known=known,
        )  # fmt: skip

    def take(self, rows):
        """Import an export, whose rows all count as seen."""
        self.imports += 1
        every = tuple(Row(n, tuple(cells)) for n, cells in enumerate([TITLES, *rows], 1))
        proposal = dataclasses.replace(BASE, table=dataclasses.replace(BASE.table, rows=every))
        self.asked = {}
        self._weigh(proposal, f"i-{self.imports}", self.settled(), again=False)
        self.seen |= {row[7] for row in rows}

    def read_again(self):
        self.asked, settled = {}, self.settled(back=True)
        for import_id, (proposal, _) in list(self.kept.items()):
            self._weigh(proposal, import_id, settled, again=True)

    def _weigh(self, proposal, import_id, settled, *, again):
        stored = Stored(COHORT, PROGRAMME, self.stored, Decided(settled), self.waits)
        found = weigh(proposal, FORM, import_id, stored, {}, again=again)
        stored = stored.after(found)
        self.stored, self.waits = stored.known, stored.waiting
        for p in found.plan.problems:
            if p.asks:
                self.asked[p.asks.about] = p.code
        ends = {r.number: (r.state, r.person) for r in found.plan.rows}
        if again:
            unchanged = {n for n, (state, _) in ends.items() if state is RowState.UNCHANGED}
            before = self.ends[import_id]
            kept = {n for n in unchanged if before[n][0] is not RowState.PROBLEM}
            self.ends[import_id] = before | {n: e for n, e in ends.items() if n not in kept}
            return
        self.gone = [a.text(MARK) for a in found.plan.missing]
        self.ends[import_id] = ends
        older = {r.number for r in found.plan.rows if r.reason in OLDER}
        answers = {n: a for n, a in found.answers.items() if n not in older}
        rows = [r for r in found.kept.table.rows if r.number not in older]
        for i, (other, mine) in list(self.kept.items()):  # of each answer the row kept last stays
            left = {n: a for n, a in mine.items() if a not in answers.values()}
            staying = tuple(r for r in other.table.rows if r.number in left or r.number == 1)
            self.kept[i] = (_with_rows(other, staying), left)
            if not left:
                del self.kept[i]
        self.kept[import_id] = (_with_rows(found.kept, rows), answers)

    def settle(self, about, verdict):
        """Answer a question about two or more identities; False where it is refused."""
        people = list(zip(about[::2], about[1::2], strict=True))
        pairs = {frozenset({a, b}) for a in people for b in people if a != b}
        if verdict == "same":
            names = [(a.email.casefold(), a.name.casefold()) for a in self.stored]
            if sum(n in people for n in names) > 1:
                return False
        (self.same if verdict == "same" else self.different).update(pairs)
        before = self.marks()
        self.read_again()
        assert before.keys() <= self.marks().keys()
        return True

    def applications(self):
        return [(a.name, a.email, a.text(MARK)) for a in self.stored]

    def marks(self):
        return {a.person: a.text(MARK) for a in self.stored}

    def waiting(self):
        held = []
        for i, (proposal, _) in self.kept.items():
            rows = {r.number: r for r in proposal.table.rows}
            held += [
                rows[n].cells[7]
                for n, (state, _) in self.ends[i].items()
                if state is RowState.PROBLEM and n in rows
            ]
        return held


def _with_rows(proposal, rows):
    return dataclasses.replace(proposal, table=dataclasses.replace(proposal.table, rows=tuple(rows)))


def check(world, desk, before=None):
    assert not mixed(world, desk.applications())
    assert not lost(desk.seen, desk.applications(), desk.waiting())
    assert not replaced(before or {}, desk.marks())
    assert (before or {}).keys() <= desk.marks().keys()


def a_world(chance, *, copies=2, shares=0.25):
    """Return copies of a form with their first answers, each numbered from 1."""
    world = World(chance, moves=chance.random() < 0.5)
    for copy in range(1, copies + 1):
        for _ in range(chance.randint(1, 6)):
            old = [p for p in world.people if all(a.owner != p.number or a.copy != copy for a in world.answers)]
            again = old and chance.random() < 0.1
            world.answers_in(chance.choice(old) if again else world.comes(shares=shares), copy)
    return world


def a_day(world, desk):
    """Something that people do, or an export of today or of an earlier day."""
    chance, kind = world.chance, world.chance.randrange(8)
    before, stood = desk.marks(), desk.stored
    copies = sorted({a.copy for a in world.answers})
    if kind == 0:
        world.answers_in(world.comes(shares=0.25), chance.choice(copies))
    elif kind in {1, 2}:
        world.edits(chance.choice(world.answers))
    elif kind == 3 and len(world.answers) > 3:
        world.answers.remove(chance.choice(world.answers))
    elif kind == 4 and world.exports:
        desk.take(list(chance.choice(world.exports)[1]))
    elif kind == 5 and desk.asked:
        settle_one(world, desk, chance.choice(sorted(desk.asked)))
    else:
        copy = chance.choice(copies)
        rows = world.export(copy)
        if rows:
            desk.take(rows)
            assert not wrongly_gone(world, desk, copy)
    check(world, desk, before)
    return stood


def wrongly_gone(world, desk, copy):
    """Return marks of vanished answers at people of another copy.

    Not of those whose number a row of this file has, of whom it is asked; nor where one person
    answered two copies, and the file seems to go on with both.
    """
    here = {row[0] for row in world.exports[-1][1]}
    owners = {}
    for mark in desk.seen:
        owners.setdefault(owner_of(mark)[0], set()).add(owner_of(mark)[1])
    if any(len(copies) > 1 for copies in owners.values()):
        return []
    return [m for m in desk.gone if owner_of(m)[1] != copy and owner_of(m)[2] not in here]


def finish(world, desk):
    """Bring every copy as it is now, settle all that is asked; then what is stored is the truth."""
    for copy in sorted({a.copy for a in world.answers}):
        desk.take(world.export(copy))
        check(world, desk)
    for _ in range(60):
        open_ones = [q for q in sorted(desk.asked) if truth_of(world, q[:2], q[2:4]) and len(q) == 4]
        if not any(settle_one(world, desk, q) for q in open_ones):
            break
        check(world, desk)
    if not desk.waiting():
        stands = {owner_of(mark)[0] for *_, mark in desk.applications()}
        assert stands == {owner_of(m)[0] for m in desk.seen}


def settle_one(world, desk, about):
    if len(about) == 4:
        verdict = truth_of(world, about[:2], about[2:])
        return bool(verdict) and desk.settle(about, verdict)
    return False


@settings(max_examples=300, derandomize=True)
@given(st.integers(0, 10**9))
def test_nobody_becomes_somebody_else_whatever_comes(seed):
    chance = random.Random(seed)
    world, desk = a_world(chance, copies=chance.choice((2, 2, 3))), Desk()
    for _ in range(chance.randint(3, 12)):
        a_day(world, desk)
    finish(world, desk)
