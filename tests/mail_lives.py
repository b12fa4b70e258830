"""Letters, sending, deleted drafts and erasing in the lives of `standing_lives`, and what the page says of them.

Written from the page: who stands where decides who is to have a letter; nothing goes twice; a draft that
was deleted and not sent comes again; who withdrew or was erased gets no mail; what `status` says is owed
is what the lists of letters have.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from email import policy
from email.parser import BytesHeaderParser, BytesParser
from itertools import pairwise

from plan_lives import company, stands_signed
from small_cohort import words_of

from mentorcli.domain.days import period

LETTERS = ("introduction", "contact-details", "certificate", "waiting", "mentor-not-needed",
           "changed-match", "early-ending", "receipt")  # fmt: skip
OWED = {"certificate", "waiting", "mentor-not-needed", "changed-match", "early-ending"}  # fmt: skip
SAYS_THE_SAME = {"waiting": "outcome-waiting", "mentor-not-needed": "outcome-unused", "receipt": "receipt"}  # fmt: skip
LATER = {  # reminders after which a letter is no news any more
    "receipt": {"outcome", "outcome-waiting", "outcome-unused", "late-application", "regret", "mentee-confirm",
                "mentor-confirm", "incomplete-application", "application-incomplete"},
    "waiting": {"regret"},
}  # fmt: skip
ABOUT_MATCHES = {"introduction", "contact-details"}


def sending(folder):
    """Let a workspace put its mails into a folder of its own."""
    (folder / "sent").mkdir(exist_ok=True)
    with (folder / "mentorcli.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[sending]\ntransport = "pickup"\nfolder = "{folder / "sent"}"\n')


def drafts(life):
    """Return each draft's (state, file, kind, person, whether it went once) by its key."""
    with closing(sqlite3.connect(life.folder / "workspace.db")) as connection:
        rows = connection.execute("SELECT key, state, file, kind, person, sent_at FROM drafts")
        return {key: (*rest, bool(at)) for key, *rest, at in rows}


def mails_in(folder):
    """Return the mails that went out of a workspace, as (Message-ID, address)."""
    found = []
    for path in sorted((folder / "sent").glob("*.eml")):
        read = BytesHeaderParser(policy=policy.default).parsebytes(path.read_bytes())
        found.append((str(read["Message-ID"]), str(read["To"].addresses[0].addr_spec)))
    return found


def courses(life, here=None):
    """Return for each (person, role) that counts what became of their matches, on the life's day."""
    here = here or {k for k, s in life.people().items() if s == "valid" and k not in life.aside}
    found, standing, today = {k: {} for k in here}, life.standing(), life.day.isoformat()
    for life_of in life.read("pair", "list", life.cohort)["matches"]:
        match, state = life_of["match"], life_of["state"]
        people = dict.fromkeys(life_of["mentees"], "mentee") | {life_of["mentor"]: "mentor"}
        if state == "ended early":
            if match not in life.plan and not any(match in p for p in life.plans):
                people.pop(life_of["mentor"])  # one who left a group: the mentor's goes on
            course, there = "early", [*people]
        elif state == "ended":
            course, there = "over", [*people]
        else:
            course = "lost" if match not in standing else "going" if today < life_of["ends"] else "over"  # fmt: skip
            course = "nothing" if course == "lost" and today >= life_of["ends"] else course
            there = standing.get(match, [*people])
        for person in there:
            if (person, people.get(person)) in here:
                found[person, people[person]].setdefault(course, []).append(match)
    return found


def invited(life):
    """Return who is invited to anything, by what happened one after the other."""
    with closing(sqlite3.connect(life.folder / "workspace.db")) as connection:
        rows = connection.execute("SELECT kind, about, person FROM facts WHERE kind IN ('invited', 'called off') ORDER BY id")  # fmt: skip
        found = set()
        for kind, about, person in rows:
            gone = {(about, person)} if person else {x for x in found if x[0] == about}
            found = found | gone if kind == "invited" else found - gone
    return {person for _, person in found}


def signed_once(life):
    """Return who has signed anything, whatever came of the match, by what happened one after the other."""
    with closing(sqlite3.connect(life.folder / "workspace.db")) as connection:
        rows = connection.execute("SELECT id, kind, match, person, about FROM facts ORDER BY id").fetchall()  # fmt: skip
    gone, found = set(), set()
    for number, kind, *_, about in reversed(rows):
        if kind == "taken back" and number not in gone:
            gone.add(int(about))
    for number, kind, match, person, _ in rows:
        if kind == "signed" and number not in gone:
            found.add((match, person))
        elif kind == "signature void" and number not in gone:
            found.discard((match, person))
    return {person for _, person in found}


def no_news(life, kind):
    """Return to whom a letter says nothing new: they had the reminder like it, or heard more since."""
    kinds = {SAYS_THE_SAME.get(kind), *LATER.get(kind, ())}
    heard = {d[3] for key, d in drafts(life).items() if ":" in key and d[2] in kinds}
    if kind == "receipt":
        heard |= invited(life) | {k[1] for k in life.written if k[0] != "receipt"}
        heard |= signed_once(life)
    return heard


def met_once(life):
    """Return the matches that have met."""
    meetings = life.read("session", "list", life.cohort, day=True)["meetings"]
    return {m["match"] for m in meetings if m["state"] == "held"}


def audience(life, kind):
    """Return how many letters of a kind each (person, role) is to have today."""
    found, at = Counter(), courses(life)
    heard, met = no_news(life, kind), met_once(life)
    if kind in {"waiting", "mentor-not-needed"} and life.day > life.midpoint:
        return found  # places could become free until then
    if kind == "early-ending":
        return +Counter({who: len(some) for who, some in parted(life).items()})
    for (person, role), has in at.items():
        known = person in life.known
        free = not has.keys() & {"going", "over", "early", "lost"} and known
        free = free and person not in life.bereft
        signed = [m for m in has.get("going", ()) if all((m, p) in life.signed and stands_signed(life, (m, p)) for p in life.standing()[m])]  # fmt: skip
        changed = life.changed.get((person, role), 0)
        found[person, role] = {
            "introduction": len({*has.get("going", ())} - {*signed} - met),
            "contact-details": len(signed),
            "certificate": any((m, person) in life.signed and stands_signed(life, (m, person)) for m in has.get("over", ())),
            "waiting": role == "mentee" and free and not changed,
            "mentor-not-needed": role == "mentor" and free and not changed,
            "changed-match": bool(changed) and known and "over" not in has
            and ("lost" not in has or "going" in has)  # of several pairs one may wait to be repaired
            and ("going" in has or "early" not in has)
            and (changed == len(life.plans) or not life.told("changed-match", person, role, changed)),
            "receipt": True,
        }[kind] * (person not in heard)  # fmt: skip
    return +found


def parted(life):
    """Return for each (person, role) the matches that ended early of which a letter tells.

    Each of the plan that counts, whatever else goes on; of those before it the last, for whom nothing does.
    Who left a group that goes on hears it, too.
    """
    ends = {m["match"]: m["ends"] for m in life.read("pair", "list", life.cohort)["matches"]}
    found = {}
    for who, has in courses(life, life.people()).items():
        early = sorted(has.get("early", ()), key=lambda m: (ends[m], m))
        last = [] if has.keys() & {"going", "over"} else early[-1:]
        found[who] = [m for m in early if m in life.plan] or last
    return found


def stays(life, person, role, ends, kickoff):
    """Return somebody's days in matches, as (first, last, mentor), of no matches at all of no length."""
    starts = [kickoff, *(max(day, kickoff) for day in life.approved_on[1:])]
    found = []
    for n, plan in enumerate(life.plans):
        for match, (mentor, mentees, _) in plan.items():
            if person not in ((mentor,) if role == "mentor" else mentees):
                continue
            gone = [life.left[k] for k in ((person, role), (mentor, "mentor")) if k in life.left]
            until = starts[n + 1] if n + 1 < len(starts) else dt.date.max
            last = min(until, ends.get(match, dt.date.max), *gone)
            first = found[-1][0] if found and found[-1][3] == match and found[-1][1] == starts[n] else starts[n]  # fmt: skip
            found = [one for one in found if (one[0], one[3]) != (first, match)]
            found.append((first, last, mentor, match))
    return [one for one in found if one[0] < one[1]]


def check_certificates(life):
    """When all is over, a certificate tells its reader's days in the programme, and all mentors of a mentee."""
    if life.erased or "certificate" not in life.letters:
        return
    dates = life.read("cohort", "show", life.cohort)["cohort"]["dates"]
    life.day = max(life.day, dt.date.fromisoformat(dates["wrapup"]), dt.date(2027, 9, 1))
    life.kept.clear()
    listed_now = life.read("pair", "list", life.cohort)["matches"]
    ends = {m["match"]: dt.date.fromisoformat(m["ends"]) for m in listed_now}
    found, _ = life.run("letter", "certificate", life.cohort, code=(0, 3))
    names = {a["id"]: a["name"] for a in life.applications()}
    ids = {(a["name"], a["role"]): a["id"] for a in life.applications()}
    folder = life.folder / "out" / life.cohort / "letters" / "certificate"
    for one in found.get("letters", ()):
        person = ids[one["to"], one["role"]]
        mine = stays(life, person, one["role"], ends, dt.date.fromisoformat(dates["kickoff"]))
        text = words_of(folder / one["file"])
        days = period(min(s[0] for s in mine), max(s[1] for s in mine), one["language"])
        assert days in text, (life.at, one, days, mine, text)
        for mentor in {s[2] for s in mine if one["role"] == "mentee"} - {""}:
            assert names[mentor] in text, (life.at, one, mentor, text)


def repair_first(life):
    """Tell whether the plan is to be repaired first: then nobody is told that there is no place for them.

    Somebody left a match that was to go on, lost theirs, or came after the plan.
    """
    at, today = courses(life), life.day.isoformat()
    early = ("mentee", "early", {"going", "over"})
    placed = {p for mentor, mentees, _ in life.plan.values() for p in (mentor, *mentees)}
    unplaced = (
        life.known - placed
    )  # whom the plan that counts has left without a place, knowing of them
    free = any(
        r == early[0] and early[1] in has and not has.keys() & early[2] and p not in unplaced
        for (p, r), has in at.items()
    )
    ends = {m["match"]: m["ends"] for m in life.read("pair", "list", life.cohort)["matches"]}
    left = any(
        (p, "mentor" if p == life.plan.get(match, ("",))[0] else "mentee") in life.gone
        for match, people in life.matches().items()
        for p in people
        if today < ends[match]
    )
    bereft = any((p, "mentee") in at for p in life.bereft)
    return free or left or bereft or any(p not in life.known for p, _ in at)


def listed(life, found):
    """Return a command's letters as (person, role), each as often as it is written."""
    names = {(a["name"], a["role"]): a["id"] for a in life.applications()}
    return Counter((names[x["to"], x["role"]], x["role"]) for x in found["letters"])


def check_letters(life, seen, number):
    """Hold one kind of letter against the model, and what is owed against what is written."""
    kind = LETTERS[number % len(LETTERS)]
    if kind in life.letters:
        found, _ = life.run("letter", kind, life.cohort, "--dry-run", code=(0, 3), keeps=True)
        said, meant = listed(life, found), audience(life, kind)
        assert said == meant, (life.at, kind, said - meant, meant - said)
    lines = [line["what"] for line in seen["status"][0]["lines"]]
    said = {}
    for line in lines:
        if line.startswith("letters to be written: "):
            name, _, rest = line.removeprefix("letters to be written: ").partition(", to ")
            said[name] = int(rest.split()[0])
    assert said.keys() <= OWED, said
    for kind in OWED & life.letters:
        if kind in {"waiting", "mentor-not-needed"} and (
            life.day > life.midpoint or repair_first(life)
        ):
            wanted = 0
        else:
            people = {p for p, r in audience(life, kind) if _unwritten(life, kind, p, r)}
            if kind in {"waiting", "mentor-not-needed"} and life.proposed:  # may have a place soon
                people -= {
                    p for mentor, young, _ in life.proposed.values() for p in (mentor, *young)
                }
            wanted = len(people)
        assert said.get(kind, 0) == wanted, (life.at, kind, said, wanted)


def _unwritten(life, kind, person, role):
    """Tell whether somebody has not had a letter of a kind about what it is about now."""
    if kind == "changed-match":
        return not life.told(kind, person, role, life.changed[person, role])
    if kind == "early-ending":
        return not all(life.told(kind, person, role, m) for m in parted(life)[person, role])
    return not any(k[:3] == (kind, person, role) for k in life.written)


def check_mail(life):
    """Nothing goes twice, and nobody gets mail who left or was erased before it went."""
    every = mails_in(life.folder)
    marks = Counter(mark for mark, _ in every)
    assert not [m for m, n in marks.items() if n > 1], (life.at, "sent twice")
    assert len(every) == life.posted, (life.at, "a mail more or less than was told")
    words = (life.folder / "workspace.db").read_bytes()
    for address in life.erased:
        assert address.encode() not in words, (life.at, address, "is still known")


# what is done


def letter(life, n):
    """Write a letter to all whom it is for."""
    kind = sorted(life.letters)[n % len(life.letters)]
    wanted = audience(life, kind)
    found, code = life.run("letter", kind, life.cohort, code=(0, 3))
    assert "letters" in found, (life.at, kind, code)
    assert listed(life, found) == wanted, (life.at, kind)
    for who in wanted:
        about = [life.changed[who] if kind == "changed-match" else ""]
        for what in parted(life)[who] if kind == "early-ending" else about:
            life.written.add((kind, *who, what))


def letter_named(life, n):
    """A certificate for somebody who is named: only who took part to the end and signed."""
    name, (person, role) = "certificate", sorted(life.people())[n % len(life.people())]
    both = {r for p, r in life.people() if p == person}
    found, code = life.run("letter", name, life.cohort, person, "--dry-run", code=(0, 2, 3), keeps=True)  # fmt: skip
    fits = {r for r in both if (person, r) in audience(life, name)}
    assert bool(found.get("letters")) is bool(fits), (life.at, person, role, found, code)


def send(life, n):
    """Send what waits, as a programme with a plan has it."""
    letters = {kind: {person for person, _ in audience(life, kind)} for kind in life.letters}
    letters["introduction"] = {p for (p, _), has in courses(life).items() if "going" in has}
    there = {person for there in life.standing().values() for person in there}
    send_all(life, {**letters, "kickoff": there})


def send_all(life, meant):
    """Send what waits: each once, to nobody who has left, nothing that is not ``meant`` for its reader now."""
    before, known = drafts(life), len(mails_in(life.folder))
    taking = {k for k, d in before.items() if _takes_back(life, d)}
    found, code = life.run("outbox", "send", life.cohort, "--release", "--yes", code=(0, 2, 3))
    if code == 2:
        return
    life.posted += len(found.get("mails", ()))
    after, every = drafts(life), mails_in(life.folder)
    went = {k for k, d in after.items() if d[0] == "sent" and before[k][0] != "sent"}
    assert len(went) == len(found["mails"]) == len(every) - known, (life.at, "sent")
    assert not [k for k in went if before[k][4]], (life.at, "sent twice")
    everybody = life.people().items()
    gone = {k[0] for k, s in everybody if s == "withdrawn"} - {k[0] for k, s in everybody if s != "withdrawn"}  # fmt: skip
    to_gone = {k for k in went if before[k][3] in gone}
    wrong = {k: before[k] for k in to_gone if not _to_who_left(life, before[k])}
    assert not wrong, (life.at, wrong)
    for key in went - taking:
        _, file, kind, person, _ = before[key]
        to = {person} if "/outbox/" in file else meant.get(kind.removesuffix("-peer"), {person})
        assert person in to, (life.at, "not for its reader any more", before[key])
    waiting = {k: d for k, d in after.items() if d[0] == "waiting"}
    assert not life.run("outbox", "send", life.cohort, "--release", "--yes", code=(0, 2, 3))[0].get("mails")  # fmt: skip
    assert waiting == {k: d for k, d in drafts(life).items() if d[0] == "waiting"}


def _to_who_left(life, draft):
    """Tell whether a mail takes an invitation back, or says that a match has ended."""
    return draft[2] == "early-ending" or _takes_back(life, draft)


def _takes_back(life, draft):
    """Tell whether a mail has a calendar file that takes an event away; one that is gone has none."""
    path = life.folder / "out" / draft[1]
    content = path.read_bytes() if path.is_file() else b""
    read = BytesParser(policy=policy.default).parsebytes(content)
    events = [p for p in read.walk() if p.get_content_type() == "text/calendar"]
    return any("METHOD:CANCEL" in str(e.get_content()) for e in events)


def recall(life, n):
    """Write letters or invitations, send them, take the writing back: it says how many went out."""
    kind = sorted(life.letters - {"certificate"})[n % (len(life.letters) - 1)]
    last = newest(life)
    if n % 3:
        letter(life, sorted(life.letters).index(kind))
    else:
        kind = "kickoff"
        found, _ = life.run("invite", kind, life.cohort)
        if found.get("invitations"):
            life.invited, life.cancelled = {"all"}, False
    if newest(life) == last:
        return
    act, before = newest(life), {k: d for k, d in drafts(life).items() if d[0] == "waiting"}
    off = {k for k, d in before.items() if d[2] == kind and _takes_back(life, d)}
    send(life, n)
    went = {k for k, d in drafts(life).items() if k in before and d[0] == "sent"}
    mine = {k for k in went if f"/letter-{kind}" in k or k.startswith(f"{life.cohort}/{kind}/")}
    mine -= off  # of what was called off before this invitation
    found, code = life.run("undo", act, "--yes", code=(0, 3))
    if code == 0:
        assert found["sent"] >= len(mine), (life.at, "what went out is told", found, mine)
        again = {k for k, d in drafts(life).items() if d[4]}
        assert went <= again, (life.at, "what went out stays told")
        life.run("undo", newest(life), "--yes", code=(0,))
        assert not life.run("outbox", "send", life.cohort, "--release", "--yes")[0].get("mails")


def newest(life):
    """Return the number of the newest command in the history."""
    found = life.read("history", life.cohort)["history"]
    return int(found[0]["no."]) if found else 0


def sent_by_hand(life, n):
    """Mark what waits as sent: it does not go again, and is not made again."""
    kinds = sorted({d[2] for d in drafts(life).values() if d[0] in {"waiting", "again"}})
    if kinds:
        kind = kinds[n % len(kinds)]
        life.run("outbox", "sent", life.cohort, "--kind", kind, "--yes", code=(0,))
        waits = {"waiting", "again", "leaving", "refused"}
        assert not [d for d in drafts(life).values() if d[2] == kind and d[0] in waits]


def lose(life, n):
    """Delete what was made: the next commands make again what was not sent."""
    shutil.rmtree(life.folder / "out", ignore_errors=True)
    getattr(life, "kept", {}).clear()  # what status says of files is another


def remind(life, n):
    """Write the reminders: none that went, each that waits with its file; a second run does nothing."""
    before = drafts(life)
    found, _ = life.run("remind", code=(0, 3))
    new = {r["key"] for r in found["reminders"]}
    assert not [k for k in new if k in before and before[k][4]], (life.at, "written after it went")
    waiting = {k: d for k, d in drafts(life).items() if ":" in k and d[0] == "waiting"}
    assert all((life.folder / "out" / d[1]).is_file() for d in waiting.values()), life.at
    again, _ = life.run("remind", code=(0, 3))
    assert again["count"] == 0, (life.at, again)


def erase(life, n):
    """Erase somebody: they are in no list, and nothing takes that back."""
    if n % 3 or len(life.people()) < 5:
        return
    every = life.applications()
    one = every[n // 3 % len(every)]
    with closing(sqlite3.connect(life.folder / "workspace.db")) as connection:
        (address,) = connection.execute(
            "SELECT email FROM applications WHERE person = ?", [one["id"]]
        ).fetchone()
    _, code = life.run("person", "erase", life.cohort, one["id"], "--yes", code=(0, 3))
    assert one["id"] not in {a["id"] for a in life.applications()}, life.at
    _, code = life.run("undo", "--yes", code=(0, 2, 3))
    assert code == 3, (life.at, "erased stays erased")
    _forget(life, one["id"], address)


def _forget(life, person, address):
    """What concerned the erased person alone can be told no more."""
    life.erased.append(address)
    life.gone = {k for k in life.gone if k[0] != person}
    life.aside = {k for k in life.aside if k[0] != person}
    life.signed = {k: d for k, d in life.signed.items() if k[1] != person}
    for plan in filter(None, (life.plan, life.proposed, *life.plans)):
        for match, (mentor, mentees, language) in list(plan.items()):
            left = tuple(p for p in mentees if p != person)
            plan[match] = (mentor, left, language)
            if person == mentor or not left:
                del plan[match]
                if plan is life.plan:  # they had a place, and the plan is repaired for them
                    life.bereft |= {mentor, *left} - {person}
    if life.read("plan", "show", life.cohort)["state"] == "approved":
        life.proposed = None  # a proposal that named them is gone
    numbered = enumerate(map(company, life.plans), 1)
    told = {(k, n) for (_, was), (n, now) in pairwise(numbered) for k in {*was, *now} if was.get(k) != now.get(k)}  # fmt: skip
    life.changed = {k: n for k, n in life.changed.items() if (k, n) in told}


def kinds(life):
    """Return the letters of a programme: equals have no mentors, and no contact details to give."""
    return {*LETTERS} - ({"mentor-not-needed"} if life.cohort == "2027-peers" else set())


def steps():
    """Return these steps by name."""
    return {
        "letter": letter, "letter named": letter_named, "send": send, "sent by hand": sent_by_hand,
        "lose": lose, "recall": recall, "remind": remind, "erase": erase,
    }  # fmt: skip
