"""Plans stored by earlier versions stand as they were: same people, same reasons, nothing asked anew.

The workspaces of ``earlier_plans/`` were made by real commands (its README says how). What they
hold is read here by ``stored_plans`` alone, straight from the JSON of the table of plans.
"""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Commands

EARLIER = Path(__file__).parent / "earlier_plans"
FORMS = {
    "groups": "2027-spring", "pairs": "2027-alumni", "peers-pairs": "2027-peers", "peers-circles": "2027-peers",
}  # fmt: skip
DAY = ("--today", "2027-02-15")


# ---------------------------------------------------------------- the independent reader


def stored_plans(database):
    """Return (whether approved, content) of the stored plans, oldest first, and names by id."""
    with closing(sqlite3.connect(database)) as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(plans)")}
        told = "SELECT about FROM facts WHERE kind = 'approved' ORDER BY facts.id DESC LIMIT 1"
        approved = "state = 'approved'" if "state" in columns else f"id = ({told})"
        query = f"SELECT {approved}, content FROM plans ORDER BY id"  # noqa: S608 - of these two
        rows = connection.execute(query).fetchall()
        names = dict(connection.execute("SELECT person, name FROM applications"))
    return [(bool(approved), json.loads(content)) for approved, content in rows], names


def people_of(match):
    """Return the people of a stored match: mentor and mentees, or people with or without roles."""
    people = match.get("people")
    if people is None:
        people = [match["mentor"], *match["mentees"]]
    return [p["person"] if isinstance(p, dict) else p for p in people if p]


def together(content, names):
    """Return the names of those who are together, match by match."""
    return {frozenset(names[p] for p in people_of(m)) for m in content["matches"]}


def reasons(content, names):
    """Return the reason stored for each person that has one, wherever the plan keeps it."""
    found = {}

    def look(part):
        if isinstance(part, dict):
            person = part.get("mentee") or part.get("person")
            if person and part.get("reason"):
                found[names[person]] = part["reason"]
            part = list(part.values())
        if isinstance(part, list):
            for each in part:
                look(each)

    look(content["matches"])
    return found


def stages(content):
    """Return what each stage came to, and its bound."""
    return [f"{s['key']} {s['value']} of {s['bound']}" for s in content["stages"]]


def golden(form):
    """Return what the earlier version said: who is together, who waits, stages, matches as listed."""
    lines = (EARLIER / form / "together.txt").read_text(encoding="utf-8").splitlines()
    said = {"matches": set(), "waits": set(), "stages": [], "listed": set()}
    for line in lines:
        kind, colon, rest = line.partition(": ")
        if colon:
            said[kind].add(rest)
        elif " of " in line:
            said["stages"].append(line)
        else:
            said["matches"].add(frozenset(line.split(" + ")))
    return said


# ---------------------------------------------------------------- workspaces


@pytest.fixture(params=FORMS)
def earlier(request, tmp_path):
    """A workspace as an earlier version left it: (the command, its form, its cohort)."""
    kept, folder, cohort = EARLIER / request.param, tmp_path / "mentoring", FORMS[request.param]
    shutil.copytree(kept, folder, ignore=shutil.ignore_patterns("*.sql", "*.txt"))
    for name in ("programmes", "forms", "templates", f"out/{cohort}"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "workspace.db")) as connection:
        connection.executescript((kept / "workspace.sql").read_text(encoding="utf-8"))
    return Commands(folder), request.param, cohort


def data(done):
    return json.loads(done.stdout)


def flat(text):
    return " ".join(text.split())


def test_every_stored_plan_keeps_its_people_reasons_and_stages(earlier):
    run, form, cohort = earlier
    before, names = stored_plans(run.folder / "workspace.db")
    run("status", cohort, *DAY)
    after, _ = stored_plans(run.folder / "workspace.db")
    said = golden(form)
    assert [x for x, _ in after] == [x for x, _ in before]
    for (_, old), (_, new) in zip(before, after, strict=True):
        assert together(new, names) == together(old, names)
        assert reasons(new, names) == reasons(old, names)
    approved = next(content for approved, content in after if approved)
    assert together(approved, names) == said["matches"]
    assert {names[w["person"]] for w in approved["waiting"]} == said["waits"]
    assert stages(approved) == said["stages"]


def test_the_plan_is_shown_with_the_same_people(earlier):
    run, form, cohort = earlier
    said = golden(form)
    plan = data(run("plan", "show", cohort, "--json"))["plan"]
    assert together(plan, plan["names"]) == said["matches"]
    assert stages(plan) == said["stages"]
    shown = flat(run("plan", "show", cohort).stdout)
    assert all(name in shown for people in said["matches"] for name in people)


def test_everybody_is_explained_by_the_reason_that_was_stored(earlier):
    run, form, cohort = earlier
    plans, names = stored_plans(run.folder / "workspace.db")
    stored = reasons(next(c for approved, c in plans if approved), names)
    said = golden(form)
    seated = set().union(*said["matches"])
    for name in sorted(seated | said["waits"]):
        explained = flat(run("explain", cohort, name).stdout)
        assert name in explained
        assert stored.get(name, "") in explained
    assert set(stored) <= seated
    assert len(stored) >= len(said["matches"])


def test_the_plan_is_checked_and_holds(earlier):
    run, _, cohort = earlier
    run("status", cohort, *DAY)
    plans, _ = stored_plans(run.folder / "workspace.db")
    file = run.folder / "out" / cohort / "plan.json"
    file.write_text(json.dumps(plans[-1][1], ensure_ascii=False), encoding="utf-8")
    if "  check " in run("plan", "--help").stdout:
        said = run("plan", "check", cohort).stdout
    else:
        said = run("plan", "verify", file).stdout
    assert "is valid" in flat(said)


def test_matches_and_what_happened_to_them_stand(earlier):
    run, form, cohort = earlier
    _, names = stored_plans(run.folder / "workspace.db")
    listed = data(run("pair", "list", cohort, "--json"))["matches"]
    said = {
        f"{' + '.join(sorted(names[p] for p in people_of(m)))}: {m['state']} since {m['since']}, "
        f"{m['starts']} to {m['ends']}, {m['stands']}"
        for m in listed
    }
    assert said == golden(form)["listed"]


def test_a_replan_moves_nobody(earlier):
    run, form, cohort = earlier
    tried = data(run("replan", cohort, "--dry-run", "--json", *DAY))
    assert tried["moves"] == 0
    assert together(tried["plan"], tried["plan"]["names"]) == golden(form)["matches"]


def test_nothing_is_asked_and_nothing_is_sent_anew(earlier):
    run, form, cohort = earlier
    run("status", cohort, *DAY)
    with closing(sqlite3.connect(run.folder / "workspace.db")) as connection:
        known = {key for (key,) in connection.execute("SELECT key FROM outbox")}
    again = data(run("remind", "--json", *DAY))["reminders"]
    assert {r["key"] for r in again} <= known, (
        "only what was never sent and is not in out/ any more"
    )
    exports = sorted((EARLIER / "exports").glob(f"{form}*.csv"))
    for file in exports:
        role = "mentor" if "mentors" in file.name else "mentee"
        named = (
            ("--role", role) if "--role" in run("import", "--help").stdout else ("--as", f"{role}s")
        )
        again = data(run("import", file, "--cohort", cohort, *named, "--yes", "--json"))
        assert again["problems"] == []
        assert again["exit_code"] == 0
    run("status", cohort, *DAY, code=0)
