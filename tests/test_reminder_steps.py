"""Steps of one reminder: days only, held against a model written from what a reminder is to do."""

import dataclasses
import datetime as dt
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from reminders_cohort import ORGANISATION, record

from mentorcli.domain.days import holiday
from mentorcli.reminders import Facts, due, load_reminders

DAY = dt.timedelta(days=1)


def no_work(day):
    return day.weekday() > 4 or holiday(day) is not None


def moved(day, step, workdays):
    while workdays and no_work(day):
        day += step * DAY
    return day


def planned(anchor, offsets, workdays):
    """The day of each step: what follows waits for the one before it, what announces goes before the next."""
    plan = {}
    for n in offsets:
        before = [plan[m] + (n - m) * DAY for m in plan if n >= 0]
        plan[n] = moved(max([anchor + n * DAY, *before]), 1 if n >= 0 else -1, workdays)
    for n in sorted((n for n in offsets if n < 0), reverse=True):
        after = [plan[m] - (m - n) * DAY for m in offsets if m > n]
        plan[n] = moved(min([plan[n], *after]), -1, workdays)
    return plan


def model(anchor, offsets, catch_up, last, workdays, runs):
    """Return which step goes on which run's day; ``runs`` are days with how much later a letter leaves.

    Of two that may come on one day for the first time, as what went before them left late, the later goes.
    """
    plan, written, left = planned(anchor, offsets, workdays), {}, {}
    for day, lag in runs:
        may = {}
        for n in offsets:
            went = {m: left[m] if left[m] <= day else written[m] for m in left}
            least = [went[m] + (n - m) * DAY for m in went if m < n]
            may[n] = plan[n]
            if least and max(least) > plan[n]:
                may[n] = moved(max(least), 1, workdays)
        come = [n for n in offsets if may[n] <= day]
        newest = max(come, key=lambda n: (may[n], n), default=None)
        if newest is None or newest in written or day > last:
            continue
        if (day - may[newest]).days <= catch_up:
            written[newest], left[newest] = day, day + lag * DAY
    return written


@st.composite
def lives(draw):
    anchor = dt.date(2026, 9, 1) + draw(st.integers(0, 1400)) * DAY
    offsets = sorted(draw(st.sets(st.integers(-25, 30), min_size=2, max_size=4)))
    first = anchor + (offsets[0] - 8) * DAY
    gaps = draw(st.lists(st.sampled_from([0, 1, 1, 1, 2, 3, 9]), min_size=30, max_size=60))
    lags = draw(st.lists(st.sampled_from([0, 0, 0, 1, 3]), min_size=60, max_size=60))
    runs, day = [], first
    for gap, lag in zip(gaps, lags, strict=False):
        day += gap * DAY
        runs.append((day, lag))
    catch_up, last = draw(st.integers(0, 9)), anchor + draw(st.integers(-5, 60)) * DAY
    return anchor, offsets, catch_up, last, draw(st.booleans()), runs


def reminder(folder, offsets, catch_up, last):
    """The reminder of a header with these steps, the last day counted from the kick-off."""
    when = ", ".join(f'"kickoff {n:+d}"'.replace("+", "+ ").replace("-", "- ") for n in offsets)
    head = f'when = [{when}]\naudience = "mentors"\nuntil = "wrapup"\ncatch_up = {catch_up}\n'
    (folder / "reminders").mkdir()
    text = f'+++\n{head}subject = "S"\n+++\nHello.\n'
    (folder / "reminders" / "own.en.txt.j2").write_text(text, encoding="utf-8")
    programme = dataclasses.replace(record().programme, reminders=("own",))
    return load_reminders(programme, folder)


def lived(anchor, offsets, catch_up, last, workdays, runs):
    """Return which step the program writes on which run's day."""
    whole = record()
    life = dataclasses.replace(whole.programme.life, workdays=workdays)
    dates = {**whole.cohort.dates, "kickoff": anchor, "wrapup": last}
    of = dataclasses.replace(
        whole,
        programme=dataclasses.replace(whole.programme, life=life),
        cohort=dataclasses.replace(whole.cohort, dates=dates),
    )
    steps, written, left = {}, {}, {}
    with TemporaryDirectory() as name:
        texts = reminder(Path(name), offsets, catch_up, last)
        for day, lag in runs:
            went = {k: left[k] if left[k] <= day else written[k] for k in left}
            for message in due(Facts.of(of, ORGANISATION, 0, went), texts, day, went):
                written[message.key], left[message.key] = day, day + lag * DAY
                if message.person == "m1":
                    step = message.key.split(":")[2].partition("@")[0].removeprefix("kickoff")
                    steps[int(step or 0)] = day
    return steps


@settings(max_examples=150)
@given(lives())
def test_each_step_comes_on_the_day_of_the_model(life):
    assert lived(*life) == model(*life)


@settings(max_examples=100)
@given(lives())
def test_no_two_on_one_day_and_never_nearer_than_stated(life):
    anchor, offsets, catch_up, last, workdays, runs = life
    daily = [(day, 0) for day, _ in runs]
    written = sorted(
        (day, n) for n, day in lived(anchor, offsets, catch_up, last, workdays, daily).items()
    )
    for (one, n), (other, m) in pairwise(written):
        assert other > one
        assert (other - one).days >= m - n


def test_of_two_steps_that_may_come_on_one_day_the_later_goes():
    """Eight days and ten days after: both wait to the same Monday, since the letter before left late."""
    march, late = dt.date(2028, 3, 20), (dt.date(2028, 2, 25), 3)
    runs = [late, (march, 0), (march + 3 * DAY, 0)]
    found = lived(dt.date(2028, 3, 8), [-11, 8, 10], 7, dt.date(2028, 5, 2), True, runs)
    assert found == {-11: late[0], 10: march}
