"""A consent, and any yes or no, in three languages, or as the statement itself with a tick."""

from __future__ import annotations

import re

from mentorcli.domain.table import CellValue, text_of
from mentorcli.domain.text import match_key
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.reading import Parsed, Reading, is_nothing
from mentorcli.names.yes_no import is_bounded, yes_or_no

_STATEMENT = re.compile(
    r"^(?:i (?:have (?:read|understood)|agree|accept|commit|confirm|consent|understand|give)|"
    r"olen (?:lukenut|ymmärtänyt)|annan|suostun|hyväksyn|sitoudun|vahvistan|ymmärrän|"
    r"jag (?:har läst|samtycker|godkänner|bekräftar|förbinder|accepterar|ger))\b"
)
_AGREED_TEXT = (
    "yes y yeah yep true ok okay on x 1 checked selected accept accepted accepts agree agreed agrees confirm confirmed approve "
    "approved i we me my our the this that these those it to of with for and a an have has read do fully all everything above "
    "following understand understood give given gave consent terms conditions privacy notice statement policy information data "
    "processing processed personal is are be may can please thanks thank you sure absolutely definitely certainly commit "
    "committed whole programme program participating participation taking part confidentiality organisation organization "
    "employer employers both as shown marked mentor mentors mentees mentee group answers their "
    "kyllä kylla joo juu tosi valittu minä olen lukenut ymmärtänyt ymmärrän ja hyväksyn hyväksytty hyväksynyt sen ne nämä tämän "
    "ehdot ehtoja tietosuojailmoituksen tietosuojaselosteen selosteen ilmoituksen annan suostumuksen suostumukseni suostun "
    "tietojeni tietojen henkilötietojeni henkilötietojen käsittelyyn käsittelyn kiitos kaikki kaiken kaikkeen kaikkiin täysin "
    "vastaukseni saa näyttää sitoudun koko ohjelmaan osallistumaan osallistumiseni vahvistan tietenkin toki ehdottomasti "
    "organisaationi molempien työnantajien salassapitoehdot mielellään sopii "
    "jo sant vald jag vi har läst förstått förstår och godkänner godkänt accepterar samtycker till det detta dessa den de villkoren "
    "villkor dataskyddsmeddelandet dataskyddsbeskrivningen ger mitt samtycke min mina uppgifter personuppgifter behandling "
    "behandlingen behandlas av får tack allt alla helt självklart absolut naturligtvis givetvis förbinder mig hela programmet "
    "bekräftar svar visas som märkt båda arbetsgivarnas sekretessvillkor deltagande gärna passar"
)
_AGREED = frozenset(_AGREED_TEXT.split())
"""Words of a whole consent; whoever writes anything else may consent to a part, or for a time."""
_WORD = re.compile(r"[^\W_]+")
_NEGATION = re.compile(r"\b(?:not|don['’]t|do not|cannot|en|ei|inte|ej)\b")


def says_yes(value: CellValue, statements: frozenset[str] = frozenset()) -> bool | None:
    """Return what a cell says, or None when that is not clear.

    ``statements`` are keys of the question's own texts: tools repeat them for a ticked box.
    """
    if isinstance(value, bool):
        return value
    text = match_key(str(value)).strip(" .;!") if isinstance(value, str | int) else ""
    if is_nothing(text):
        return None
    if text in statements:
        return True
    said = yes_or_no(text)
    if said is None and _STATEMENT.match(text) and not is_bounded(text):
        return not _NEGATION.search(text)
    return said


def parse_consent(reading: Reading, value: CellValue) -> Parsed:
    """Return whether a cell gives its consent; what is not clear is for a person to see to."""
    asked = (*reading.field.headers.values(), *reading.field.synonyms)
    text = text_of(value).strip().strip(";")
    own = reading.usual.union(map(header_key, asked))
    said = says_yes(value if isinstance(value, bool) else text, frozenset(map(header_key, asked)))
    if (
        said
        and header_key(text) not in own
        and not _AGREED.issuperset(_WORD.findall(match_key(text)))
    ):
        said = None
    if said is None and not is_nothing(text):
        return reading.unreadable("consent_unclear", text)
    return Parsed(said, "option")
