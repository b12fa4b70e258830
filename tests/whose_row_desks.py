"""A cohort that a coordinator fills: in memory, and by the real command, told in the same words."""

import csv
import dataclasses
import json
import os
import sqlite3
from contextlib import closing

from command_server import SERVER
from intake_cases import COHORT, PROGRAMME, confirmed, propose, table
from whose_row import TITLES, owner_of

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
            if n in self.ends[i]
            and self.ends[i][n][1]
            and self.ends[i][n][0] is not RowState.PROBLEM
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

    def withdraw(self, person):
        """Withdraw somebody's application, by the id under which it is stored."""
        gone = ApplicationState.WITHDRAWN
        self.stored = tuple(
            dataclasses.replace(a, state=gone) if a.person == person else a for a in self.stored
        )

    def withdrawn(self):
        return {a.person for a in self.stored if a.state is ApplicationState.WITHDRAWN}

    def silent(self, rows):
        """Return rows of withdrawn people that say another thing than is stored, and end unasked."""
        gone = {owner_of(a.text(MARK))[:2]: a for a in self.stored if a.person in self.withdrawn()}
        ended = self.ends[f"i-{self.imports}"]
        return [
            row
            for n, row in enumerate(rows, 2)
            if (a := gone.get(owner_of(row[7])[:2]))
            and row[7] != a.text(MARK)
            and row[1] >= str(a.submitted)
            and ended[n][0] not in {RowState.PROBLEM, RowState.NEW}
        ]

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
    return dataclasses.replace(
        proposal, table=dataclasses.replace(proposal.table, rows=tuple(rows))
    )


class Real:
    """The same cohort by the real command, told as :class:`Desk` tells it."""

    def __init__(self, run):
        self.run, self.seen, self.gone, self.stored = run, set(), [], ()

    def take(self, rows):
        path = self.run.folder / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([TITLES, *rows])
        self.run("import", path, "--cohort", COHORT, "--as", "mentees", "--accept", "--json")
        self.seen |= {row[7] for row in rows}

    def withdraw(self, person):
        self.run("application", "withdraw", COHORT, person, "--yes")

    def withdrawn(self):
        told = "SELECT person, kind FROM facts WHERE kind IN ('withdrawn', 'back') ORDER BY id"
        return {person for person, kind in dict(self._rows(told)).items() if kind == "withdrawn"}

    @property
    def asked(self):
        found = self._rows("SELECT number, problem FROM questions WHERE state = 'open'")
        asks = {number: json.loads(problem).get("asks") for number, problem in found}
        return {tuple(a["about"]): n for n, a in asks.items() if a and a["reply"] == "person"}

    def settle(self, about, verdict):
        words = ["questions", "settle", COHORT, str(self.asked[about]), verdict]
        done = SERVER.run(words, self.run.folder, dict(os.environ))
        assert "Traceback" not in done.stderr
        return done.returncode in {0, 3}

    def applications(self):
        rows = self._rows("SELECT name, email, answers FROM applications")
        return [(name, email, _said(answers)) for name, email, answers in rows]

    def marks(self):
        return {i: _said(a) for i, a in self._rows("SELECT person, answers FROM applications")}

    def waiting(self):
        held = self._rows(
            "SELECT r.cells FROM raw_rows r JOIN import_rows i ON i.import_id = r.import_id "
            "AND i.number = r.number WHERE i.state = 'problem'"
        )
        return [json.loads(cells)[7] for (cells,) in held]

    def _rows(self, query):
        with closing(sqlite3.connect(self.run.folder / "workspace.db")) as connection:
            return connection.execute(query).fetchall()


def _said(answers):
    return json.loads(answers)[MARK][-1]
