"""Each programme's whole year, day by day: who gets which letter, held against a table of its own.

The table shares no code with the program: it says for each letter its days and its readers.
"""

import datetime as dt
import re

import pytest
from reminders_cohort import ORGANISATION, SOURCE

from mentorcli.domain.admission import set_aside
from mentorcli.domain.application import Application, ApplicationState, Capacity, Given
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.fact import Paper, Signature
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.match_life import Life, MatchState, Return, Selected
from mentorcli.domain.plan import Match, PairScore, Plan, Unplaced
from mentorcli.reminders import Facts, due, load_reminders
from mentorcli.standing.standing import Standing
from mentorcli.workspace.profiles import load_programme

SEASONS = {
    "doctoral": "spring", "alumni": "alumni", "joint": "joint", "peer": "peers", "open": "open",
}  # fmt: skip
BEFORE_CLOSE = [("call_closes", -7), ("call_closes", -1)]
SHARED = {
    "receipt": ([("applied", 0)], "applied"),
    "agreement-unsigned": ([("agreement", n) for n in (7, 14, 21)], "unsigned"),
    "agreement-still-unsigned": ([("agreement", 21)], "office"),
    "outcome": ([("approved", 0)], "matched"),
    "outcome-waiting": ([("approved", 0)], "waiting"),
    "outcome-unused": ([("approved", 0)], "unused"),
    "late-application": ([("applied", 7)], "late"),
    "regret": ([("midpoint", 0)], "waited"),
    "kickoff-invite": ([("kickoff", -21)], "matched"),
    "kickoff-no-reply": ([("kickoff", -7)], "silent"),
    "kickoff-3d": ([("kickoff", -3)], "matched"),
    "first-meeting": ([("start", 14)], "mentees"),
    "silent": ([("meeting", 45)], "mentors"),
    "midpoint": ([("midpoint", 0), ("midpoint", 7)], "silent"),
    "wrapup": ([("wrapup", -21), ("wrapup", -3)], "matched"),
    "feedback": ([("end", 0), ("end", 7), ("end", 14)], "silent"),
    "follow-up": ([("end", 180)], "mentees"),
    "retention": ([("retention", 0)], "office"),
    "call-closes": (BEFORE_CLOSE, "office"),
}
EARLY = {"incomplete-application": ([("applied", 2), ("applied", 9)], "incomplete")}
LATE = {"application-incomplete": (BEFORE_CLOSE, "incomplete")}
TABLES = {
    "doctoral": SHARED | LATE | {
        "individual-session-not-booked": ([("midpoint", 0), ("wrapup", -30)], "mentees"),
        "individual-session-mentor": ([("wrapup", -30)], "mentors"),
    },
    "alumni": SHARED | LATE,
    "joint": SHARED | EARLY | {
        "call-open": ([("call_opens", 0)], "listed"),
        "deadline": (BEFORE_CLOSE, "not applied"),
        "set-aside": ([("applied", 2), ("call_closes", 1)], "aside"),
    },
    "peer": {k: v for k, v in (SHARED | EARLY).items() if k not in {"outcome-unused", "first-meeting", "silent"}}
    | {"peer-first-meeting": ([("start", 14)], "matched"), "peer-silent": ([("meeting", 45)], "matched")},
    "open": EARLY | {k: SHARED[k] for k in ("receipt", "agreement-unsigned", "agreement-still-unsigned", "first-meeting", "silent", "feedback", "follow-up", "retention")}
    | {
        "outcome": ([("start", 0)], "matched"), "midpoint": ([("halfway", 0), ("halfway", 7)], "silent"),
        "outcome-waiting": ([("applied", 30), ("applied", 90)], "waiting"),
        "outcome-unused": ([("applied", 180)], "unused"), "regret": ([("applied", 180)], "waiting"),
        "end-in-30-days": ([("end", -30)], "matched"),
        "mentee-confirm": ([("asked", 0), ("asked", 3), ("asked", 7)], "asked"),
    },
}  # fmt: skip
WEEKEND = dt.timedelta(3)
OF_A_MATCH = {"start", "agreement", "end", "meeting", "halfway", "asked"}
"""Days of a match: who has two matches gets two letters, if those say which."""
ALIKE = {"feedback", "follow-up", "midpoint"}
"""What names no match: of several of one day it goes once."""


class Year:
    """A small cohort of a programme in which somebody stands everywhere, and who is where in it."""

    def __init__(self, key: str, language: str):
        self.programme = programme = load_programme(key)
        self.language, self.people = language, []
        days = {k: d.on(2027) for k, d in programme.seasons[SEASONS[key]].items()}
        self.days, self.ongoing, self.led = days, programme.life.ongoing, programme.form.led
        came = days["call_opens"] + dt.timedelta(20 if self.ongoing else 5)
        self.applied = came
        if programme.form.key == "groups":
            groups = {"x": ("Maija", ("Aino", "Bo")), "y": ("Niilo", ("Chen", "Dagny"))}
        elif self.led:
            groups = {"x": ("Maija", ("Aino",)), "y": ("Maija", ("Bo",))}
        else:
            groups = {"x": ("", ("Aino", "Bo", "Chen")), "y": ("", ("Dagny", "Eero"))}
        self.groups = groups
        for leader, mentees in groups.values():
            self.person(leader, "mentor") if leader else None
            [self.person(name, "mentee") for name in mentees]
        self.person("Waits", "mentee")
        if self.led:
            self.person("Unused", "mentor")
        self.late = {}
        if not self.ongoing:
            self.late = {"Late": days["call_closes"] + dt.timedelta(15)}
            self.late["Last"], self.late["Later"] = (
                days["midpoint"] - dt.timedelta(7),
                days["midpoint"] + dt.timedelta(8),
            )
            [self.person(name, "mentee") for name in self.late]
            if self.led:
                self.late["Offer"] = days["midpoint"] - dt.timedelta(20)
                self.person("Offer", "mentor")
        self.person("Half", "mentee", ApplicationState.INCOMPLETE)
        self.person("Gone", "mentee", ApplicationState.WITHDRAWN)
        listed = [*{a.name for a in self.people}, "Listed"]
        if programme.life.preselected:
            self.person("Outsider", "mentee")
        self.selected = tuple(
            Selected(n, name, f"{name}@example.org", "One Ltd", f"c{n}", language=language)
            for n, name in enumerate(sorted(listed))
        ) if programme.life.preselected else ()  # fmt: skip
        if self.ongoing:
            self.person("Asked", "mentee")
            self.person("Proposed", "mentor")
        self.signed = self.answered = "Bo"

    def person(self, name, role, state=ApplicationState.VALID):
        if name in {a.name for a in self.people}:
            return
        answers = {
            "languages": (self.language,), "first_name": name, "email": f"{name}@example.org",
            "employer": "One Ltd", "capacity": Capacity(1, 3),
        }  # fmt: skip
        if state is ApplicationState.VALID:
            answers["consent"] = True  # the form asked for it, as others answered
        given = {k: Given(v, SOURCE) for k, v in answers.items()}
        self.people.append(
            Application("c", role, name, name, answers["email"], state, "f", name, None, given)
        )

    def record(self, today):
        """Return the record as it is on a day: approved ten days after the call closes."""
        approved = self.days["call_closes"] + dt.timedelta(10)
        begins = self.applied + dt.timedelta(20) if self.ongoing else self.days["kickoff"]
        ends = begins + dt.timedelta(180) if self.ongoing else self.days["wrapup"]
        self.own = {
            "approved": approved, "start": begins, "agreement": begins, "end": ends,
            "meeting": begins, "asked": begins, "applied": self.applied, "retention": None,
            "halfway": begins + (ends - begins) / 2,
        }  # fmt: skip
        lives = [
            Life(m, leader, mentees, "en", MatchState.AGREED, "mentee", begins, begins, begins, ends, 30)
            for m, (leader, mentees) in self.groups.items()
        ]  # fmt: skip
        lives.append(Life("z", "Proposed", ("Asked",), "en", MatchState.PROPOSED, "mentee", begins, begins, begins, ends, 30))  # fmt: skip
        matches = tuple(
            Match(m, leader, mentees, "en", 0, tuple(PairScore(p, 0, (), "") for p in mentees))
            for m, (leader, mentees) in self.groups.items()
        )
        there = today >= (begins if self.ongoing else approved)
        waits, unused = Unplaced("Waits", "", ""), Unplaced("Unused", "", "")
        plan = Plan("c", "0" * 64, "1", matches, (waits,), (unused,), (), ()) if there else None
        of_bo = next(m for m, (_, mentees) in self.groups.items() if "Bo" in mentees)
        kinds = ("kickoff", "midpoint", "feedback")
        return Standing(
            cohort=Cohort("c", self.programme.key, CohortState.RUNNING, self.days, self.programme.gatherings),
            programme=self.programme, applications=tuple(self.people), plan=plan,
            lives=tuple(lives) if self.ongoing and there else (),
            agreements={m: Paper(begins, {}) for m in self.groups} if plan else {},
            signatures=(Signature(of_bo, "Bo", begins),) if today > begins + WEEKEND else (),
            returns=tuple(Return(of_bo, "Bo", kind, begins) for kind in kinds),
            selected=self.selected, approved=approved if there and not self.ongoing else None,
            applied=dict.fromkeys((a.person for a in self.people), self.applied) | self.late,
            aside=set_aside(self.people, self.selected, self.programme.life, str.casefold),
        )  # fmt: skip

    def readers(self, whom):
        """Return who is meant, each with their matches: nobody here has both roles."""
        of = {}
        for m, (leader, mentees) in self.groups.items():
            for name in ((leader,) if leader else ()) + mentees:
                of.setdefault(name, []).append(m)
        leaders = {leader for leader, _ in self.groups.values()}
        matched = set(of)
        on_list = {s.name for s in self.selected}
        applied = {a.name for a in self.people if a.state is not ApplicationState.WITHDRAWN}
        found = {
            "matched": matched, "mentors": matched & leaders, "mentees": matched - leaders,
            "unsigned": matched - {"Bo"}, "silent": matched - {"Bo"},
            "waiting": {"Waits"}, "late": set(self.late), "waited": {"Waits", "Late"}, "unused": {"Unused"}, "incomplete": {"Half"}, "office": {"coordinator"},
            "applied": applied - {"Outsider"}, "aside": {"Outsider"}, "asked": {"Asked"},
            "listed": {"Listed"} | (on_list - applied), "not applied": {"Listed"} | (on_list - applied),
        }[whom]  # fmt: skip
        return {name: of.get(name, []) for name in found}


def expected(year, key):
    """Return each letter of the table: its name, step, match where the day is a match's, and reader."""
    found = set()
    for kind, (steps, whom) in TABLES[key].items():
        for anchor, offset in steps:
            step = f"{anchor}{offset:+d}" if offset else anchor
            for name, matches in year.readers(whom).items():
                own = matches if anchor in OF_A_MATCH and kind not in ALIKE else []
                if kind == "mentee-confirm":
                    own = ["z"]
                found |= {(kind, step, m, name) for m in own or [""]}
    weekend = (year.applied.weekday() > 4, "incomplete-application" in TABLES[key])
    if all(weekend):  # both come on Monday, and what is missing from an application stands in both
        found.remove(("receipt", "applied", "", "Half"))
    return found


def lived(year):
    """Return all that goes in a year and three more, each with its day."""
    went, letters = {}, []
    first = year.days["call_opens"]
    reminders = load_reminders(year.programme, None)
    for n in range(4 * 366):
        day = first + dt.timedelta(n)
        facts = Facts.of(year.record(day), ORGANISATION, 24, went)
        for message in due(facts, reminders, day, went):
            went[message.key] = day
            letters.append((day, message))
    return letters


def parsed(message, year):
    _, kind, step, *match, person = message.key.split(":")
    listed = {m.to_name: m.to_name for m in (message,)}
    name = person if person in {a.name for a in year.people} | {"coordinator"} else listed[message.to_name]  # fmt: skip
    return kind, step.partition("@")[0], match[0] if match and kind not in ALIKE else "", name


def test_every_programme_of_the_package_has_a_table():
    for key, table in TABLES.items():
        assert set(table) | {"help-wanted", "mentor-confirm", "mentor-declined"} >= set(
            load_programme(key).reminders
        )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(TABLES))
def test_each_letter_of_the_catalogue_goes_once_to_its_readers(key, language):
    year = Year(key, language)
    letters = lived(year)
    found = [parsed(m, year) for _, m in letters]
    wanted = expected(year, key)
    assert len(found) == len(set(found))
    assert set(found) == wanted, (sorted(set(found) - wanted)[:6], sorted(wanted - set(found))[:6])
    for day, message in letters:
        stated = dt.date.fromisoformat(message.due)
        assert stated <= day, "what was due before the plan was approved comes with it"
        assert stated.weekday() < 5, "no letter is due on a weekend"
        text = f"{message.subject}\n{message.body}"
        assert not re.search(r"[{}]|None|True|False|\n\n\n|, \.|: \.", text), text
        _names_only_whom_it_may(year, message)


def _names_only_whom_it_may(year, message):
    """A letter names its reader, those of the reader's matches, and for the coordinator anybody."""
    if message.person == "coordinator":
        return
    known = {message.to_name, *({"Proposed"} if message.to_name == "Asked" else ())}
    for leader, mentees in year.groups.values():
        if message.to_name in (leader, *mentees):
            known |= {leader, *mentees}
    others = {a.name for a in year.people}
    named = {n for n in others if re.search(rf"\b{n}\b", message.body)}
    assert named <= known, (message.kind, named - known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pairs_hear_of_their_mentor_groups_of_their_group_peers_of_each_other(language):
    groups = re.compile(r"\b(group|ryhm|grupp)", re.IGNORECASE)
    mentors = re.compile(r"\b(mentor|mentori|mentorn|mentees?|aktori|adept)", re.IGNORECASE)
    kinds = ("outcome", "kickoff-invite", "kickoff-3d", "wrapup")
    for key in ("alumni", "joint", "doctoral", "peer"):
        year = Year(key, language)
        told = {}
        for _, message in lived(year):
            if message.kind in kinds:
                body = message.body.replace(year.programme.names[language], "")
                told.setdefault((message.kind, message.to_name), body.partition("\n\n")[2])
        for (kind, name), body in told.items():
            if kind == "outcome" or kind.startswith("kickoff"):
                where = [g for g in year.groups.values() if name in (g[0], *g[1])]
                company = {n for g in where for n in (g[0], *g[1]) if n} - {name}
                assert all(n in body for n in company), (key, kind, name)
            if key in {"alumni", "joint"}:
                assert not groups.search(body), (key, kind, name, body)
            if key == "peer":
                assert not re.search(mentors, body.replace("mentoro", "").replace("mentoring", "").replace("mentorskap", "")), body  # fmt: skip


@pytest.mark.parametrize("key", ["alumni", "doctoral", "joint", "peer"])
def test_who_applied_when_all_was_matched_is_told_so_and_what_can_be_hoped_for(key):
    """Not that they had waited and nobody was found for them: nobody had looked."""
    year = Year(key, "en")
    got = {}
    for day, message in lived(year):
        if message.person in year.late and message.kind != "receipt":
            got.setdefault(message.person, []).append((day, message.kind, message.body))
    kinds = {who: [kind for _, kind, _ in letters] for who, letters in got.items()}
    assert kinds["Late"] == ["late-application", "regret"]
    assert all(kinds[who] == ["late-application"] for who in kinds.keys() - {"Late"})
    assert kinds.keys() == year.late.keys()
    hope, none = "If a place becomes free", "No place can be given any more this time"
    said = {who: (hope in letters[0][2], none in letters[0][2]) for who, letters in got.items()}
    assert said == {
        who: {"Late": (True, False), "Offer": (False, False)}.get(who, (False, True)) for who in got
    }
    assert all(0 <= (got[who][0][0] - day).days - 7 <= 4 for who, day in year.late.items())
