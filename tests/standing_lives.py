"""Random lives of small cohorts by real commands in this process, watched by a model of their own.

The model knows the page's rules and no code: it keeps who is withdrawn, who is invited, which
agreements were made for whom and who signed those, from what was asked for and how it ended.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import late_lives
import mail_lives
import plan_lives
from life_runner import called
from plan_lives import nth, people_of, shape_of, stands_signed

from mentorcli.files.shipped import shipped

SAMPLES = {
    "doctoral": ("2027-spring", ("mentees.xlsx", "mentors.csv"), ()),
    "alumni": ("2027-alumni", ("alumni-students.xlsx", "alumni-mentors.csv"), ()),
    "joint": ("2027-joint", ("joint-mentees.xlsx", "joint-mentors.csv"), ("joint-list.csv", "selected")),
    "peer": ("2027-peers", ("peers.csv",), ()),
}  # fmt: skip
FEWEST = {"2027-alumni": 1, "2027-joint": 1}
START = dt.date(2027, 1, 4)
FOR_GOOD = {"send", "recall", "sent by hand", "remind", "erase", "late", "import again"}
"""What cannot be taken back."""


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


class Watched:
    """A life whose people are read from the commands."""

    def applications(self):
        return self.read("application", "list", self.cohort, day=False)["applications"]

    def people(self):
        return {(a["id"], a["role"]): a["state"] for a in self.applications()}


@dataclass
class Life(Watched):
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
    left: dict = field(default_factory=dict)
    """(person, role): the day on which they withdrew."""
    midpoint: dt.date = START
    letters: set = field(default_factory=set)
    """The letters of the programme."""
    plans: list = field(default_factory=list)
    """The plans approved one after the other."""
    approved_on: list = field(default_factory=lambda: [dt.date.min])
    """The day of each of them."""
    known: set = field(default_factory=set)
    """Who is in the approved plan, with a place or without."""
    changed: dict = field(default_factory=dict)
    """(person, role): the number of the plan that changed their match last."""
    written: set = field(default_factory=set)
    """(letter, person, role, what it is about)."""
    erased: list = field(default_factory=list)
    bereft: set = field(default_factory=set)
    """Whose match came to nothing as somebody of it was erased."""
    posted: int = 0
    called_off: bool = False
    """Whether somebody's invitation was taken back by name."""
    kept: dict = field(default_factory=dict)
    """What was read since the last command that could change something."""

    def run(self, *words, code=(0, 2, 3), keeps=False):
        """Run a command on the life's day; return what it answers, and how it ended."""
        if not keeps:
            self.kept.clear()
        day = ("--today", self.day.isoformat())
        return answer(self.folder, *words, *day, code=code)

    def read(self, *words, day=False):
        """Return what a command that changes nothing says."""
        today = ("--today", self.day.isoformat()) if day else ()
        if (words, today) not in self.kept:
            self.kept[words, today] = answer(self.folder, *words, *today)[0]
        return self.kept[words, today]

    def signatures(self):
        """Return the signatures that count, of the matches that go on: (match, person)."""
        return {key for key in self.signed if stands_signed(self, key)}

    def told(self, *key):
        """Tell whether somebody has had a letter about something."""
        return key in self.written

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
        if "standing" not in self.kept:
            self.kept["standing"] = self._standing()
        return self.kept["standing"]

    def _standing(self):
        found, lasts = {}, {
            m["match"]: m["ends"] for m in self.read("pair", "list", self.cohort)["matches"]
        }  # fmt: skip
        peers = self.cohort == "2027-peers"
        fewest = FEWEST.get(self.cohort, 2)
        for match, people in self.matches().items():
            gone = {
                key
                for key in self.gone
                if self.left.get(key, dt.date.min).isoformat() < lasts[match]
            }
            lead = self.plan.get(match, ("",))[0]
            there = tuple(p for p in people if (p, "mentor" if p == lead else "mentee") not in gone)
            if (peers and len(there) >= fewest) or (
                not peers and there[:1] == (people[0],) and len(there) > fewest
            ):
                found[match] = there
        return found

    def seen(self):
        """Return all that commands say of the cohort today: after undo it must be as before."""
        listed = self.read("status", self.cohort, day=True)["cohorts"]
        signers = self.read("agreement", "list", self.cohort)
        days = self.read("calendar", self.cohort, "--past", day=True)
        due = self.read("remind", "--dry-run", day=True)
        pairs = self.read("pair", "list", self.cohort)["matches"]
        return {
            "status": listed, "signers": signers, "calendar": days["days"],
            "due": due["reminders"], "pairs": pairs, "people": sorted(self.people().items()),
            "waiting": self.read("waiting", self.cohort, day=True)["waiting"],
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
    meant = sorted(str(day) for key, day in life.signed.items() if stands_signed(life, key))
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
    invited, signed = mail_lives.invited(life), {p for _, p in life.signatures()}
    known = {
        "receipt": mail_lives.no_news(life, "receipt"),
        "outcome": invited | signed,
        "kickoff-invite": invited,
    }
    known_mails = mail_lives.drafts(life)
    for reminder in seen["due"]:  # one that was written and is lost is made again
        new = reminder["key"] not in known_mails
        assert not new or reminder["person"] not in known.get(reminder["kind"], ()), (life.at, "no news", reminder)  # fmt: skip
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


def steps():
    """Return the steps of a life by name: each does one command and tells the model how it ended."""
    return {
        "withdraw": _withdraw, "restore": _restore, "render": _render, "signed": _signed,
        "all signed": _all_signed, "unsigned": _unsigned, "invite": _invite, "cancel": _cancel,
        "cancel one": _cancel_one, "meeting": _meeting, "report": _report, "calendar": _calendar,
        "time": _time,
        **plan_lives.steps(), **mail_lives.steps(), **late_lives.steps(),
    }  # fmt: skip


def _withdraw(life, n):
    here = [k for k, state in life.people().items() if state == "valid"]
    person, role = nth(here, n)
    twice = sum(p == person for p, _ in life.people()) > 1
    _, code = life.run("application", "withdraw", life.cohort, person, "--yes")
    if code == 0 and not twice:
        life.gone.add((person, role))
    elif code == 0:
        life.gone |= {k for k, s in life.people().items() if s == "withdrawn"}


def _restore(life, n):
    if one := nth(life.gone, n):
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
    person = nth(here, n)
    _, code = life.run("agreement", "signed", life.cohort, person, "--on", life.day.isoformat())
    can = [(m, p) for m, p in _signable(life) if p == person]
    days = [life.signed.get(one) for one in can]
    unclear = len(can) > 1 and None not in days and {*days} != {life.day}
    assert (code == 0) is (bool(can) and not unclear), (person, code, can)
    if not unclear:
        kept = {m: d for m, d in zip(can, days, strict=True) if d and None in days}
        life.signed |= dict.fromkeys(can, life.day) | kept


def _all_signed(life, _n):
    _, code = life.run("agreement", "signed", life.cohort, "all", "--on", life.day.isoformat())
    can = _signable(life)
    assert (code == 0) is bool(can)
    life.signed |= {key: life.signed.get(key, life.day) for key in can}


def _unsigned(life, n):
    if one := nth(life.signed, n):
        life.run("agreement", "signed", life.cohort, one[1], "--undo")
        life.signed = {k: d for k, d in life.signed.items() if k[1] != one[1]}


def _invite(life, _n):
    found, code = life.run("invite", "kickoff", life.cohort)
    if code == 0 or found.get("invitations"):
        life.invited, life.cancelled = {"all"}, False


def _cancel(life, _n):
    _, code = life.run("invite", "cancel", "kickoff", life.cohort)
    assert code in {0, 3}, life.at  # also where nobody was invited
    life.cancelled = True


def _cancel_one(life, n):
    here = sorted({p for people in life.matches().values() for p in people})
    life.run("invite", "cancel", "kickoff", life.cohort, "--who", nth(here, n))
    life.called_off = True


def _meeting(life, n):
    here = sorted({p for people in life.matches().values() for p in people})
    life.run("session", "log", life.cohort, nth(here, n), "--on", life.day.isoformat())
    found, code = life.run("session", "log", life.cohort, nth(here, n), "--on", "2077-05-05")
    assert (code, found.get("match")) == (2, None)


def _report(life, _n):
    """Make the report: its counts add up."""
    found, _ = life.run("report", life.cohort)
    said = {f["label"]: f["value"] for s in found["report"]["sections"] for f in s["figures"]}
    count = Counter(role for _, role in life.people())
    people = "people" if life.cohort == "2027-peers" else "mentees"
    eligible = said[f"Eligible {people}"]
    assert eligible + said.get(f"Not eligible: {people}", 0) == count["mentee"], said
    assert said[f"Matched {people}"] + said[f"Waiting {people}"] == eligible, said
    became = [said[label] for label in said if label.startswith(f"Matches of {people} that")]
    became.append(said[f"{people.capitalize()} who withdrew after matching"])
    assert sum(became) == said[f"Matched {people}"], said


def _calendar(life, n):
    day = life.day + dt.timedelta(days=30 + n % 20)
    words = ("--date", f"midpoint={day.isoformat()}", "--only")
    _, code = life.run("cohort", "change", life.cohort, *words)
    life.midpoint = day if code in {0, 3} else life.midpoint


def _time(life, n):
    life.day += dt.timedelta(days=n % 9 if n % 4 else n % 50)
    life.kept.clear()


def live(base: Path, folder: Path, cohort: str, plan) -> Life:
    """Live a life by ``plan``, pairs of (step, number): check it after each, undo and do it again."""
    shutil.copytree(base, folder)
    mail_lives.sending(folder)
    life = Life(folder, cohort)
    sample = life.read("plan", "show", cohort)["plan"]
    life.plan, life.known = shape_of(sample), people_of(sample)
    life.plans.append(life.plan)
    life.aside = {k for k in life.people() if k[0] not in life.known}
    life.midpoint = dt.date.fromisoformat(
        life.read("cohort", "show", cohort)["cohort"]["dates"]["midpoint"]
    )
    life.letters = mail_lives.kinds(life)
    before = life.seen()
    for at, (name, number) in enumerate(plan):
        life.at = (at, name, number)
        last = _newest(life)
        steps()[name](life, number)
        life.left = {k: life.left.get(k, life.day) for k in life.gone}
        life.kept.pop("standing", None)
        after = life.seen()
        check(life, after)
        mail_lives.check_letters(life, after, number)
        mail_lives.check_mail(life)
        acts = _newest(life)
        if name not in {"time", "replan", *FOR_GOOD} and acts != last and number % 4 == 0:
            _undo_and_redo(life, last, before, after)
        before = life.seen() if name == "time" else after
    mail_lives.check_certificates(life)
    return life


def _newest(life):
    found = life.read("history", life.cohort)["history"]
    return int(found[0]["no."]) if found else 0


def _undo_and_redo(life, last, before, after):
    """Take back what was done since ``last``: all is as before; take that back: all is as after.

    Files that were lost and were made again as they were stay.
    """
    if any("files are gone" in line["what"] for line in before["status"][0]["lines"]):
        return
    found = [
        int(h["no."]) for h in life.read("history", life.cohort)["history"] if int(h["no."]) > last
    ]
    assert len(found) == 1, found
    life.run("undo", found[0], "--yes", code=(0,))
    now = life.seen()
    assert not differing(now, before), (life.at, "undone", differing(now, before))
    again = _newest(life)
    life.run("undo", again, "--yes", code=(0,))
    assert not differing(life.seen(), after), (life.at, "again", differing(life.seen(), after))


def differing(now, then):
    """Return what of two views is not the same, as (what, now, then): of lists what only one has."""

    def lines(seen):
        return (
            seen[0]["lines"] if seen and isinstance(seen[0], dict) and "lines" in seen[0] else seen
        )

    found = ((key, lines(now[key]), lines(then[key])) for key in now if now[key] != then[key])
    return [
        (key, [x for x in one if x not in two], [x for x in two if x not in one])
        if isinstance(one, list)
        else (key, one, two)
        for key, one, two in found
    ]
