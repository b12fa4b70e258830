"""Work out mentorcli's weights.toml anew from the labelled titles: python tests/weigh_titles.py.

A softmax over the fields with few weights (L1), rounded to whole points of half a nat. It learns
from labelled_headers.toml (with answers, and once more without; not from forms marked ``sixth``),
title_phrases.toml and the programmes' own questions. Titles that also speak of what forms ask
beside the fields, or say not, are made up from them: they feed nothing.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


from mentorcli.intake.columns.column_values import given_values  # noqa: E402
from mentorcli.intake.columns.field_evidence import (  # noqa: E402
    ALWAYS,
    DOUBTED,
    FILE,
    KIN,
    NOTHING,
    points_of_values,
)
from mentorcli.intake.columns.title_words import OTHERS, title_signs  # noqa: E402
from mentorcli.intake.columns.value_signs import FIRST, value_signs  # noqa: E402
from mentorcli.intake.values.reading import Reading  # noqa: E402
from mentorcli.workspace.profiles import load_programme  # noqa: E402

HEADING = "# Points of each sign by field; written by tests/weigh_titles.py, not by hand.\n\n"
ROLES = ("mentee", "mentor")
PROGRAMMES = {
    name: load_programme(name) for name in ("doctoral", "open", "joint", "alumni", "peer")
}
ASKED = {
    (name, role): {f.key: f for f in programme.fields[role]}
    for name, programme in PROGRAMMES.items()
    for role in ROLES
}
FIELDS = {
    r: {k: f for (_, role), fs in ASKED.items() if role == r for k, f in fs.items()} for r in ROLES
}
READINGS = {
    (name, key): Reading.of(f, (";",), "", PROGRAMMES[name].group)
    for (name, _), fields in ASKED.items()
    for key, f in fields.items()
}
NOTHINGS = {role: f"{NOTHING}@{role}" for role in ROLES}
CLASSES = [*NOTHINGS.values(), *sorted({key for fields in FIELDS.values() for key in fields})]
POINT = 0.5
L1, L2 = 0.2, 0.02
ODD_WEIGHT, MADE_UP = 0.1, 0.6
ODD = ("PHOTO", "FOOD", "NEWSLETTER", "LINK", "PARKING", "SHIRT", "ATTACH", "SURVEY", "INVOICE",
       "EMERGENCY", "SIGN", "IDENTITY", "BIRTH", "FUNDING", "MEETING_TIMES", "TRAINING", "BESIDE", "RULES")  # fmt: skip
MAY_BE_ODD = {"other", "consent", "known", "not_with"}
MAY_BE_DENIED = {"not_topics", "reserve", "experience", "earlier", "gender_wish", "gender"}
"""What is asked with a not, or may be."""
SPEAKS = {"person_id": "IDENTITY", "invitation_code": "IDENTITY", "frequency": "MEETING_TIMES",
          "length": "MEETING_TIMES", "leads": "BESIDE"}  # fmt: skip
"""Fields that ask for what is odd elsewhere."""
OWN = {"first_name", "last_name", "full_name", "email", "phone", "employer", "job_title"}


@dataclass(frozen=True)
class Example:
    programme: str
    role: str
    wanted: str
    signs: dict[str, float]
    fit: dict[str, float]
    weight: float


def example(
    programme: str, role: str, title: str, wanted: str, values: list[str], weight: float
) -> Example:
    given = given_values(values)[:FIRST]
    signs = {name: sign.loudness for name, sign in title_signs(title).items()}
    signs |= dict.fromkeys((*value_signs(given), ALWAYS), 1.0)
    asked = ASKED[programme, role]
    # what values refuse must still be told apart by the words, where there are no values
    fit = {key: max(DOUBTED, points_of_values(READINGS[programme, key], given)) for key in asked}
    return Example(programme, role, wanted or NOTHING, signs, fit, weight)


def labelled(*more: str) -> Iterator[Example]:
    for path in (HERE / "labelled_headers.toml", *map(Path, more)):
        for form in tomllib.loads(path.read_text("utf-8"))["form"]:
            programme, role = form.get("programme", "doctoral"), form["role"]
            for title, wanted, values in form["columns"] if not form.get("sixth") else ():
                signs = title_signs(title).keys()
                if not wanted and role == "mentor" and "ELSE" in signs:
                    continue  # it may be what this programme does not ask of mentors
                if not wanted and (
                    signs >= {"READ_IT", "PRIVACY"} or signs >= {"SCHOOL", "DEPARTMENT"}
                ):
                    continue  # it is asked whether it is consent, or which of two
                yield example(programme, role, title, wanted, values, 1.0)
                yield example(programme, role, title, wanted, [], 0.4)


def phrased() -> Iterator[Example]:
    told = tomllib.loads((HERE / "title_phrases.toml").read_text("utf-8"))
    for key, text in told.items():
        field, _, only = key.partition("@")
        for programme, role in _asking(field, only):
            many = ODD_WEIGHT if key == NOTHING else 0.6
            for title in text.split(" | "):
                yield example(programme, role, title, field, [], many)
    for (programme, role), fields in ASKED.items():
        for f in fields.values():
            if programme == "doctoral" or f.key not in ASKED["doctoral", role]:
                for title in (*f.headers.values(), *f.synonyms):
                    yield example(programme, role, title, f.key, [], 0.5)


def _asking(field: str, only: str) -> Iterator[tuple[str, str]]:
    """Yield the programme and role of each example: those named, or the first that asks the field."""
    for role in [only] if only in ROLES else ROLES:
        named = [only] if only in PROGRAMMES else PROGRAMMES
        asking = [p for p in named if field in (*ASKED[p, role], NOTHING) and ASKED[p, role]]
        yield from ((programme, role) for programme in asking[:1])


def made_up(every: list[Example]) -> Iterator[Example]:
    """Yield each third title once more as one about something else, which feeds nothing."""
    for i, one in enumerate(every):
        if one.wanted in {*MAY_BE_ODD, NOTHING} or i % 3:
            continue
        signs = (*OTHERS, *ODD, "WHY") if one.wanted in OWN else ODD
        signs = tuple(s for s in signs if SPEAKS.get(one.wanted) != s)
        signs += () if one.wanted in MAY_BE_DENIED else ("NEGATIONS", "NEGATIONS", "AVOID")
        sign = signs[i % len(signs)]
        theirs = sign == "SUPERVISE" and "supervisors" in FIELDS[one.role]
        if one.signs.keys().isdisjoint(signs) and not theirs:
            signs = one.signs | {sign: 1.0}
            yield replace(one, wanted=NOTHING, signs=signs, weight=one.weight * MADE_UP)


def weights(every: list[Example]) -> tuple[list[str], np.ndarray]:
    """Return the names of all signs, and the points of each for each class."""
    names = sorted({name for one in every for name in one.signs})
    x, fit = np.zeros((len(every), len(names))), np.zeros((len(every), len(CLASSES)))
    wanted = np.zeros(fit.shape, bool)
    for i, one in enumerate(every):
        for name, loudness in one.signs.items():
            x[i, names.index(name)] = loudness
        asked = ASKED[one.programme, one.role]
        for j, key in enumerate(CLASSES):
            # what a programme does not ask is a rival, but no reason why a title feeds nothing
            rival = one.wanted != NOTHING and KIN.get(key) not in asked and key in FIELDS[one.role]
            known = key in asked or rival
            fit[i, j] = one.fit.get(key, 0) * POINT if known or key == NOTHINGS[one.role] else -50
            wanted[i, j] = key == (NOTHINGS[one.role] if one.wanted == NOTHING else one.wanted)
    many = np.array([one.weight for one in every])
    size = (len(names), len(CLASSES))
    dear = np.ones(size)
    dear[names.index(ALWAYS)] = 0.05
    dear = dear.ravel() * L1

    def loss(z: np.ndarray) -> tuple[float, np.ndarray]:
        w = (z[: z.size // 2] - z[z.size // 2 :]).reshape(size)
        scores = x @ w + fit
        scores -= scores.max(1, keepdims=True)
        e = np.exp(scores)
        total, right = e.sum(1, keepdims=True), (e * wanted).sum(1, keepdims=True)
        told = (many * np.log(total / right)[:, 0]).sum()
        miss = e / total - e * wanted / right
        slope = (x.T @ (miss * many[:, None]) + L2 * w).ravel()
        cost = told + L2 / 2 * (w**2).sum() + (dear * (z[: z.size // 2] + z[z.size // 2 :])).sum()
        return cost, np.concatenate([slope + dear, dear - slope])

    start = np.zeros(2 * size[0] * size[1])
    bounds = [(0, None)] * start.size
    for i, name in enumerate(names):
        for j, key in enumerate(CLASSES) if name in ODD else ():
            if key not in NOTHINGS.values() and SPEAKS.get(key) != name:
                # a look-alike speaks for no field, whatever a few titles teach
                bounds[i * size[1] + j] = (0, 0)
    z = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds,
                 options={"maxiter": 1500, "maxfun": 1700, "ftol": 1e-13}).x  # fmt: skip
    return names, np.round((z[: z.size // 2] - z[z.size // 2 :]).reshape(size) / POINT).astype(int)


def written(names: list[str], points: np.ndarray) -> str:
    lines = []
    for j, key in enumerate(CLASSES):
        roles = [role for role in FIELDS if key in FIELDS[role]]
        order = sorted(range(len(names)), key=lambda i: (-points[i, j], names[i]))
        said = " ".join(f"{names[i]} {points[i, j]}" for i in order if points[i, j])
        name = f"{key}@{roles[0]}" if len(roles) == 1 else key
        lines.append(f'"{name}" = "{said}"')
    return HEADING + "\n".join(lines) + "\n"


if __name__ == "__main__":
    known = [*labelled(*sys.argv[1:]), *phrased()]
    FILE.write_text(written(*weights([*known, *made_up(known)])), encoding="utf-8")
