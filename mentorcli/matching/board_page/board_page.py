"""The board: one self-contained page with the plan as cards, and all that it looks up when one moves."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mentorcli.domain.application import Application
from mentorcli.domain.decision import DECLINED, GROUP_SIZE, Decision
from mentorcli.domain.plan import MatchingCase, Plan, Unplaced
from mentorcli.domain.programme import Visibility
from mentorcli.domain.text import one_line
from mentorcli.matching.board.board import BY_HAND
from mentorcli.matching.board.group_rules import seats_of
from mentorcli.matching.board_page.codes import as_block
from mentorcli.matching.board_page.secrets import judged_later, open_meeting
from mentorcli.matching.board_page.verdicts import shown_of, verdicts
from mentorcli.matching.criteria import criteria_of
from mentorcli.matching.phrases import first_name_of, name_of
from mentorcli.matching.rules import Rule, rules_of
from mentorcli.matching.sheets.labels import own_words
from mentorcli.matching.working_language import LANGUAGE_RULE, working_languages
from mentorcli.names.languages import language_name

_PLACES = ("employer", "school", "department")
"""Fields that say where somebody is from, the wider first."""


def board_page(
    case: MatchingCase,
    plan: Plan,
    *,
    discreet: bool = False,
    questions: int = 0,
    prices: Mapping[tuple[str, str], str] | None = None,
) -> bytes:
    """Return the page of a plan: the same bytes for the same plan.

    It holds no private answer, and no verdict that would tell one for statistics; a ``discreet`` one
    does not say why a private answer keeps two apart either, nor anybody's reason for a decision.
    ``questions`` are how many are open, ``prices`` a sentence for each pair whose exact cost is known.
    """
    data = board_data(case, plan, discreet=discreet)
    data["questions"] = questions
    data["prices"] = {f"{a} {b}": text for (a, b), text in sorted((prices or {}).items())}
    return _page(f"Board of {plan.cohort}", as_block(data)).encode()


def board_data(case: MatchingCase, plan: Plan, *, discreet: bool) -> dict[str, Any]:
    """Return all that the page shows and looks up; people are known by their places."""
    shown, form, later = shown_of(case, discreet=discreet), case.programme.form, judged_later(case)
    asks, finds, rules = shown.asks, shown.finds, [r.key for r in rules_of(case.programme)]
    at, seat = ({a.person: n for n, a in enumerate(people)} for people in (asks, finds))
    counted = {c.key for c in shown.criteria}
    ties = plan.ties() if form.led else [t for a, b in plan.ties() for t in ((a, b), (b, a))]
    return {
        "cohort": plan.cohort,
        "plan": plan.inputs,
        "led": form.led,
        "meet": form.mates_meet,
        "words": {"match": form.match, "people": form.people},
        "size": [max(case.programme.group[0], 2), case.programme.group[1]],
        "asks": [_person(a, case) for a in asks],
        "finds": [_mentor(a, case) for a in finds] if form.led else [],
        "matches": [[seat.get(m.mentor, -1), [at[p] for p in m.mentees]] for m in plan.matches],
        "reasons": {f"{at[a]} {seat[b]}": shown.reason(at[a], seat[b]) for a, b in sorted(ties)},
        "waiting": [[at[u.person], _why(u, later, discreet)] for u in plan.waiting],
        "unused": [[seat[u.person], _why(u, later, discreet)] for u in plan.unused],
        "criteria": [[c.key.replace("_", " "), c.most] for c in shown.criteria],
        "rules": {key: key.replace("_", " ") for key in (*rules, GROUP_SIZE)},
        "later": [r.purpose for r in later],
        "leftOut": [c.purpose for c in criteria_of(case.programme) if c.key not in counted],
        "language": LANGUAGE_RULE if LANGUAGE_RULE in rules else "",
        "languages": {x: language_name(x) for a in (*asks, *finds) for x in working_languages(a)},
        "decisions": [
            _decision(d, at[d.mentee], seat[d.mentor], discreet)
            for d in plan.decisions
            if d.mentee in at and d.mentor in seat and not d.parted_on()
        ],
        "byHand": [BY_HAND, "You forbade this pair."],
        **verdicts(shown),
    }


def _person(a: Application, case: MatchingCase) -> dict[str, Any]:
    words = [[w.question, w.text] for w in own_words(a, case.programme) if not w.hr_only]
    called = {"id": a.person, "name": name_of(a), "first": first_name_of(a)}
    ways = sorted(line.meant(a, case.programme)) if (line := open_meeting(case.programme)) else []
    open_ones = (f for f in case.programme.fields[a.role] if f.visible_to is Visibility.MATCH)
    asked = {f.key for f in open_ones}
    where = next((t for k in _PLACES if k in asked and (t := one_line(a.text(k)))), "")
    said = {"languages": [*working_languages(a)], "ways": ways, "words": words}
    return {**called, "where": where, **said}


def _mentor(a: Application, case: MatchingCase) -> dict[str, Any]:
    return {**_person(a, case), "seats": seats_of(a, case)}


def _why(unplaced: Unplaced, later: Sequence[Rule], discreet: bool) -> str:
    """Return why somebody has no match, unless that would tell what the page must not."""
    telling = discreet or any(rule.words in unplaced.reason for rule in later)
    return "mentorcli explain says why." if telling else unplaced.reason


def _decision(d: Decision, one: int, other: int, discreet: bool) -> dict[str, Any]:
    """Return a decision as the page has it; of who declined never the words that came with it."""
    why = f"{DECLINED}{who}" if (who := d.declined_by()) else d.why
    shown = {"why": "", "override": []} if discreet else {"why": why, "override": d.overrides}
    about = {"one": one, "other": other, "kind": d.kind.value, "until": str(d.until or "")}
    return {**about, **shown, "language": LANGUAGE_RULE in d.overrides}


_MARK = re.compile(r"%%([a-z]+)%%")


def _page(title: str, data: str) -> str:
    """Return the page: its own style and script, known to the browser by their hashes, and no others."""
    here = Path(__file__).parent
    names = ("board.html", "board.css", "judge.js", "board.js")
    frame, style, *scripts = ((here / name).read_text(encoding="utf-8") for name in names)
    script = "".join(scripts)
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    filled = {
        "title": html.escape(title), "policy": policy, "style": style, "script": script, "data": data,
    }  # fmt: skip
    return _MARK.sub(lambda found: filled[found[1]], frame)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
