"""Random lives of the open programme: proposals, answers, ends, and a model of who has whom.

The model knows the page's rules and no code. Which pairs a rule forbids it learns from a refusal
that names one; everything else, who is asked, full, free or waiting, it knows for itself.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import mail_lives
import open_mail
from life_runner import called
from standing_lives import FOR_GOOD, Watched, answer, differing

from mentorcli.files.shipped import shipped

COHORT = "2027-open"
START = dt.date(2027, 1, 4)
LIVE = ("proposed", "half accepted", "agreed")
OVER = ("declined", "taken back", "ended", "ended early")


def made(folder: Path) -> None:
    """Make a workspace with the sample applications of the open programme."""
    called("init", folder)
    day, sample = ("--today", "2026-12-01"), shipped("sample_data")
    answer(folder, "cohort", "new", "open", COHORT, *day)
    lists = ("--cohort", COHORT, "--as", "staff", "--yes")
    answer(folder, "import", sample / "open-staff.csv", *lists, *day)
    files = [sample / "open-mentees.xlsx", sample / "open-mentors.csv"]
    answer(folder, "import", *files, "--cohort", COHORT, "--accept", "--yes", *day)


@dataclass
class Pair:
    """A match as the model has it."""

    mentee: str
    mentor: str
    state: str = "proposed"
    asked: str = "mentee"
    ends: str = ""


@dataclass
class Open(Watched):
    """The life of the cohort, and what the model knows of it."""

    folder: Path
    day: dt.date = START
    pairs: dict = field(default_factory=dict)
    gone: set = field(default_factory=set)
    at: tuple = ()
    cohort: str = COHORT
    roles: dict = field(default_factory=dict)
    left: dict = field(default_factory=dict)
    """Who withdrew: the day."""
    made: dict = field(default_factory=dict)
    made_for_erased: bool = False
    """The pairs with an agreement: its last day."""
    signed: dict = field(default_factory=dict)
    written: set = field(default_factory=set)
    erased: list = field(default_factory=list)
    posted: int = 0

    def run(self, *words, code=(0, 2, 3)):
        return answer(self.folder, *words, "--today", self.day.isoformat(), code=code)

    def read(self, *words, day=True):
        day = ("--today", self.day.isoformat()) if day else ()
        return answer(self.folder, *words, *day)[0]

    def states(self):
        return {a["id"]: a["state"] for a in self.applications()}

    def ids(self, role):
        return sorted(a["id"] for a in self.applications() if a["role"] == role)

    def signatures(self):
        """Return the signatures that count, of the pairs that are agreed: (match, person)."""
        return {key for key in self.signed if self.pairs[key[0]].state == "agreed"}

    def both(self, match):
        return self.pairs[match].mentee, self.pairs[match].mentor

    def of(self, person, *states):
        return [
            m
            for m, p in self.pairs.items()
            if person in (p.mentee, p.mentor) and p.state in (states or LIVE)
        ]

    def seen(self):
        """Return all that commands say today: after undo it must be as before."""
        listed = self.read("application", "list", COHORT, day=False)["applications"]
        free = sorted(a["id"] for a in listed if (a["role"], a["state"]) == ("mentee", "valid"))
        return {
            "status": self.read("status", COHORT)["cohorts"],
            "pairs": self.read("pair", "list", COHORT, day=False)["matches"],
            "pool": self.read("pool", "list", COHORT)["pool"],
            "due": self.read("remind", "--dry-run")["reminders"],
            "people": sorted((a["id"], a["state"]) for a in listed),
            "lists": {m: self.read("suggest", m, "--cohort", COHORT)["shortlist"] for m in free},
        }


def check(life: Open, seen) -> None:
    """Hold what the commands say against the model, and against one another."""
    shown = {m["match"]: (m["state"], m["asked"] or "") for m in seen["pairs"]}
    meant = {m: (p.state, p.asked) for m, p in life.pairs.items()}
    assert shown == meant, (life.at, shown, meant)
    assert {p for p, s in seen["people"] if s == "withdrawn"} == life.gone, life.at
    loads = Counter(p.mentor for p in life.pairs.values() if p.state in LIVE)
    pool = {p["person"]: p for p in seen["pool"]}
    for person, told in pool.items():
        assert told["load"] == loads[person], (life.at, told, loads)
        assert told["load"] <= told["capacity"] or person in life.gone, (life.at, told)
    no = {(p.mentee, p.mentor) for p in life.pairs.values() if p.state == "declined"}
    for mentee, listed in seen["lists"].items():
        for one in listed:
            mentor = one["mentor"]
            assert mentor not in life.gone, (life.at, one)
            assert ((mentee, mentor) in no) is ("declined" in one["before"]), (life.at, one)
            assert one["load"] == loads[mentor] < one["capacity"], (life.at, one)
            assert pool[mentor]["paused_until"] <= life.day.isoformat(), (life.at, one)
        last = [bool(one["before"]) for one in listed]
        assert last == sorted(last), (life.at, "who was asked before comes last", listed)
    _check_letters(life, seen)


def _check_letters(life: Open, seen) -> None:
    """Nobody is asked who is not asked, and nobody who has left is written to."""
    asked = {m: getattr(p, p.asked) for m, p in life.pairs.items() if p.asked and p.state in LIVE}
    for letter in seen["due"]:
        assert letter["person"] not in life.gone, (life.at, letter)
        if letter["kind"] in ("mentee-confirm", "mentor-confirm"):
            assert letter["person"] in asked.values(), (life.at, letter, asked)
    without = [
        m for m in seen["lists"] if not life.of(m) and not life.of(m, "ended", "ended early")
    ]
    lines = [line["what"] for line in seen["status"][0]["lines"]]
    said = [x for x in lines if "without a proposal" in x]
    told = int(said[0].split()[0]) if said else 0
    assert told >= len(without), (life.at, lines, without)


def steps():
    """Return the steps of a life by name."""
    return {
        "propose": _propose, "accept": _accept, "decline": _decline, "end": _end, "time": _time,
        "withdraw": _withdraw, "restore": _restore, "suggested": _suggested, "remind": _remind,
        "agree": _agree, "agree and sign": _agree_and_sign, **open_mail.steps(),
    }  # fmt: skip


def _propose(life, n):
    mentees, mentors = life.ids("mentee"), life.ids("mentor")
    _try(life, mentees[n % len(mentees)], mentors[n // 7 % len(mentors)])


def _suggested(life, n):
    """Propose whom the shortlist has and who was not asked before: that is never refused."""
    free = [m for m in life.ids("mentee") if m not in life.gone and not life.of(m)]
    if not free:
        return
    mentee = free[n % len(free)]
    listed = life.read("suggest", mentee, "--cohort", COHORT)["shortlist"]
    if new := [one["mentor"] for one in listed if not one["before"]]:
        assert _try(life, mentee, new[n % len(new)]), (life.at, "refused")


def _agree(life, n):
    """A pair comes about: proposed from the shortlist, and both say yes."""
    before = {*life.pairs}
    _suggested(life, n)
    for match in life.pairs.keys() - before:
        mentee, mentor = life.both(match)
        for who, other in ((mentee, mentor), (mentor, mentee)):
            found, _ = life.run("pair", "accept", COHORT, who, "--with", other, code=(0,))
        life.pairs[match].state, life.pairs[match].asked = "agreed", ""
        life.pairs[match].ends = found["match"]["ends"]


def _agree_and_sign(life, n):
    """A pair comes about, and all sign what is made for them."""
    _agree(life, n)
    open_mail.render(life, n)
    for at in range(len(life.roles)):
        open_mail.signed(life, at)


def _try(life, mentee, mentor):
    pool = {p["person"]: p for p in life.read("pool", "list", COHORT)["pool"]}
    found, code = life.run("pair", "propose", COHORT, mentee, mentor)
    if code == 0:
        assert not {mentee, mentor} & life.gone, (life.at, "proposed with somebody who left")
        assert not [m for m in life.of(mentee) if mentor in vars(life.pairs[m]).values()], life.at
        assert not life.of(mentee), (life.at, "a mentee with two at once")
        assert pool[mentor]["load"] < pool[mentor]["capacity"], (life.at, "full")
        match = found["match"]
        life.pairs[match["match"]] = Pair(mentee, mentor, ends=match["ends"])
    return code == 0


def _one(life, n):
    """Return a live match and the one of its people whom a number means."""
    live = sorted(m for m, p in life.pairs.items() if p.state in LIVE)
    if not live:
        return None
    match = live[n % len(live)]
    pair = life.pairs[match]
    return match, pair, *((pair.mentee, pair.mentor)[:: 1 if n % 2 else -1])


def _accept(life, n):
    if one := _one(life, n):
        _, pair, who, other = one
        found, code = life.run("pair", "accept", COHORT, who, "--with", other)
        side = "mentee" if who == pair.mentee else "mentor"
        if code == 0:
            assert pair.state != "agreed", (life.at, "agreed twice")
            assert pair.asked == side, (life.at, "a yes of who was not asked")
            assert not {who, other} & life.gone, (life.at, "a yes for somebody who left")
            if pair.state == "proposed":
                pair.state, pair.asked = "half accepted", "mentor"
            else:  # its days count from the yes, not from the question
                pair.state, pair.asked, pair.ends = "agreed", "", found["match"]["ends"]


def _decline(life, n):
    if one := _one(life, n):
        _, pair, who, other = one
        _, code = life.run("pair", "decline", COHORT, who, "--with", other)
        if code == 0:
            assert pair.state != "agreed", (life.at, "declined what was agreed")
            pair.state, pair.asked = "declined", ""


def _end(life, n):
    if one := _one(life, n):
        _, pair, who, other = one
        words = ("pair", "end", COHORT, who, "--with", other, "--yes", "--reason", "x")
        _, code = life.run(*words)
        if code == 0:
            early = "ended early" if life.day.isoformat() < pair.ends else "ended"
            pair.state, pair.asked = (early if pair.state == "agreed" else "taken back"), ""


def _withdraw(life, n):
    here = [p for r in ("mentee", "mentor") for p in life.ids(r) if p not in life.gone]
    if here:
        person = here[n % len(here)]
        _, code = life.run("application", "withdraw", COHORT, person, "--yes")
        life.gone |= {person} if code == 0 else set()


def _restore(life, n):
    if gone := sorted(life.gone):
        _, code = life.run("application", "restore", COHORT, gone[n % len(gone)])
        life.gone -= {gone[n % len(gone)]} if code == 0 else set()


def _remind(life, _n):
    life.run("remind")


def _time(life, n):
    life.day += dt.timedelta(days=n % 30 if n % 3 else n % 200)


def live(base: Path, folder: Path, plan) -> Open:
    """Live a life by ``plan``, pairs of (step, number): check it after each, undo and do it again."""
    shutil.copytree(base, folder)
    mail_lives.sending(folder)
    life = Open(folder)
    life.roles = dict(life.people().keys())
    before = life.seen()
    for at, (name, number) in enumerate(plan):
        life.at = (at, name, number)
        last = _newest(life)
        steps()[name](life, number)
        life.left = {p: life.left.get(p, life.day) for p in life.gone}
        after = life.seen()
        check(life, after)
        open_mail.check(life, after, number)
        newest = _newest(life)
        if (
            name not in {"time", "lose", "agree", "agree and sign", *FOR_GOOD}
            and newest != last
            and number % 3 == 0
        ):
            life.run("undo", newest, "--yes", code=(0,))
            assert not differing(life.seen(), before), (
                life.at,
                "undo",
                differing(life.seen(), before),
            )
            life.run("undo", _newest(life), "--yes", code=(0,))
            assert not differing(life.seen(), after), (
                life.at,
                "again",
                differing(life.seen(), after),
            )
        before = after
    return life


def _newest(life):
    found = life.read("history", COHORT, day=False)["history"]
    return int(found[0]["no."]) if found else 0
