"""Makes a form export of invented people: as wide as real ones, as long as nobody's."""

from __future__ import annotations

import datetime as dt
import random
import sys
import unicodedata
from collections.abc import Iterator
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


def write_export(path: Path, rows: int = ROWS) -> None:
    """Write a workbook in the shape of Microsoft Forms; the same bytes' worth on every machine."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"default_date_format": "m/d/yy h:mm:ss"}) as book:
        page = book.add_worksheet("Sheet1")
        for number, row in enumerate(table(rows)):
            for column, value in enumerate(row):
                if isinstance(value, dt.datetime):
                    page.write_datetime(number, column, value)
                elif isinstance(value, int):
                    page.write_number(number, column, value)
                elif value:
                    page.write_string(number, column, value)


def table(rows: int) -> Iterator[list[str | int | dt.datetime]]:
    """Give the titles, then one row for each person."""
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
        first, last = chance.choice(FIRST), f"{chance.choice(LAST)}-{_surname(chance)}"
        begun = START + dt.timedelta(seconds=13 * number)
        system = [number + 1, begun, begun + dt.timedelta(minutes=9), "anonymous", ""]
        answers = [_answer(chance, f, first, last, number) for f in fields]
        yield [*system, *answers, *(chance.choice(("Yes", "No", "")) for _ in range(spare))]


def _surname(chance: random.Random) -> str:
    """Return one of a hundred thousand names, so that few people share one."""
    return "".join(chance.choices(SYLLABLES, k=4)).title()


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
        labels = [o.labels["en"] for o in asked.options]
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
    write_export(Path(sys.argv[1]), int(sys.argv[2]))
