"""Cohorts led from first to last day by ``status`` alone: each day does what its lines say, in their order.

What a person would do beside the keyboard is in ``_by_hand``: ask for signatures, hold meetings, answer
a question. Troubles come on their days, as people bring them.
"""

from __future__ import annotations

import datetime as dt
import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from life_runner import called

from mentorcli.files.shipped import shipped

EVERY = 7
"""The coordinator looks every so many days; cron runs on these days, too."""
MOST_A_DAY = 30


@dataclass
class Life:
    """A cohort's life: its programme, its exports by day, and its troubles by day."""

    programme: str
    cohort: str
    first: dt.date
    last: dt.date
    exports: dict[str, tuple[str, ...]]
    troubles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    selected: str = ""
    declines: tuple[str, ...] = ()
    """Who says no to a proposal, by the beginning of the line."""


class Led:
    """The coordinator of one workspace, who knows nothing but what ``status`` says."""

    def __init__(self, folder: Path, life: Life) -> None:
        self.folder, self.life, self.day = folder, life, life.first
        self.told: list[str] = []
        self.yesterday: set[str] = set()

    def ask(self, *words, code=(0, 3)):
        """Run a command as on the day; return its JSON."""
        every = (*words, "--workspace", self.folder, "--json")
        ended, out, err = called(*every)
        assert ended in code, (
            f"{self.day}: mentorcli {shlex.join(map(str, words))}: {ended}\n{out}{err}"
        )
        return json.loads(out) if out.strip() else {}

    def dated(self, *words, code=(0, 3)):
        return self.ask(*words, "--today", self.day.isoformat(), code=code)

    def lines(self):
        return self.dated("status", self.life.cohort)["cohorts"][0]["lines"]

    def lead(self) -> str:
        """Live from the first day to the last; return what was said and done, day by day."""
        called("init", self.folder)
        life = self.life
        self.told.append(f"$ mentorcli cohort new {life.programme} {life.cohort}")
        self.ask("cohort", "new", life.programme, life.cohort)
        while self.day <= life.last:
            before = len(self.told)
            self._trouble()
            self.dated("remind")
            self._work()
            if len(self.told) > before:
                self.told.insert(before, f"\n# {self.day}")
            self.day += dt.timedelta(EVERY)
        final = self.lines()
        self.told += ["", "# at the end", *(f"{x['standing']}: {x['what']}" for x in final)]
        return "\n".join(self.told) + "\n"

    def _trouble(self) -> None:
        for day, words in sorted(self.life.troubles.items()):
            if self.day - dt.timedelta(EVERY) < dt.date.fromisoformat(day) <= self.day:
                filled = [self._who(w) for w in words]
                self.told.append(f"! mentorcli {shlex.join(words)}")
                dateless = words[0] == "cohort"
                (self.ask if dateless else self.dated)(*filled)

    def _who(self, word: str) -> str:
        """Return the person that a word like ``mentee 3`` or ``mentor 0`` of the plan means."""
        role, _, number = word.partition(" ")
        if role not in {"mentor", "mentee"} or not number.isdigit():
            return word.replace("SAMPLE/", f"{shipped('sample_data')}/")
        plan = self.ask("plan", "show", self.life.cohort)["plan"]
        found = sorted(plan["matches"], key=lambda m: m["id"])
        people = (
            [m["mentor"] for m in found] if role == "mentor" else [m["mentees"][0] for m in found]
        )
        return people[int(number) % len(people)]

    def _work(self) -> None:
        """Do what the lines say, the first that was not done today, until nothing new is said."""
        done: set[str] = set()
        today: set[str] = set()
        for _ in range(MOST_A_DAY):
            due = [x for x in self.lines() if x["standing"] in {"late", "due", "blocked"}]
            line = next((x for x in due if x["command"] and x["command"] not in done), None)
            if line is None:
                self.yesterday = today
                return
            done.add(line["command"])
            command = self._filled(line["command"])
            if command is None:
                continue
            said = f"{line['standing']}: {line['what']}\n  $ {line['command']}"
            if said not in self.yesterday:
                self.told.append(said)
            today.add(said)
            if "NAME" in command or "DATE" in command:
                self._log_sessions(shlex.split(command)[1:])
                continue
            words = shlex.split(command)[1:]
            if words[:2] == ["pair", "accept"] and line["what"].startswith(
                self.life.declines or "-"
            ):
                words[1] = "decline"
                self.told.append(f"  $ mentorcli {shlex.join(words)}")
            then = self._run(words)
            self._by_hand(words, then)
        raise AssertionError(f"{self.day}: the work has no end: {due}")

    def _run(self, words):
        """Run what status names; at a terminal it would ask, and the answer is yes."""
        more = {"plan approve": ("--yes", "--with-questions")}
        more |= {"cohort move": ("--yes",), "outbox sent": ("--yes",)}
        extra = more.get(" ".join(words[:2]), ())
        if words[0] == "import":
            extra = ("--yes", "--accept")
        ended, out, err = 2, "", ""
        for today in (("--today", self.day.isoformat()), ()):
            said = (*words, *extra, *today, "--workspace", self.folder, "--json")
            ended, out, err = called(*said)
            if not (ended == 2 and "No such option: --today" in out + err):
                break
        assert ended in {0, 3}, f"{self.day}: status named what is refused: {words}\n{out}{err}"
        return json.loads(out) if out.strip() else {}

    def _filled(self, command: str) -> str | None:
        """Return a command with what a person puts into it, None where there is nothing yet."""
        if "FILE" not in command:
            return command
        if "--as selected" in command:
            return command.replace("FILE", _quoted(self.life.selected))
        come = [f for day, f in self.life.exports.items() if dt.date.fromisoformat(day) <= self.day]
        if not come:
            return None
        return command.replace("FILE", " ".join(map(_quoted, come[-1])))

    def _by_hand(self, words, then) -> None:
        """Do what a person does after a command that only tells something."""
        both, cohort = " ".join(words[:2]), self.life.cohort
        if both == "agreement list" and then.get("missing"):
            self.told.append(f"  $ mentorcli agreement signed {cohort} all --on {self.day}")
            self.dated("agreement", "signed", cohort, "all", "--on", self.day.isoformat())
        if words[0] == "suggest" and then.get("next"):
            step = next((s for s in then["next"] if " pair propose " in s), "")
            if step:
                self.told.append(f"  $ {step}")
                self.dated(*shlex.split(step.split("  ")[0])[1:])
        if both == "session sheets":
            for person in self._silent():
                self.dated("session", "log", cohort, *person, "--on", self.day.isoformat())
        if both == "questions list":
            for question in then.get("questions", []):
                self._settle(question)

    def _silent(self) -> Iterator[str]:
        for match in self.ask("pair", "list", self.life.cohort)["matches"]:
            if (
                match["state"] == "agreed"
                and match["starts"] <= self.day.isoformat() < match["ends"]
            ):
                first, *rest = match["mentees"]
                yield (first, "--with", match["mentor"] or rest[0])

    def _log_sessions(self, words) -> None:
        """Note a session of each mentee who has none, once they meet."""
        plan = self.ask("plan", "show", self.life.cohort)["plan"]
        there = {
            a["id"] for a in self.ask("application", "list", self.life.cohort)["applications"]
            if a["state"] == "valid"
        }  # fmt: skip
        for person in sorted({p for m in plan["matches"] for p in m["mentees"]} & there):
            filled = [{"NAME": person, "DATE": self.day.isoformat()}.get(w, w) for w in words]
            self.dated(*filled)

    def _settle(self, question) -> None:
        answers = question["answers"] or ["nobody"]
        words = ("questions", "settle", self.life.cohort, str(question["number"]), answers[0])
        self.told.append(f"  $ mentorcli {shlex.join(words)}")
        self.dated(*words)


def _quoted(name: str) -> str:
    return shlex.quote(str(shipped("sample_data") / name))
