"""Agreements, letters, sending, deleted drafts and erasing in the lives of `open_lives`.

Written from the page: a pair that was agreed goes on until its own last day, is lost where one of them has left
and nobody ended it, and is over after it. Who stands where decides who is to have a letter; a signature counts
under an agreement that was made; nothing goes twice; an erased person is in no list and no letter.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from contextlib import closing

import mail_lives
from mail_lives import check_mail, listed

LETTERS = ("introduction", "contact-details", "certificate", "waiting", "mentor-not-needed",
           "early-ending", "receipt")  # fmt: skip
OWED = ("certificate", "early-ending")


def course(life, pair):
    """Return what became of a pair by today."""
    over = life.day.isoformat() >= pair.ends
    if (
        over
        and pair.state in {"proposed", "half accepted"}
        and life.gone & {pair.mentee, pair.mentor}
    ):
        return ""  # who was asked waits for somebody else
    if pair.state != "agreed":
        return {"ended": "over", "ended early": "early", "half accepted": "asked", "proposed": "asked"}.get(pair.state, "")  # fmt: skip
    left = {
        life.left.get(p, dt.date.max).isoformat() for p in life.gone & {pair.mentee, pair.mentor}
    }
    if any(day < pair.ends for day in left):
        return "" if over else "lost"
    return "over" if over else "going"


def courses(life):
    """Return for each person who counts their pairs by what became of them."""
    found = {person: {} for person, state in life.states().items() if state != "incomplete"}
    for match, pair in life.pairs.items():
        for person in {pair.mentee, pair.mentor} & found.keys():
            found[person].setdefault(course(life, pair), []).append(match)
    return found


def audience(life, kind):
    """Return how many letters of a kind each (person, role) is to have today."""
    heard, met = mail_lives.no_news(life, kind), mail_lives.met_once(life)
    found = Counter()
    for person, has in courses(life).items():
        role, here = life.roles[person], person not in life.gone
        free = not has.keys() & {"going", "over", "early", "asked", "lost"}
        signed = [
            m for m in has.get("going", ()) if all((m, p) in life.signed for p in life.both(m))
        ]
        found[person, role] = {
            "introduction": here and len({*has.get("going", ())} - {*signed} - met),
            "contact-details": here and len(signed),
            "certificate": here and any((m, person) in life.signed for m in has.get("over", ())),
            "waiting": here and free and role == "mentee",
            "mentor-not-needed": here and free and role == "mentor",
            "early-ending": len(has.get("early", ())),
            "receipt": here,
        }[kind] * (person not in heard)  # fmt: skip
    return +found


def check(life, seen, number):
    """Hold signatures, one kind of letter, and what is owed, against the model."""
    signers = life.read("agreement", "list", life.cohort, day=False)
    held = sorted(s["signed"] for s in signers.get("signatures", ()) if s["signed"][:1].isdigit())
    meant = sorted(
        str(day)
        for (m, _), day in life.signed.items()
        if life.pairs[m].state == "agreed" and course(life, life.pairs[m]) in {"going", "over"}
    )
    assert held == meant, (life.at, held, meant)
    kind = LETTERS[number % len(LETTERS)]
    found, _ = life.run("letter", kind, life.cohort, "--dry-run", code=(0, 3))
    said, wanted = listed(life, found), audience(life, kind)
    assert said == wanted, (life.at, kind, said, wanted)
    lines = [x["what"] for x in seen["status"][0]["lines"]]
    going = [m for m, p in life.pairs.items() if course(life, p) in {"going", "over"}]
    there = life.made.keys() | {m for m, _ in life.signed}
    none = bool(going) and there.isdisjoint(going)
    assert ("agreements are not made yet" in lines) is none, (life.at, lines)
    told = {}
    for line in (x["what"] for x in seen["status"][0]["lines"]):
        if line.startswith("letters to be written: "):
            name, _, rest = line.removeprefix("letters to be written: ").partition(", to ")
            told[name] = int(rest.split()[0])
    for kind in OWED:
        owed = len(
            {w for w in audience(life, kind) if not letters_of(life, kind, *w) <= life.written}
        )
        assert told.get(kind, 0) == owed, (life.at, kind, told, owed)
    check_mail(life)


def letters_of(life, kind, person, role):
    """Return somebody's letters, each with the pair that it is about: all that ended early, the last that came to its end."""
    has = courses(life)[person]
    mine = has.get({"certificate": "over", "early-ending": "early"}.get(kind, ""), [])
    if kind == "certificate":
        signed = [m for m in mine if (m, person) in life.signed]
        mine = [max(signed, key=lambda m: (life.pairs[m].ends, m), default="")]
    return {(kind, person, role, m) for m in mine or [""]}


def send(life, n):
    """Send what waits, as a programme of pairs has it."""
    meant = {kind: {person for person, _ in audience(life, kind)} for kind in LETTERS}
    meant["introduction"] = {p for p, has in courses(life).items() if "going" in has}
    mail_lives.send_all(life, meant)


def render(life, n):
    """Make the agreements of the pairs that go on: one to another last day is to be signed anew."""
    _, code = life.run("agreement", "render", life.cohort, *(("--stale",) if n % 2 else ()))
    if code == 2:
        return
    now = {m: p.ends for m, p in life.pairs.items() if course(life, p) in {"going", "over"}}
    anew = {m for m, ends in now.items() if life.made.get(m, ends) != ends}
    life.signed = {k: d for k, d in life.signed.items() if k[0] not in anew}
    life.made |= now


def signed(life, n):
    """Somebody signs what is made for them and is missing; else the day of a single one is another."""
    person = sorted(life.roles)[n % len(life.roles)]
    _, code = life.run("agreement", "signed", life.cohort, person, "--on", life.day.isoformat())
    here = [m for m in life.pairs if person in life.both(m)]
    can = [
        (m, person)
        for m in here
        if m in life.made and course(life, life.pairs[m]) in {"going", "over"}
    ]
    if not (life.made or life.made_for_erased):  # none was made here: they were made elsewhere
        can = [(m, person) for m in here if life.pairs[m].state in {"agreed", "ended"}]
    days = [life.signed.get(one) for one in can]
    unclear = len(can) > 1 and None not in days and {*days} != {life.day}
    assert (code == 0) is (bool(can) and not unclear), (
        life.at,
        life.day,
        person,
        code,
        can,
        life.pairs,
        life.made,
        life.gone,
        life.left,
    )
    if not unclear:
        kept = {m: d for m, d in zip(can, days, strict=True) if d and None in days}
        life.signed |= dict.fromkeys(can, life.day) | kept


def extend(life, n):
    """A pair goes on for longer: never to before its last day or today."""
    live = sorted(m for m, p in life.pairs.items() if p.state == "agreed")
    if not live:
        return
    pair, until = life.pairs[live[n % len(live)]], life.day + dt.timedelta(days=n % 300)
    words = ("--with", pair.mentor, "--until", until.isoformat())
    _, code = life.run("pair", "extend", life.cohort, pair.mentee, *words)
    if code == 0:
        assert not {pair.mentee, pair.mentor} & life.gone, (life.at, "extended with one who left")
        assert until > life.day, (life.at, "extended into the past")
        pair.ends = until.isoformat()


def letter(life, n):
    """Write a letter to all whom it is for."""
    kind = LETTERS[n % len(LETTERS)]
    wanted = audience(life, kind)
    found, _ = life.run("letter", kind, life.cohort, code=(0, 3))
    assert listed(life, found) == wanted, (life.at, kind)
    for who in wanted:
        life.written |= letters_of(life, kind, *who)


def erase(life, n):
    """Erase somebody: they are in no list, and nothing takes that back."""
    every = sorted(life.states())
    if n % 3 or len(every) < 6:
        return
    person = every[n // 3 % len(every)]
    with closing(sqlite3.connect(life.folder / "workspace.db")) as connection:
        (address,) = connection.execute("SELECT email FROM applications WHERE person = ?", [person]).fetchone()  # fmt: skip
    life.run("person", "erase", life.cohort, person, "--yes", code=(0, 3))
    assert person not in life.states(), life.at
    assert life.run("undo", "--yes", code=(0, 2, 3))[1] == 3, (life.at, "erased stays erased")
    life.erased.append(address)
    life.gone.discard(person)
    gone = [m for m in life.pairs if person in life.both(m)]
    life.pairs = {m: p for m, p in life.pairs.items() if m not in gone}
    life.made_for_erased |= not life.made.keys().isdisjoint(gone)
    life.made = {m: ends for m, ends in life.made.items() if m not in gone}
    life.signed = {k: d for k, d in life.signed.items() if k[0] not in gone}


def steps():
    """Return these steps by name."""
    return {
        "render": render, "signed": signed, "extend": extend, "letter": letter, "send": send,
        "sent by hand": mail_lives.sent_by_hand, "lose": mail_lives.lose, "erase": erase,
    }  # fmt: skip
