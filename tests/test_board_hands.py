"""The board under a person's hands: drags, keys, undo, saving, and what read makes of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from board_browser import chromium, drag, needs_chromium, opened
from conftest import Commands

COHORT = "2027-spring"
pytestmark = needs_chromium
FREE = """() => { for (const i of A.keys()) for (const c of cards.keys())
  if (now.at[i] >= 0 && c !== now.at[i] && verdict(i, c, now).kind === KIND) return [i, c]; return null; }"""
BARRED_ONCE = """() => { for (const i of A.keys()) for (const c of cards.keys()) {
  const rules = bars(i, c, now).map(([rule]) => rule), speak = F[c].languages.some(x => A[i].languages.includes(x));
  if (cards[c].seats && now.at[i] >= 0 && rules.join() === "no_common_theme" && speak) return [i, c]; } }"""
FITTING = """() => { for (const i of A.keys()) for (const k of A.keys()) {
  if (i >= k || now.at[i] < 0 || now.at[k] < 0 || now.at[i] === now.at[k]) continue;
  const then = derive([planned("swap", i, k)]);
  if ([now.at[i], now.at[k]].every(c => !conflicts(c, members(then.at, c), then).length)) return [i, k]; } }"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def planned(imported):
    imported("match", COHORT)
    imported("plan", "board", COHORT)
    return imported


def board(commands):
    return commands.folder / "out" / COHORT / "board.html"


def chip(page, i):
    return page.locator(f'.chip[data-p="{i}"]')


def first(page, kind):
    return page.evaluate(FREE.replace("KIND", json.dumps(kind)))


def saved(page, folder):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save decisions").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def read(commands, file, **more):
    return json.loads(commands("read", file, "--json", **more).stdout)


def pairs(plan):
    return sorted((p["mentee"], m["mentor"]) for m in plan["matches"] for p in m["pairs"])


def test_the_command_writes_one_private_file_and_the_same_again(planned):
    file = board(planned)
    before = file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"HR only" in before
    file.unlink()
    data = json.loads(planned("plan", "board", COHORT, "--json", "--dry-run").stdout)
    assert data["board"].endswith("board.html")
    assert not file.exists()
    planned("plan", "board", COHORT)
    assert file.read_bytes() == before


def test_a_swap_by_mouse_is_saved_and_read_as_the_same_words_by_commands(
    browser, planned, tmp_path
):
    with opened(browser, board(planned), viewport={"width": 1280, "height": 2400}) as page:
        i, k = page.evaluate(FITTING)
        c = page.evaluate(f"now.at[{k}]")
        names = page.evaluate(f"[A[{i}].name, A[{k}].name, F[now.at[{i}]].name, F[{c}].name]")
        drag(page, chip(page, i), chip(page, k))
        dialog = page.get_by_role("dialog")
        assert dialog.get_by_role("heading").text_content() == f"Swap {names[0]} and {names[1]}?"
        assert page.evaluate("acts.length") == 0
        assert "It breaks no rule" in dialog.text_content()
        dialog.get_by_label("Reason").fill("they asked")
        dialog.get_by_role("button", name="Swap").click()
        assert page.evaluate(f"now.at[{i}]") == c
        assert page.evaluate("document.activeElement.dataset.p") == str(i)
        page.keyboard.press("Control+z")
        assert page.evaluate("acts.length") == 0
        page.keyboard.press("Control+y")
        assert f"Swap {names[0]} and {names[1]}" in page.locator("#decisions").text_content()
        file = saved(page, tmp_path)
    said = json.loads(file.read_text())["decisions"]
    assert sorted(d["kind"] for d in said) == ["forbid", "forbid", "keep", "keep"]
    assert not any(name in file.read_text() for name in names)
    other = Commands(Path(shutil.copytree(planned.folder, tmp_path / "by-commands")))
    assert names[0] in planned("read", file, "--dry-run").stdout
    made = read(planned, file)
    assert read(planned, file)["changed"] is False
    for d in said:
        other("plan", d["kind"], COHORT, d["mentee"], d["mentor"], "--why", d["why"])
    plan = json.loads(other("plan", "show", COHORT, "--json").stdout)["plan"]
    assert pairs(plan) == pairs(made["plan"])


OTHERS = {
    "peer": ("2027-peers", ("peers.csv",)),
    "alumni": ("2027-alumni", ("alumni-students.xlsx", "alumni-mentors.csv")),
}


@pytest.mark.parametrize("programme", OTHERS)
def test_circles_and_pairs_come_back_as_the_same_words_by_commands(
    browser, workspace, sample, tmp_path, programme
):
    key, exports = OTHERS[programme]
    workspace("cohort", "new", programme, key)
    workspace("import", *(sample / name for name in exports), "--cohort", key, "--accept", "--yes")
    workspace("match", key)
    workspace("plan", "board", key)
    file = workspace.folder / "out" / key / "board.html"
    with opened(browser, file, viewport={"width": 1280, "height": 6000}) as page:
        i, k = page.evaluate(FITTING)
        drag(page, chip(page, i), chip(page, k))
        page.get_by_role("dialog").get_by_role("button", name="Swap").click()
        assert page.evaluate(f"now.at[{i}] === start[{k}] && now.at[{k}] === start[{i}]")
        page.get_by_role("button", name="Undo").click()
        assert page.evaluate("now.words.size") == 0
        page.get_by_role("button", name="Redo").click()
        back = saved(page, tmp_path)
    said = json.loads(back.read_text())["decisions"]
    other = Commands(Path(shutil.copytree(workspace.folder, tmp_path / "by-commands")))
    made = read(workspace, back)["plan"]
    assert read(workspace, back)["changed"] is False
    for d in said:
        other("plan", d["kind"], key, d["mentee"], d["mentor"])
    plan = json.loads(other("plan", "show", key, "--json").stdout)["plan"]
    groups = [sorted((m["mentor"], *m["mentees"]) for m in p["matches"]) for p in (plan, made)]
    assert groups[0] == groups[1]


def test_a_new_circle_is_formed_by_dragging_and_comes_back(browser, workspace, sample, tmp_path):
    key, exports = OTHERS["peer"]
    workspace("cohort", "new", "peer", key)
    workspace("import", sample / exports[0], "--cohort", key, "--accept", "--yes")
    workspace("match", key)
    workspace("plan", "board", key)
    file = workspace.folder / "out" / key / "board.html"
    with opened(browser, file, viewport={"width": 1280, "height": 2400}) as page:
        new = page.evaluate("made")
        two = page.evaluate("""() => { for (const i of A.keys()) for (const k of A.keys())
          if (i < k && now.at[i] !== now.at[k] && !bars(i, k, now).length && shared(0, [i, k], now).length)
            return [i, k]; }""")
        empty = page.get_by_role("region", name=f"Circle {new + 1}")
        assert "new circle" in empty.text_content()
        for i, left in zip(two, ("1 here, and 2 is the fewest.", ""), strict=True):
            drag(page, chip(page, i), empty)
            page.get_by_role("dialog").get_by_role("button", name="Move").click()
            assert (
                left in page.evaluate(f"conflicts(made, members(now.at, {new}), now)") or not left
            )
        assert page.evaluate(f"conflicts(made, members(now.at, {new}), now)") == []
        assert page.locator(".card").count() == new + 2  # another empty one stands ready
        ids = page.evaluate(f"{two}.map(i => A[i].id)")
        back = saved(page, tmp_path)
    made = read(workspace, back)["plan"]
    assert any({*ids} <= {m["mentor"], *m["mentees"]} for m in made["matches"])


def test_an_approved_plan_is_repaired_around_the_board(browser, planned, tmp_path):
    planned("plan", "approve", COHORT, "--yes", "--with-questions")
    planned("plan", "board", COHORT)
    with opened(browser, board(planned), viewport={"width": 1280, "height": 2400}) as page:
        i = page.evaluate("now.at.findIndex(c => c >= 0)")
        chip(page, i).click()
        page.get_by_role("button", name="Never these two…").click()
        page.get_by_label("Reason").fill("said so")
        page.keyboard.press("Enter")
        file = saved(page, tmp_path)
    (said,) = json.loads(file.read_text())["decisions"]
    made = read(planned, file)
    assert made["moves"] <= 3
    assert (said["mentee"], said["mentor"]) not in pairs(made["plan"])
    assert made["plan"]["against"]


def test_a_barred_drop_tells_its_rule_and_needs_tick_and_reason(browser, planned, tmp_path):
    with opened(browser, board(planned), viewport={"width": 1280, "height": 2400}) as page:
        i, c = page.evaluate(BARRED_ONCE)
        why = page.evaluate(f"bars({i}, {c}, now)[0][1]")
        box = page.locator(f'.card[data-c="{c}"]')
        from_, to = chip(page, i).bounding_box(), box.bounding_box()
        page.mouse.move(from_["x"] + 40, from_["y"] + 10)
        page.mouse.down()
        page.mouse.move(to["x"] + 20, to["y"] + 12, steps=6)
        assert box.locator(".verdict").text_content() == "✕ barred"
        assert page.locator("#hint").text_content() == why
        page.mouse.up()
        dialog = page.get_by_role("dialog")
        assert why in dialog.text_content()
        dialog.get_by_role("button", name="Move").click()
        assert "Tick what may be broken" in dialog.get_by_role("alert").text_content()
        dialog.get_by_role("checkbox").check()
        dialog.get_by_role("button", name="Move").click()
        assert "needs its reason" in dialog.get_by_role("alert").text_content()
        dialog.get_by_label("Reason").fill("both insist")
        dialog.get_by_role("button", name="Move").click()
        assert "Against the rule: no common theme" in page.locator("#decisions").text_content()
        file = saved(page, tmp_path)
    keep = next(d for d in json.loads(file.read_text())["decisions"] if d["kind"] == "keep")
    assert (keep["override"], keep["why"]) == (["no_common_theme"], "both insist")
    plan = read(planned, file)["plan"]
    assert (keep["mentee"], keep["mentor"]) in pairs(plan)
    kept = [d for d in plan["decisions"] if d["kind"] == "keep"]
    assert kept[0]["overrides"] == ["no_common_theme"]
    assert read(planned, file)["changed"] is False


def test_by_keyboard_alone(browser, planned, tmp_path):
    with opened(browser, board(planned)) as page:
        page.keyboard.press("/")
        page.keyboard.type(
            page.evaluate("A[now.at.findIndex(c => c >= 0)].name.slice(0, 5).toUpperCase()")
        )
        page.keyboard.press("Escape")
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.press("?") if page.evaluate("document.activeElement.id") != "search" else None
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('.card .chips') !== null"):
                break
        page.keyboard.press("ArrowRight")
        i = int(page.evaluate("document.activeElement.dataset.p"))
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "panel"
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == "Never these two…":
                break
        page.keyboard.press("Enter")
        page.keyboard.type("no")
        page.keyboard.press("Enter")
        assert page.evaluate(f"now.at[{i}]") == -1
        assert page.evaluate("document.activeElement.dataset.p") == str(i)
        page.keyboard.press("Escape")
        with page.expect_download() as download:
            page.keyboard.press("Control+s")
        file = tmp_path / "typed.json"
        download.value.save_as(file)
    (said,) = json.loads(file.read_text())["decisions"]
    assert (said["kind"], said["why"]) == ("forbid", "no")
    plan = read(planned, file)["plan"]
    assert (said["mentee"], said["mentor"]) not in pairs(plan)


def test_out_of_the_place_escape_and_taking_back(browser, planned):
    with opened(browser, board(planned), viewport={"width": 1280, "height": 2400}) as page:
        i = page.evaluate("now.at.findIndex(c => c >= 0)")
        from_ = chip(page, i).bounding_box()
        page.mouse.move(from_["x"] + 40, from_["y"] + 10)
        page.mouse.down()
        page.mouse.move(from_["x"] + 200, from_["y"] + 200, steps=4)
        assert page.locator(".ghost").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(".ghost").count() == 0
        page.mouse.up()
        assert page.evaluate("acts.length") == 0
        drag(page, chip(page, i), page.locator("#tray"))
        page.get_by_role("dialog").get_by_role("button", name="Forbid").click()
        assert page.locator("#tray").get_by_text("Taken out here.").count() == 1
        page.get_by_role("button", name="Take back").first.click()
        assert page.evaluate("[acts.length, now.words.size]") == [0, 0]
        assert page.evaluate(f"now.at[{i}] === start[{i}]")


def test_pasted_text_is_read_and_later_decisions_stay(browser, planned):
    with opened(browser, board(planned), viewport={"width": 1280, "height": 2400}) as page:
        i = page.evaluate("now.at.findIndex(c => c >= 0)")
        chip(page, i).click()
        page.get_by_role("button", name="Keep together…").click()
        page.get_by_role("dialog").get_by_role("button", name="Keep").click()
        page.get_by_role("button", name="Copy as text").click()
        text = page.get_by_label("Decisions as text").input_value()
        later = page.evaluate(
            "(() => { const k = now.at.findLastIndex(c => c >= 0); return [A[k].id, F[now.at[k]].id]; })()"
        )
        page.keyboard.press("Escape")
    planned("plan", "keep", COHORT, *later, "--why", "said later")
    done = subprocess.run(
        [sys.executable, "-m", "mentorcli", "read", "-", "--json"], cwd=planned.folder, input=text,
        capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    decisions = json.loads(done.stdout)["plan"]["decisions"]
    assert [d["why"] for d in decisions if d["mentee"] == later[0]] == ["said later"]
    assert len(decisions) == 2
    assert json.loads(done.stdout)["read_as"] == "board"


def test_what_is_read_is_refused_in_plain_words(planned, tmp_path):
    file = tmp_path / "mine.json"
    file.write_text(
        '{"mentorcli": "board-decisions", "schema_version": 1, "cohort": "2099", "plan": "x", "decisions": []}'
    )
    assert "2099" in planned("read", file, code=2).stderr
    assert "not about" in planned("read", file, "--cohort", COHORT, code=2).stderr
    assert "Read it alone" in planned("read", file, file, code=2).stderr
    table = tmp_path / "marks.csv"
    table.write_text("E-mail,board-decisions\na@example.org,x\n")
    assert "nothing that mentorcli wrote" in planned("read", table, code=2).stderr
    file.write_text("{")
    assert "cut off or damaged" in planned("read", file, code=2).stderr


def test_a_kept_pair_keeps_its_override(browser, planned):
    with opened(browser, board(planned)) as page:
        i, c = page.evaluate(BARRED_ONCE)
        move = (
            f"{{...act('Move', [[{i}, {c}]]), why: 'both insist', override: ['no_common_theme']}}"
        )
        keep = f"act('Keep', [], [{{one: {i}, other: {c}, kind: 'keep'}}])"
        page.evaluate(f"change('Kept', [{move}, {keep}])")
        said = json.loads(page.evaluate("asText()"))["decisions"]
    (kept,) = [d for d in said if d["kind"] == "keep"]
    assert (kept["override"], kept["why"]) == (["no_common_theme"], "both insist")


def test_exact_prices_are_those_of_explain(browser, workspace, sample):
    key, (export,) = OTHERS["peer"]
    workspace("cohort", "new", "peer", key)
    workspace("import", sample / export, "--cohort", key, "--accept", "--yes")
    workspace("match", key)
    workspace("plan", "board", key, "--prices", "2")
    plan = json.loads(workspace("plan", "show", key, "--json").stdout)["plan"]
    person = plan["matches"][0]["mentees"][0]
    told = json.loads(workspace("explain", key, person, "--json").stdout)["alternatives"][0]
    total = next(s for s in told["outcome"]["stages"] if s["key"] == "total")
    with opened(browser, workspace.folder / "out" / key / "board.html") as page:
        said = page.evaluate(f"D.prices['{person} {told['mentor']}']")
        page.evaluate(f"openPanel(A.findIndex(a => a.id === '{person}'))")
    assert f"total {total['then'] - total['now']:+d}" in said


def test_exact_prices_tell_no_answer_for_statistics(planned):
    planned("plan", "board", COHORT, "--prices", "1")
    page = board(planned).read_text()
    prices = json.loads(re.search(r'"prices":(\{.*?\}),"', page)[1])
    assert len(prices) > 20
    assert not [text for text in prices.values() if "total" in text]
    own = planned.folder / "programmes" / "doctoral.toml"
    own.write_text("[matching.rules]\nlone_gender = {}\n")
    planned("match", COHORT)
    assert "statistics only" in planned("plan", "board", COHORT, "--prices", "1", code=2).stderr


def test_an_override_whose_day_is_past_is_refused(planned, tmp_path):
    plan = json.loads(planned("plan", "show", COHORT, "--json").stdout)["plan"]
    word = {"kind": "keep", "why": "x", "override": ["no_common_theme"], "until": "2020-01-01"}
    word |= {"mentee": plan["matches"][0]["mentees"][0], "mentor": plan["matches"][1]["mentor"]}
    head = {"mentorcli": "board-decisions", "schema_version": 1, "cohort": COHORT}
    file = tmp_path / "b.json"
    file.write_text(json.dumps({**head, "plan": plan["inputs"], "decisions": [word]}))
    assert "is over" in planned("read", file, code=2).stderr


def axe(page, state):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == [], state


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_assistive_technology(browser, planned, scheme):
    look = {"color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
    with opened(browser, board(planned), viewport={"width": 1280, "height": 900}, **look) as page:
        axe(page, "start")
        i, c = first(page, "barred")
        page.evaluate(f"openPanel({i})")
        axe(page, "person open")
        page.evaluate(f"ask('move', {i}, {c})")
        axe(page, "dialog")
        page.keyboard.press("Escape")
        i, c = first(page, "full")
        page.evaluate(f"change('Moved', [act('Moved', [[{i}, {c}]])])")
        axe(page, "decided")
        page.get_by_label("Show").select_option("conflict")
        axe(page, "filtered")
        page.get_by_role("button", name="Keys").click()
        axe(page, "keys")
        page.keyboard.press("Escape")


@pytest.mark.parametrize("settings", [{}, {"forced_colors": "active"}, {"color_scheme": "dark"}])
def test_a_narrow_screen_needs_no_scrolling_sideways(browser, planned, settings):
    with opened(
        browser, board(planned), viewport={"width": 320, "height": 640}, **settings
    ) as page:
        wide = "document.documentElement.scrollWidth > innerWidth"
        assert not page.evaluate(wide)
        i, c = first(page, "full")
        page.evaluate(f"openPanel({i})")
        assert not page.evaluate(wide)
        page.evaluate(f"ask('swap', {i}, members(now.at, {c})[0])")
        assert not page.evaluate(wide)


def test_search_and_filters_find_whom_they_say(browser, planned):
    with opened(browser, board(planned)) as page:
        page.get_by_label("Search").fill("lehtimaki")
        shown = page.locator(".card:not([hidden])")
        assert shown.count() == 1
        assert shown.locator(".chip:not(.dim) .name").all_text_contents() == ["Oskari Lehtimäki"]
        page.get_by_label("Search").fill("")
        page.get_by_label("Show").select_option("unplaced")
        assert shown.count() == 0
        assert page.locator("#tray").is_visible()
        page.get_by_label("Show").select_option("conflict")
        assert shown.count() == 0
