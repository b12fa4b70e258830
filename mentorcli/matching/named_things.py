"""The employers, groups and units that a cohort's people and its profile name, compared at once."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.application import Application
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.programme import Programme
from mentorcli.domain.question import OneThing, Thing
from mentorcli.names.employers import read_employer
from mentorcli.names.groups import read_group
from mentorcli.names.likeness import Alike, alike_of, key_of


def competing(programme: Programme) -> tuple[tuple[str, ...], ...]:
    """Return the groups of employers that compete, as the profile names them."""
    settings = next((r.settings for r in programme.rules if r.key == "competitors"), {})
    return tuple(tuple(map(str, group)) for group in settings.get("groups", ()))


def things_alike(case: MatchingCase, everybody: Sequence[Application], thing: Thing) -> Alike:
    """Return which of a cohort's employers, or groups and units, are one or may be."""
    read = read_employer if thing is Thing.EMPLOYER else read_group
    texts = {text for a in everybody for text in _naming(a, thing)}
    if thing is Thing.EMPLOYER:
        texts.update(name for group in competing(case.programme) for name in group)
    keys = {key_of(read, text) for text in texts}
    told = {
        frozenset(x if x in keys else key_of(read, x) for x in (said.one, said.other)): said.same
        for said in case.one_things
        if said.thing is thing
    }
    own = case.organisation if thing is Thing.EMPLOYER else ""
    return alike_of(texts, read, told, own)


def told_here(case: MatchingCase, everybody: Sequence[Application]) -> list[OneThing]:
    """Return what was said of two names that both stand in the cohort; of others it changes nothing."""
    read = {Thing.EMPLOYER: read_employer, Thing.GROUP: read_group}
    texts = {
        thing: {text for a in everybody for text in _naming(a, thing)}
        for thing in {said.thing for said in case.one_things}
    }
    texts.get(Thing.EMPLOYER, set()).update(n for group in competing(case.programme) for n in group)
    keys = {thing: {key_of(read[thing], x) for x in some} for thing, some in texts.items()}
    return sorted(
        said
        for said in case.one_things
        if {
            x if x in keys[said.thing] else key_of(read[said.thing], x)
            for x in (said.one, said.other)
        }
        <= keys[said.thing]
    )


def _naming(application: Application, thing: Thing) -> tuple[str, ...]:
    if thing is Thing.EMPLOYER:
        return (application.text("employer"), *application.choices("not_organisations"))
    return (application.text("research_group"), application.text("department"))
