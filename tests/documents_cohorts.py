"""A workspace with a running cohort, made without import and matching; every file unpacked."""

from __future__ import annotations

import datetime as dt
import email
import io
import re
import subprocess
import zipfile
from dataclasses import dataclass, replace
from email import policy

from mentorcli.commands.run import Run
from mentorcli.domain.application import Application, ApplicationState, Capacity, Given, Source
from mentorcli.domain.cohort import Calendar
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.fact import Agreement, Fact, Kind
from mentorcli.domain.plan import Match, PairScore, Plan, ScorePart, Unplaced
from mentorcli.domain.programme import FieldType, Visibility
from mentorcli.workspace.applications import save_applications
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import create, open_workspace
from mentorcli.workspace.plans import replace_decisions, save_plan
from mentorcli.workspace.profiles import load_programme

KEY = "2027-spring"
NOW = dt.datetime(2027, 1, 10, 9, 0, tzinfo=dt.UTC)
SCORE = 918273645
TODAY = NOW.date()
HALFWAY, LAST = dt.date(2027, 3, 18), dt.date(2027, 5, 20)
"""The days of the mid-point and of the wrap-up."""
MARK = "ZQPRIVATE"
_NAMES = ("Aino Mäkelä", "Bo Öhman", "Chen Li", "Dina Ås", "Eero Äijälä", "Farah Khan")


@dataclass
class Running:
    """A workspace's folder and runs in it on any day."""

    folder: object

    def on(self, day=TODAY):
        return Run(self.folder, day, NOW, "test", "test")


def _answer(field, person, *, private):
    marker = f"{MARK}{field.key}{person}".replace("_", "").replace("-", "")
    if field.type is FieldType.CONSENT:
        return True
    if field.type in {FieldType.INTEGER, FieldType.SCALE}:
        return SCORE if private else 7
    if field.type is FieldType.DATE:
        return dt.date(1931, 7, 17) if private else dt.date(2027, 6, 1)
    if field.type is FieldType.CAPACITY:
        return Capacity(2, 3)
    if field.type in {FieldType.MULTI, FieldType.CHOICE, FieldType.PEOPLE, FieldType.RANKED,
                      FieldType.GRID}:  # fmt: skip
        options = [o.code for o in field.options if not o.means] or ["Someone"]
        which = int(re.sub(r"\D", "", person) or 0) % len(options)
        return (marker,) if private else (options[which],)
    return marker if private else f"Visible {field.key} {person}"


def application(programme, role, person, name, language):
    given = {}
    for field in programme.fields[role]:
        private = field.visible_to is not Visibility.MATCH
        value = _answer(field, person, private=private)
        special = {
            "languages": (language,), "email": f"{person}@example.org",
            "first_name": name.split(" ", 1)[0], "full_name": name, "last_name": name.split()[-1],
            "kickoff": ("yes",),
        }  # fmt: skip
        value = special.get(field.key, value)
        source = Source("i1", f"{MARK}file.xlsx", "Sheet", "A1", f"{MARK}header", f"{MARK}raw", "")
        given[field.key] = Given(value, source)
    return Application(
        KEY, role, person, name, f"{person}@example.org", ApplicationState.VALID, f"{MARK}form",
        f"{MARK}{person}", NOW.replace(tzinfo=None), given,
    )  # fmt: skip


FORMS = {
    "group": "",
    "pair": 'form = "pairs"\nagreement = "agreement/pair"\n[group]\nfewest = 1\nmost = 1\n',
    "peer": 'form = "peers"\nagreement = "agreement/peer"\n',
    "joint": 'agreement = "agreement/joint"\n[group]\nfewest = 1\nmost = 3\n',
}
"""What a workspace changes in the profile so that its agreements are of another kind."""


def running(folder, groups, *, alone=0, form="group", more=""):
    """Make a workspace with one match for each of ``groups``: (language, names of mentees).

    ``form`` is one of FORMS and ``more`` TOML that goes before it; circles of equals have no mentor.
    """
    create(folder)
    if form != "group" or more:
        (folder / "programmes" / "doctoral.toml").write_text(more + FORMS[form], encoding="utf-8")
    programme = load_programme("doctoral", folder / "programmes")
    equal = not programme.form.led
    people, matches = [], []
    for number, (language, mentees) in enumerate(groups):
        leader = "" if equal else f"p-m{number:03}"
        if leader:
            name = f"{_NAMES[number % 6]} {number}"
            people.append(application(programme, "mentor", leader, name, language))
        group = []
        for place, name in enumerate(mentees):
            person = f"p-a{number:03}{place}"
            people.append(application(programme, "mentee", person, name, language))
            group.append(person)
        pairs = tuple(
            PairScore(p, SCORE, (ScorePart("themes", SCORE, SCORE, f"{MARK}part"),), f"{MARK}why")
            for p in group
        )
        matches.append(Match(f"m-{number:010}", leader, tuple(group), language, SCORE, pairs))
    for number in range(alone):
        people.append(application(programme, "mentee", f"p-w{number:03}", "Ville Vaiti", "fi"))
        if not equal:
            people.append(application(programme, "mentor", f"p-u{number:03}", "Ulla Usva", "fi"))
    dates = {key: day.on(2027) for key, day in programme.seasons["spring"].items()}
    calendar = Calendar(dates, programme.gatherings)
    waiting = tuple(Unplaced(f"p-w{number:03}", "no_seats", "") for number in range(alone))
    unused = tuple(Unplaced(f"p-u{number:03}", "not_needed", "") for number in range(alone))
    plan = Plan(KEY, "0" * 64, "1", tuple(matches), waiting, () if equal else unused, (), ())
    workspace, hand = open_workspace(folder), Running(folder).on().hand
    with workspace.writing(hand) as connection:
        told = Fact(Kind.COHORT_MADE, KEY, about="doctoral", value=calendar)
        number = save_plan(connection, plan, hand)
        append(connection, hand, told, Fact(Kind.APPROVED, KEY, about=str(number)))
        save_applications(connection, people)
        made = (Agreement(m.id, m.language, {}) for m in matches)
        earlier = replace(hand, at="2027-01-02T08:00:00")
        append(connection, earlier, *(Fact(Kind.AGREEMENT, KEY, a.match, value=a) for a in made))
        other = matches[-1].mentor or matches[-1].mentees[-1]
        word = Decision(matches[0].mentees[0], other, DecisionKind.FORBID, f"{MARK}decided")
        replace_decisions(connection, KEY, [word], hand)
    return Running(folder)


def unpacked(content, name=""):
    """Return all text in a file: containers opened, transfer encodings undone, lines unfolded."""
    if content.startswith(b"%PDF"):
        done = subprocess.run(
            ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
        )
        return done.stdout.decode()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(n + unpacked(archive.read(n), n) for n in archive.namelist())
    texts = [name, content.decode("utf-8", "replace"), content.decode("utf-16", "ignore")]
    if name.endswith((".eml", ".earlier")):  # one that a newer one replaced
        mail = email.message_from_bytes(content, policy=policy.SMTP)
        texts += [f"{k}: {v}" for k, v in mail.items()]
        for part in mail.walk():
            if not part.is_multipart():
                texts.append(unpacked(part.get_payload(decode=True), part.get_filename() or ""))
    return "\n".join(texts).replace("\r\n ", "").replace("=\r\n", "").replace("=\n", "")


def every_file(folder):
    """Return each file below a folder with all its text."""
    return {p: unpacked(p.read_bytes(), p.name) for p in sorted(folder.rglob("*")) if p.is_file()}
