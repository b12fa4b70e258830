"""Words beside a name that are no part of it: titles, degrees, groups, courtesy, in several languages."""

from __future__ import annotations

import re
from functools import lru_cache

from mentorcli.domain.text import unaccented

_ACADEMIC_TEXT = (
    "pr prof profs profa professor professors professorer professori professorit tf professorn professuuri profesor profesora professeur professeure doctor "
    "dr drs docteur doktor tohtori dosentti docent assoc associate asst assistant apulaisprofessori apulaisprof "
    "apul biträdande emeritus emerita adjunct tkt tkl ktt ktl dsc phd msc mba dipl.ins acad akateemikko "
    "postdoc tutkijatohtori yliopistonlehtori yliopistotutkija yliopisto-opettaja lehtori tutkija "
    "akatemiatutkija vastuuprofessori tutkimusjohtaja tutkimuspäällikkö lector lecturer lektor lekt "
    "universitetslektor forskardoktor forskare akademiforskare överlärare universitetslärare teknd tekndr "
    "fild fildr filtri tekntri ekdr"
)
ACADEMIC = frozenset(_ACADEMIC_TEXT.split())
"""Titles before a name or after it."""
_OF_A_SEX_TEXT = (
    "mr mrs ms miss hra rva nti herr herra rouva neiti fru fröken mme mlle monsieur madame "
    "mademoiselle frau herrn sr sra srta señor señora señorita don doña dña dra sir dame"
)
COURTESY = frozenset(("tri dos mx " + _OF_A_SEX_TEXT).split())
"""Titles before a name only."""
_BESIDE_TEXT = (
    "bitradande adj univ university senior junior vanhempi nuorempi research researcher fellow ing lic "
    "licenciado catedratico catedratica investigador investigadora chercheur chercheuse conferences maitre "
    "filosofian tekniikan kauppatieteiden filosofie teknologie ekonomie licentiat lisensiaatti maisteri "
    "diplomi-insinööri diplomingenjör civilingenjör full visiting tenure-track track tenure academy hc "
    "distinguished honorary chaired scientist vice deputy dean dekaani dekanus "
    "dekan rehtori rector rektor provost provosti kansleri kansler chancellor vararehtori prorektor varadekaani prodekan "
    "laitosjohtaja laitoksen johtaja ryhmänjohtaja gruppledare principal investigator pi koulutusjohtaja "
    "varajohtaja professeure privatdozent pd directeur directrice director directora profesor titular catedrático"
)
_ROLES_TEXT = (
    "supervisor supervisors advisor advisors adviser co-supervisor co-advisor instructor tutor mentor leader head boss manager "
    "ohjaaja ohjaajat ohjaajina ohjaajinani ohjaajanani valvojina ohjaajani ohjaajana pääohjaaja valvoja valvojani vastuuohjaaja vastuuprofessorini kakkosohjaaja sivuohjaaja "
    "apuohjaaja väitösohjaaja väitöskirjaohjaaja esihenkilö esihenkilöni esimies esimieheni lähiesihenkilö lähiesimies tarkastaja mentori "
    "handledare huvudhandledare bihandledare chef examinator granskare"
)
_LEADING_TEXT = (
    "ensimmäinen ykköstoive ykkösvaihtoehto thesis main primary second secondary supervising toinen ensisijainen ensisijaiset toissijainen lähin närmaste near line lead ansvarig "
    "the le la my also then sekä him her first choice ensisijaisesti toissijaisesti mieluiten"
)
_THING_TEXT = "ryhmä tutkimusryhmä työryhmä tiimi poruka labra laboratorio projekti gradu väitöskirja väitöskirjatyö diplomityö"
_THING_ENDINGS = ("", "n", "ssa", "ssä", "sta", "stä", "an", "än", "in", "lla", "llä", "a", "ä")
_BEHIND_TEXT = (
    "group groups lab labs laboratory team team- thesis dissertation project supervision "
    "grupp gruppen forskargrupp forskargruppen forskningsgrupp forskningsgruppen labb labbet laboratorium "
    "laboratoriet handledning projekt projektet avhandling"
)
_OF_WHOM_TEXT = (
    "porukka kanssa ohjaus ohjauksessa ohjauksesta ohjaama luona alaisuudessa johdolla kanssaan "
    "hankkeessa hankkeesta yrityksessä firmassa yhtiössä osastolla yksikössä alaisena yhteinen yhteisessä yhteisohjaus yhteisohjauksessa opiskelijana väitöskirjatutkijana tohtoriopiskelijana"
)


@lru_cache(maxsize=1 << 14)
def plain(word: str) -> str:
    """Return a word as titles are compared: small, without accents, full stops and hyphens."""
    return unaccented(word).replace(".", "").replace("-", "")


def _set(*texts: str) -> frozenset[str]:
    return frozenset(plain(word) for text in texts for word in text.split())


_AS_TITLE = (w + "na" for w in _ACADEMIC_TEXT.split())  # “Virtasen tutkijatohtorina”
OF_A_SEX = _set(_OF_A_SEX_TEXT)
"""Titles that tell more than a surname does: Mme Moreau may be somebody else than Jean-Luc Moreau."""
OF_WHOM = _set(
    _OF_WHOM_TEXT, *_AS_TITLE, *(w + end for w in _THING_TEXT.split() for end in _THING_ENDINGS)
)
"""Finnish words that a genitive stands before, and nothing else."""
_WITH = _set("pariksi kanssa kanssaan luona mentorikseni parikseni aktorikseni")
BEHIND = OF_WHOM | _WITH | _set(_BEHIND_TEXT)
"""Words before which a genitive means whose it is, and nobody else."""
GROUPS = BEHIND - _WITH
"""Those of them that tell of others too, who are in it."""
LED = BEHIND | {"student", "students", "supervisees", "supervisor"}
"""Words before “of” and a name, which is no place then."""
TITLES = _set(_ACADEMIC_TEXT, *COURTESY, _BESIDE_TEXT)
"""Every title, wherever it stands."""
LINKS = _set("with for under to at in of by i vid med för åt hos till på av")
"""Words behind which a name says whose a title or role before them is."""
ROLES = _set(_ROLES_TEXT)
"""What somebody is to who writes, or to somebody else."""
BESIDE = TITLES | BEHIND | ROLES | _set(_LEADING_TEXT)
"""Every word that may stand beside a name within one part of an answer and says nothing of who it is."""
_LONG = 5
_ENDS = (
    "professori", "professor", "lehtori", "lektor", "lecturer", "tutkija", "forskare", "johtaja", "direktör", "lääkäri", "läkare",
    "ohjaajani", "ohjaajana", "opettaja", "lärare", "päällikkö", "insinööri", "ingenjör", "ohjaaja", "handledare", "tohtori", "dekaani", "dekan", "rehtori", "rektor",
)  # fmt: skip
"""How titles in one word end: tutkimusprofessori, överläkare, varatoimitusjohtaja."""


def is_title(word: str) -> bool:
    """Tell whether a word ends as titles in one word do."""
    return word.casefold().rstrip(".").endswith(_ENDS)


@lru_cache(maxsize=1 << 14)
def is_beside(word: str) -> bool:
    """Tell whether a word is a title or role, also with another before it: ``II-ohjaaja``."""
    if plain(word) in BESIDE or is_title(word):
        return True
    if "-" not in word:
        return False
    if all(plain(part) in TITLES for part in word.split("-")):
        return True  # Univ.-Prof.
    before, _, last = word.rpartition("-")
    return bool(before and last.islower() and len(last) >= _LONG and plain(last) in BESIDE)


_NAMES_TOO_TEXT = "tri don dos ing lic sir dame le la tutkija full miss second dean rector rektor near head pi pd my"
NAMES_TOO = frozenset(_NAMES_TOO_TEXT.split())
"""Titles that are names too: with one word beside them they may be the first name."""
DEGREES = re.compile(
    r"\b(?:d\.\s?sc|ph\.?\s?d|m\.\s?sc|b\.\s?sc|d\.\s?tech|dipl\.?\s?-?ing|dr\.?-ing|tekn\.?\s?(?:dr|tri|lis)|"
    r"fil\.?\s?(?:dr|tri|lis|mag)|ek\.\s?dr|apul\.\s?prof|vast\.?\s?prof|univ\.\s?prof|dr\.\s?h\.\s?c|"
    r"staff (?=scientist)|(?:clinical|teaching) (?=prof)|(?<=professor )of practice|"
    r"TkT|TkD|KTT|DI|FT|FM|KT|KTM|KL|LT|TaT|VTT|YTT|TaM|FD|TD|tkk)\b\.?"
    r"|^(?-i:[A-ZÄÖ][A-Za-zäö]{0,2}[DKLMT],? (?=[A-ZÅÄÖ][a-zåäö][\w-]* [A-ZÅÄÖ][a-zåäö]))"
    r"|\bM(?:\.|r)?\s+l[ea]\s+(?=prof|doct|dir)",
    re.IGNORECASE,
)
BORN = re.compile(
    r"\b(?:o\.\s?s\.|os\.|omaa sukua|ent\.|entinen|aik\.|aikaisemmin|nyk\.|nykyinen|née?|nee|born|formerly|former|"
    r"previously|f\.\s?d\.|född|tidigare|numera)(?!\w):?\s*",
    re.IGNORECASE,
)
"""Words before an earlier surname, or the one that somebody has now."""
_CAPITALS_TEXT = "DI KTM FM FT KT KL LT TaT VTT YTT TaM FD TD"
CAPITALS = frozenset(_CAPITALS_TEXT.split())
"""Titles only in capitals: Di is a first name too."""


def without_degrees(text: str) -> str:
    """Return a text without degrees; short ones count only in capitals: ``DI``, and not ``Di``."""

    def drop(found: re.Match[str]) -> str:
        said = found[0].rstrip(".")
        other = said.upper() not in map(str.upper, CAPITALS)
        return " " if said.isupper() or said in CAPITALS or other else found[0]

    return DEGREES.sub(drop, text)
