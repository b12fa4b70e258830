"""What is asked of a checkout: generated cohorts and the samples of the programmes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from same_as_before_cohorts import Cohort, cohorts
from same_as_before_trial import Trial, paragraphs

Input = tuple[str, str, str | Cohort]


def generated(trial: Trial, c: Cohort) -> None:
    """Take a generated cohort from its exports to an approved plan."""
    turn = int(c.name.rpartition("-")[2])
    (trial.folder / "programmes" / f"{c.programme}.toml").write_text(c.profile, encoding="utf-8")
    _new(trial, c.programme)
    for name, (role, text) in c.exports.items():
        (trial.folder / name).write_bytes(text.encode())
        trial.do("import of a role", files=[name], role=role)
    trial.cells(f"out/{trial.cohort}/problems.xlsx", "problems: cells")
    if turn % 7 == 0:
        trial.do("applications")
    for kind, one, other in c.decisions:
        trial.do(kind, f"{kind} before", who=one, other=other)
    trial.plan("match", "match")
    trial.do("check")
    extras = [
        lambda: trial.do("show"),
        lambda: trial.do("explain", who=c.asked[0]),
        lambda: trial.do("explain, values", who=c.asked[1]),
        lambda: trial.do("explain with", who=c.odd[0], other=c.odd[1]),
        lambda: trial.do("explain", who=c.asked[2]),
        lambda: trial.do("keep, tried", who=c.odd[0], other=c.odd[1]),
        lambda: trial.do("what if", what_if=c.what_ifs[turn % len(c.what_ifs)]),
        lambda: trial.do("firm"),
        lambda: trial.do("fair"),
        lambda: trial.do("rules"),
        lambda: trial.do("advise"),
        lambda: trial.do("waiting"),
        lambda: trial.do("match, text"),
    ]
    for k in range(3):  # what costs most takes turns
        extras[(3 * turn + k) % len(extras)]()
    trial.do("review" if turn % 8 == 0 else "review, quick")
    trial.cells(f"out/{trial.cohort}/review.xlsx", "review: cells")
    if turn % 5 == 0:
        _review_by_hand(trial, f"out/{trial.cohort}/review.xlsx", ("keep", "forbid")[turn % 2])
    if turn % 5 == 1:
        _answers_by_hand(trial)
    trial.do("withdraw", who=c.leaves)
    if turn % 5 == 2:
        trial.do(("replan, tried", "replan, few moves", "replan, only fill")[turn % 3])
    trial.plan("replan", "replan")
    if turn % 5 == 3:
        trial.do("approve")
        trial.do("pairs")


def _review_by_hand(trial: Trial, path: str, decision: str) -> None:
    """Decide on the first row of the review workbook, and read it back."""
    file = trial.folder / path
    if not file.exists():
        return
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    column = next((c.column for c in sheet[1] if c.value == "Decision"), None)
    trial.seen["review: has a column for decisions"] = [str(column)]
    if column and sheet.max_row > 1:
        sheet.cell(2, column).value = decision
        book.save(file)
        trial.do("read review", files=[path])


def _answers_by_hand(trial: Trial) -> None:
    """Let one person say no and another yes on the sheet of answers, and read it back."""
    trial.do("answers")
    path = f"out/{trial.cohort}/answers.xlsx"
    trial.cells(path, "answers: cells")
    if not (trial.folder / path).exists():
        return
    book = openpyxl.load_workbook(trial.folder / path)
    sheet = book.worksheets[0]
    column = next((c.column for c in sheet[1] if "nswer" in str(c.value)), None)
    trial.seen["answers: has a column for them"] = [str(column)]
    if column:
        for row, said in ((2, "accepted"), (3, "declined")):
            if sheet.max_row >= row:
                sheet.cell(row, column).value = said
        book.save(trial.folder / path)
        trial.do("read answers", files=[path])


def _sheet_by_hand(trial: Trial) -> None:
    """Write two days and how it goes on the first sheet of meetings, and read it back."""
    sheets = sorted((trial.folder / "out" / trial.cohort / "sheets").glob("*.xlsx"))
    if not sheets:
        return
    path = str(sheets[0].relative_to(trial.folder))
    trial.cells(path, "sheet of meetings: cells")
    book = openpyxl.load_workbook(sheets[0])
    meetings, people = book["Meetings"], book["People"]
    top = 1 if meetings["A1"].value == "Day" else 2  # since there is a heading
    meetings.cell(top + 1, 1).value, meetings.cell(top + 2, 1).value = "11.2.2027", "next week"
    titles = [c.value for c in people[top]]
    for title, said in (("On track 1-5", "2"), ("Wants help", "yes")):
        if title in titles:
            people.cell(top + 1, titles.index(title) + 1).value = said
    book.save(sheets[0])
    trial.do("read sheets", files=[path], day="2027-04-01")


SAMPLES = {
    # programme: season, exports, what is imported before them
    "doctoral": ("spring", ["mentees.xlsx", "mentors.csv"], ()),
    "doctoral settled": ("spring", ["mentees.xlsx", "mentors.csv"], ()),
    "open": ("", ["open-mentees.xlsx", "open-mentors.csv"], (("import staff", "open-staff.csv"),)),
    "joint": ("joint", ["joint-mentees.xlsx", "joint-mentors.csv"], (("import selected", "joint-list.csv"),)),
    "alumni": ("alumni", ["alumni-students.xlsx", "alumni-mentors.csv"], ()),
    "peer": ("peers", ["peers.csv"], ()),
}  # fmt: skip
"""A name's first word is its programme; in the settled sample nothing is left to be asked about."""
SETTLED = {
    "Ohjaan yhtä väitöskirjaa Virtasen ryhmässä": "", "Maria Lindqvist Häggblom": "Maria Lindqvist-Häggblom",
    "français": "English", "My manager at Kivilinna": "",
}  # fmt: skip
PAIRS_OF_SAMPLES = {
    "doctoral": ("Patel", "Rautavaara"), "open": ("Zhang", "Forsström"), "joint": ("Kettunen", "Tuomi"),
    "alumni": ("Niemi", "Vesterinen"), "peer": ("Sundberg", "Granlund"),
}  # fmt: skip


def settled(exports: Path, to: Path) -> Path:
    """Copy the exports of the doctoral sample without the cells that are asked about."""
    to.mkdir()
    text = (exports / "mentors.csv").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(exports / "mentees.xlsx")
    for old, new in SETTLED.items():
        text = text.replace(old, new)
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and old in cell.value:
                    cell.value = cell.value.replace(old, new)
    (to / "mentors.csv").write_text(text, encoding="utf-8")
    book.save(to / "mentees.xlsx")
    return to


def sample(trial: Trial, name: str, exports: Path) -> None:
    """Take the sample cohort of a programme through all of a period."""
    _, names, before = SAMPLES[name]
    programme = name.split(maxsplit=1)[0]
    if name.endswith("settled"):
        exports = settled(exports, trial.folder / "exports")
    one, other = PAIRS_OF_SAMPLES[programme]
    _new(trial, programme)
    for step, file in before:
        trial.do(step, files=[exports / file])
    trial.do("import", files=[exports / n for n in names])
    day = "2027-02-10"
    if programme == "open":
        trial.do("suggest", who=one, day=day)
        trial.do("suggest", who="Lindgren", day=day)
        trial.do("propose", who=one, other=other, day=day)
        trial.do("accept", who=one, day="2027-02-11")
        trial.do("accept", who=other, day="2027-02-12")
    else:
        trial.plan("match", "match")
        for step in (
            "match, text",
            "show",
            "check",
            "firm",
            "fair",
            "rules",
            "advise",
            "waiting",
            "review",
        ):
            trial.do(step)
        trial.cells(f"out/{trial.cohort}/review.xlsx", "review: cells")
        everybody = _everybody(trial)
        for person in everybody[:: 1 + len(everybody) // 12]:
            trial.do("explain", who=person)
        trial.do("explain with", who=one, other=other)
        trial.do("keep, tried", who=one, other=other)
        trial.do("keep", who=one, other=other)
        trial.plan("match", "match")
        _review_by_hand(trial, f"out/{trial.cohort}/review.xlsx", "forbid")
        trial.do("review")
        _review_by_hand(trial, f"out/{trial.cohort}/review.xlsx", "forbid")
        _answers_by_hand(trial)
        before_approval = trial.folder / "before.json"
        shutil.copy(trial.folder / "out" / trial.cohort / "plan.json", before_approval)
        trial.do("approve")
        trial.do("withdraw", who=one)
        trial.do("replan, tried")
        trial.do("replan, few moves")
        trial.plan("replan", "replan")
        trial.do("diff", other=before_approval)
        trial.do("approve")
    for step in ("agreement", "agreement signed", "invite", "pairs"):
        trial.do(step, day=day)
    trial.do("log", who=other, day=day)
    trial.do("sheets")
    _sheet_by_hand(trial)
    for step in ("status", "remind", "report"):
        trial.do(step, day="2027-04-20")
    if programme == "open":
        trial.do("end", who=one, day="2027-07-20")
    trial.do("pairs")
    trial.cells(f"out/{trial.cohort}/report.xlsx", "report: cells")
    trial.files("files")


def _everybody(trial: Trial) -> list[str]:
    plan = json.loads(
        (trial.folder / "out" / trial.cohort / "plan.json").read_text(encoding="utf-8")
    )
    plan = plan.get("plan", plan)
    return sorted(plan.get("names", {}).values())


def _new(trial: Trial, programme: str) -> None:
    code, out, err = trial.checkout.run(["cohort", "new", programme, trial.cohort], trial.folder)
    trial.seen["cohort new"] = [f"ends with {code}", *paragraphs(out), *paragraphs(err)]


def all_inputs(forms: list[str], how_many: int, samples: list[str]) -> Iterator[Input]:
    """Give (name, season, the programme of a sample or a cohort) of every input."""
    for programme in samples:
        yield f"sample {programme}", SAMPLES[programme][0], programme
    for form in forms:
        for cohort in cohorts(form, how_many):
            yield cohort.name, cohort.season, cohort
