"""The board: one self-contained page with the plan as cards, and all that it looks up when one moves."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mentorcli.domain.application import Application
from mentorcli.domain.plan import Match, MatchingCase, Plan, Unplaced
from mentorcli.matching.board.board import BY_HAND
from mentorcli.matching.board.group_rules import LANGUAGE_RULE, seats_of
from mentorcli.matching.board.reasons import why_barred
from mentorcli.matching.cards.codes import as_block
from mentorcli.matching.cards.secrets import judged_later
from mentorcli.matching.cards.verdicts import Shown, shown_of, verdicts
from mentorcli.matching.criteria import criteria_of
from mentorcli.matching.phrases import first_name_of, name_of
from mentorcli.matching.rule_inputs import working_languages
from mentorcli.matching.rules import rules_of
from mentorcli.matching.sheets.labels import own_words
from mentorcli.names.languages import language_name

SCHEMA = 1


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
    shown, form = shown_of(case, discreet=discreet), case.programme.form
    asks, finds = shown.judge.asks, shown.judge.finds
    at = {a.person: i for i, a in enumerate(asks)}
    seat = {a.person: j for j, a in enumerate(finds)}
    later, rules = judged_later(case), rules_of(case.programme)
    left_out = [
        c for c in criteria_of(case.programme) if c.key not in {x.key for x in shown.criteria}
    ]
    fewest, most = max(case.programme.group[0], 1 if form.led else 2), case.programme.group[1]
    return {
        "schema": SCHEMA,
        "cohort": plan.cohort,
        "plan": plan.inputs,
        "discreet": discreet,
        "led": form.led,
        "meet": form.mates_meet,
        "words": {"match": form.match, "person": form.person, "people": form.people},
        "size": [fewest, most],
        "asks": [_person(a, case) for a in asks],
        "finds": [_mentor(a, case) for a in finds] if form.led else [],
        "matches": [_match(m, at, seat) for m in plan.matches],
        "reasons": _reasons(plan, shown, at, seat, led=form.led),
        "waiting": [_waiting(u, case, at[u.person], discreet=discreet) for u in plan.waiting],
        "unused": [_waiting(u, case, seat[u.person], discreet=discreet) for u in plan.unused]
        if form.led
        else [],
        "criteria": [[c.key.replace("_", " "), c.most, c.purpose] for c in shown.criteria],
        "rules": {r.key: [r.key.replace("_", " "), r.purpose] for r in rules},
        "later": [r.purpose for r in later],
        "leftOut": [c.purpose for c in left_out],
        "language": LANGUAGE_RULE if any(r.key == LANGUAGE_RULE for r in rules) else "",
        "languages": {x: language_name(x) for a in (*asks, *finds) for x in working_languages(a)},
        "decisions": _decisions(plan, at, seat if form.led else at, discreet=discreet),
        "byHand": [BY_HAND, why_barred((), asks[0], asks[0])] if asks else [BY_HAND, ""],
        **verdicts(shown),
    }


def _person(a: Application, case: MatchingCase) -> dict[str, Any]:
    words = [[w.question, w.text] for w in own_words(a, case.programme) if not w.hr_only]
    languages = [*working_languages(a)]
    called = {"id": a.person, "name": name_of(a), "first": first_name_of(a)}
    return {**called, "languages": languages, "words": words}


def _mentor(a: Application, case: MatchingCase) -> dict[str, Any]:
    return {**_person(a, case), "seats": seats_of(a.capacity(), case.programme)}


def _match(match: Match, at: Mapping[str, int], seat: Mapping[str, int]) -> dict[str, Any]:
    mentor = seat[match.mentor] if match.mentor else -1
    members = [at[p] for p in match.mentees]
    return {"mentor": mentor, "members": members, "language": match.language}


def _reasons(
    plan: Plan, shown: Shown, at: Mapping[str, int], seat: Mapping[str, int], *, led: bool
) -> dict[str, str]:
    """Return the sentence of each pair that is together, by the places of the two."""
    pairs = [(at[a], seat[b]) for a, b in plan.ties()]
    pairs += [] if led else [(k, i) for i, k in pairs]
    return {f"{i} {j}": shown.reason(i, j) for i, j in sorted(pairs)}


def _waiting(unplaced: Unplaced, case: MatchingCase, place: int, *, discreet: bool) -> list[Any]:
    """Return who has no match, and why, unless that would tell what the page must not."""
    telling = any(rule.words in unplaced.reason for rule in judged_later(case))
    said = "mentorcli explain says why." if discreet or telling else unplaced.reason
    return [place, said]


def _decisions(
    plan: Plan, at: Mapping[str, int], seat: Mapping[str, int], *, discreet: bool
) -> list[dict[str, Any]]:
    return [
        {
            "one": at[d.mentee],
            "other": seat[d.mentor],
            "kind": d.kind.value,
            "why": "" if discreet else d.why,
            "override": [] if discreet else list(d.overrides),
            "language": LANGUAGE_RULE in d.overrides,
            "until": str(d.until or ""),
        }
        for d in plan.decisions
        if d.mentee in at and d.mentor in seat
    ]


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
