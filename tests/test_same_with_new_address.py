"""Who is said to be one person has the new name and address taken with it; other answers are asked about."""

from __future__ import annotations

import json

import pytest

PEERS = "2027-peers"
DAY = ("--today", "2027-02-19")


def asked(run):
    every = json.loads(run("questions", "list", PEERS, "--json").stdout)["questions"]
    return [(q["number"], q["code"]) for q in every if q["state"] == "open"]


@pytest.mark.parametrize(("old", "new", "more"), [
    ("bertil.ek@example.org", "bertil.k.ek@example.org", None),
    ("Bertil,Ek,bertil.ek@", "Bertil,Ek-Dahl,bertil.dahl@", None),
    ("bertil.ek@example.org", "bertil.k.ek@example.org", ("Projektledning, Undervisning", "Undervisning")),
])  # fmt: skip
def test_the_answer_same_takes_the_address_and_the_name(run, sample, old, new, more):
    text = (sample / "peers.csv").read_text("utf-8")
    run("init", ".", "--today", "2027-01-04")
    run("cohort", "new", "peer", PEERS, "--today", "2027-01-04")
    run("import", sample / "peers.csv", "--cohort", PEERS, "--accept", "--today", "2027-02-10")
    run("match", PEERS, "--today", "2027-02-16")
    run("plan", "approve", PEERS, "--yes", "--today", "2027-02-17")
    assert text.count(old) == 1
    text = text.replace(old, new)
    if more:
        rows = [row.replace(*more) if "bertil" in row else row for row in text.splitlines()]
        text = "\n".join(rows) + "\n"
    (run.folder / "later.csv").write_text(text, "utf-8")
    run("import", "later.csv", "--cohort", PEERS, "--yes", *DAY)
    ((number, code),) = asked(run)
    assert code != "change_in_plan"
    run("questions", "settle", PEERS, number, "same", *DAY)
    assert [code for _, code in asked(run)] == (["change_in_plan"] if more else [])
    shown = json.loads(run("person", "show", PEERS, "Bertil", "--json").stdout)["applications"][0]
    said = {one["answer"]: one["value"] for one in shown["answers"]}
    assert (said["email"] == "bertil.ek@example.org") is (more is not None)
