"""What undo says of mails that went out, and what it advises where it takes nothing back."""

from __future__ import annotations

from conftest import COHORT
from test_first_aid_life import answer, plan_of
from test_letters_owed import company

DAY, LATER = "2026-12-01", "2026-12-08"


def sent(run, *more):
    run("outbox", "sent", COHORT, "--yes", "--today", DAY, *more)


def went_out(run, *number):
    """Return how many mails a trial of undo says went out."""
    done = run("undo", *number, "--dry-run", "--json")
    said, count = answer(done)["what"], answer(done)["sent"]
    plain = " ".join(run("undo", *number, "--dry-run").stdout.split())
    assert (f"{count} mail" in plain) == bool(count), plain
    return said, count


def number(run, word):
    listed = answer(run("history", COHORT, "--json"))["history"]
    return next(
        one["no."] for one in listed if word in one["what"] and "taken back" not in one["what"]
    )


def test_only_mails_of_the_command_itself_went_out(approved):
    run = approved
    people = len(company(plan_of(run)))
    run("invite", "kickoff", COHORT, "--today", DAY)
    assert went_out(run)[1] == 0
    sent(run)
    invited = number(run, "invitations (kick-off)")
    assert went_out(run, invited)[1] == people
    run("invite", "cancel", "kickoff", COHORT, "--today", DAY)
    assert went_out(run) == ("kick-off cancelled", 0), (
        "the invitations went, the cancellations did not"
    )
    run("undo", "--yes", "--today", DAY)
    run("cohort", "change", COHORT, "--date", "kickoff=2027-01-28", "--today", DAY)
    run("invite", "kickoff", COHORT, "--today", DAY)
    assert went_out(run)[1] == 0, "the update did not go"
    sent(run)
    assert went_out(run, number(run, "invitations (kick-off)"))[1] == people


def test_letters_and_places_that_were_told(approved):
    run = approved
    run("remind", "--today", LATER)
    approval = number(run, "approved")
    assert went_out(run, approval)[1] == 0
    sent(run, "--kind", "receipt")
    assert went_out(run, approval)[1] == 0, "a receipt tells of no place"
    sent(run, "--kind", "outcome")
    assert went_out(run, approval)[1] == len(company(plan_of(run)))
    mentee = plan_of(run)["matches"][0]["mentees"][0]
    run("letter", "introduction", COHORT, "--today", LATER)
    assert went_out(run)[1] == 0
    sent(run, "--who", mentee, "--kind", "introduction")
    assert went_out(run, number(run, "(introduction)"))[1] == 1


def states(run):
    """What waits and what counts as sent, by file."""
    listed = answer(run("outbox", "list", COHORT, "--json"))["drafts"]
    return {d["file"]: (d["state"], d["sent"]) for d in listed}


def test_marking_drafts_as_sent_by_mistake_is_taken_back(approved):
    run = approved
    run("invite", "kickoff", COHORT, "--today", DAY)
    before = states(run)
    sent(run, "--who", plan_of(run)["matches"][0]["mentor"])
    one = states(run)
    assert sum(state == "sent" for state, _ in one.values()) == 1
    sent(run)
    everybody = states(run)
    assert {state for state, _ in everybody.values()} == {"sent"}
    run("undo", "--yes")
    assert states(run) == one, "who was marked before stays marked"
    run("undo", "--yes")
    assert states(run) == before
    run("undo", answer(run("history", COHORT, "--json"))["history"][0]["no."], "--yes")
    assert states(run) == one
    going = answer(run("outbox", "send", COHORT, "--today", DAY, "--json"))["mails"]
    assert len(going) == len(before) - 1


def test_what_is_not_taken_back_says_what_to_do(approved):
    run = approved
    run("questions", "settle", COHORT, "1", "nobody")
    run("questions", "forget", COHORT, "1")
    refused = " ".join(run("undo", "--yes", code=3).stderr.split())
    assert "mentorcli questions settle" in refused


def test_the_history_counts_one_as_one_and_nothing_not_at_all(approved, sample):
    run = approved
    mentee = plan_of(run)["matches"][0]["mentees"][0]
    run("plan", "keep", COHORT, mentee, plan_of(run)["matches"][0]["mentor"])
    run("questions", "settle", COHORT, "1", "nobody")
    staff = run.folder / "staff.csv"
    staff.write_text("Name,E-mail\nHelmi Lahti,helmi.lahti@example.org\n", encoding="utf-8")
    run("import", staff, "--as", "staff")
    told = [one["what"] for one in answer(run("history", "--json"))["history"]]
    assert "1 decision by hand" in " ".join(told)
    assert "a staff list of 1 person" in told
    assert "1 question answered" in told
    assert not [t for t in told if "1 decisions" in t or "0 applications" in t or "1 people" in t]


def test_what_remind_took_away_is_nobodys_last_command(approved):
    run = approved
    run("remind", "--today", LATER)
    one = plan_of(run)["matches"][0]["mentees"][0]
    run("application", "withdraw", COHORT, one, "--yes", "--today", LATER)
    away = answer(run("remind", "--today", "2026-12-09", "--json"))
    assert away["taken_away"], "or the case shows nothing"
    run("undo", "--yes", "--today", "2026-12-09")
    stands = {
        a["id"]: a["state"]
        for a in answer(run("application", "list", COHORT, "--json"))["applications"]
    }
    assert stands[one] == "valid"
