import dataclasses
import io
import os
import random
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from reports_attacker import read_part_of, read_partition
from reports_cohort import MARKER, PROGRAMME, TODAY, as_text, counted, random_record

from mentorcli.domain.application import ApplicationState
from mentorcli.reports import Mark, build_report, to_html, to_workbook

GOLDEN = Path(__file__).parent / "golden" / "report.txt"
RECORD = counted()
REPORT = build_report(RECORD, TODAY)
HTML = to_html(REPORT)
BOOK = to_workbook(REPORT)


def section(report, key):
    return next(s for s in report.sections if s.key == key)


def figures(report, key):
    return {f.label: f.value for f in section(report, key).figures}


def table(report, key, title):
    found = next(b for b in section(report, key).breakdowns if b.title == title)
    return dict(found.rows)


def test_the_numbers_are_those_counted_by_hand():
    matching = figures(REPORT, "matching")
    assert matching["Eligible mentees"] == 30
    assert matching["Matched mentees"] == 24
    assert matching["Matched rate"] == 0.8
    assert matching["Waiting mentees"] == 6
    assert matching["Groups"] == 11
    assert matching["Mean match score"] == (3 * 400 + 3 * 410 + 2 * sum(range(420, 510, 10))) / 24
    assert matching["Lowest match score"] == 400
    assert matching["Share of pairs set by hand"] == 0.125
    assert figures(REPORT, "mentors") == {
        "Mentors offered": 12, "Mentors used": 11, "Mentors not used": 1,
        "Places offered": 36, "Places used": 24, "Share of places used": 24 / 36,
        "Mentors who withdrew after matching": 0,
    }  # fmt: skip
    agreements = figures(REPORT, "agreements")
    assert agreements["Agreements signed"] == 7
    assert agreements["Mentees with a signed agreement"] == 3 + 3 + 5 * 2
    assert agreements["Individual sessions"] == 1


def test_the_tables_are_those_counted_by_hand_with_small_cells_hidden():
    schools = table(REPORT, "schools", "Mentees by school")
    hidden = Mark.HIDDEN
    assert schools["School of Business (BIZ)"] == (7, 7, 1.0)
    assert schools["School of Arts, Design and Architecture (ARTS)"] == (8, hidden, hidden)
    assert schools["School of Science (SCI)"] == (hidden, hidden, hidden)
    wishes = table(REPORT, "wishes", "Wishes for mentors")
    assert [v[0] for v in wishes.values()] == [8, 5, hidden, 6, hidden]
    languages = table(REPORT, "languages", "Languages that eligible mentees ask for")
    assert languages["Finnish"] == (12, 0.4)
    gender = table(REPORT, "gender", "Gender of eligible mentees")
    assert gender["Woman"][0] == 13
    assert gender["Other"] == gender["Not stated"] == (hidden, hidden)


def test_the_report_reads_as_agreed():
    text = as_text(REPORT)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_every_number_has_a_definition_on_the_page_and_in_the_workbook():
    everything = [(f.label, f.definition) for s in REPORT.sections for f in s.figures]
    everything += [
        (m.label, m.definition) for s in REPORT.sections for b in s.breakdowns for m in b.measures
    ]
    strings = texts(BOOK)
    for label, definition in everything:
        assert definition.endswith("."), label
        assert definition in HTML
        assert definition in strings


def parts(book, name):
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {n: archive.read(n) for n in archive.namelist() if re.search(name, n)}


def texts(book):
    (shared,) = parts(book, "sharedStrings").values()
    return ["".join(si.itertext()) for si in fromstring(shared)]


def test_the_report_names_nobody_and_carries_no_answer_as_typed():
    assert MARKER not in HTML
    assert "{{" not in HTML
    assert all(MARKER.encode() not in part for part in parts(BOOK, ".").values())


def test_the_workbook_has_no_formula_no_link_and_no_macro():
    for name, part in parts(BOOK, r"worksheets/sheet").items():
        assert b"<f>" not in part, name
        assert b"hyperlink" not in part, name
    assert not parts(BOOK, "vba|externalLink")


def test_the_workbook_has_tables_frozen_headers_a4_and_native_charts_with_alt_text():
    sheets = parts(BOOK, r"worksheets/sheet\d+\.xml")
    assert all(b'paperSize="9"' in sheet for sheet in sheets.values())
    assert sum(b'state="frozen"' in sheet for sheet in sheets.values()) == len(sheets) - 1
    assert len(parts(BOOK, "tables/table")) == len(sheets) - 1
    charts = [c for s in REPORT.sections for c in s.charts]
    assert len(parts(BOOK, r"charts/chart\d")) == len(charts) == 4
    (drawing,) = parts(BOOK, r"drawings/drawing1\.xml").values()
    assert all(c.description.encode() in drawing for c in charts)


def test_charts_hold_no_hidden_number():
    for part in parts(BOOK, r"charts/chart\d").values():
        assert b"<c:v>3</c:v>" not in part
    wishes = section(REPORT, "wishes").charts[0]
    assert wishes.series[0][1] == (8, 5, Mark.HIDDEN, 6, Mark.HIDDEN)
    assert "(hidden)" in " ".join(texts(BOOK))


def test_the_page_stands_alone():
    assert len(HTML.encode()) < 150_000
    assert '<html lang="en">' in HTML
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|https?://|\bon\w+=", HTML)
    assert HTML.count('<svg role="img"') == 4
    for found in re.findall(r'aria-labelledby="(t-\S+) (d-\S+)"', HTML):
        assert all(f'id="{key}"' in HTML for key in found)
    assert tags_left_open(HTML) == []


def tags_left_open(html):
    left = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag, _attributes):
            left.extend([] if tag == "meta" else [tag])

        def handle_endtag(self, tag):
            assert left.pop() == tag

    Tags().feed(html)
    return left


def luminance(colour):
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_texts_and_bars_have_the_contrast_of_wcag_aa():
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", HTML))
    for text, ground, least in (
        ("ink", "#ffffff", 4.5), ("soft", "#ffffff", 4.5), ("ink", colours["pale"], 4.5),
        ("soft", colours["pale"], 4.5), ("bar", "#ffffff", 3.0),
    ):  # fmt: skip
        high, low = sorted((luminance(colours[text]), luminance(ground)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= least, text


def test_row_order_locale_and_hash_seed_change_no_byte():
    people = list(RECORD.applications)
    random.Random(1).shuffle(people)
    again = build_report(dataclasses.replace(RECORD, applications=tuple(people)), TODAY)
    assert to_html(again) == HTML
    assert to_workbook(again) == BOOK
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests')\n"
        "from reports_cohort import *\n"
        "from mentorcli.reports import *\n"
        "r = build_report(counted(), TODAY)\n"
        "print(hashlib.sha256(to_html(r).encode() + to_workbook(r)).hexdigest())\n"
    )
    seen = set()
    for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "UTC")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, check=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1


@pytest.mark.parametrize("seed", range(25))
def test_in_any_cohort_totals_add_up_and_nobody_is_derivable(seed):
    record = random_record(seed)
    report = build_report(record, TODAY)
    matching, mentors = figures(report, "matching"), figures(report, "mentors")
    assert matching["Matched mentees"] + matching["Waiting mentees"] == matching["Eligible mentees"]
    assert mentors["Mentors used"] + mentors["Mentors not used"] == mentors["Mentors offered"]
    assert mentors["Places used"] == matching["Matched mentees"]
    totals = {
        "Why mentees wait": matching["Waiting mentees"],
        "Groups by language": matching["Groups"],
        "Why mentors are not used": mentors["Mentors not used"],
        "Wishes for mentors": matching["Matched mentees"],
        "Gender of eligible mentees": matching["Eligible mentees"],
        "Gender of eligible mentors": mentors["Mentors offered"],
    }
    for found in (b for s in report.sections for b in s.breakdowns):
        people = [v[0] for _, v in found.rows]
        if found.title not in {"Groups by size", "Rows imported"}:
            assert not [v for v in people if not isinstance(v, Mark) and 0 < v < 5], found.title
        reader = None
        if found.title in totals and found.rows:
            if Mark.HIDDEN not in people:
                assert sum(people) == totals[found.title]
            reader = read_partition(found, totals[found.title])
            hidden = [{name: 1} for name, v in found.rows if v[0] is Mark.HIDDEN]
        elif len(found.measures) == 3:
            reader = read_part_of(found, matching["Eligible mentees"], matching["Matched mentees"])
            hidden = [{("all", n): 1} for n, v in found.rows if v[0] is Mark.HIDDEN]
            hidden += [{("some", n): 1} for n, v in found.rows if v[1] is Mark.HIDDEN]
        for goal in hidden if reader else ():
            assert reader.candidates(goal) >= 5, (found.title, goal)
    to_html(report)
    to_workbook(report)


def test_means_over_few_pairs_are_hidden():
    few = dataclasses.replace(RECORD.plan, matches=RECORD.plan.matches[:1])
    report = build_report(dataclasses.replace(RECORD, plan=few), TODAY)
    assert figures(report, "matching")["Mean match score"] is Mark.HIDDEN
    assert figures(report, "matching")["Lowest match score"] is Mark.HIDDEN
    assert figures(report, "summary")["Got their first wish"] is Mark.HIDDEN


def test_before_approval_the_proposal_is_reported_and_said_to_be_one():
    proposed = dataclasses.replace(RECORD, plan=None, proposal=RECORD.plan)
    report = build_report(proposed, TODAY)
    assert report.notes[0] == "The plan is not approved yet: the numbers on matching may change."
    assert figures(report, "matching")["Matched mentees"] == 24
    assert section(report, "agreements").figures == ()


@pytest.mark.parametrize("people", [RECORD.applications, ()])
def test_without_a_plan_or_anybody_there_is_still_a_report(people):
    report = build_report(dataclasses.replace(RECORD, plan=None, applications=people), TODAY)
    assert figures(report, "matching")["Matched rate"] is Mark.NONE
    assert "There is no plan yet" in to_html(report)
    assert to_workbook(report)


def test_somebody_who_withdrew_after_approval_is_counted_as_that():
    gone = dataclasses.replace(
        RECORD,
        applications=tuple(
            dataclasses.replace(a, state=ApplicationState.WITHDRAWN) if a.person == "p00" else a
            for a in RECORD.applications
        ),
    )
    report = build_report(gone, TODAY)
    matching = figures(report, "matching")
    assert (matching["Eligible mentees"], matching["Matched mentees"]) == (30, 24)
    assert matching["Mentees who withdrew after matching"] == 1
    assert matching["Matches of mentees that go on"] == 23
    assert figures(report, "mentors")["Places used"] == 23


def test_sections_are_found_by_name():
    one = dataclasses.replace(PROGRAMME, sections=("schools",))
    report = build_report(dataclasses.replace(RECORD, programme=one), TODAY)
    assert [s.key for s in report.sections] == ["schools"]


def test_where_no_form_asked_for_wishes_nothing_is_said_of_them():
    asked = [
        dataclasses.replace(a, answers={k: v for k, v in a.answers.items() if k != "wishes"})
        for a in RECORD.applications
    ]
    report = build_report(dataclasses.replace(RECORD, applications=tuple(asked)), TODAY)
    assert "Got their first wish" not in figures(report, "summary")
    assert "wish" not in to_html(report).lower()
    assert (section(report, "wishes").breakdowns, section(report, "wishes").charts) == ((), ())
    assert to_workbook(report)
