"""Columns of capacities, days, numbers and genders as people, form tools and Excel write them.

Each cell comes with the value that it was made from; nothing here knows how mentorcli reads.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

ASK = "ask"
"""What no reader can know: only asking is right."""


@dataclass(frozen=True)
class Column:
    """``kind`` names the way of writing; ``truth`` has a value for each cell, or ASK."""

    field: str
    kind: str
    cells: tuple[object, ...]
    truth: tuple[object, ...]


KINDS: dict[str, Callable[[random.Random], Column]] = {}


def kind(make):
    KINDS[make.__name__] = make
    return make


# --- capacities: (fewest or None, most) with None for "no least was said"

NUMBERS = {
    1: ("1", "one", "yksi", "yhden", "en adept", "one mentee", "1 aktori"),
    2: ("2", "two", "kaksi", "kahden", "två", "2 mentees", "kaksi aktoria", "två adepter"),
    3: ("3", "three", "kolme", "kolmen", "tre", "3 persons", "kolme henkilöä", "tre personer"),
    4: ("4", "four", "neljä", "fyra", "4 doctoral researchers", "4 opiskelijaa", "4 doktorander"),
}  # fmt: skip
MOST = (
    "max {}", "Max. {}", "maximum {}", "up to {}", "at most {}", "no more than {}", "enintään {}", "korkeintaan {}",
    "maks. {}", "ei enempää kuin {}", "högst {}", "upp till {}", "max {} st", "{} max", "{} at a time", "{} kerrallaan",
    "{} åt gången", "I can take {}", "Voin ottaa {}", "Jag kan ta emot {}", "{}.", " {} ", "Yes, {}", "{}!", "{} kpl",
)  # fmt: skip
RANGES = (
    "{}-{}", "{} - {}", "{}–{}", "{} to {}", "{} or {}", "{} tai {}", "{} eller {}", "between {} and {}",
    "mellan {} och {}", "{}-{} mentees", "{}-{} aktoria", "{}–{} adepter", "max {}-{}", "{} till {}", "from {} to {}",
    "{}-{} hlö", "I can take {} or {}",
)  # fmt: skip
BESIDE = (
    "{}, 4 meetings each", "{} (2 h/kk)", "{}, 1 hour a month", "{} (last year 4)", "{}, 5 tapaamista", "{}, 3 möten",
    "{} (viime vuonna 4)", "{}; I had 5 last year", "{}, 2 tuntia kuussa", "{} (spring 2027)", "{} mentees, 6 months",
    "4 möten, {} adepter", "2 tapaamista, {} mentoroitavaa", "2 h a month, max {} mentees",
    "{} mentees 4 meetings", "{}, my team has 12 people", "{} (förra året 4)", "{}, 2 timmar i månaden",
)  # fmt: skip
ASKED = (
    "unsure", "2?", "not sure, maybe 2", "ehkä 2", "vet inte", "about 3", "noin 3", "ungefär 3", "depends", "riippuu",
    "3, depends on the topics", "2 h/kk", "2 hours a month", "4 meetings", "last year 4", "viime vuonna 3",
    "2 in English, 1 in Finnish", "suomeksi 2, englanniksi 1", "2 på svenska och 1 på finska", "Fi 2 / En 1",
    "one group", "2 groups of 3", "yksi ryhmä", "1.5", "1,5", "2+", "2+1", "2x", "1/2", "30 min", "12", "2027",
    "as many as needed", "niin monta kuin tarvitaan", "several", "muutama", "några", "my team has 4 people",
    "I have had 3", "2 kids, so 1", "less than 4", "alle 4", "2 per semester", "2 vuodessa", "1 woman and 1 man",
    "2 if they know each other", "2 jos sopii", "kuusi tuntia", "två timmar", "2nd time as mentor", "room 2", "+358 2",
    "I supervise 4 students", "En", "en tiedä", "2 (or 5)", "Monday 3 pm", "2 not 3 not 4 but 5 or 6 or 7",
)  # fmt: skip


def capacity_column(rng, kind, write):
    pairs = [write() for _ in range(rng.randint(1, 8))]
    return Column("Capacity", kind, tuple(c for c, _ in pairs), tuple(t for _, t in pairs))


def _number(rng, most=4):
    n = rng.randint(1, most)
    return rng.choice(NUMBERS[n]), n


@kind
def capacity_plain(rng):
    def write():
        if rng.random() < 0.3:
            n = rng.randint(1, 4)
            return n, (None, n)
        text, n = _number(rng)
        return text, (None, n)

    return capacity_column(rng, "capacity_plain", write)


@kind
def capacity_most(rng):
    def write():
        n = rng.randint(1, 4)
        word = str(n) if rng.random() < 0.6 or n == 1 else rng.choice(NUMBERS[n][1:2])
        return rng.choice(MOST).format(word), (None, n)

    return capacity_column(rng, "capacity_most", write)


@kind
def capacity_range(rng):
    def write():
        low = rng.randint(1, 3)
        high = rng.randint(low + 1, 4)
        return rng.choice(RANGES).format(low, high), (low, high)

    return capacity_column(rng, "capacity_range", write)


@kind
def capacity_swedish_one(rng):
    said = {"en eller två": (1, 2), "en till två": (1, 2), "högst en": (None, 1), "en adept": (None, 1), "bara en": (None, 1), "en åt gången": (None, 1), "en grupp på 3": (None, 3), "en-två": (1, 2)}  # fmt: skip
    return capacity_column(rng, "capacity_swedish_one", lambda: rng.choice(list(said.items())))


@kind
def capacity_group(rng):
    said = {"1 group of 3": (None, 3), "a group of 2-3": (2, 3), "one group of three": (None, 3), "kolmen hengen ryhmä": (None, 3), "grupp på 3": (None, 3), "3 in a group": (None, 3), "ryhmän koko 3": (None, 3)}  # fmt: skip
    return capacity_column(rng, "capacity_group", lambda: rng.choice(list(said.items())))


@kind
def capacity_beside(rng):
    def write():
        n = rng.randint(1, 4)
        return rng.choice(BESIDE).format(rng.choice([str(n), f"max {n}"])), (None, n)

    return capacity_column(rng, "capacity_beside", write)


@kind
def capacity_unsaid(rng):
    return capacity_column(rng, "capacity_unsaid", lambda: (rng.choice(ASKED), ASK))


@kind
def capacity_excel(rng):
    """Excel made days of ranges: typed cells, or as its CSV shows them in three languages."""
    months = {
        2: ("helmi", "Feb", "feb"), 3: ("maalis", "Mar", "mars"), 4: ("huhti", "Apr", "apr"), 5: ("touko", "May", "maj"),
    }  # fmt: skip

    def write():
        low = rng.randint(1, 3)
        high = rng.randint(max(low + 1, 2), 5)
        name = months[high]
        shown = [
            dt.date(2026, high, low), dt.datetime(2026, low, high),  # noqa: DTZ001 - a cell has no zone
            f"{low}.{name[0]}", f"{low}-{name[1]}",
            f"{low}-{name[2]}", f"{name[1]}-{low}", f"{low}.{high}.2026", f"{low:02}/{high:02}/2026", f"2026-{high:02}-{low:02}",
        ]  # fmt: skip
        return rng.choice(shown), (low, high)

    return capacity_column(rng, "capacity_excel", write)


# --- days


def _days(rng, count=None):
    first = dt.date(2026, 8, 1)
    return [first + dt.timedelta(rng.randrange(330)) for _ in range(count or rng.randint(1, 10))]


def _day_column(kind, days, cells, rng):
    field = rng.choice(["Earliest start", "Timestamp"])
    truth = tuple(days)
    if field == "Timestamp":
        hours = [f" {rng.randint(8, 20)}:{rng.randint(0, 59):02}" for _ in cells]
        cells = [
            c + h if isinstance(c, str) else dt.datetime.combine(c, dt.time(9, 5)) if isinstance(c, dt.date) else c
            for c, h in zip(cells, hours, strict=True)
        ]  # fmt: skip
    return Column(field, kind, tuple(cells), truth)


def day_kind(pattern):
    def make(rng):
        days = _days(rng)
        return _day_column(pattern, days, [_shown(pattern, d) for d in days], rng)

    make.__name__ = pattern
    kind(make)


def _shown(pattern, day):
    y, m, d = day.year, day.month, day.day
    return {
        "iso": f"{y}-{m:02}-{d:02}", "year_slashes": f"{y}/{m:02}/{d:02}", "dots": f"{d}.{m}.{y}", "dots_padded": f"{d:02}.{m:02}.{y}",
        "dmy_slashes": f"{d}/{m}/{y}", "mdy_slashes": f"{m}/{d}/{y}", "dmy_dashes": f"{d:02}-{m:02}-{y}", "mdy_dashes": f"{m:02}-{d:02}-{y}",
        "short_dots": f"{d}.{m}.{y % 100:02}", "short_mdy": f"{m}/{d}/{y % 100:02}", "short_dmy": f"{d}/{m}/{y % 100:02}",
        "short_ymd": f"{y % 100:02}-{m:02}-{d:02}", "english": f"{d} {EN[m - 1]} {y}", "english_us": f"{EN[m - 1]} {d}, {y}",
        "english_short": f"{d}-{EN[m - 1][:3]}-{y}", "english_shorter": f"{d}-{EN[m - 1][:3]}-{y % 100:02}",
        "finnish": f"{d}. {FI[m - 1]}kuuta {y}", "finnish_short": f"{d}.{FI[m - 1]}.{y}", "finnish_turned": f"{FI[m - 1]}kuun {d}. {y}", "swedish": f"{d} {SV[m - 1]} {y}",
        "swedish_den": f"den {d} {SV[m - 1]} {y}", "weekday_fi": f"{['ma', 'ti', 'ke', 'to', 'pe', 'la', 'su'][day.weekday()]} {d}.{m}.{y}",
        "weekday_en": f"{['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][day.weekday()]}, {d} {EN[m - 1]} {y}", "cells": day,
    }[pattern]  # fmt: skip


EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
FI = [
    "tammi",
    "helmi",
    "maalis",
    "huhti",
    "touko",
    "kesä",
    "heinä",
    "elo",
    "syys",
    "loka",
    "marras",
    "joulu",
]
SV = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
for name in [
    "iso",
    "year_slashes",
    "dots",
    "dots_padded",
    "dmy_slashes",
    "mdy_slashes",
    "dmy_dashes",
    "mdy_dashes",
    "short_dots",
    "short_mdy",
    "short_dmy",
    "short_ymd",
    "english",
    "english_us",
    "english_short",
    "english_shorter",
    "finnish",
    "finnish_short",
    "finnish_turned",
    "swedish",
    "swedish_den",
    "weekday_fi",
    "weekday_en",
    "cells",
]:
    day_kind(name)


@kind
def excel_turned(rng):
    """A workbook in which Excel read days of another order: what it could not read stayed text."""
    days = _days(rng, rng.randint(3, 10))
    days[0] = days[0].replace(day=rng.randint(13, 28))
    source = rng.choice(["dmy_slashes", "mdy_slashes"])
    cells = [dt.date(d.year, d.day, d.month) if d.day <= 12 else _shown(source, d) for d in days]
    return _day_column("excel_turned", days, cells, rng)


@kind
def excel_turned_csv(rng):
    """The same saved as CSV by a Finnish Excel: dots where it took a day, slashes where not."""
    days = _days(rng, rng.randint(4, 10))
    days[0], days[1] = (d.replace(day=rng.randint(13, 28)) for d in days[:2])
    cells = [
        f"{d.month}.{d.day}.{d.year}" if d.day <= 12 else _shown("mdy_slashes", d) for d in days
    ]
    return _day_column("excel_turned_csv", days, cells, rng)


@kind
def typed_between(rng):
    """Staff typed some days with dots into a column of US days that show their order."""
    days = _days(rng, rng.randint(4, 10))
    days[0] = days[0].replace(day=rng.randint(13, 28))
    days[1] = days[1].replace(day=rng.randint(13, 28))
    cells = [_shown("dots" if i % 3 == 1 else "mdy_slashes", d) for i, d in enumerate(days)]
    return _day_column("typed_between", days, cells, rng)


@kind
def one_is_no_day(rng):
    days = _days(rng, rng.randint(2, 8))
    pattern = rng.choice(["dots", "iso", "english", "cells"])
    cells = [_shown(pattern, d) for d in days]
    at = rng.randrange(len(days))
    cells[at] = rng.choice(
        [
            "31.11.2026",
            "30.2.2027",
            "2026-13-01",
            "soon",
            "sometime",
            "32 May 2027",
            "heti",
            "1.15.2026",
        ]
    )
    found = _day_column("one_is_no_day", days, cells, rng)
    truth = [ASK if i == at else d for i, d in enumerate(found.truth)]
    return Column(found.field, found.kind, found.cells, tuple(truth))


# --- numbers of years, and genders

BANDS = ((0, 4, "Under 5"), (5, 9, "5-10"), (11, 20, "10-20"), (21, 45, "Over 20"))


@kind
def years(rng):
    def write():
        low, high, label = rng.choice(BANDS)
        n = rng.randint(low, high)
        fi = {"Under 5": "Alle 5", "Over 20": "Yli 20"}.get(label, label)
        sv = {"Over 20": "Över 20"}.get(label, label)
        return rng.choice(
            [
                n,
                str(n),
                f"{n} years",
                f"{n} vuotta",
                f"{n} v",
                f"{n} år",
                f"{n} yrs",
                label,
                fi,
                sv,
                f"{fi} vuotta",
                f"{n}.0",
            ]
        ), label

    pairs = [write() for _ in range(rng.randint(1, 8))]
    return Column("Years of work experience", "years", *zip(*pairs, strict=True))


@kind
def years_excel(rng):
    shown = [
        dt.date(2026, 10, 5),
        dt.datetime(2026, 5, 10),  # noqa: DTZ001 - a cell has no zone
        "5.loka",
        "5-Oct",
        "10-May",
        "5-okt",
        "05.10.2026",
    ]
    cells = tuple(rng.choice(shown) for _ in range(rng.randint(1, 4)))
    return Column("Years of work experience", "years_excel", cells, ("5-10",) * len(cells))


@kind
def years_unsaid(rng):
    said = [
        "a few",
        "many",
        "n. 16",
        "noin 7",
        "12,5",
        "10",
        "yli 15",
        "since 2010",
        "100",
        "7-8",
        "in 2026",
        "16+",
        "5 months",
    ]
    cells = tuple(rng.choice(said) for _ in range(rng.randint(1, 6)))
    return Column("Years of work experience", "years_unsaid", cells, (ASK,) * len(cells))


GENDERS = {
    "Woman": ("Female", "Woman", "Nainen", "Kvinna", "female", "NAINEN", "kvinna ", "F"),
    "Man": ("Male", "Man", "Mies", "man", "MALE", "mies"),
    "Other": ("Other", "Muu", "Annat", "Non-binary", "Muunsukupuolinen", "icke-binär"),
    "Prefer not to say": ("Prefer not to say", "En halua sanoa", "Vill inte uppge", "En halua vastata", "I prefer not to say"),
}  # fmt: skip


@kind
def gender(rng):
    pairs = [(rng.choice(GENDERS[g]), g) for g in rng.choices(list(GENDERS), k=rng.randint(1, 8))]
    return Column("Gender", "gender", *zip(*pairs, strict=True))


def random_column(seed: int) -> Column:
    rng = random.Random(seed)
    return KINDS[list(KINDS)[seed % len(KINDS)]](rng)
