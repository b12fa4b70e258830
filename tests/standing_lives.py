"""Random lives of small cohorts by real commands in this process, watched by a model of their own.

The model knows the page's rules and no code: it keeps who is withdrawn, who is invited, which
agreements were made for whom and who signed those, from what was asked for and how it ended.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from life_runner import called

from mentorcli.files.shipped import shipped

SAMPLES = {
    "doctoral": ("2027-spring", ("mentees.xlsx", "mentors.csv"), ()),
    "alumni": ("2027-alumni", ("alumni-students.xlsx", "alumni-mentors.csv"), ()),
    "joint": ("2027-joint", ("joint-mentees.xlsx", "joint-mentors.csv"), ("joint-list.csv", "selected")),
    "peer": ("2027-peers", ("peers.csv",), ()),
}  # fmt: skip
FEWEST = {"2027-alumni": 1, "2027-joint": 1}
START = dt.date(2027, 1, 4)


def answer(folder, *words, code=(0, 3)):
    """Run a command in a workspace and return its JSON, and how it ended."""
    ended, out, err = called(*words, "--workspace", folder, "--json")
    assert ended in code, (words, ended, out, err)
    assert "Traceback" not in err
    return (json.loads(out) if out.strip() else {}), ended


def made(folder: Path, programme: str) -> str:
    """Make a workspace with an approved sample cohort; return the cohort's name."""
    cohort, files, listed = SAMPLES[programme]
    called("init", folder)
    day = ("--today", "2026-12-01")
    answer(folder, "cohort", "new", programme, cohort, *day)
    sample = shipped("sample_data")
    if listed:
        answer(
            folder,
            "import",
            sample / listed[0],
            "--cohort",
            cohort,
            "--as",
            listed[1],
            "--yes",
            *day,
        )
    paths = [sample / name for name in files]
    answer(folder, "import", *paths, "--cohort", cohort, "--accept", "--yes", *day)
    answer(folder, "match", cohort, *day)
    answer(folder, "plan", "approve", cohort, "--yes", "--with-questions", *day, code=(0,))
    return cohort


@dataclass
class Life:
    """One cohort's life: where it is, on which day, and what the model knows of it."""

    folder: Path
    cohort: str
    day: dt.date = START
    gone: set = field(default_factory=set)
    """(person, role) of those who withdrew."""
    invited: set = field(default_factory=set)
    cancelled: bool = False
    made: dict = field(default_factory=dict)
    """match: who its agreement names."""
    signed: dict = field(default_factory=dict)
    """(match, person): the day."""
    at: tuple = ()
    parted: set = field(default_factory=set)
    """Who was together in a match that ended early, two by two."""
    plan: dict = field(default_factory=dict)
    """The plan that is approved: match to its mentor, mentees and language."""
    proposed: dict | None = None
    """The plan that waits to be approved."""
    aside: set = field(default_factory=set)
    """Whose application does not count, as they are not on the list of those selected."""

    def run(self, *words, code=(0, 2, 3)):
        """Run a command on the life's day; return what it answers, and how it ended."""
        day = ("--today", self.day.isoformat())
        return answer(self.folder, *words, *day, code=code)

    def read(self, *words, day=False):
        today = ("--today", self.day.isoformat()) if day else ()
        return answer(self.folder, *words, *today)[0]

    def matches(self):
        """Return the approved matches as the plan file of the commands tells: id to people."""
        lives = self.read("pair", "list", self.cohort)["matches"]
        return {
            m["match"]: [p for p in (m["mentor"], *m["mentees"]) if p]
            for m in lives
            if m["state"] == "agreed"
        }

    def standing(self):
        """Return who is there of each match that goes on: with its mentor and mentees enough."""
        gone, found = {p for p, _ in self.gone}, {}
        peers = self.cohort == "2027-peers"
        fewest = FEWEST.get(self.cohort, 2)
        for match, people in self.matches().items():
            there = tuple(p for p in people if p not in gone)
            if (peers and len(there) >= fewest) or (
                not peers and there[:1] == (people[0],) and len(there) > fewest
            ):
                found[match] = there
        return found

    def people(self):
        return {
            (a["id"], a["role"]): a["state"]
            for a in self.read("application", "list", self.cohort)["applications"]
        }

    def seen(self):
        """Return all that commands say of the cohort today: after undo it must be as before."""
        listed = self.read("status", self.cohort, day=True)["cohorts"]
        signers = self.read("agreement", "list", self.cohort)
        days = answer(
            self.folder, "calendar", self.cohort, "--past", "--today", self.day.isoformat()
        )[0]
        due = answer(self.folder, "remind", "--dry-run", "--today", self.day.isoformat())[0]
        pairs = self.read("pair", "list", self.cohort)["matches"]
        return {
            "status": listed, "signers": signers, "calendar": days["days"],
            "due": due["reminders"], "pairs": pairs, "people": sorted(self.people().items()),
            "waiting": answer(self.folder, "waiting", self.cohort, "--today", self.day)[0]["waiting"],
        }  # fmt: skip


def check(life: Life, seen) -> None:
    """Hold what the commands say against the model, and against one another."""
    lines = [line["what"] for line in seen["status"][0]["lines"]]
    people = {person: state for (person, _), state in seen["people"]}
    names = {person for (person, role), state in seen["people"] if state == "withdrawn"}
    assert {(p, r) for (p, r), s in seen["people"] if s == "withdrawn"} == life.gone
    missing = seen["signers"]["missing"]
    said = [line for line in lines if "signature" in line and "of agreements missing" in line]
    if said:
        assert said[0].startswith(f"{missing} of "), (said, missing)
    listed = seen["signers"]["signatures"]
    assert sum(s["signed"] == "not yet" for s in listed) == missing
    held = sorted(s["signed"] for s in listed if s["signed"][:1].isdigit())
    meant = sorted(str(day) for key, day in life.signed.items() if _stands(life, key))
    assert held == meant, (life.at, held, meant)
    asked = [r for r in seen["due"] if r["kind"] == "agreement-unsigned"]
    for reminder in asked:
        match, person = reminder["key"].split(":")[-2:]
        assert (match, person) not in life.signed
        assert person in life.made.get(match, ()), "nobody is asked to sign what is not made"
    for reminder in seen["due"]:
        assert people.get(reminder["person"]) != "withdrawn" or reminder["person"] not in names
        assert not (life.cancelled and "kickoff" in reminder["kind"])
    standing, over = life.standing(), {m["match"] for m in seen["pairs"] if m["state"] == "ended"}
    for reminder in seen["due"]:
        about = set(reminder["key"].split(":")) & {m["match"] for m in seen["pairs"]}
        assert about <= standing.keys() | over, "no reminder about a match that does not stand"
    if life.proposed is None:
        has = {p for m in seen["pairs"] if m["match"] in over for p in m["mentees"]}
        has |= {p for there in standing.values() for p in there}
        free = {k[0] for k, s in seen["people"] if s == "valid" and k[1] == "mentee"} - has
        free -= {p for p, _ in life.aside}
        assert {w["person"] for w in seen["waiting"]} == free, "who has no match waits"
    off = any("kick-off (cancelled)" in d["what"] for d in seen["calendar"])
    assert off is life.cancelled
    if kickoff := [line for line in lines if line.startswith("kick-off on")]:
        over = "is over" in kickoff[0]
        assert over or ("cancelled" in kickoff[0]) is life.cancelled, kickoff


def _stands(life: Life, key) -> bool:
    """Tell whether a signature is under an agreement of those who are there now."""
    match, person = key
    there = life.standing().get(match, ())
    return person in there and life.made.get(match) in (None, there)


def steps():
    """Return the steps of a life by name: each does one command and tells the model how it ended."""
    return {
        "withdraw": _withdraw, "restore": _restore, "render": _render, "signed": _signed,
        "all signed": _all_signed, "unsigned": _unsigned, "invite": _invite, "cancel": _cancel,
        "cancel one": _cancel_one, "meeting": _meeting, "report": _report, "calendar": _calendar,
        "time": _time, "end": _end, "leave": _leave, "replan": _replan, "approve": _approve,
    }  # fmt: skip


def _nth(items, number):
    found = sorted(items)
    return found[number % len(found)] if found else None


def _withdraw(life, n):
    here = [k for k, state in life.people().items() if state == "valid"]
    person, role = _nth(here, n)
    twice = sum(p == person for p, _ in life.people()) > 1
    _, code = life.run("application", "withdraw", life.cohort, person, "--yes")
    if code == 0 and not twice:
        life.gone.add((person, role))
    elif code == 0:
        life.gone |= {k for k, s in life.people().items() if s == "withdrawn"}


def _restore(life, n):
    if one := _nth(life.gone, n):
        _, code = life.run("application", "restore", life.cohort, one[0])
        assert code == 0
        life.gone = {k for k, s in life.people().items() if s == "withdrawn"}


def _render(life, n):
    before = dict(life.made)
    _, code = life.run("agreement", "render", life.cohort, *(("--stale",) if n % 2 else ()))
    if code == 2:
        return
    for match, there in life.standing().items():
        life.made[match] = there
        if before.get(match) not in {None, there}:
            life.signed = {k: d for k, d in life.signed.items() if k[0] != match}


def _signable(life):
    """Return who can sign: those whom an agreement names that is of the people who are there now."""
    here = life.standing().items()
    if not life.made:  # none was made here: they were made elsewhere, for all who were ever named
        return [(m, p) for m, people in life.matches().items() for p in people]
    return [(m, p) for m, there in here if life.made.get(m) == there for p in there]


def _signed(life, n):
    here = sorted({p for people in life.matches().values() for p in people})
    person = _nth(here, n)
    _, code = life.run("agreement", "signed", life.cohort, person, "--on", life.day.isoformat())
    can = [(m, p) for m, p in _signable(life) if p == person]
    assert (code == 0) is bool(can), (person, code, can)
    life.signed |= dict.fromkeys(can, life.day)


def _all_signed(life, _n):
    _, code = life.run("agreement", "signed", life.cohort, "all", "--on", life.day.isoformat())
    can = _signable(life)
    assert (code == 0) is bool(can)
    life.signed |= {key: life.signed.get(key, life.day) for key in can}


def _unsigned(life, n):
    if one := _nth(life.signed, n):
        life.run("agreement", "signed", life.cohort, one[1], "--undo")
        life.signed = {k: d for k, d in life.signed.items() if k[1] != one[1]}


def _invite(life, _n):
    found, code = life.run("invite", "kickoff", life.cohort)
    if code == 0 or found.get("invitations"):
        life.invited, life.cancelled = {"all"}, False


def _cancel(life, _n):
    found, _ = life.run("invite", "cancel", "kickoff", life.cohort)
    life.cancelled = life.cancelled or bool(found.get("cancelled"))


def _cancel_one(life, n):
    here = sorted({p for people in life.matches().values() for p in people})
    life.run("invite", "cancel", "kickoff", life.cohort, "--who", _nth(here, n))


def _meeting(life, n):
    here = sorted({p for people in life.matches().values() for p in people})
    life.run("session", "log", life.cohort, _nth(here, n), "--on", life.day.isoformat())
    found, code = life.run("session", "log", life.cohort, _nth(here, n), "--on", "2077-05-05")
    assert (code, found.get("match")) == (2, None)


def _two_by_two(plan):
    """Return who is together with whom: each mentee and the mentor, or all two of a circle."""
    found = set()
    for mentor, mentees, _ in plan.values():
        both = combinations(mentees, 2) if not mentor else ((mentor, p) for p in mentees)
        found |= {frozenset(pair) for pair in both}
    return found


def _shape(plan):
    """Return a plan as commands tell it: match to its mentor, mentees and language."""
    return {m["id"]: (m["mentor"], tuple(m["mentees"]), m["language"]) for m in plan["matches"]}


def _end(life, n):
    """End a whole match: before its last day these people are not put together again."""
    match = _nth(life.matches(), n)
    if match is None:
        return
    words = ("--on", life.day.isoformat(), "--reason", "not told")
    whole = ("--group",) if len(life.matches()[match]) > 2 else ()
    _, code = life.run("pair", "end", life.cohort, match, *words, *whole)
    states = {m["match"]: m for m in life.read("pair", "list", life.cohort)["matches"]}
    if code == 0 and states[match]["state"] == "ended early":
        life.parted |= _two_by_two({match: life.plan[match]})


def _leave(life, n):
    """One person leaves a group that goes on: kept as a withdrawal."""
    groups = {p for people in life.standing().values() if len(people) > 2 for p in people[1:]}
    if person := _nth(groups, n):
        words = ("--only", "--on", life.day.isoformat(), "--reason", "moved away")
        _, code = life.run("pair", "end", life.cohort, person, *words)
        if code == 0:
            life.gone.add((person, "mentee"))


def _replan(life, n):
    """Repair the plan: nobody who left, nobody who parted together, everybody else has a place or waits."""
    found, code = life.run("replan", life.cohort, *(("--only-fill",) if n % 2 else ()))
    if code == 2:
        return
    plan = found["plan"]
    life.proposed = _shape(plan)
    assert not _two_by_two(life.proposed) & life.parted, "these two parted"
    placed = {(p, "mentee") for _, mentees, _ in life.proposed.values() for p in mentees}
    leads = {(m, "mentor") for m, _, _ in life.proposed.values() if m}
    valid = {k for k, s in life.people().items() if s == "valid" and k not in life.aside}
    assert placed | leads <= valid, "who left has no place"
    waiting = {(u["person"], "mentee") for u in plan["waiting"]}
    assert placed | waiting == {k for k in valid if k[1] == "mentee"}, "nobody is lost"
    for match, (mentor, mentees, _) in life.proposed.items():
        before = life.plan.get(match)
        assert before is None or before[0] == mentor, "a match is its mentor's"
        assert before is None or set(before[1]) & set(mentees), (
            "a match goes on with somebody of it"
        )
    if n % 2:
        stay = {
            frozenset(p) for p in _two_by_two(life.plan) - life.parted if p <= {v for v, _ in valid}
        }
        whole = {
            m
            for m, people in life.standing().items()
            if m in life.plan and {*people} == {life.plan[m][0], *life.plan[m][1]} - {""}
        }
        kept = _two_by_two({m: life.plan[m] for m in whole})
        assert kept & stay <= _two_by_two(life.proposed), "only free places are filled"


def _approve(life, _n):
    """Make the repaired plan final: signatures of matches with other people or language count no more."""
    before = life.plan
    _, code = life.run("plan", "approve", life.cohort, "--yes", "--with-questions")
    if code != 0 or life.proposed is None:
        return
    states = {m["match"]: m["state"] for m in life.read("pair", "list", life.cohort)["matches"]}
    other = {m for m, was in before.items() if life.proposed.get(m, ("", (), ""))[1:] != was[1:]}
    over = {m for m in other if states.get(m) in {"ended", "ended early"}}
    life.signed = {k: d for k, d in life.signed.items() if k[0] not in other - over}
    life.plan, life.proposed = life.proposed, None


def _report(life, _n):
    life.run("report", life.cohort)


def _calendar(life, n):
    day = life.day + dt.timedelta(days=30 + n % 20)
    life.run("cohort", "change", life.cohort, "--date", f"midpoint={day.isoformat()}", "--only")


def _time(life, n):
    life.day += dt.timedelta(days=n % 9)


def live(base: Path, folder: Path, cohort: str, plan) -> Life:
    """Live a life by ``plan``, pairs of (step, number): check it after each, undo and do it again."""
    shutil.copytree(base, folder)
    life = Life(folder, cohort)
    life.plan = _shape(life.read("plan", "show", cohort)["plan"])
    known = life.read("plan", "show", cohort)["plan"]
    known = {u["person"] for k in ("waiting", "unused") for u in known[k]} | {
        p for mentor, mentees, _ in life.plan.values() for p in (mentor, *mentees)
    }
    life.aside = {k for k in life.people() if k[0] not in known}
    before = life.seen()
    for at, (name, number) in enumerate(plan):
        life.at = (at, name, number)
        last = _newest(life)
        steps()[name](life, number)
        after = life.seen()
        check(life, after)
        acts = _newest(life)
        if name not in {"time", "replan"} and acts != last and number % 3 == 0:
            _undo_and_redo(life, last, before, after)
        before = life.seen() if name == "time" else after
    return life


def _newest(life):
    found = life.read("history", life.cohort)["history"]
    return int(found[0]["no."]) if found else 0


def _undo_and_redo(life, last, before, after):
    """Take back what was done since ``last``: all is as before; take that back: all is as after."""
    found = [
        int(h["no."]) for h in life.read("history", life.cohort)["history"] if int(h["no."]) > last
    ]
    assert len(found) == 1, found
    life.run("undo", found[0], "--yes", code=(0,))
    assert life.seen() == before, "after undo all is as it was"
    again = _newest(life)
    life.run("undo", again, "--yes", code=(0,))
    assert life.seen() == after, "what was taken back by mistake is there again"
