"""People who answer copies of a form, and what must be true of them after any import.

Written from what was promised, not from the code: every value carries a mark of whose it is, so a
row or an application that holds two people's values is seen without knowing how it came about.
"""

from dataclasses import dataclass, field

TITLES = (
    "ID", "Completion time", "First name", "Last name", "E-mail address", "Languages", "Goals",
    "Research topic", "Consent",
)  # fmt: skip
FIRST = ("Aino", "Bo", "Väinö", "Åsa", "Carl-Erik", "Mary")
LAST = ("Virtanen", "Mäki", "Öst", "von Essen", "Nguyen", "O'Neill", "Ek")


@dataclass
class Person:
    """Somebody, by a number that nobody but the model knows."""

    number: int
    first: str
    last: str
    email: str

    def name(self):
        return f"{self.first} {self.last}"


@dataclass
class Answer:
    """One answer in a copy of the form: its own number there, and how often it was edited."""

    owner: int
    copy: int
    number: int
    moment: int
    edits: int = 0
    said: tuple = ()

    def mark(self):
        return f"of-{self.owner}-{self.copy}-{self.number}-{self.edits}-"


@dataclass
class World:
    """All that people do, by one source of chance; ``moves`` tells that an edit has a time."""

    chance: object
    moves: bool
    people: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    clock: int = 0
    alike: int = 0
    given: dict = field(default_factory=dict)
    exports: list = field(default_factory=list)
    said: dict = field(default_factory=dict)
    """What each mark was written with: (name, address)."""

    def comes(self, *, shares=0.1):
        """Somebody new, now and then with another's name, or another's address.

        Two in a world at most: where a third of a file has the names of another's numbers, it says
        by all that it says that it is that other.
        """
        n, pick = len(self.people), self.chance.choice
        taken = {p.name() for p in self.people}
        first, last = pick([(f, x) for f in FIRST for x in LAST if f"{f} {x}" not in taken])
        email = f"p{n}@example.org"
        if self.people and self.alike < 2 and self.chance.random() < shares:
            self.alike += 1
            other = pick(self.people)
            if self.chance.random() < 0.7:
                first, last = other.first, other.last
            elif other.name() != f"{first} {last}":
                email = other.email
        self.people.append(Person(n, first, last, email))
        return self.people[-1]

    def answers_in(self, person, copy):
        self.clock += 1
        self.given[copy] = (
            self.given.get(copy, 0) + 1
        )  # a number is given once, whatever is deleted
        self._write(Answer(person.number, copy, self.given[copy], self.clock))

    def _write(self, answer):
        who = self.people[answer.owner]
        self.clock += 1
        answer.said = (who.first, who.last, who.email)
        self.said[answer.mark()] = (who.name(), who.email)
        if answer not in self.answers:
            self.answers.append(answer)

    def edits(self, answer):
        """Somebody edits an answer, and may have another surname, address or both by now."""
        who, kind = self.people[answer.owner], self.chance.randrange(5)
        taken = {p.name() for p in self.people}
        if kind in {1, 3}:
            free = [x for x in LAST if f"{who.first} {x}" not in taken]
            who.last = self.chance.choice(free) if free else who.last
        if kind in {2, 3}:
            who.email = f"p{who.number}.{self.clock}@example.org"
        answer.edits += 1
        if self.moves:
            answer.moment = self.clock + 1
        self._write(answer)

    def export(self, copy):
        """Return the rows of a copy as they are now, in any order; each row with whose it is."""
        rows = [self._row(a) for a in self.answers if a.copy == copy]
        self.chance.shuffle(rows)
        self.exports.append((copy, tuple(rows)))
        return rows

    def _row(self, answer):
        first, last, email = answer.said
        minutes = answer.moment
        when = f"2026-11-{1 + minutes // 600:02} {8 + minutes // 60 % 10:02}:{minutes % 60:02}:07"
        return (
            answer.number,
            when,
            first,
            last,
            email,
            "English",
            "Networks",
            answer.mark(),
            "Yes",
        )


def owner_of(mark):
    """Return whose a mark is, as (person, copy, number)."""
    _, person, copy, number, *_ = mark.split("-")
    return int(person), int(copy), int(number)


def mixed(world, applications):
    """Return the applications in which values of more than one answer stand together.

    ``applications`` are (name, address, mark).
    """
    return [a for a in applications if world.said.get(a[2]) != (a[0], a[1])]


def lost(seen, applications, waiting):
    """Return the people of whom rows came and who neither stand nor wait."""
    there = {owner_of(mark)[0] for _, _, mark in applications}
    there |= {owner_of(mark)[0] for mark in waiting}
    return {owner_of(mark)[0] for mark in seen} - there


def replaced(before, after):
    """Return stored people, by their id, who were one person and are another now.

    Both are {id: mark}.
    """
    return {
        i: (mark, after[i])
        for i, mark in before.items()
        if i in after and owner_of(mark)[0] != owner_of(after[i])[0]
    }


def truth_of(world, one, other):
    """Return whether two identities (address, name) are the same person, as the model knows it.

    None where an identity is more than one person's: nobody could tell by it.
    """
    owners = []
    for identity in (one, other):
        found = {
            owner_of(mark)[0]
            for mark, (name, email) in world.said.items()
            if (email.casefold(), name.casefold()) == identity
        }
        if len(found) != 1:
            return None
        owners.append(found.pop())
    return "same" if owners[0] == owners[1] else "different"
