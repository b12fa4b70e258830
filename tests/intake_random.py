"""Random applicants, written as a table in the shape of any of the form tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st
from intake_tools import CONSENT, GOALS, JOBS, LANGUAGES, Cell

from mentorcli.domain.table import Row, Table

LANGS = ("English", "Finnish", "Swedish")
AIMS = (JOBS, "Networks", "Leadership", "Work-life balance")
NAMES = ("Åsa Öst", "Wei Zhang", "Juho Mäki-Petäys", "Ole Ek", "Ann Lee", "Bo Lind", "Eva Holm")


@dataclass(frozen=True)
class Person:
    """One answer: ``number`` tells answers apart, ``who`` people; ``email`` may be no address."""

    number: int
    who: int
    email: str
    langs: tuple[str, ...]
    aims: tuple[str, ...]
    consent: str
    partial: bool

    @property
    def names(self) -> tuple[str, str]:
        first, _, last = NAMES[self.who % len(NAMES)].partition(" ")
        return first, last

    @property
    def when(self) -> str:
        return f"2026-11-{1 + self.number // 24:02} {self.number % 24:02}:05:00"


def people(*, clean: bool) -> st.SearchStrategy[list[Person]]:
    """Return answers; ``clean`` ones all have an address, one for each person."""
    one = st.builds(
        lambda who, langs, aims, consent, partial, bad: (
            who, "no address" if bad and not clean else f"p{who}@example.org", tuple(langs),
            tuple(aims), consent, partial,
        ),
        st.integers(0, 6), st.lists(st.sampled_from(LANGS), unique=True, max_size=3),
        st.lists(st.sampled_from(AIMS), unique=True, max_size=3), st.sampled_from(["Yes", "No", ""]),
        st.booleans(), st.integers(0, 5).map(lambda n: n == 0),
    )  # fmt: skip
    return st.lists(one, max_size=9).map(lambda said: [Person(n, *p) for n, p in enumerate(said)])


def _who(p: Person) -> list[Cell]:
    return [*p.names, p.email]


def _marks(p: Person, mark: Callable[[str, bool], Cell]) -> list[Cell]:
    return [mark(x, x in p.langs) for x in LANGS] + [mark(x, x in p.aims) for x in AIMS]


def _titles(title: Callable[[str, str], str]) -> list[Cell]:
    return [title(LANGUAGES, x) for x in LANGS] + [title(GOALS, x) for x in AIMS]


WHO: list[Cell] = ["First name", "Last name", "E-mail address"]
CELLS: list[Cell] = [LANGUAGES, GOALS]


def _word(x: str, chosen: bool) -> Cell:
    return x if chosen else None


def _msforms(every: Sequence[Person]) -> list[list[Cell]]:
    return [["ID", "Start time", "Completion time", "Email", "Name", *WHO, *CELLS, CONSENT]] + [
        [p.number + 2, p.when, p.when, "anonymous", "", *_who(p), "".join(f"{x};" for x in p.langs),
         "".join(f"{x};" for x in p.aims), p.consent] for p in every]  # fmt: skip


def _google(every: Sequence[Person]) -> list[list[Cell]]:
    return [["Timestamp", *WHO, *CELLS, CONSENT]] + [
        [p.when, *_who(p), ", ".join(p.langs), ", ".join(p.aims), p.consent] for p in every]  # fmt: skip


def _webropol(every: Sequence[Person]) -> list[list[Cell]]:
    return [["Vastausaika", *WHO, *_titles(lambda q, o: f"{q}:{o}"), CONSENT]] + [
        [p.when, *_who(p), *_marks(p, _word), p.consent] for p in every]  # fmt: skip


def _limesurvey(every: Sequence[Person]) -> list[list[Cell]]:
    return [["Response ID", "Date submitted", "Last page", "Seed", *WHO,
             *_titles(lambda q, o: f"{q} [{o}]"), CONSENT]] + [
        [str(p.number), "" if p.partial else p.when, 3, 77, *_who(p),
         *_marks(p, lambda _, chosen: "Yes" if chosen else "No"), p.consent] for p in every]  # fmt: skip


def _qualtrics(every: Sequence[Person]) -> list[list[Cell]]:
    own: list[Cell] = [
        "RecordedDate",
        "Finished",
        "ResponseId",
        "DistributionChannel",
        "UserLanguage",
    ]
    codes = [*own, *(f"Q{n}" for n in range(1, 7))]
    return [codes, [*own, *WHO, *CELLS, CONSENT], [f'{{"ImportId":"{c}"}}' for c in codes]] + [
        [p.when, "False" if p.partial else "True", f"R_{p.number}", "anonymous", "EN", *_who(p),
         ",".join(p.langs), ",".join(p.aims), p.consent] for p in every]  # fmt: skip


def _surveymonkey(every: Sequence[Person]) -> list[list[Cell]]:
    blank: list[Cell] = [None] * 3
    return [
        ["Respondent ID", "Collector ID", "End Date", *WHO, LANGUAGES, None, None, GOALS, None, None, None, CONSENT],
        [*blank, *["Open-Ended Response"] * 3, *LANGS, *AIMS, "Response"],
    ] + [[str(p.number), "7", p.when, *_who(p), *_marks(p, _word), p.consent] for p in every]  # fmt: skip


def _redcap(every: Sequence[Person]) -> list[list[Cell]]:
    return [["Record ID", "Event Name", "Survey Timestamp", *WHO,
             *_titles(lambda q, o: f"{q} (choice={o})"), CONSENT, "Complete?"]] + [
        [str(p.number), "Apply", "[not completed]" if p.partial else p.when, *_who(p),
         *_marks(p, lambda _, chosen: "Checked" if chosen else "Unchecked"), p.consent, "Complete"] for p in every]  # fmt: skip


def _typeform(every: Sequence[Person]) -> list[list[Cell]]:
    return [["#", *WHO, *LANGS, *AIMS, CONSENT, "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]] + [
        [f"h{p.number}", *_who(p), *_marks(p, _word), p.consent, p.when, p.when, "n"] for p in every]  # fmt: skip


def _jotform(every: Sequence[Person]) -> list[list[Cell]]:
    return [["Submission Date", *WHO, *CELLS, CONSENT, "Submission ID"]] + [
        [p.when, *_who(p), "\n".join(p.langs), "\n".join(p.aims), p.consent, f"5{p.number}"] for p in every]  # fmt: skip


def _alchemer(every: Sequence[Person]) -> list[list[Cell]]:
    return [["Response ID", "Time Started", "Date Submitted", "Status", *WHO,
             *_titles(lambda q, o: f"{o}:{q}"), CONSENT]] + [
        [str(p.number), p.when, p.when, "Partial" if p.partial else "Complete", *_who(p),
         *_marks(p, _word), p.consent] for p in every]  # fmt: skip


def _generic(every: Sequence[Person]) -> list[list[Cell]]:
    return [["Applications"], [], ["ID", "Submitted", *WHO, *CELLS, CONSENT]] + [
        [p.number, p.when, *_who(p), "; ".join(p.langs), "; ".join(p.aims), p.consent] for p in every]  # fmt: skip


SHAPES = {
    "msforms": _msforms, "google_csv": _google, "webropol": _webropol, "limesurvey": _limesurvey,
    "qualtrics": _qualtrics, "surveymonkey": _surveymonkey, "redcap": _redcap, "typeform": _typeform,
    "jotform": _jotform, "alchemer": _alchemer, "generic": _generic,
}  # fmt: skip
PARTIAL = frozenset({"limesurvey", "qualtrics", "redcap", "alchemer"})
"""Those whose own mark tells an unfinished answer."""


def as_table(shape: str, every: Sequence[Person]) -> Table:
    """Return answers as the table that a tool would export."""
    rows = tuple(Row(n, tuple(cells)) for n, cells in enumerate(SHAPES[shape](every), 1))
    return Table("answers.xlsx", "0" * 64, "xlsx", "Sheet1", rows)
