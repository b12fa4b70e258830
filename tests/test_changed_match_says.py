"""The letter about a changed match says who is new beside its reader, and who is not with them any more."""

import email
import re
from email import policy

import pytest
from conftest import COHORT
from test_letters_owed import PROGRAMMES, answer, cohort_of, letter, plan_of, replanned

NEW = re.compile(r"^(?:New|Uutena|Nya?) (?:in your group|with you|ryhmässäsi|kanssasi|i din grupp|tillsammans med dig): (.*?)(?:; (.*?))?\.$", re.MULTILINE)  # fmt: skip
GONE = re.compile(r"^(?:[Nn]o longer|[Ee]i enää|[Ii]nte längre) (?:in your group|in it|with you|ryhmässäsi|mukana|kanssasi|i din grupp|i den|tillsammans med dig): (.*?)\.?$", re.MULTILINE)  # fmt: skip


def company(plan):
    """Return by address whom each person of a plan is with; peers and mentors alike."""
    found = {}
    for match in plan["matches"]:
        people = {p for p in (match["mentor"], *match["mentees"]) if p}
        for one in people:
            found.setdefault(one, set()).update(people - {one})
    return found


MOVED = (
    "You are in another group now.",
    "Olet nyt toisessa ryhmässä.",
    "Du är nu i en annan grupp.",
)


def moved(before, now, person):
    """Tell whether somebody came to others: all are others, or these were together without them."""
    old, new = company(before).get(person, set()), company(now).get(person, set())
    ids = {m["id"]: {m["mentor"], *m["mentees"]} for m in before["matches"]}
    mine = [m for m in now["matches"] if person in (m["mentor"], *m["mentees"])]
    came = any(m["id"] in ids and person not in ids[m["id"]] for m in mine)
    together = any(len(m["mentees"]) > 1 for m in mine)
    return bool(old and new) and together and (came or not old & new)


def names_in(text):
    return set(re.split(r", | and | ja | och ", text)) if text else set()


def said(run, cohort):
    """Return by address whom the newest letters call new and gone."""
    found = {}
    for path in (run.folder / "out" / cohort / "letters").rglob("* - changed-match*.eml"):
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        body = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
        new = NEW.search(body)
        gone = GONE.search(new[2] or "" if new else body)
        lines = (names_in(new[1]) if new else set(), names_in(gone[1]) if gone else set())
        found[mail["To"].addresses[0].addr_spec] = (*lines, body)
    return found


def hold(run, cohort, before, now, only=None):
    """Hold each letter against two plans; return how many told of somebody new, and of somebody gone."""
    people = answer(run("application", "list", cohort, "--json"))["applications"]
    address = {a["id"]: a["e-mail"] for a in people}
    name = {a["id"]: a["name"] for a in people}
    old, new, texts, counts = company(before), company(now), said(run, cohort), [0, 0]
    for person in only or {p for p in old.keys() | new.keys() if old.get(p) != new.get(p)}:
        if address[person] not in texts:
            continue
        joined, left, body = texts[address[person]]
        wanted = [
            {name[p] for p in new.get(person, set()) - old.get(person, set())},
            {name[p] for p in old.get(person, set()) - new.get(person, set())},
        ]
        if person not in old or moved(before, now, person):  # it is they who are new
            wanted = [set(), set()]
        assert any(m in body for m in MOVED) is moved(before, now, person), body
        assert [joined, left] == wanted, body
        counts = [c + bool(w) for c, w in zip(counts, wanted, strict=True)]
    return counts


@pytest.mark.parametrize("programme", ["alumni", "peer", "joint"])
def test_who_is_new_and_who_is_gone(run, sample, programme):
    cohort, exports, selected = PROGRAMMES[programme]
    cohort_of(run, sample, programme, cohort, *exports, selected=selected)
    match = plan_of(run, cohort)["matches"][0]
    before, now = replanned(run, cohort, match["mentor"] or match["mentees"][0])
    letter(run, "changed-match", cohort)
    assert hold(run, cohort, before, now)[1] > 0


def test_who_heard_of_no_change_between_hears_of_all(approved):
    first = plan_of(approved)
    mentors = [m["mentor"] for m in first["matches"]]
    replanned(approved, COHORT, mentors[0])
    letter(approved, "changed-match", COHORT, "--dry-run")
    _, now = replanned(approved, COHORT, first["matches"][1]["mentees"][0])
    letter(approved, "changed-match", COHORT)
    counts = hold(approved, COHORT, first, now)
    assert counts[0] > 0
    assert counts[1] > 0
    again = said(approved, COHORT)
    letter(approved, "changed-match", COHORT)
    assert said(approved, COHORT) == again
    gone = next(m for m in now["matches"] if len(m["mentees"]) > 2)["mentees"][0]
    _, third = replanned(approved, COHORT, gone)
    old, new = company(now), company(third)
    for path in (approved.folder / "out" / COHORT / "letters").rglob("*.eml"):
        path.unlink()  # the letters about the changes before
    letter(approved, "changed-match", COHORT)
    moved = {p for p in old.keys() & new.keys() if old[p] != new[p]}
    assert moved
    assert hold(approved, COHORT, now, third, moved)[1] > 0, "who has heard, hears only of the last"


LANGUAGE = re.compile(r"^(?:Your working language|Yhteinen kielenne|Ert gemensamma språk): (.+?)\.?$", re.MULTILINE)  # fmt: skip
KEPT = ("agreed on can be kept", "Sovitut tapaamiset", "Träffar som ni har")


def test_it_says_in_what_language_and_that_meetings_stay_only_to_who_stays(approved):
    letter(approved, "introduction", COHORT)
    match = plan_of(approved, COHORT)["matches"][0]
    before, now = replanned(approved, COHORT, match["mentor"])
    letter(approved, "changed-match", COHORT)
    people = answer(approved("application", "list", COHORT, "--json"))["applications"]
    address, texts = {a["id"]: a["e-mail"] for a in people}, said(approved, COHORT)
    placed = {p for m in now["matches"] for p in (m["mentor"], *m["mentees"])}
    told = [p for p in placed if address[p] in texts]
    assert any(moved(before, now, p) for p in told)
    for person in told:
        body = texts[address[person]][2]
        assert LANGUAGE.search(body), body
        was = any(person in (m["mentor"], *m["mentees"]) for m in before["matches"])
        stays = was and not moved(before, now, person)
        assert any(text in body for text in KEPT) is stays, body
