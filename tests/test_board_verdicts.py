"""The board says of every pair what the product says: points, why, rules, sentences, in each form."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from board_browser import chromium, needs_chromium, opened
from matching_cases import mentee, mentor
from matching_generated import DOCTORAL, cohort
from matching_peers import pool
from matching_random import random_cohort

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.problem import Severity, UserError
from mentorcli.matching import board_page, judge, propose, read_saved, saved_board
from mentorcli.matching.board_page.verdicts import shown_of
from mentorcli.matching.phrases import name_of
from mentorcli.matching.solve.propose import solver_of

NUMBERS = range(20)
EVERY = """() => ({
  pairs: A.map((_, i) => F.map((_, j) => D.led || i !== j ? [parts(i, j), bars(i, j, now)] : null)),
  mates: A.map((_, i) => A.map((_, k) => i === k || (D.led && !D.meet) ? [] : mates(i, k))),
  verdicts: A.map((_, i) => cards.map((_, c) => verdict(i, c, now).kind)),
  people: cards.map((_, c) => members(now.at, c)), at: now.at,
  meets: A.map((_, i) => cards.map((_, c) => !apartAll(c, [...members(now.at, c).filter(k => k !== i), i]).length)),
})"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


def planned(case):
    try:
        return case, propose(case)
    except UserError:
        case = replace(case, decisions=())
        return case, propose(case)


def said(browser, folder, case, plan):
    file = folder / "board.html"
    file.write_bytes(board_page(case, plan))
    with opened(browser, file) as page:
        return page.evaluate(EVERY)


def check_pairs(case, plan, page):
    solver, on, form = solver_of(case), shown_of(case), case.programme.form
    shown = [c.key for c in case.programme.criteria if c.points and c.key != "gender_wish"]
    for i, one in enumerate(on.asks):
        for j, other in enumerate(on.finds):
            if one is other:
                continue
            true = solver.outlook(plan, one.person, other.person)
            parts, bars = page["pairs"][i][j]
            mine = [p for p in true.parts if p.criterion in shown]
            assert [(p["points"], p["because"]) for p in parts] == [
                (p.points, p.because) for p in mine
            ]
            assert [tuple(b) for b in bars] == list(true.blocked_by)
    if form.led and form.mates_meet:
        for i, k in combinations(range(len(on.asks)), 2):
            assert [tuple(x) for x in page["mates"][i][k]] == list(on.mates(i, k))
            assert page["mates"][k][i] == page["mates"][i][k]


def check_cards(case, page):
    """Hold what a card says while somebody is dragged against the product's judge of such decisions."""
    on, form, free = shown_of(case), case.programme.form, replace(case, decisions=())
    for i, one in enumerate(on.asks):
        for c, people in enumerate(page["people"]):
            if page["at"][i] == c or any(d.overrides for d in case.decisions):
                continue
            ids = [one.person, *(on.asks[k].person for k in people)]
            other = [on.finds[c].person] if form.led else []
            pairs = [(p, other[0]) for p in ids] if form.led else combinations(sorted(ids), 2)
            keeps = [Decision(*pair, DecisionKind.KEEP) for pair in pairs]
            bans = [d for d in case.decisions if d.kind is not DecisionKind.KEEP]
            found = judge(free, [*keeps, *bans])
            codes = {p.code for p in found if p.severity is not Severity.NOTE}
            kind = page["verdicts"][i][c]
            if form.led:
                barred = {"keep_breaks_rule", "keep_and_forbid", "keep_no_group"} & codes
                assert (kind == "barred") == bool(barred), (one.name, c, codes)
            if not codes - {"keep_cannot_fill"} and kind != "free":
                assert kind == "clash", (one.name, c, kind)
                assert not form.led, (one.name, c, kind)  # a circle's language is for the solver
            if kind == "free":
                assert codes <= {"keep_cannot_fill"}, (one.name, c, codes)
            if kind == "full":
                assert codes & {"keep_over_capacity", "keep_circle_too_big"}, (one.name, c, codes)


def check_meeting(case, page):
    """Hold who can meet together against the answers themselves; return how many groups cannot."""
    on, led, apart = shown_of(case), case.programme.form.led, 0
    for i, row in enumerate(page["meets"]):
        for c, said in enumerate(row):
            there = [on.asks[k] for k in {i, *page["people"][c]}] + ([on.finds[c]] if led else [])
            ways = [set(w) for a in there if (w := a.value("meeting_modes"))]
            fits = len(there) < 3 or not ways or bool(set.intersection(*ways))
            assert said == fits, ([a.name for a in there], ways)
            apart += not fits
    return apart


@needs_chromium
@pytest.mark.parametrize("form", ["groups", "pairs", "peers"])
def test_every_pair_of_random_cohorts(browser, tmp_path, form):
    for number in NUMBERS:
        case, plan = planned(random_cohort(form, number).case)
        page = said(browser, tmp_path, case, plan)
        check_pairs(case, plan, page)
        check_cards(case, page)


@needs_chromium
def test_every_pair_of_larger_ones_by_the_shipped_profiles(browser, tmp_path):
    for case in (cohort(29, 11), pool(18)):
        plan = propose(case)
        page = said(browser, tmp_path, case, plan)
        check_pairs(case, plan, page)
        check_cards(case, page)
        assert check_meeting(case, page) > 0


HOSTILE = [
    "</script><script>window.hit=1</script>", "<img src=x onerror=window.hit=1>", "]]>", "--><!--", "$&", "$1 $`",
    "\\u003cb\\u003e", "Robert'); DROP TABLE", '"quoted"', "a&amp;b", "%%data%%", "%%script%%", "javascript:1",
    "{{7*7}}", "Ё\u202eevil", "e\u0301a", "𝕴𝖓𝖌𝖆", "ﷺ" * 4, "x" * 300, "a\u2028b\u2029c", "🙂🧑‍🤝‍🧑", "null", "0", "-", ".",
]  # fmt: skip


@needs_chromium
def test_hostile_names_come_through_and_nothing_runs(browser, tmp_path):
    names = [
        f"{HOSTILE[k % len(HOSTILE)]} {HOSTILE[k * 7 // 3 % len(HOSTILE)]} {k}" for k in range(200)
    ]
    people = [mentee(f"k{k:03}", name, goal_text=name) for k, name in enumerate(names[:140])]
    leads = [mentor(f"m{k:03}", name, bio=name) for k, name in enumerate(names[140:])]
    case = replace(cohort(1, 1), mentees=tuple(people), mentors=tuple(leads), programme=DOCTORAL)
    plan = propose(case)
    on = shown_of(case)
    file = tmp_path / "board.html"
    file.write_bytes(board_page(case, plan))
    with opened(browser, file) as page:
        page.evaluate("openPanel(3)")
        read = page.evaluate("() => [A, F].map(all => all.map(a => a.name))")
        assert page.evaluate("window.hit") is None
        texts = page.locator(".card .chip .name, #tray .chip .name").all_text_contents()
        assert page.locator("script").count() == 2
    every = [[name_of(a) for a in side] for side in (on.asks, on.finds)]
    assert read == every
    assert sorted(texts) == sorted(every[0])


@needs_chromium
def test_namesakes_are_told_apart(browser, tmp_path):
    people = [mentee(f"k{k}", "Anna Virtanen" if k < 2 else f"Kai Mentee{k}") for k in range(6)]
    case = replace(cohort(1, 1), mentees=tuple(people), programme=DOCTORAL)
    case = replace(case, mentors=tuple(mentor(f"m{k}", f"Mia Mentor{k}") for k in range(3)))
    file = tmp_path / "board.html"
    file.write_bytes(board_page(case, propose(case)))
    with opened(browser, file) as page:
        texts = page.locator(".chip .name").all_text_contents()
    assert {"Anna Virtanen (k0)", "Anna Virtanen (k1)", "Kai Mentee2"} <= {*texts}


AT_RANDOM = """seed => {
  const pick = n => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % n; };
  for (let k = 0; k < 8; k++) {
    const i = pick(A.length), j = pick(A.length), c = pick(cards.length), kind = ["move", "swap", "keep", "forbid", "back"][pick(5)];
    const here = company(now.at, i);
    if (kind === "back" && acts.length) { change("back", acts.filter((_, n) => n !== pick(acts.length))); continue; }
    const what = kind === "move" ? c : kind === "swap" ? j : here[pick(here.length || 1)];
    if (what === undefined || (kind === "swap" && (now.at[i] === now.at[j] || now.at[j] < 0)) || kind === "back") continue;
    change(kind, [...acts, planned(kind, i, what)]);
  }
  const wrong = cards.flatMap((_, c) => conflicts(c, members(now.at, c), now));
  return [asText(), wrong, cards.map((_, c) => members(now.at, c))];
}"""


@needs_chromium
@pytest.mark.parametrize("form", ["groups", "pairs", "peers"])
def test_whatever_is_done_comes_back_without_contradiction(browser, tmp_path, form):
    fitting = 0
    for number in NUMBERS:
        case, plan = planned(random_cohort(form, number, decided=False).case)
        if not plan.matches:
            continue
        file = tmp_path / "board.html"
        file.write_bytes(board_page(case, plan))
        with opened(browser, file) as page:
            text, wrong, together = page.evaluate(AT_RANDOM, number + 1)
        saved = saved_board(text.encode(), "b.json")
        decisions, problems = read_saved(saved, plan, case, plan.decisions, "b.json")
        assert problems == ()
        assert {(d.mentee, d.mentor, d.kind.value) for d in decisions} == {
            (*case.programme.form.ordered(d.mentee, d.mentor), d.kind) for d in saved.decisions
        }
        if not wrong:
            fitting += 1
            codes = {p.code for p in judge(case, decisions) if p.severity is not Severity.NOTE}
            assert codes <= {"keep_cannot_fill"}, (number, codes, together)
    assert fitting > 0
