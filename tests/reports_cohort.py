"""Invented cohorts for the report tests, counted by hand or made from a seed."""

import datetime as dt
import random

from mentorcli.domain.application import Application, ApplicationState, Capacity, Given, Source
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.fact import Session, Signature
from mentorcli.domain.plan import Match, PairScore, Plan, ScorePart, Unplaced
from mentorcli.standing.standing import Standing
from mentorcli.workspace.profiles import load_programme

TODAY = dt.date(2027, 3, 1)
PROGRAMME = load_programme("doctoral")
SOURCE = Source("i1", "x.xlsx", "Sheet1", "A2", "h", "raw", "direct")
MARKER = "MARKER"
HOSTILE = f'=HYPERLINK("http://x","{MARKER}")<b>{{{{ 7*7 }}}}'


def application(role, person, state=ApplicationState.VALID, **answers):
    answers = {"not_with": (HOSTILE,), "other": HOSTILE, "bio": HOSTILE, **answers}
    given = {k: Given(v, SOURCE) for k, v in answers.items()}
    return Application(
        "2027-spring", role, person, f"{HOSTILE} {person}", f"{MARKER}@example.org", state,
        "form", person, None, given,
    )  # fmt: skip


def cohort():
    dates = {key: day.on(2027) for key, day in PROGRAMME.seasons["spring"].items()}
    return Cohort("2027-spring", "doctoral", CohortState.RUNNING, dates, PROGRAMME.gatherings)


def match(mentor, group, language="en", score=500, wish=()):
    pairs = tuple(
        PairScore(p, score, (ScorePart("wishes", points, 120, HOSTILE),), HOSTILE)
        for p, points in zip(group, wish or (0,) * len(group), strict=True)
    )
    return Match(f"m-{mentor}", mentor, tuple(group), language, score * len(group), pairs)


def plan(matches, waiting=(), unused=()):
    return Plan(
        "2027-spring", "0" * 64, "1", tuple(matches),
        tuple(Unplaced(p, code, HOSTILE) for p, code in waiting),
        tuple(Unplaced(p, code, HOSTILE) for p, code in unused), (), (),
    )  # fmt: skip


def counted():
    """34 mentees: 30 eligible (24 matched, 6 wait), 3 incomplete, 1 withdrawn; 11 of 12 mentors.

    Schools of the eligible: ARTS 8 (6 matched), BIZ 7 (all), CHEM 6 (5), ELEC 5 (3), SCI 3 (3),
    one typed something else (waits). Wishes: 8 first, 5 second, 3 third, 6 got another, 2 none.
    """
    schools = ["ARTS"] * 8 + ["BIZ"] * 7 + ["CHEM"] * 6 + ["ELEC"] * 5 + ["SCI"] * 3 + [HOSTILE]
    waits = {6, 7, 20, 24, 25, 29}
    genders = ["woman"] * 13 + ["man"] * 11 + ["other"] + ["not_stated"] * 2
    people = []
    for n, school in enumerate(schools):
        answers = {"school": (school,), "languages": ("en", "fi") if n < 12 else ("en",)}
        if n < len(genders):
            answers["gender"] = (genders[n],)
        if n not in {0, 1}:
            answers["wishes"] = (HOSTILE,)
        people.append(application("mentee", f"p{n:02}", **answers))
    states = [ApplicationState.INCOMPLETE] * 3 + [ApplicationState.WITHDRAWN]
    people += [application("mentee", f"q{n}", s) for n, s in enumerate(states)]
    people += [
        application("mentor", f"a{n:02}", languages=("en", "fi", "sv")[: 1 + n % 2],
                    capacity=Capacity(2, 3), gender=(genders[2 * n],))
        for n in range(12)
    ]  # fmt: skip
    seated = [f"p{n:02}" for n in range(30) if n not in waits]
    points = dict.fromkeys(seated, 0)
    for k, person in enumerate(seated[2:18]):
        points[person] = 120 if k < 8 else 80 if k < 13 else 40
    sizes = [3, 3] + [2] * 9
    matches = []
    for n, size in enumerate(sizes):
        group, seated = seated[:size], seated[size:]
        language = "en" if n < 6 else "fi"
        wish = [points[p] for p in group]
        matches.append(match(f"a{n:02}", group, language, 400 + 10 * n, wish))
    codes = ["no_seats"] * 4 + ["blocked_by_rules", "no_common_language"]
    return Standing(
        cohort=cohort(), programme=PROGRAMME, applications=tuple(people),
        plan=plan(matches, [(f"p{n:02}", c) for n, c in zip(sorted(waits), codes, strict=True)],
             [("a11", "not_needed")]),
        signatures=(*tuple(Signature(m.id, p, TODAY) for m in matches[:7] for p in (m.mentor, *m.mentees)), Signature(matches[8].id, matches[8].mentor, TODAY)),
        sessions=(Session("m-a00", "", TODAY), Session("m-a00", "p00", TODAY)),
        changed_by_hand=3,
        imported_rows={"new": 40, "changed": 4, "unchanged": 30, "problem": 2, "skipped": 1},
    )  # fmt: skip


def random_record(seed):
    """Return a cohort of 10 to 60 mentees with everything drawn from the seed."""
    draw = random.Random(seed)
    codes = [o.code for o in PROGRAMME.field("mentee", "school").options]
    schools = [*codes, "elsewhere"][: draw.randint(2, 7)]
    mentees = [
        application(
            "mentee", f"p{n:02}", draw.choices(list(ApplicationState), [12, 1, 1])[0],
            school=(draw.choice(schools),), wishes=("x",) if draw.random() < 0.8 else (),
            languages=tuple(x for x in ("en", "fi", "sv") if draw.random() < 0.5) or ("en",),
            gender=(draw.choices(["woman", "man", "other", "not_stated"], [9, 7, 1, 2])[0],),
        )
        for n in range(draw.randint(10, 60))
    ]  # fmt: skip
    eligible = [a.person for a in mentees if a.state is ApplicationState.VALID]
    draw.shuffle(eligible)
    waiting = sorted(eligible[: draw.choice([0, 1, 3, 6, 9])])
    seated = sorted(set(eligible) - set(waiting))
    groups = [seated[k : k + 3] for k in range(0, len(seated), 3)]
    matches = [
        match(f"a{n:02}", g, draw.choice(["en", "en", "fi", "sv"]), draw.randint(1, 900),
              [draw.choice([0, 40, 80, 120]) for _ in g])
        for n, g in enumerate(groups)
    ]  # fmt: skip
    mentors = [
        application("mentor", f"a{n:02}", capacity=Capacity(2, 3), languages=("en",),
                    gender=(draw.choice(["woman", "man"]),))
        for n in range(len(groups) + draw.randint(0, 8))
    ]  # fmt: skip
    unused = [
        (a.person, draw.choice(["not_needed", "no_group_forms"])) for a in mentors[len(groups) :]
    ]
    return Standing(
        cohort=cohort(), programme=PROGRAMME, applications=(*mentees, *mentors),
        plan=plan(matches, [(p, draw.choice(["no_seats", "group_rules"])) for p in waiting], unused),
    )  # fmt: skip


def as_text(report):
    """Return a report as text, one number a line, for the golden file."""
    from mentorcli.reports.report import shown

    lines = [f"{report.programme} {report.cohort}, {report.today}, k = {report.small_cell}"]
    lines += [f"note: {note}" for note in report.notes]
    for section in report.sections:
        lines += ["", f"== {section.title} =="]
        lines += [f"{f.label}: {shown(f.value, f.unit)}" for f in section.figures]
        for b in section.breakdowns:
            lines += [f"-- {b.title} -- {' | '.join((b.groups, *(m.label for m in b.measures)))}"]
            lines += [
                f"{name} | "
                + " | ".join(shown(v, m.unit) for v, m in zip(values, b.measures, strict=True))
                for name, values in b.rows
            ]
            lines += [f"({b.note})"] if b.note else []
        for c in section.charts:
            lines += [f"[{c.title}: {', '.join(name for name, _ in c.series)}]"]
            lines += [
                f"  {name}: {', '.join(shown(v[k], c.unit) for _, v in c.series)}"
                for k, name in enumerate(c.categories)
            ]
    return "\n".join(lines).replace("\u202f", " ") + "\n"
