"""Generated cohorts as files: exports with the shipped questions, a profile, decisions.

The same form and number give the same cohort. Nothing of the program is used, so that every
checkout gets the same bytes.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FIRST = ("Aava", "Björn", "Carita", "Dani", "Eeva", "Fredrik", "Greta", "Hannu", "Iida", "Jonas",
         "Katri", "Lauri", "Maria", "Niklas", "Oona", "Pekka", "Quoc", "Ritva", "Sami", "Tove")  # fmt: skip
LAST = ("Aalto", "Bergqvist", "Corell", "Dahlman", "Eskelä", "Fagerlund", "Granfelt", "Harju", "Ikonen",
        "Järvelä", "Kurkela", "Lindroos", "Mustajoki", "Nordin", "Ojanperä", "Palander", "Qvarnström",
        "Raunio", "Sarkola", "Tuominiemi", "Uusitalo", "Vainikka", "Wikström", "Ylitalo", "Zetterman",
        "Åkerblom", "Ämmälä", "Österman", "Huhtanen", "Kivimaa", "Laaksonmäki", "Peltomaa", "Rinneaho",
        "Saarikoski", "Tapanila", "Vuorinen", "Brandt", "Castrén", "Ekholm", "Forsell")  # fmt: skip
GOALS = ("Career paths outside academia", "Job search, CV and interviews", "Recognising my skills",
         "Networks", "Leadership", "Entrepreneurship", "Work-life balance", "Life in Finland")  # fmt: skip
AREAS = ("Academic leadership", "Supervisory work", "Project management", "Career planning",
         "New role or change", "Teaching", "Research funding", "Well-being")  # fmt: skip
INDUSTRIES = ("ICT and software", "Energy and environment", "Forest, bio and materials",
              "Health and life sciences", "Finance and insurance", "Design, media and culture")  # fmt: skip
ROLES = ("Research and development", "Product", "Consulting", "Start-up", "Management")
LANGUAGES = (("English",), ("English", "Finnish"), ("Finnish", "English"), ("Finnish",),
             ("Swedish", "English"), ("Swedish", "Finnish"))  # fmt: skip
LANGUAGE_WEIGHTS = (40, 22, 14, 12, 8, 4)
MODES = ("Otaniemi", "Helsinki", "Elsewhere", "Remotely")
SCHOOLS = ("School of Arts, Design and Architecture (ARTS)", "School of Business (BIZ)",
           "School of Engineering (ENG)", "School of Science (SCI)")  # fmt: skip
UNITS = tuple(school.partition(" (")[0] for school in SCHOOLS)
EMPLOYERS = ("Norrbro Ab", "Rantakivi Oy", "Sähkövirta Oy", "Metsäkuitu Oyj", "")
GENDERS = ("Woman", "Man", "Prefer not to say", "")

FIRST_NAME, LAST_NAME, EMAIL = "First name", "Last name", "E-mail address"
SPOKEN = "In which language(s) would you like to be mentored?"
WANTED = "What do you want from mentoring? Choose up to three"
TO_WORK_ON = "What would you like to work on? Choose up to three"
OFFERED = "Themes you can offer your group"
OFFERED_EQUAL = "What can you offer to an equal?"
FIELDS_OF_WORK = "Which industries interest you?"
TASKS = "What kind of role would you like to hear about?"
MEETS = "How could you meet?"
CONSENT = "I have read the privacy notice and my answers may be shown as marked"
NOT_WITH = "Is there someone you should not be matched with? (only HR sees this)"
WISHES = "Name up to three mentors from the list, in order"
EMPLOYER = "Current employer"
GENDER = "Gender (voluntary, statistics only)"
PLACES = "How many mentees can you take?"


@dataclass(frozen=True)
class Cohort:
    """One input: which programme, its exports, and what is asked of it.

    ``profile`` is the workspace's own TOML for the programme, ``exports`` are (role, text) by the
    name of the file. ``decisions`` are ("keep" or
    "forbid", one, other); ``asked`` are people to explain, ``odd`` two people to put together.
    """

    name: str
    programme: str
    season: str
    profile: str
    exports: dict[str, tuple[str, str]]
    decisions: tuple[tuple[str, str, str], ...]
    asked: tuple[str, ...]
    odd: tuple[str, str]
    leaves: str
    what_ifs: tuple[str, ...]


def cohorts(form: str, how_many: int) -> Iterator[Cohort]:
    """Give the generated cohorts of a form: "groups", "pairs" or "peers"."""
    made = {"groups": _with_mentors, "pairs": _with_mentors, "peers": _peers}[form]
    for number in range(how_many):
        yield made(form, number)


class _Draw:
    """Draws of one cohort."""

    def __init__(self, seed: str) -> None:
        self.r = random.Random(seed)  # noqa: S311 - chance that can be repeated
        names = [f"{first} {last}" for first, last in
                 zip(self.r.choices(FIRST, k=len(LAST)), LAST, strict=True)]  # fmt: skip
        self.r.shuffle(names)
        self.names = iter(names)

    def maybe(self, share: float) -> bool:
        return self.r.random() < share

    def some(self, values: Sequence[str], least: int, most: int) -> str:
        weights = [1 / (k + 1) for k in range(len(values))]
        wanted, found = self.r.randint(least, most), dict[str, None]()
        while len(found) < wanted:
            found[self.r.choices(values, weights)[0]] = None
        return ";".join(found)

    def person(self) -> dict[str, str]:
        first, last = next(self.names).split()
        plain = str.maketrans("åäöé", "aaoe")
        address = f"{first}.{last}".lower().translate(plain)
        return {
            "Timestamp": f"2027-01-{self.r.randint(10, 25)} {self.r.randint(10, 17)}:15:00",
            FIRST_NAME: first, LAST_NAME: last, EMAIL: f"{address}@example.org",
            SPOKEN: "" if self.maybe(0.04) else ";".join(self.r.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0]),
            MEETS: self.some(MODES, 1, 2), CONSENT: "Yes",
        }  # fmt: skip


def _with_mentors(form: str, number: int) -> Cohort:
    d = _Draw(f"{form} {number}")
    mentees_most = 20 if form == "groups" else 18
    mentees = [d.person() for _ in range(d.r.randint(4, mentees_most))]
    fewest = max(2, len(mentees) // (3 if form == "groups" else 2))
    mentors = [d.person() for _ in range(d.r.randint(fewest - 1, fewest + 2))]
    for a in mentees:
        a |= {
            WANTED: d.some(GOALS, 1, 3), FIELDS_OF_WORK: d.some(INDUSTRIES, 0, 2),
            TASKS: d.some(ROLES, 0, 2), EMPLOYER: d.r.choice(EMPLOYERS), GENDER: d.r.choice(GENDERS),
            NOT_WITH: _name(d.r.choice(mentees + mentors)) if d.maybe(0.1) else "",
            WISHES: "; ".join(map(_name, d.r.sample(mentors, min(2, len(mentors))))) if d.maybe(0.3) else "",
        }  # fmt: skip
        if form == "groups":
            a |= {
                "Which school are you doing your doctorate in?": d.r.choice(SCHOOLS),
                "Research group": f"Group {d.r.choice('ABCD')}" if d.maybe(0.4) else "",
                "Your supervising professor and thesis advisor(s)": (
                    f"prof. {d.r.choice(('Veijo', 'Tuire'))} {d.r.choice(('Hakulinen', 'Pesonen', 'Rask'))}"
                    if d.maybe(0.6)
                    else ""
                ),
            }
        else:
            a |= {"Which school do you study at?": d.r.choice(SCHOOLS)}
    for m in mentors:
        places = ("2-3", "2-3", "2", "3", "1-2") if form == "groups" else ("1", "1", "2", "3")
        m |= {
            OFFERED: d.some(GOALS, 2, 5), FIELDS_OF_WORK: d.some(INDUSTRIES, 1, 2),
            TASKS: d.some(ROLES, 1, 2), EMPLOYER: d.r.choice(EMPLOYERS), GENDER: d.r.choice(GENDERS),
            PLACES: d.r.choice(places),
            NOT_WITH: _name(d.r.choice(mentees)) if d.maybe(0.1) else "",
        }  # fmt: skip
    mentee, mentor = _name(d.r.choice(mentees)), _name(d.r.choice(mentors))
    decisions = tuple(
        (d.r.choice(("keep", "forbid")), _name(d.r.choice(mentees)), _name(d.r.choice(mentors)))
        for _ in range(d.r.choice((0, 0, 1, 2)))
    )
    asked = (*(_name(a) for a in d.r.sample(mentees, 2)), mentor)
    what_ifs = (
        f"remove {_name(d.r.choice(mentors))}",
        f"capacity {mentor} {d.r.randint(1, 3)}",
        f"without {d.r.choice(('common_language', 'no_common_theme', 'same_employer'))}",
        "add mentor leadership english",
    )
    doctoral = form == "groups"
    return Cohort(
        f"{form}-{number:03}", "doctoral" if doctoral else "alumni", "spring" if doctoral else "alumni",
        _profile(d, form), {"mentees.csv": ("mentee", _csv(mentees)), "mentors.csv": ("mentor", _csv(mentors))},
        decisions, asked, (mentee, mentor), _name(d.r.choice(mentees + mentors)), what_ifs,
    )  # fmt: skip


def _peers(form: str, number: int) -> Cohort:
    d = _Draw(f"{form} {number}")
    pairs = number % 2 == 0
    people = [d.person() for _ in range(d.r.randint(6, 16 if pairs else 11))]
    for a in people:
        a |= {
            TO_WORK_ON: d.some(AREAS, 1, 3), OFFERED_EQUAL: d.some(AREAS, 1, 3),
            "School or unit": d.r.choice(UNITS), "Department": d.r.choice(("North", "South", "East", "")),
            NOT_WITH: _name(d.r.choice(people)) if d.maybe(0.12) else "",
            "Your line manager": _name(d.r.choice(people)) if d.maybe(0.1) else "",
        }  # fmt: skip
    names = [_name(a) for a in people]
    decisions = tuple(
        (d.r.choice(("keep", "forbid")), *d.r.sample(names, 2))
        for _ in range(d.r.choice((0, 0, 1, 2)))
    )
    low, high = (2, 2) if pairs else d.r.choice(((2, 3), (2, 3), (3, 4), (2, 4), (3, 3)))
    one, other = d.r.sample(names, 2)
    what_ifs = (
        f"remove {d.r.choice(names)}", "add peer finnish", "circles 2 4", "without common_language",
    )  # fmt: skip
    return Cohort(
        f"peers-{number:03}", "peer", "peers", _profile(d, form, (low, high)),
        {"peers.csv": ("mentee", _csv(people))}, decisions, tuple(d.r.sample(names, 3)), (one, other),
        d.r.choice(names), what_ifs,
    )  # fmt: skip


def _profile(d: _Draw, form: str, group: tuple[int, int] = (1, 1)) -> str:
    """Return the workspace's own profile: bounds, rules, points and stages, by what is drawn."""
    if form == "groups":
        group = d.r.choice(((2, 3), (2, 3), (2, 4), (1, 3), (3, 3)))
        may_go = ("no_common_theme", "same_research_group", "same_supervisor", "same_employer")
        points = ("themes", "industry", "role", "language", "meeting_mode", "wishes")
        extra = ("lone_gender", "variety_of_schools")
    elif form == "pairs":
        may_go, extra = ("no_common_theme", "same_employer"), ()
        points = ("themes", "industry", "role", "language", "meeting_mode", "wishes")
    else:
        may_go, extra = ("common_language",), ("no_common_theme",)
        points = ("shared_goals", "themes", "language", "meeting_mode")
    stages = ["waited", "seated", "worst_served", "total", "tie_break"]
    if d.maybe(0.15):
        stages = ["waited", "seated", "total", "worst_served", "tie_break"]
    elif d.maybe(0.1):
        stages = ["waited", "seated", "total", "tie_break"]
    elif form != "pairs" and d.maybe(0.1):
        stages.insert(3, "worst_served_2")
    lines = [f"[group]\nfewest = {group[0]}\nmost = {group[1]}\n", "[matching]"]
    lines.append("stages = [" + ", ".join(f'"{s}"' for s in stages) + "]")
    lines.append("\n[matching.rules]")
    lines += [f"{rule} = false" for rule in may_go if d.maybe(0.2)]
    lines += [f"{rule} = {{}}" for rule in extra if d.maybe(0.1)]
    lines.append("\n[matching.criteria]")
    lines += [
        f"{name} = {{ points = {d.r.choice((3, 50, 120, 333))} }}"
        for name in points
        if d.maybe(0.25)
    ]
    return "\n".join(lines) + "\n"


def _name(person: dict[str, str]) -> str:
    return f"{person[FIRST_NAME]} {person[LAST_NAME]}"


def _csv(people: list[dict[str, str]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(people[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(people)
    return buffer.getvalue()
