"""Names as people write them, labelled, against 2,000 invented staff: generated, without dice."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

FIRST = [
    "Aino",
    "Anna",
    "Antti",
    "Anneli",
    "Aleksi",
    "Annika",
    "Arto",
    "Birgitta",
    "Carl",
    "Charlotte",
    "Chen",
    "Daniel",
    "David",
    "Eero",
    "Eeva",
    "Elina",
    "Emilia",
    "Emma",
    "Erik",
    "Esko",
    "Eva",
    "Farah",
    "Fredrik",
    "Gunilla",
    "Hanna",
    "Hannele",
    "Hanne",
    "Harri",
    "Heidi",
    "Heikki",
    "Helena",
    "Henrik",
    "Ida",
    "Iida",
    "Ilkka",
    "Ilona",
    "Inkeri",
    "Jaakko",
    "Jaana",
    "Jan",
    "Jani",
    "Janne",
    "Jari",
    "Jarmo",
    "Johan",
    "Johanna",
    "Jonas",
    "Juha",
    "Juhani",
    "Jukka",
    "Kaarina",
    "Kaisa",
    "Kalle",
    "Karin",
    "Kari",
    "Karl",
    "Katja",
    "Katri",
    "Kirsi",
    "Kristian",
    "Laura",
    "Lars",
    "Lauri",
    "Leena",
    "Lena",
    "Liisa",
    "Linda",
    "Magnus",
    "Maija",
    "Maria",
    "Marja",
    "Marko",
    "Markus",
    "Martti",
    "Matias",
    "Matti",
    "Mia",
    "Mika",
    "Mikael",
    "Mikko",
    "Minna",
    "Mohammad",
    "Niina",
    "Nina",
    "Noora",
    "Olli",
    "Otto",
    "Outi",
    "Paavo",
    "Paula",
    "Pekka",
    "Petra",
    "Petri",
    "Pia",
    "Pirjo",
    "Priya",
    "Raija",
    "Raimo",
    "Reijo",
    "Riikka",
    "Risto",
    "Ritva",
    "Robert",
    "Sakari",
    "Salla",
    "Sami",
    "Samuel",
    "Sanna",
    "Sara",
    "Sari",
    "Satu",
    "Seppo",
    "Sirpa",
    "Sofia",
    "Stefan",
    "Susanna",
    "Taina",
    "Tanja",
    "Tapio",
    "Tarja",
    "Teemu",
    "Terhi",
    "Tero",
    "Tiina",
    "Timo",
    "Tomi",
    "Tuomas",
    "Tuula",
    "Ulla",
    "Veikko",
    "Veli",
    "Ville",
    "Virpi",
    "Wei",
    "Yasmin",
]
LAST = [
    "Virtanen",
    "Korhonen",
    "Mäkinen",
    "Nieminen",
    "Mäkelä",
    "Hämäläinen",
    "Laine",
    "Heikkinen",
    "Koskinen",
    "Järvinen",
    "Lehtonen",
    "Lehtinen",
    "Saarinen",
    "Salminen",
    "Heinonen",
    "Niemi",
    "Heikkilä",
    "Kinnunen",
    "Salonen",
    "Turunen",
    "Salo",
    "Laitinen",
    "Tuominen",
    "Rantanen",
    "Karjalainen",
    "Jokinen",
    "Mattila",
    "Savolainen",
    "Lahtinen",
    "Ahonen",
    "Ojala",
    "Leppänen",
    "Leinonen",
    "Kallio",
    "Hiltunen",
    "Väisänen",
    "Miettinen",
    "Pitkänen",
    "Aaltonen",
    "Manninen",
    "Hakala",
    "Koskela",
    "Anttila",
    "Laaksonen",
    "Hirvonen",
    "Räsänen",
    "Lehto",
    "Laakso",
    "Toivonen",
    "Mustonen",
    "Rantala",
    "Aalto",
    "Peltonen",
    "Moilanen",
    "Partanen",
    "Nurmi",
    "Kettunen",
    "Kärkkäinen",
    "Lindholm",
    "Lindqvist",
    "Lindström",
    "Johansson",
    "Karlsson",
    "Andersson",
    "Nyman",
    "Eriksson",
    "Holm",
    "Berg",
    "Björklund",
    "Sundström",
    "Forsström",
    "Häggblom",
    "Öhman",
    "Åkerlund",
    "Wikström",
    "Ek",
    "Granqvist",
    "Lahti",
    "Koski",
    "Mäki",
    "Tikka",
    "Kokko",
    "Seppä",
    "Hurme",
    "Rauta",
    "Tapio",
    "Helle",
    "Kurki",
    "Jokela",
    "Harju",
    "Lampi",
    "Vuori",
    "Vesa",
    "Suomalainen",
    "Haapala",
    "Kivelä",
    "Pajunen",
    "Ruotsalainen",
    "Rissanen",
    "Kosonen",
    "Oksanen",
    "Immonen",
    "Zhang",
    "Kumar",
    "Patel",
    "Nguyen",
    "Smith",
    "O'Connor",
    "Müller",
    "García",
    "Ivanova",
    "Hassan",
    "Mwangi",
    "Schneider",
    "Rossi",
    "Kowalski",
]


class Case(NamedTuple):
    """What was written, and the id of whom it means: None where it must be asked or is nobody."""

    text: str
    person: str | None
    kind: str


def _pick(things, *key):
    digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    return things[int.from_bytes(digest[:4], "big") % len(things)]


def staff(size=2000):
    """Return invented staff as (id, name, address): common surnames often, some names twice."""
    found = []
    for n in range(size):
        # a quarter of all have one of the twenty commonest surnames
        last = _pick(LAST[:20], "last", n) if n % 4 == 0 else _pick(LAST, "last", n)
        first = _pick(FIRST, "first", n)
        if n % 9 == 0:
            first += f"-{_pick(FIRST, 'second', n)}"
        found.append((f"e{n:04}", f"{first} {last}", f"e{n:04}@example.org"))
    return found


def inflected(surname):
    """Return a surname in the Finnish allative, as a Finn would write it."""
    if surname.endswith("nen"):
        return surname[:-3] + "selle"
    special = {
        "Niemi": "Niemelle", "Lahti": "Lahdelle", "Koski": "Koskelle", "Mäki": "Mäelle",
        "Tikka": "Tikalle", "Kokko": "Kokolle", "Seppä": "Sepälle", "Rauta": "Raudalle",
        "Kurki": "Kurjelle", "Lampi": "Lammelle", "Lehto": "Lehdolle", "Aalto": "Aallolle",
        "Vuori": "Vuorelle", "Helle": "Helteelle", "Hurme": "Hurmeelle",
    }  # fmt: skip
    if surname in special:
        return special[surname]
    return surname + ("lle" if surname[-1] in "aeiouyäö" else "ille")


def slip(word, n):
    """Return a word with one slip of the pen behind its first letter."""
    at = 1 + n % (len(word) - 2)
    kinds = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + ("e" if word[at] != "e" else "i") + word[at + 1 :],
    )
    made = _pick(kinds, "slip", word, n)
    return made if made != word else kinds[0]


def labelled(people, each=40):
    """Return cases of every kind; a text that fits several people must be asked."""
    by_name, by_last = {}, {}
    for person, name, _ in people:
        first, last = name.rsplit(" ", 1)
        by_name.setdefault(name, []).append(person)
        by_last.setdefault(last, []).append((person, first))
    cases = []

    def add(text, name, kind):
        same = by_name.get(name, [])
        cases.append(Case(text, same[0] if len(same) == 1 else None, kind))

    ways = {
        "plain": lambda f, s, _n: f"{f} {s}",
        "titled": lambda f, s, n: _pick(("prof. {} {}?", "TkT {} {}", "Dr {} {} (ARTS)", "professori {} {}"), n).format(f, s),
        "turned": lambda f, s, n: _pick(("{1} {0}", "{1}, {0}"), n).format(f, s),
        "without accents": lambda f, s, _n: f"{f} {s}".translate(str.maketrans("äöåÄÖÅü", "aoaAOAu")),
        "inflected": lambda f, s, _n: f"{f} {inflected(s)}",
        "inflected, titled": lambda f, s, _n: f"prof. {f} {inflected(s)}",
        "surname misspelt": lambda f, s, n: f"{f} {slip(s, n)}",
        "first name misspelt": lambda f, s, n: f"{slip(f, n)} {s}" if len(f) > 3 else f"{f} {s}",
        "colon": lambda f, s, _n: f"{f} {s}:lle",
        "swedish genitive": lambda f, s, _n: f"{f} {s}s" if not s.endswith("s") else f"{f} {s}",
    }  # fmt: skip
    for kind, way in ways.items():
        for n in range(each):
            _, name, _ = _pick(people, kind, n)
            first, last = name.rsplit(" ", 1)
            add(way(first, last, n), name, kind)
    for n in range(each):
        _, name, _ = _pick(people, "surname", n)
        last = name.rsplit(" ", 1)[1]
        only = by_last[last][0][0] if len(by_last[last]) == 1 else None
        cases.append(
            Case(_pick((f"prof. {last}?", inflected(last), last), n), only, "surname only")
        )
        _, name, _ = _pick(people, "initial", n)
        first, last = name.rsplit(" ", 1)
        fits = [p for p, f in by_last[last] if f.startswith(first[0]) or f"-{first[0]}" in f]
        only = fits[0] if len(fits) == 1 else None
        cases.append(Case(f"{first[0]}. {last}", only, "initial"))
        # somebody who is not there: a first name that nobody with this surname has
        free = [f for f in FIRST if all(f not in g.split("-") for _, g in by_last[last])]
        cases.append(Case(f"{_pick(free, 'nobody', n)} {last}", None, "nobody"))
    return cases


def measured(directory, cases):
    """Return (right, taken, nobody or asked, by kind): a name is right when its person is taken."""
    kinds, wrong = {}, []
    for case in cases:
        found = directory.meaning(case.text)
        taken = found.sure == "meant"
        right = taken and found.people == (case.person,)
        tally = kinds.setdefault(case.kind, [0, 0, 0])
        tally[0] += 1
        tally[1] += taken
        tally[2] += right
        if taken and not right:
            wrong.append((case, found))
    return kinds, wrong
