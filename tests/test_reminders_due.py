import dataclasses
import datetime as dt
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reminders_cohort import ORGANISATION, PRIVATE, days, mentee, mentor, record

from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.fact import Session, Signature
from mentorcli.domain.language import LANGUAGES
from mentorcli.reminders import Facts, due, load_reminders

RECORD = record()
REMINDERS = load_reminders(RECORD.programme, None)
DATES = RECORD.cohort.dates
WHOLE = days(DATES["call_opens"] - dt.timedelta(days=30), DATES["wrapup"] + dt.timedelta(days=60))
MATCHED = ("m1", "m2", "p1", "p2", "p3", "p4")


def run(day, went=None, of=RECORD, reminders=REMINDERS):
    return due(Facts.of(of, ORGANISATION, 0, went), reminders, day, went or ())


def live(of=RECORD, runs=WHOLE):
    delivered, went = [], {}
    for day in runs:
        found = [message.key for message in run(day, went, of)]
        delivered += found
        went |= dict.fromkeys(found, day)
    return delivered


def kinds(delivered):
    """Count the messages of each reminder and occurrence, without the day that it announces."""
    return Counter(":".join(key.split(":")[1:3]).partition("@")[0] for key in delivered)


EVERY = set(live())


def test_each_day_twice_gives_each_reminder_once():
    delivered = live(runs=[day for day in WHOLE for _ in range(2)])
    assert len(delivered) == len(set(delivered))
    assert kinds(delivered) == {
        "call-closes:call_closes-7": 1,
        "call-closes:call_closes-1": 1,
        "application-incomplete:call_closes-7": 1,
        "application-incomplete:call_closes-1": 1,
        "agreement-unsigned:agreement+7": 6,
        "agreement-unsigned:agreement+14": 6,
        "agreement-unsigned:agreement+21": 6,
        "agreement-still-unsigned:agreement+21": 1,
        "kickoff-invite:kickoff-21": 6,
        "kickoff-no-reply:kickoff-7": 6,
        "kickoff-3d:kickoff-3": 6,
        "individual-session-not-booked:midpoint": 4,
        "individual-session-not-booked:wrapup-30": 4,
        "individual-session-mentor:wrapup-30": 2,
        "wrapup:wrapup-21": 6,
        "wrapup:wrapup-3": 6,
        "first-meeting:start+14": 4,
        "silent:meeting+45": 2,
        "midpoint:midpoint": 6,
        "midpoint:midpoint+7": 6,
        "feedback:end": 6,
        "feedback:end+7": 6,
        "feedback:end+14": 6,
    }


def test_each_comes_on_its_day_and_says_so():
    went = {}
    for day in WHOLE:
        messages = run(day, went)
        went |= {m.key: day for m in messages}
        assert {m.due for m in messages} <= {day.isoformat()}


def test_nothing_is_due_between_occurrences_and_in_a_closed_cohort():
    assert run(DATES["kickoff"] + dt.timedelta(days=3)) == ()
    closed = dataclasses.replace(RECORD.cohort, state=CohortState.CLOSED)
    assert live(of=record(cohort=closed)) == []


def test_without_an_approved_plan_nobody_matched_is_reminded():
    assert set(kinds(live(of=record(plan=None, proposal=RECORD.plan)))) == {
        "call-closes:call_closes-7", "call-closes:call_closes-1",
        "application-incomplete:call_closes-7", "application-incomplete:call_closes-1",
    }  # fmt: skip


def test_a_signature_stops_the_agreement_reminder_for_that_person_only():
    on = DATES["kickoff"]
    signed = record(signatures=(Signature("a", "p1", on), Signature("b", "m1", on)))
    people = {k.rsplit(":", 1)[1] for k in live(of=signed) if ":agreement-unsigned:" in k}
    assert people == set(MATCHED) - {"p1"}
    everybody = [("a", p) for p in ("m1", "p1", "p3")] + [("b", p) for p in ("m2", "p2", "p4")]
    signed = record(signatures=tuple(Signature(m, p, on) for m, p in everybody))
    assert not [k for k in live(of=signed) if "agreement" in k]


def test_a_session_stops_its_reminder_and_leaves_the_mentor_only_the_others():
    on = DATES["midpoint"]
    booked = record(sessions=(Session("a", "p1", on), Session("b", "", on)))
    last = DATES["wrapup"] - dt.timedelta(days=30)
    messages = [m for m in run(last, of=booked) if m.kind.startswith("individual-session")]
    assert [m.person for m in messages] == ["m1", "m2", "p2", "p3", "p4"]
    to_mentor = next(m for m in messages if m.person == "m1")
    assert "Eero Äijälä" in to_mentor.body
    assert "Chen Li" not in to_mentor.body


def test_after_five_missed_days_what_was_missed_comes_once():
    missed = [d for d in WHOLE if not DATES["kickoff"] <= d < DATES["kickoff"] + dt.timedelta(12)]
    delivered = live(runs=missed)
    assert len(delivered) == len(set(delivered))
    assert kinds(delivered) == kinds(live())


def test_of_several_missed_occurrences_only_the_newest_goes_out():
    found = kinds(m.key for m in run(DATES["kickoff"] + dt.timedelta(days=15)))
    assert found == {"agreement-unsigned:agreement+14": 6, "first-meeting:start+14": 4}


def test_what_is_too_late_or_past_its_end_is_dropped():
    assert run(DATES["kickoff"] + dt.timedelta(days=29)) == ()
    assert run(DATES["kickoff"] + dt.timedelta(days=1)) == ()
    assert run(DATES["call_closes"] + dt.timedelta(days=1)) == ()


def test_a_moved_day_is_announced_again_and_what_follows_it_is_not():
    before = live()
    later = {k: d + dt.timedelta(days=3) for k, d in DATES.items()}
    moved = record(cohort=dataclasses.replace(RECORD.cohort, dates=later))
    after = live(of=moved)
    assert kinds(after) == kinds(before)
    again = kinds(set(after) - set(before))
    assert again["kickoff-3d:kickoff-3"] == 6
    follows = {k for k in before if "@" not in k or ":agreement+" in k}
    assert set(after) & set(before) == follows
    assert kinds(set(after) & set(before))["agreement-unsigned:agreement+7"] == 6


@settings(max_examples=20, deadline=None)
@given(st.sets(st.sampled_from(WHOLE)), st.randoms(use_true_random=False))
def test_any_days_in_any_row_order_give_no_doubles_and_nothing_new(runs, random):
    people = list(RECORD.applications)
    random.shuffle(people)
    delivered = live(of=record(applications=tuple(people)), runs=sorted(runs))
    assert len(delivered) == len(set(delivered))
    assert set(delivered) <= EVERY


def test_everybody_is_written_to_in_their_first_language():
    day = DATES["kickoff"] - dt.timedelta(days=3)
    found = {m.person: m for m in run(day) if m.kind == "kickoff-3d"}
    assert {p: m.language for p, m in found.items()} == {
        "m1": "fi", "m2": "sv", "p1": "en", "p2": "sv", "p3": "fi", "p4": "en",
    }  # fmt: skip
    assert "torstaina 21.1.2027 klo 14.00–16.30 Suomen aikaa" in found["m1"].body
    assert "torsdagen den 21.1.2027 kl. 14.00–16.30 finsk tid" in found["p2"].body
    assert "Thursday 21 January 2027, 14:00–16:30 Finnish time" in found["p1"].body
    assert found["p1"].body.startswith("Dear Chen,\n")
    assert "Gone Away" not in found["m2"].body


def test_the_coordinator_reads_the_counts_and_who_cannot_be_reached():
    message = next(
        m for m in run(DATES["call_closes"] - dt.timedelta(days=1)) if m.person == "coordinator"
    )
    assert message.to_email == "mentoring@example.org"
    assert "mentees: 4 complete, 2 incomplete, 1 withdrawn" in message.body
    assert "places that the mentors offer: at most 6" in message.body
    assert "1 of them gave no e-mail address" in message.body


def test_an_incomplete_applicant_reads_what_is_missing():
    found = run(DATES["call_closes"] - dt.timedelta(days=7))
    (message,) = (m for m in found if m.kind == "application-incomplete")
    assert message.person == "p6"
    assert "- Mitä toivot mentoroinnilta? Valitse enintään kolme" in message.body


def test_private_answers_and_match_reasons_are_in_no_letter():
    for day in WHOLE:
        for message in run(day):
            assert PRIVATE not in message.subject + message.body


HOSTILE = ['=HYPERLINK("http://x","y")', "Åke & Co <b>", "{{ 7*7 }}", "[red]x[/red]",
           "../../etc/x", "\x1b]0;x\x07Eve\r\nBcc: eve@example.org", "Ää-" * 20]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_out_as_plain_text_on_one_line(name):
    hostile = record(
        applications=(
            mentor("m1", name, first_name=name),
            *(mentee(p, name, first_name=name) for p in ("p1", "p3")),
        )
    )
    for day in WHOLE:
        for message in run(day, of=hostile):
            text = message.subject + message.to_name + message.body
            assert "\x1b" not in text
            assert "\r" not in text
            assert "\n" not in message.subject + message.to_name
            assert "\nBcc" not in text
            assert "49" not in text
            if message.person != "coordinator":
                assert " ".join(name.replace("\x1b", "").replace("\x07", "").split()) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_reads_well_in_every_language(language):
    people = tuple(
        dataclasses.replace(a, answers={**a.answers, "languages": _given(language)})
        for a in RECORD.applications
    )
    for day in WHOLE:
        for message in run(day, of=record(applications=people)):
            assert "{" not in message.subject + message.body
            assert "\n\n\n" not in message.body
            assert "  " not in message.subject + message.body
            assert message.body.endswith("\n")


def _given(language):
    given = RECORD.applications[0].answers["languages"]
    return dataclasses.replace(given, value=(language,))


def test_one_person_in_two_roles_gets_one_letter_for_each_occurrence():
    both = (*RECORD.applications, mentee("m2", "Bo Öhman"))
    two = dataclasses.replace(RECORD.plan.matches[0], mentees=("m2", "p1", "p3"))
    of = record(
        applications=both,
        plan=dataclasses.replace(RECORD.plan, matches=(two, RECORD.plan.matches[1])),
    )
    delivered = live(of=of)
    assert len(delivered) == len(set(delivered))


def test_reminders_load_no_heavy_library():
    code = (
        "import sys, datetime; sys.path.insert(0, 'tests')\n"
        "from reminders_cohort import *\n"
        "from mentorcli.reminders import Facts, due, load_reminders\n"
        "r = record()\n"
        "assert due(Facts.of(r, ORGANISATION), load_reminders(r.programme, None), datetime.date(2027, 1, 18))\n"
        "heavy = {'pandas', 'numpy', 'openpyxl', 'docxtpl', 'docx', 'scipy', 'xlsxwriter', 'sqlalchemy'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def own(text):
    """Return a reminder of the header ``text``, with one body for all languages."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        folder = Path(name) / "reminders"
        folder.mkdir()
        body = f'+++\n{text}\nsubject = "S"\n+++\nHello.\n'
        (folder / "own.en.txt.j2").write_text(body, encoding="utf-8")
        programme = dataclasses.replace(RECORD.programme, reminders=("own",))
        return load_reminders(programme, Path(name))


def test_a_letter_may_go_by_way_of_the_coordinator():
    reminders = own('when = ["kickoff"]\naudience = "mentors"\nchannel = "coordinator"')
    found = run(DATES["kickoff"], reminders=reminders)
    assert {m.to_email for m in found} == {ORGANISATION.contact_email}
    assert [m.person for m in found] == ["m1", "m2"]


def test_conditions_and_stops_of_a_header_hold():
    from mentorcli.domain.match_life import Return

    day = DATES["midpoint"]
    reminders = own('when = ["midpoint"]\naudience = "participants"\nstop = "returned midpoint"')
    came = dataclasses.replace(RECORD, returns=(Return("a", "p1", "midpoint", day),))
    every, rest = (run(day, of=r, reminders=reminders) for r in (RECORD, came))
    assert {m.person for m in every} - {m.person for m in rest} == {"p1"}
    none = own('when = ["midpoint"]\naudience = "participants"\ncondition = "gathering nothing"')
    assert run(day, reminders=none) == ()


def test_on_workdays_what_announces_goes_before_and_what_follows_after():
    from mentorcli.reminders.reminder import Occurrence

    easter = {"kickoff": dt.date(2027, 3, 26)}  # Good Friday
    assert Occurrence("kickoff", -1).on(easter, workdays=True) == dt.date(2027, 3, 25)
    assert Occurrence("kickoff", 0).on(easter, workdays=True) == dt.date(2027, 3, 30)
    assert Occurrence("kickoff", 2).on(easter, workdays=True) == dt.date(2027, 3, 30)
    assert Occurrence("kickoff", -5).on(easter, workdays=True) == dt.date(2027, 3, 19)
    assert Occurrence("kickoff", 2).on(easter) == dt.date(2027, 3, 28)
