"""Labelled ways of writing people: each read as an export is, and judged by what the rules hear."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

from matching_cases import case, mentee, mentor

from mentorcli.matching.cohort_ground import ground_of
from mentorcli.names.splitting import names_in

FILE = Path(__file__).with_name("labelled_people.toml")
MISTAKES = ("another taken", "unheard", "needless", "avoidable")


def entries(*files):
    """The labelled entries of some files, or of the one here, each with the people of its cohort."""
    every = []
    for read in (tomllib.loads(Path(f).read_text("utf-8")) for f in files or (FILE,)):
        cohorts = read.get("cohorts", {})
        every += [
            {**e, "people": cohorts.get(str(e["people"]), e["people"])} for e in read["entry"]
        ]
    return every


def heard(entry):
    """Whom the program takes an answer to mean, by name: {name: "meant" or "ask"}."""
    field = entry["field"]
    names = names_in(entry["text"], wished=field == "wishes")
    here, writes = (mentee, mentor) if field == "known" else (mentor, mentee)
    people = []
    for k, called in enumerate(entry["people"]):
        name, email = re.match(r"([^<]*?)\s*(?:<(.*)>)?$", called).groups()
        people.append(_with_address(here(f"p{k}", name), email))
    writer = writes("w", "Qqq Wwwww", **{field: names})
    sides = (people, [writer]) if field == "known" else ([writer], people)
    ground = ground_of(case(*sides))
    called = {a.person: a.name for a in people}
    if field != "wishes":
        return {called[p]: str(sure) for p, sure in ground.kept_from(writer, field).items()}
    found = {}
    for name in names:
        understood = ground.wished[name]
        for p in understood.people:
            if found.get(called[p]) != "meant":
                found[called[p]] = str(understood.sure)
    return found


def _with_address(application, email):
    from dataclasses import replace

    return replace(application, email=email) if email else application


def mistakes(entry, found=None):
    """What is wrong with how an entry is heard, or with what was ``found``: some of MISTAKES."""
    found, right = heard(entry) if found is None else found, entry["right"]
    who = {re.sub(r"\s*<.*", "", w) for w in entry["who"]}
    meant = {p for p, sure in found.items() if sure == "meant"}
    wrong = []
    if meant and not (right in {"meant", "not-nobody"} and meant <= who):
        wrong.append("another taken")
    if who - set(found) and right != "not-meant":
        wrong.append("unheard")
    if right == "nobody" and found:
        wrong.append("needless")
    if right == "meant" and who <= set(found) and who - meant:
        wrong.append("avoidable")
    return wrong


def table(every):
    """The entries and their mistakes by kind, and in all: {kind: Counter}."""
    kinds = {}
    for entry in every:
        found = heard(entry)
        wrong = mistakes(entry, found)
        for kind in (entry["kind"], "all"):
            tally = kinds.setdefault(kind, Counter())
            tally["entries"] += 1
            tally.update(wrong)
            tally[f"right: {entry['right']}"] += 1
            tally["meant"] += "meant" in found.values()
    kinds["all"] = kinds.pop("all")
    return kinds
