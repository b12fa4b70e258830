"""Why somebody has no match: the numbers in the sentence, and what it says of the others."""

from __future__ import annotations

import re

from oracles.every_plan import company

from sentences.world import World


def check_reason(world: World, person: str, role: str, text: str, command: str) -> None:
    """Check the numbers in a sentence on why somebody has no match, and what it says of others."""
    every, made = world.every(), world.made
    mentors = [a.person for a in world.case.mentors]
    others = [p for p in every.mentees if p != person] if world.form == "peers" else mentors
    allowed = [m for m in others if every.allowed(person, m)] if role == "mentee" else []
    placed = set(company(made))
    if m := re.search(r"The rules allow .*? (\d+) (?:mentors?|others?)[,;]", text):
        world.claim(command, "allowed mentors", m[1], len(allowed))
    if m := re.search(r"; (\d+) of them can take no ", text):
        none = [x for x in allowed if every.seats(x)[0] > every.seats(x)[1]]
        world.claim(command, "who can take nobody", m[1], len(none))
    if m := re.search(r"None of the (\d+) mentors? works", text):
        world.claim(command, "mentors in all", m[1], len(mentors))
        world.claim(
            command,
            "none speaks",
            0,
            sum("common_language" not in every.broken(person, x) for x in mentors),
        )
    if m := re.search(r"none of the (\d+) (?:mentors?|others): (.*)\.$", text):
        world.claim(command, "mentors in all", m[1], len(others))
        world.claim(command, "none is allowed", 0, len(allowed))
        sets = [every.broken(person, x) for x in others]
        counts = sorted((sum(key in s for s in sets) for key in every.rules), reverse=True)
        said = sorted((int(n) for n in re.findall(r"\((\d+)\)", m[2])), reverse=True)
        by_hand = "your" in m[2]
        world.claim(
            command,
            "barred by each rule",
            said[:-1] if by_hand else said,
            [c for c in counts if c][: len(said)],
        )
    if re.search("all (their places|places with the others?) are taken", text):
        room = [x for x in allowed for g in made if g[0] == x and len(g[1]) < every.seats(x)[1]]
        idle = [
            x
            for x in allowed
            if x not in {g[0] for g in made} and every.seats(x)[0] <= every.seats(x)[1]
        ]
        world.claim(command, "free places with them", 0, len(room) + len(idle))
    if re.search("would cost somebody else theirs|without leaving somebody else without", text):
        mine = {person} if role == "mentee" else set()
        if mine:
            gain = any(placed | mine <= s for s in every.placed_sets)
            world.claim(command, "a place costs somebody theirs", True, not gain)
    if m := re.search(r"The rules allow .*? (\d+|no) mentees?; a group needs (\d+)", text):
        mine = sum(every.allowed(p, person) for p in every.mentees)
        world.claim(command, "allowed mentees", m[1], mine or "no")
        world.claim(command, "a group needs", m[2], every.seats(person)[0])
    if m := re.search(r"(?:All (\d+) mentees|The one mentee) whom the rules allow", text):
        mine = [p for p in every.mentees if every.allowed(p, person)]
        world.claim(command, "allowed mentees", m[1] or 1, len(mine))
        world.claim(command, "all have a place", set(mine) <= placed, True)
    if m := re.search(r"^(\d+) waiting mentees? could be with", text):
        waiting = [p for p in every.mentees if p not in placed and every.allowed(p, person)]
        world.claim(command, "waiting who could", m[1], len(waiting))
    if text.startswith("Every mentee has a place"):
        world.claim(command, "all have a place", True, len(placed) == len(every.mentees))
    if m := re.search(r"a group needs (\d+), and (nobody else|the others who wait)", text):
        idle = [x for x in allowed if x not in {g[0] for g in made}]
        if idle:
            world.claim(command, "a group needs", m[1], min(every.seats(x)[0] for x in idle))
