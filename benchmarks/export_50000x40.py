"""Makes a form export of invented people: as wide as real ones, as long as nobody's.

``natural`` answers are as those of the forms that coordinators write: most people name nobody
whom they would rather not meet, a third wish for a mentor, a professor, a group and an employer are
those of several. With ``crowded`` ones everybody refuses half of the name of hundreds, and ten thousand
names of groups are made of the same eighteen words: each is a question. It shows what grows badly.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from mentorcli.domain.programme import Field, FieldType
from mentorcli.workspace.profiles import load_programme

ROWS, COLUMNS = 50_000, 40
SEED = 20261123
SYSTEM = ("ID", "Start time", "Completion time", "Email", "Name")
FIRST = (
    "Aino", "Eero", "Åsa", "Väinö", "Noor", "Yìchén", "Jean-Luc", "Márta", "Oluwaseun", "Sofia",
    "Elias", "Linnéa", "Matti", "Saga", "Pekka", "Ingrid", "Tuuli", "Rafael", "Ida", "Onni",
)  # fmt: skip
LAST = (
    "Virtanen", "Mäki-Petäys", "Öster", "Korhonen", "Nguyễn", "Lindström", "Hämäläinen", "Okafor",
    "Szabó", "Järvinen", "af Björksten", "Salminen", "Rautio", "García Peña", "Ståhl", "Kettunen",
)  # fmt: skip
SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ra",
    "sä",
    "tu",
    "vo",
    "hy",
    "ne",
    "pi",
    "jö",
    "su",
    "la",
    "ke",
    "to",
    "nu",
    "ri",
    "mä",
)
WORDS = (
    "data", "research", "career", "industry", "network", "leading", "teams", "funding", "steel",
    "forest", "policy", "learning", "models", "batteries", "design", "työelämä", "verkosto", "och",
)  # fmt: skip
START = dt.datetime(2026, 10, 19, 8, 0)  # noqa: DTZ001 - a cell has no zone


def write_export(path: Path, rows: int = ROWS, answers: str = "natural") -> None:
    """Write a workbook in the shape of Microsoft Forms; the same bytes' worth on every machine."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"default_date_format": "m/d/yy h:mm:ss"}) as book:
        page = book.add_worksheet("Sheet1")
        for number, row in enumerate(table(rows, answers)):
            for column, value in enumerate(row):
                if isinstance(value, dt.datetime):
                    page.write_datetime(number, column, value)
                elif isinstance(value, int):
                    page.write_number(number, column, value)
                elif value:
                    page.write_string(number, column, value)


def table(rows: int, answers: str = "natural") -> Iterator[list[str | int | dt.datetime]]:
    """Give the titles, then one row for each person."""
    natural = answers == "natural"
    fields = [f for f in load_programme("doctoral").fields["mentee"] if f.key != "full_name"]
    spare = COLUMNS - len(SYSTEM) - len(fields)
    titles = [f.headers["en"] for f in fields]
    yield [
        *SYSTEM,
        *titles,
        *(f"Which of our events did you visit in {2026 - i}?" for i in range(spare)),
    ]
    chance = random.Random(SEED)  # noqa: S311 - invented people
    for number in range(rows):
        first, last = chance.choice(FIRST), f"{chance.choice(LAST)}-{_name(chance, 4)}"
        if natural:
            first, last = _person(chance)
        begun = START + dt.timedelta(seconds=13 * number)
        system = [number + 1, begun, begun + dt.timedelta(minutes=9), "anonymous", ""]
        said = [_answer(chance, f, first, last, number) for f in fields]
        if natural:
            several = _several(rows)
            said = [
                several[f.key](chance) if f.key in several else s
                for f, s in zip(fields, said, strict=True)
            ]
        yield [*system, *said, *(chance.choice(("Yes", "No", "")) for _ in range(spare))]


def _name(chance: random.Random, syllables: int) -> str:
    """Return one of so many names that few people share one: a hundred thousand of four syllables."""
    return "".join(chance.choices(SYLLABLES, k=syllables)).title()


def _person(chance: random.Random) -> tuple[str, str]:
    """Return a first name and a surname; one in fourteen has a common surname, one in twenty two."""
    first = chance.choice(FIRST) if chance.random() < 1 / 3 else _name(chance, 3)
    common, own = chance.choice(LAST), _name(chance, 5)
    kind = chance.random()
    if kind < 1 / 20:
        return first, f"{common}-{own}"
    return first, common if kind < 1 / 20 + 1 / 14 else own


Given = Callable[[random.Random], str]


@cache
def _several(rows: int) -> dict[str, Given]:
    """Return how answers are drawn that several people share, or that most leave empty."""
    chance = random.Random(SEED + 1)  # noqa: S311 - invented people
    leaders = [" ".join(("Prof.", *_person(chance))) for _ in range(rows // 4 + 1)]
    mentors = [" ".join(_person(chance)) for _ in range(rows // 30 + 3)]
    groups = [f"{_name(chance, 5)} {chance.choice(WORDS)}" for _ in range(rows // 8 + 1)]
    employers = [_name(chance, 5) + chance.choice((" Oy", " Ltd", "")) for _ in range(400)]
    units = [f"Department of {_name(chance, 5)}" for _ in range(40)]

    def of(share: float, names: Sequence[str], otherwise: Sequence[str] = ("",)) -> Given:
        return lambda c: c.choice(names if c.random() < share else otherwise)

    return {
        "department": of(1, units),
        "research_group": of(0.7, groups),
        "supervisors": lambda c: "; ".join(c.sample(leaders, c.choice((1, 1, 2)))),
        "employer": of(0.3, employers),
        "wishes": lambda c: "; ".join(c.sample(mentors, c.choice((0, 0, 0, 1, 2)))),
        "wish_reason": of(0.3, ("Her career", "His field is mine", "They know the industry")),
        "not_with": of(0.08, mentors, ("", "", "", "no", "-")),
        "earlier": of(0.1, ("Yes, in 2024", "I applied last year"), ("No",)),
        "other": of(0.1, ("I am away in October", "Thank you!"), ("", "", "-")),
    }


def _answer(chance: random.Random, asked: Field, first: str, last: str, number: int) -> str | int:
    match asked.key:
        case "first_name":
            return first
        case "last_name":
            return last
        case "email":
            plain = unicodedata.normalize("NFD", f"{first}.{last}").encode("ascii", "ignore")
            return f"{plain.decode().lower().replace(' ', '.')}.{number}@example.org"
    if asked.options:
        labels = [o.labels["en"] for o in asked.options if not o.means]
        several = chance.sample(labels, min(3, len(labels)))
        return ";".join([*several, ""]) if asked.type is FieldType.MULTI else several[0]
    match asked.type:
        case FieldType.LONG:
            return " ".join(chance.choices(WORDS, k=18)) + f" {number}."
        case FieldType.PEOPLE | FieldType.RANKED:
            return f"Prof. {chance.choice(FIRST)} {chance.choice(LAST)}"
        case FieldType.DATE:
            return "2028-05-31"
        case FieldType.CONSENT:
            return "Yes"
        case FieldType.INTEGER:
            return chance.randint(1, 30)
        case _:
            return " ".join(chance.choices(WORDS, k=3))


if __name__ == "__main__":
    write_export(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
