"""The index of names against the full comparison: nobody is dropped, and nobody is judged otherwise."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from mentorcli.names import letters
from mentorcli.names.agreement import Person, Tier, has_another_first, person_of, tier
from mentorcli.names.directory import Sure, directory_of
from mentorcli.names.employers import employers_by_sign, employers_mentioned, read_employer
from mentorcli.names.first_name_agreement import First, first_agrees
from mentorcli.names.inflection import nominatives
from mentorcli.names.slips import NearWords
from mentorcli.names.splitting import own_name
from mentorcli.names.titles import BESIDE
from mentorcli.names.words import words_of
from mentorcli.names.written import PARTICLES, name_of, written

FIRST = (
    "Aino", "Anna", "Anna-Maija", "Erik", "Åsa", "Jean-Luc", "Jukka-Pekka", "Johan", "Johannes", "Wei", "Xiao-Ming",
    "Mohamad", "Mohammed", "Ольга", "Li", "A.",
)  # fmt: skip
LAST = (
    "Virtanen", "Virta", "Niemi", "Nieminen", "Lehto", "Lehtonen", "Mäki-Petäys", "Mäki", "Öster", "Lindström",
    "Lindqvist", "Lindkvist", "Salo", "Salonen", "Li", "Lee", "Ivanov", "Ivanova", "Иванова", "Laine", "Lainen", "Joki",
    "Kangas", "Möller", "Mueller", "Virtanen-Lehto", "El-Sayed", "O'Connor", "af Björksten", "von der Heide",
    "García Peña", "Salo (née Berg)",
)  # fmt: skip
NAMES = st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(LAST))
WAYS = (
    "{f} {l}", "{l}", "{f}", "{l}, {f}", "{i}. {l}", "{l} {i}", "{f} {j}.", "Prof. {f} {l}", "{f} {l}n", "{l}lle",
    "{f} {l}sen", "{f} {l}s", "{f} {i}. {l}", "{f} {l}-Rinne", "{f}{l}", "{F} {L}", "{f} {s}",
)  # fmt: skip
PLACES = st.integers(0, 3)
ODD = st.sampled_from((
    *(word.title() for word in sorted(BESIDE | PARTICLES)), "Tekntri", "Filmag", "Staff", "Scientist", "Born", "Former",
    "Entinen", "Omaa", "Sukua", "Född", "Mac", "Carthy", "Överläkare", "Varajohtaja", "anna", "LAINE", "Peña", "Ångström",
))  # fmt: skip


def _as_written(way, first, last, at):
    slip = last[:at] + last[at + 1 :]
    return way.format(
        f=first, l=last, i=first[0], j=last[0], F=first.upper(), L=last.lower(), s=slip
    )


TEXTS = st.builds(
    _as_written, st.sampled_from(WAYS), st.sampled_from(FIRST), st.sampled_from(LAST), PLACES
)


@given(st.lists(NAMES, min_size=1, max_size=25), TEXTS, st.booleans())
def test_whom_the_full_comparison_finds_the_index_finds(names, text, every):
    directory = directory_of((f"p{k}", name, "") for k, name in enumerate(names))
    name = written(text)
    full = {p: tier(name, one) for p, one in directory.people.items()}
    found = directory.tiers(name, every=every)
    assert found == {p: full[p] for p in found}
    assert {p for p, t in full.items() if t >= Tier.AGREES} <= found.keys()
    best = [p for p, t in full.items() if t >= Tier.AGREES and t is max(full.values())]
    meaning = directory.meaning(text)
    assert set(best) <= set(meaning.people)
    assert meaning.sure is not Sure.MEANT or meaning.people == tuple(best)


WORDS = st.text(alphabet="aeknst", min_size=1, max_size=9)


@given(st.lists(WORDS, unique=True, max_size=30), WORDS)
def test_words_a_slip_away_are_all_found(words, word):
    near = tuple(sorted(w for w in words if OSA.distance(w, word) <= 1))
    assert NearWords(tuple(words)).near(word) == near


EMPLOYERS = ["Nokia Oyj", "nokia", "VTT", "Metsäkuitu Oyj", "Rantakivi Oy", "KONE", "", "none", "Norrbro Ab"]  # fmt: skip


@given(st.lists(st.sampled_from(EMPLOYERS), max_size=8))
@pytest.mark.parametrize("text", ["nobody from VTT", "Olen töissä Nokialla", "Rantakiven väki", "no"])  # fmt: skip
def test_every_employer_that_a_sentence_mentions_is_found(text, employers):
    said = {f"={f}" for w in words_of(text) if len(w) > 2 for f in (w, *nominatives(w))}
    named = [read_employer(e) for e in employers]
    here = [k for k, n in enumerate(named) if n is not None and said & n.signs]
    assert employers_mentioned(text, employers_by_sign(employers)) == here


@pytest.mark.parametrize(
    "title", ["Toimitusjohtaja", "Kehityspäällikkö", "Laboratorioinsinööri", "Överläkare"]
)
def test_a_title_that_is_known_by_its_ending_is_no_first_name(title):
    assert written(f"{title} Virtanen") == written("Virtanen")
    directory = directory_of([("v", "Kaarina Virtanen", ""), ("n", "Aino Niemi", "")])
    assert directory.meaning(f"{title} Virtanen").people == ("v",)


@given(
    *(st.lists(st.text("aeikhlnäst-", min_size=2, max_size=7), min_size=1, max_size=2),) * 2,
)
def test_first_names_without_a_common_mark_are_other_names(some, others):
    one, other = (
        written(f"{' '.join(w.title() for w in words)} Virtanen").words[:-1]
        for words in (some, others)
    )
    marks = [[word.marks() for word in words] for words in (one, other)]
    if all(m and all(m) for m in marks) and all(
        a.isdisjoint(b) for a in marks[0] for b in marks[1]
    ):
        person = Person("X Y", other, frozenset({"virtanen"}), frozenset(), "")
        assert first_agrees(one, other, "") is First.OTHER
        assert has_another_first(name_of((*one, *written("Virtanen").words)), person)


@given(st.sampled_from(FIRST) | ODD, st.sampled_from(LAST) | ODD)
def test_a_name_of_two_plain_words_is_read_as_every_other_name(first, last):
    short, long = f"{first} {last}", f" {first} {last}"  # a blank before it: the long way
    assert written(short) == written(long)
    assert replace(person_of(short), text=long) == person_of(long)
    assert own_name(short) == own_name(long)


@given(st.text("aeioukvstdjhycfzxnmr", max_size=9))
def test_a_word_without_a_letter_that_sounds_otherwise_sounds_as_it_is_written(word):
    changed = word
    for pattern, other in letters._SOUNDS:
        changed = pattern.sub(other, changed)
    assert letters.sound(word) == letters._FEMALE.sub("", changed)
