"""The known answers of a cohort's fields, with their spellings, and one more of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mentorcli.commands.applications.import_plans import Speak
from mentorcli.commands.applications.replays import news, read_again, store_again
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.language import label
from mentorcli.domain.problem import UsageError
from mentorcli.domain.programme import Field, Programme
from mentorcli.domain.question import QuestionState
from mentorcli.files.atomic import write_bytes
from mentorcli.standing.unread_answers import unknown_answers
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.facts import append
from mentorcli.workspace.profile_options import code_of, in_language, with_spellings
from mentorcli.workspace.profiles import programme_with
from mentorcli.workspace.questions import question_numbers


def listing(run: Run, key: str, field: str) -> Outcome:
    """List the known answers of a cohort's fields, or of one."""
    with view_of(run) as (workspace, connection):
        programme = workspace.programme(cohort(connection, key).programme)
        others = unknown_answers(programme, applications_of(connection, key))
    fields = _fields(programme)
    if field and field not in fields:
        raise UsageError(
            f"{programme.key} has no known answers for {field!r}.",
            f"Fields that have: {', '.join(fields)}.",
        )
    shown_fields = [fields[field]] if field else list(fields.values())
    columns = ("answer", "in English", "also written")
    blocks = []
    for asked in shown_fields:
        rows = [
            (o.code, label(o.labels, "en"), " · ".join(dict.fromkeys(o.spellings()[2:])))
            for o in asked.options
        ]
        blocks.append(Listing(columns, rows, asked.key))
        if written := others.get(asked.key):
            found = [(text, str(n)) for text, n in written.most_common()]
            title = f"Written as well, and none of the answers of {asked.key}"
            blocks.append(Listing(("text", "people"), found, title, right=("people",)))
    data = {
        f.key: {o.code: list(dict.fromkeys(o.spellings()[1:])) for o in f.options}
        for f in shown_fields
    }
    steps = tuple(_next(key, {f.key: others[f.key] for f in shown_fields if f.key in others}))
    steps = steps or (f'mentorcli cohort options {key} FIELD --add "ANSWER=TEXT"',)
    return Outcome(tuple(blocks), {"cohort": key, "options": data}, next_steps=steps)


def _fields(programme: Programme) -> dict[str, Field]:
    every = (f for fields in programme.fields.values() for f in fields if f.options)
    return {f.key: f for f in every}


def _next(key: str, others: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Yield the commands that take in what several people wrote, each as an answer of its own."""
    written = {t for found in others.values() for t, n in found.items() if n > 1}
    seen = set[str]()  # fields may share a list
    for field, found in others.items():
        texts = [t for t in found if t in written - seen and not set(t) & _NOT_TYPED]
        texts = [t for t in texts if written.isdisjoint(p for p in t.split(" / ") if p != t)]
        seen.update(texts)
        said = [f'"{code_of(t)}={t}"' for t in texts]
        if said:
            yield f"mentorcli cohort options {key} {field} --add {' --add '.join(said)}\n{_OWN}"


_OWN = (
    "each an answer of its own; before the = give texts that mean one thing one word. "
    "--instead makes a list of your own of them"
)
_NOT_TYPED = set('"$`\\\n!')


def add(
    run: Run,
    key: str,
    field: str,
    said: Sequence[tuple[str, str]],
    speak: Speak,
    *,
    instead: bool = False,
) -> Outcome:
    """Add spellings, or answers, of a field to the workspace's profile, and read the kept rows again.

    With ``instead`` they are a list of one's own, in place of the one that there is.
    """
    if not field:
        raise UsageError(
            "Of which field?", f'mentorcli cohort options {key} FIELD --add "ANSWER=TEXT"'
        )
    with view_of(run) as (workspace, connection):
        programme = workspace.programme(cohort(connection, key).programme)
    own = workspace.folder / "programmes"
    content = with_spellings(programme, own, field, said, instead=instead)
    told = tuple(Paragraph(_added(programme, field, *one)) for one in said)
    made = _fields(programme_with(programme.key, own, content))[field]
    others = len(made.options) - 1
    for code in dict.fromkeys(code for code, _ in said):
        if (one := made.option(code)) and len(one.means) == others > 0:
            told = (*told, Paragraph(f"{code} stands for all the other answers of {field}."))
    if run.dry_run:
        return Outcome((*told, Paragraph("Nothing has been written.")), {"written": False})
    path = write_bytes(own / f"{programme.key}.toml", content)
    workspace = run.open()
    with workspace.writing(run.hand) as connection:
        asked = frozenset(question_numbers(connection, key, QuestionState.OPEN))
        for code, _ in said:
            append(connection, run.hand, Fact(Kind.ANSWER_ADDED, key, about=f"{field} {code}"))
        taken = read_again(workspace, connection, key)
        store_again(run, workspace, connection, key, taken, "a known answer added")
    return news(workspace, key, taken, speak, asked, (*told, Paragraph(str(path))), written=True)


def _added(programme: Programme, field: str, code: str, text: str) -> str:
    language, words = in_language(text)
    means = f"is what {code} is called in {language}" if language else f"means {code}"
    return f"“{words}” {means} ({field}) in {programme.key} from now on."
