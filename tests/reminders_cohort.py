"""A small invented cohort for the reminder tests."""

import datetime as dt

from mentorcli.domain.application import Application, ApplicationState, Capacity, Given, Source
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.fact import Paper
from mentorcli.domain.message import Organisation
from mentorcli.domain.plan import Match, PairScore, Plan
from mentorcli.standing.standing import Standing
from mentorcli.workspace.profiles import load_programme

SOURCE = Source("i1", "x.xlsx", "Sheet1", "A2", "h", "raw", "direct")
ORGANISATION = Organisation(
    "Aalto University", "HR", "Kaisa Koordinaattori", "mentoring@example.org", ""
)
PRIVATE = "PRIVATE-MARKER"


def application(role, person, name, state=ApplicationState.VALID, **answers):
    answers = {"consent": True, "not_with": (PRIVATE,), "other": PRIVATE, **answers}
    email = answers.get("email", f"{person}@example.org")
    given = {k: Given(v, SOURCE) for k, v in {"email": email, **answers}.items()}
    return Application("2027-spring", role, person, name, email, state, "form", person, None, given)


def mentee(person, name, **answers):
    return application("mentee", person, name, **{"languages": ("en",), "goals": ("x",), **answers})


def mentor(person, name, **answers):
    default = {"languages": ("en",), "themes": ("x",), "capacity": Capacity(2, 3)}
    return application("mentor", person, name, **{**default, **answers})


def match(key, leader, *group):
    pairs = tuple(PairScore(p, 500, (), PRIVATE) for p in group)
    return Match(key, leader, group, "en", 500 * len(group), pairs)


def plan(*matches):
    return Plan("2027-spring", "0" * 64, "1", matches, (), (), (), ())


def cohort(state=CohortState.RUNNING):
    programme = load_programme("doctoral")
    dates = {key: day.on(2027) for key, day in programme.seasons["spring"].items()}
    return Cohort("2027-spring", "doctoral", state, dates, programme.gatherings)


def record(**changes):
    people = (
        mentor("m1", "Aino Mäkelä", languages=("fi", "en"), first_name="Aino"),
        mentor("m2", "Bo Öhman", languages=("sv",)),
        mentee("p1", "Chen Li", first_name="Chen"),
        mentee("p2", "Dina Ås", languages=("sv",)),
        mentee("p3", "Eero Äijälä", languages=("fi",)),
        mentee("p4", "Farah Khan", languages=("xx", "en")),
        mentee("p5", "Gone Away", state=ApplicationState.WITHDRAWN),
        mentee("p6", "Hanna Half", state=ApplicationState.INCOMPLETE, languages=("fi",), goals=()),
        mentee("p7", "No Address", state=ApplicationState.INCOMPLETE, email=""),
    )
    matches = (match("a", "m1", "p1", "p3"), match("b", "m2", "p2", "p4", "p5"))
    default = {
        "cohort": cohort(),
        "programme": load_programme("doctoral"),
        "applications": people,
        "plan": plan(*matches),
    }
    made = default | changes
    paper = Paper(dt.date(2026, 12, 20), {})
    matches = made["plan"].matches if made["plan"] else ()
    return Standing(**{"agreements": {m.id: paper for m in matches}, **made})


def days(first, last):
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
