"""Drafts live as the model says: whatever is done with them, each goes once and none that is due is missing."""

import datetime as dt
import json
import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from pathlib import Path
from tempfile import TemporaryDirectory

from command_server import SERVER
from documents_cohorts import KEY, running
from documents_server import mail_server
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from outbox_life import DAY, STEPS, Outbox
from test_documents_sending import server_in

from mentorcli.domain.fact import Fact, Kind
from mentorcli.workspace.applications import applications_of, save_applications
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import open_workspace

WRAPUP = dt.date(2027, 5, 20)
GROUP = [("en", ["Chen Li", "Dina Ås"])]
PEOPLE = ("p-m000", "p-a0000", "p-a0001")
NAMES = dict(zip(PEOPLE, ("Aino Mäkelä 0", "Chen Li", "Dina Ås"), strict=True))

PROFILE = 'reminders = ["wrapup", "feedback"]\nlife.workdays = false\n'
"""The model knows no weekends."""


class Life:
    """A cohort, what is done with its drafts by the real commands, and the model beside it."""

    def __init__(self, folder, server):
        self.hand = running(folder, GROUP, more=PROFILE).on().hand
        self.folder, self.server, self.day = folder, server, WRAPUP - 22 * DAY
        server_in(folder, server.port)
        self.model = Outbox(PEOPLE, WRAPUP)
        self.sender, self.place, self.marks = "mentoring@example.org", "", set()
        self.emails = {p: f"{p}@example.org" for p in PEOPLE}

    def do(self, *words, codes=(0,)):
        words = [*map(str, words), "--today", str(self.day), "--json"]
        done = SERVER.run(words, self.folder, dict(os.environ))
        assert done.returncode in codes, (words, done.stdout, done.stderr)
        return json.loads(done.stdout)

    def drafts(self):
        """Each reminder's state and file, by the model's keys."""
        with closing(sqlite3.connect(self.folder / "workspace.db")) as connection:
            rows = connection.execute("SELECT key, state, file FROM drafts WHERE key LIKE '%:%'")
            return {_modelled(key): (state, file) for key, state, file in rows}

    def files(self):
        """The files of what waits, by key."""
        return {
            key: self.folder / "out" / file
            for key, (state, file) in self.drafts().items()
            if state == "waiting"
        }

    def remind(self):
        gone = {key for key, path in self.files().items() if not path.is_file()}
        over, missed = self.model.remind(self.day, gone)
        told = [p["code"] for p in self.do("remind")["problems"]]
        assert told == ["reminders_over"] * bool(over) + ["reminders_missed"] * missed
        assert self.do("remind")["count"] == 0, "a second run finds nothing to do"

    def check(self):
        """At the end of a day all that is due and not sent is there, and nothing that is not true."""
        self.remind()
        files = self.files()
        assert set(files) == set(self.model.waits)
        assert all(path.is_file() for path in files.values())
        known = {self.folder / "out" / file for _, file in self.drafts().values()}
        assert {*(self.folder / "out" / KEY / "outbox").rglob("*.eml")} <= known

    def next(self, days):
        self.check()
        self.day += days * DAY

    def send(self):
        here = {key for key, path in self.files().items() if path.is_file()}
        going = (self.model.holds(self.day) & here) - self.model.stale
        before, mails = self.sent(), len(self.server.mails)
        self.do("outbox", "send", KEY, "--release", "--yes", codes=(0, 3))
        assert self.sent() - before == going
        self.model.send(going, self.day)
        for sender, (to,), content in self.server.mails[mails:]:
            self.arrived(sender, to, content)

    def sent(self):
        return {key for key, (state, _) in self.drafts().items() if state == "sent"}

    def arrived(self, sender, to, content):
        mail = BytesParser(policy=policy.default).parsebytes(content)
        assert mail["Message-ID"] not in self.marks
        self.marks.add(mail["Message-ID"])
        assert sender == self.sender
        assert to in self.emails.values()
        if "The wrap-up" in mail["Subject"] and self.place and "cancel" not in mail["Subject"]:
            assert self.place in mail.get_body(("plain",)).get_content()

    def by_hand(self, what):
        said, chosen = {
            "all": ((), bool),
            "kind": (("--kind", "feedback"), lambda key: key[0] == "feedback"),
            "who": (("--who", "Chen Li"), lambda key: key[3] == "p-a0000"),
            "folder": (
                ("--folder", str(self.day)),
                lambda key: self.files()[key].parent.name == str(self.day),
            ),
        }[what]
        mine = {key for key in self.model.waits if chosen(key)}
        words = ("outbox", "sent", KEY, *said, "--yes")
        done = self.do(*words, codes=(0,) if mine else (0, 2))
        assert {_modelled(d["key"]) for d in done.get("drafts", ()) if ":" in d["key"]} == mine
        self.model.send(mine, self.day)

    def lose(self, every):
        shutil.rmtree(self.folder / "out", ignore_errors=True) if every else None
        for path in sorted(self.files().values())[:1]:
            path.unlink(missing_ok=True)

    def change_sender(self):
        path = self.folder / "mentorcli.toml"
        new = f"m{len(self.marks)}{self.day.day}@example.org"
        text = re.sub(r"contact_email = .*", f'contact_email = "{new}"', path.read_text("utf-8"))
        path.write_text(text, encoding="utf-8")
        if new != self.sender:
            self.model.stale |= set(self.model.waits)
        self.sender = new

    def change_address(self, person):
        email = f"{person}-{self.day:%m%d}@example.org"
        workspace = open_workspace(self.folder)
        with workspace.writing(self.hand) as connection:
            here = [a for a in applications_of(connection, KEY) if a.person == person]
            save_applications(connection, [replace(a, email=email) for a in here])
            append(connection, self.hand, Fact(Kind.NOTED, person=person))
        if email != self.emails[person]:
            self.model.stale |= {k for k in self.model.waits if k[3] == person}
        self.emails[person] = email

    def change_place(self):
        place = f"Hall {self.day:%m%d}"
        self.do("cohort", "change", KEY, "--set", f"wrapup.place={place}")
        if place != self.place:
            self.model.stale |= {k for k in self.model.waits if k[0] == "wrapup"}
        self.place = place

    def move(self, days):
        new = self.model.wrapup + days * DAY
        self.do("cohort", "change", KEY, "--date", f"wrapup={new}", codes=(0, 3))
        self.model.wrapup = new

    def answer(self, person):
        self.do("session", "answer", KEY, NAMES[person], "feedback")
        self.model.answered.add(person)

    def cancel(self):
        self.do("invite", "wrapup", KEY, codes=(0, 3))
        self.do("invite", "cancel", "wrapup", KEY)
        self.model.cancelled = True


def _modelled(key):
    """Return a program's key as the model writes it."""
    _, kind, name, *_, person = key.split(":")
    assert kind in STEPS
    step, _, anchor = name.partition("@")
    return kind, int(re.sub("[a-z]+", "", step) or 0), dt.date.fromisoformat(anchor), person


PERSON = st.sampled_from(PEOPLE)
DAYS = st.sampled_from([1, 1, 2, 3, 5, 7, 8, 15])
DOINGS = st.one_of(
    st.tuples(st.just("next"), DAYS),
    st.tuples(st.just("next"), DAYS),
    st.tuples(st.sampled_from(["remind", "send", "send", "change_sender", "change_place"])),
    st.tuples(st.just("lose"), st.booleans()),
    st.tuples(st.just("by_hand"), st.sampled_from(["all", "kind", "who", "folder"])),
    st.tuples(st.sampled_from(["change_address", "answer"]), PERSON),
    st.tuples(st.just("move"), st.sampled_from([-2, 1, 4, 9])),
    st.tuples(st.just("cancel")),
)


@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # slow to shrink
@given(st.lists(DOINGS, min_size=6, max_size=14))
@example([("next", 3), ("move", -2), ("next", 16), ("next", 5), ("by_hand", "all"), ("move", -2)])
@example([("next", 8), ("by_hand", "all"), ("next", 1), ("move", 4)])  # sent late, then moved: news
def test_whatever_is_done_each_goes_once_and_none_is_missing(doings):
    with mail_server() as server, TemporaryDirectory() as name:
        life = Life(Path(name) / "w", server)
        life.next(1)
        for what, *how in doings:
            getattr(life, what)(*how)
        life.check()
        life.send()
        assert life.model.holds(life.day) == set(), "what was true and due has gone"
