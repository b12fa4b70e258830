"""How signing services call their columns and states, in English, Finnish and Swedish, and their neighbours'.

All without accents and in small letters, as ``unaccented`` gives them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from mentorcli.domain.text import unaccented
from mentorcli.names.yes_no import yes_or_no


class Holds(StrEnum):
    """What a column of a signing report holds."""

    EMAIL = "email"
    NAME = "name"
    FIRST = "first name"
    LAST = "last name"
    OWN_STATUS = "status of the person"
    STATUS = "status"
    WHOLE_STATUS = "status of the whole agreement"
    SIGNED = "day of signing"
    COMPLETED = "day of completion"
    OWN_DAY = "a day of the person, of what is not said"
    DOCUMENT = "document"
    BY = "who signed"
    REFUSAL = "whether or when it was refused"
    ANOTHER = "who was to sign in their place"
    IN_PERSON = "who signed in the presence of the one whose address it is"
    VALID = "whether it holds"
    PART = "part"
    """What somebody has to do: sign, or only get a copy."""


class Stands(StrEnum):
    """What a status says of somebody's signature."""

    SIGNED = "signed"
    WAITING = "not yet"
    REFUSED = "not to come"
    UNSAID = "on a day of what is not said"
    CALLED_OFF = "signed, and called off as a whole"
    DOUBTED = "signed, and what stands beside it says otherwise"
    SHIFTED = "in a row with more cells than titles"
    UNKNOWN = "unknown"


_WHOLE = (
    r"envelope|document|asiakirja|kuor|kuvert|agreement|sopimu|dokument|avtal|arende|transaction"
    r"|package|paketti|handling|contract|workflow|overall|file|tiedosto|\bfil"
)
_PERSON = (
    r"signer|signator|recipient|participant|person|henkilo|allekirjoittaja|undertecknare|mottagar"
    r"|vastaanottaja|unterzeichner|empfanger|underskriver|ondertekenaar|signataire|firmante|allkirjastaja"
    r"|mentor|mentee|aktor|adept|osapuol|\b(mot)?part(y|ies|er|ens?|s)?\b"
)
_SIGNING = r"\b(signing|signature|allekirjoitu[sk]\w*|signerings?|undertecknandets?|underskrifts?)"
_SENDER = (
    r"sender|\bhost\b|\bfrom\b|owner|lahettaja|avsandar|requester|created by|initiator|organi[sz]er"
    r"|sent by|luoja|skapad av|\bcc\b|company|organi[sz]ation|yritys|foretag|employer"
)
_OTHER_DAY = (
    r"\bsent|\bsend|lahet|skick|open|avattu|avaus|oppn|view|katso|visad|created|luotu|skapa|deliver"
    r"|versand|gesendet|gesandt|angefragt|erstellt|geoffnet|ablauf|abgelehnt|zugestellt|\bfrist|verzonden|envoy|enviad"
    r"|toimit|lever|expir|vanhe|eraanty|maara|deadline|\bdue\b|forfall|giltig|voima|modif|muok"
    r"|andra[dt]|activity|remind|muistut|paminn|declin|reject|hylat|avvis|avboj|void|cancel|peruu|perut"
    r"|annuller|request|pyyn|pyydet|begar|reason|\bsyy\b|orsak|order|jarjest|ordning|method|tapa\b"
    r"|metod|\bip\b|location|count|antal|\burl\b|link|not signed|unsigned|\bei\b|\bej\b|\binte\b"
)
_SIGNED = (
    r"\bsigned|e-?signed|(signature|signing) (date|time|day)|(date|day|time) of (signature|signing)"
    rf"|^(({_PERSON})\w*\W*\d*\W*)?(signature|allekirjoitus|underskrift|signatur)(\W*\d)?$|allekirjoitettu|allekirjoittanut|allekirjoitti\b"
    r"|allekirjoitus[ -]?(paiva|pvm|aika|hetki)|allekirjoituksen (paiva|pvm|aika|ajankohta)"
    r"|undertecknad|undertecknat|undertecknings?[ -]?(datum|dag|tid)|signerad|signerat"
    r"|signerings?[ -]?(datum|dag|tid)|underskriven|underskrifts?[ -]?(datum|dag|tid)"
    r"|(datum|dag|tid) for (underskrift|undertecknande|signering)|unterschrieben|unterzeichnet|signiert|unterschriftsdatum"
    r"|underskrevet|signeret|signert|ondertekend|allkirjastatud|(date|fecha) de (signature|firma)|\bsigne le\b|\bfirmado\b"
)
_COMPLETED = r"complet|valmis|abgeschlossen|slutfor|avslut|fardigst|finish|fully signed|all signed"
_ONE = "signer|signatory|recipient|participant|person"
_BY = r"signed by(?!.*\b(on|at|date|time)\b)|(undertecknad|undertecknat|signera[dt]|underskriv[ei][nt]) av|(unterschrieben|unterzeichnet|signiert) von"
_NO_NAME = (
    r"\bid\b|tunnus|phone|puhelin|telefon|\brole|rooli|\broll|language|kieli|sprak|template|form"
    r"|lomake|order|jarjest|ordning|count|method|pending|waiting|remain|missing|odot|puuttu|vanta"
)

_REFUSAL = (
    r"declin|reject|refus|hylat|hylka|kieltayt|avbo[jt]|avvis|\bvoid|cancel|peru[ut]|annull|withdr"
)
_CHANGE = r"lasna|chang|updat|muut|paivit|andra[dt]|\bdate|\btime|paiva|pvm|aika|datum|tid\b|history|reason"

_TITLES: tuple[tuple[Holds, str, str], ...] = (
    (
        Holds.OWN_STATUS,
        rf"(?=.*({_PERSON}|{_SIGNING}[ -]?(status|tila|state))).*(status|tila\b|tilanne|\bstate\b)",
        _CHANGE,
    ),
    (Holds.WHOLE_STATUS, rf"(?=.*({_WHOLE})).*(status|tila\b|tilanne|\bstate\b)", _CHANGE),
    (Holds.STATUS, r"statut|\bestado\b|\bolek\b|status|\boutcome|\bresult|tulos\b|resultat|tila\b|tilanne|\bstate\b|\blage\b|tillstand", _CHANGE),
    (Holds.EMAIL, r"e-?mail|\bmail\b|sahkoposti|e-?post|correo", _SENDER),
    (
        Holds.PART,
        r"\brole\b|rooli|\broll(en?)?\b|\baction\b|(recipient|signer) type|^(type|tyyppi|typ)$|tehtava\b|atgard",
        rf"{_SENDER}|\blast\b|latest|viimei|senaste|nimike|title",
    ),
    (Holds.BY, _BY, rf"{_SENDER}|{_NO_NAME}|{_OTHER_DAY}"),
    (Holds.ANOTHER, r"delegat|reassign|forwarded|behalf|proxy|siirret|puolesta|valtuut|overlat|vidarebefor|ombud", r"\b(on|at|date|time)\b|paiva|datum|status"),
    (Holds.REFUSAL, _REFUSAL, _SIGNED),
    (Holds.IN_PERSON, r"in[ -]person|lasna ?oleva|\bpaikan paalla|\bpa plats|narvarande", rf"{_OTHER_DAY}|status|\b(on|at|date|time|host)\b|datum|paiva"),
    (Holds.VALID, r"\bvalid\b|voimassa|\bgiltig|\bgultig|in force|accepted", r"until|asti|saakka|\btill\b|\b(on|at|date|time|day)\b|datum|paiva"),
    (Holds.SIGNED, rf"\b({_ONE})('?s)?( \d+)? ({_COMPLETED})", _OTHER_DAY),
    (Holds.COMPLETED, _COMPLETED, _OTHER_DAY),
    (Holds.SIGNED, _SIGNED, rf"{_OTHER_DAY}|signed (document|file|copy)"),
    (
        Holds.OWN_DAY,
        rf"({_PERSON})\w*\W*\d*.*\b(date|day|time|pvm|paiva|paivamaara|aika|datum|dag|tid)\b|^(date|day|time|pvm|paiva|datum|dag)\W*\d$",
        _OTHER_DAY,
    ),
    (Holds.FIRST, r"first name|given name|etunimi|fornamn", _SENDER),
    (Holds.LAST, r"last name|surname|family name|sukunimi|efternamn", _SENDER),
    (Holds.DOCUMENT, rf"match|^sign(ing|ature) (name|title)$|allekirjoituspyyn|subject|aihe|otsikko|amne|{_WHOLE}", r"date|paiva|datum"),
    (Holds.NAME, rf"{_PERSON}|\bnames?\b|nimi\b|namn\b|^(kuka|who|vem)\b", rf"{_SENDER}|{_NO_NAME}|{_OTHER_DAY}"),
)  # fmt: skip
"""Kinds of columns in the order in which they are tried: what a title has, and what it must not."""

_LONGEST_TITLE = 60


def holds(title: str) -> Holds | None:
    """Return what a column with this title holds, or None."""
    said = unaccented(title).replace("_", " ")
    if not said or "@" in said or len(said) > _LONGEST_TITLE:
        return None
    for kind, wanted, unwanted in _TITLES:
        if re.search(wanted, said) and not (unwanted and re.search(unwanted, said)):
            return kind
    return None


_STATES: Mapping[Stands, str] = {
    Stands.SIGNED: (
        "signed; has signed; completed; complete; fully signed; fulfilled; e signed;"
        " esigned; finished; done; signature completed; signing completed;"
        " allekirjoitettu; allekirjoittanut; on allekirjoittanut; allekirjoitti; valmis;"
        " valmistunut; allekirjoitus valmis; suoritettu;"
        " kaikki allekirjoittaneet; undertecknad; undertecknat; har undertecknat; signerad;"
        " signerat; har signerat; underskriven; underskrivet; slutford; slutfort; klar; klart;"
        " fardig; unterschrieben; unterzeichnet; vollstandig unterzeichnet; signiert; abgeschlossen; underskrevet; signeret; signert; ondertekend;"
        " signe; firmado; allkirjastatud"
    ),
    Stands.WAITING: (
        "delivered; opened; viewed; new; created; on hold; draft; out for signature; in progress; in process; unsigned;"
        " incomplete; partially signed; needs to sign; to be signed; signing; open; read;"
        " received; scheduled; queued; missing; puuttuu; saknas; luettu; avattu; katsottu; kesken;"
        " keskenerainen; luonnos; allekirjoittamatta; osittain allekirjoitettu; toimitettu;"
        " vireilla; uusi; luotu; ny; avoin; vantande; oppnad; oppnat; visad; utkast; pagaende; pagar;"
        " osignerad; delvis undertecknad; delvis signerad; last; mottagen; levererad; no; ei; nej;"
        " false; ausstehend; offen; angefragt; gesendet; zugestellt; geoffnet; afventer; avventer; in afwachting;"
        " en attente; pendiente; ootel"
    ),
}
_REFUSED = (
    r"\b(declin|reject|refus|cancel|void|expir|fail|bounc|delet|withdr|recall|revok|terminat|delegat|reassign|forwarded|hylat|hylka"
    r"|kieltay|vanhent|eraanty|peruttu|peruutet|mitato|poistet|hylann|siirret|epaonn|keskeyt|avbo[jt]|avvis|neka[dt]"
    r"|utgang|forfall|annull|avbr[ou]t|makuler|radera[dt]|aterkall|misslyck|vidarebefor|overlat"
    r"|retract|rescind|taken back|vedetty takaisin|vetanyt takaisin|dragi\w* tillbaka|tagi\w* tillbaka"
    r"|abgelehnt|abgelaufen|widerruf|zuruckgezogen|storniert|afvist|geweigerd|refus|rechazad|tagasi)"
)
"""Parts of words; whatever stands beside them, nobody has signed for certain."""
_TAKES_BACK = re.compile(
    r"\b(revok|withdr|recall|retract|rescind|taken back|takaisin|tillbaka|aterkall|widerruf|zuruckgezogen"
    r"|signatur|allekirjoitu|underskrift|signering)"
)
_DOUBT = re.compile(
    r"\bbehalf\b|\bby (?:his|her|their|the) (?!own)|\b(?:by|his|her|their) (?:husband|wife|spouse|partner|mother|father)\b"
    r"|\b(?:his|her|their) (?:boss|manager|secretary|assistant|colleague) (?:sign|click|did|has|had|for)"
    r"|\bguardian|\bproxy\b|power of attorney|\bp\.? ?p\b|\bper pro\b|\bin (?:place|stead) of\b|\binstead of\b"
    r"|\bwrong\b|\b(?:by mistake|in error)\b|\b(?:sign|signed|sent) (?:it |this )?(?:again|anew)\b|\binvalid|\bnot valid|\bforge"
    r"|\b(?:someone|somebody|anybody|person) else\b|\bother person\b|\bto cancel\b|\bre-?signed?\b|\bcancel|\bwithdr|\brevok|\bvoid|\bdelegat|\breassign"
    r"|\bpuolesta|\bpuoliso|\bvaimo|\baviomie|\bmiehensa\b|\bedunvalvoj|\bhuoltaja|\bvaltakirj|\bvaltuut|\bsijai(?:nen|sena)\b|\bvaara|\bvirheelli|\bvahingossa"
    r"|\ballekirjoit\w+ uude(?:lleen|staan)|\buude(?:lleen|staan) allekirj|\bmitato|\bkumo[tu]|\bjoku muu\b|\btoinen henkilo|\bperu(?!s|na\b)|\bsiirret"
    r"|\b(?:hennes|hans|sin) (?:make|maka|man|fru|hustru|sambo|chef|kollega)\b|\brakning\b|\bvagnar\b|\bfullmakt|\bombud|\bvardnadshavare|\bformyndare"
    r"|\bfel(?:aktig\w*)?\b|\bmisstag|\bogiltig|\bi stallet for\b|\b(?:nagon|person) annan\b|\bannan person|\bsigner\w+ (?:igen|pa nytt)|\baterkall|\bmakuler"
)
"""Parts of remarks by which somebody else signed, or the signature does not hold."""
_SAID_TO_SIGN = r"\bsigned\b|\ballekirjoitt|\bsignera[dt]|\bsignerade|\bundertecknad|\bundertecknat"
_NO_SIGNATURE = r"\b(not|no|never|ei|inte|ej)\b.*\b(signature|allekirjoit|signatur|underskrift)|\b(signature|allekirjoit\w*|signatur\w*|underskrift\w*)\b.*\b(not|no|never|ei|inte|ej)\b"
_MEANS = re.compile(
    r"\(?\b((on|in|with|using|by|via|med|pa) )*(papp?er|pankki|bank|mobil|ftn|e ?id|sms|e ?mail|sahkop|epost|digital"
    r"|electronic|sahkoi|elektron|vahva|stark|strong|hand|pen\b|ink\b|kyna|qes|aes)\w*( signature| id)?\)?"
)
"""How somebody signed, which says nothing of whether."""
_THING = re.compile(
    r" (?:the |this )?(?:document|agreement|dokumentet|avtalet|asiakirjan|sopimuksen)$"
)
"""What is opened or signed, behind the word for it."""
_UNTIL = re.compile(
    r"\b(pending|await|waiting|warten|ready to|remind|muistut|pamin[dn]|odota|odott|vantar|later$)|\b(sent|lahetetty|skicka[dt])\b"
)
"""Parts of words that nobody's signature has beside it."""
_COUNT = re.compile(r"(?<![\d/.])(\d{1,2}) ?(?:/|of|av) ?(\d{1,2})(?![\d/.])")
_BESIDE = r"\bwitness|\btodistaj|\bvittne|\bbevittn|\bzeuge|\bhost\b|\bnotar"
"""Parts of those who sign, but not as a party, or for another to sign in their presence."""
_COPIED = r"\bcc\b|cop(y|ies)|\bviewer|\bview\b|\bsender|\bsend\b|kopio|lukija|lahettaja|kopia|lasare|granskare|reviewer|approver|hyvaksyja|godkannare|avsandar|observ|\binform(ed)?\b|tiedoksi"
_WORDS = {word.strip(): state for state, words in _STATES.items() for word in words.split(";")}


def stands(status: str, *, signed: bool = False) -> Stands:
    """Return what a status says, in two languages if both agree; in a column that says ``signed`` a yes says it too."""
    found, *others = {_alone(x, signed=signed) for x in re.split(r"\s[/|]\s", status)}
    return _alone(status, signed=signed) if others else found


def _alone(status: str, *, signed: bool) -> Stands:
    """Tell it of a status in one language."""
    plain = unaccented(status)
    count = _COUNT.search(plain)
    said = " ".join(re.findall(r"[^\W\d_]+", _COUNT.sub(" ", plain)))
    said = said if said in _WORDS else _THING.sub("", said)
    said = said if said in _WORDS else " ".join(_MEANS.sub(" ", said).split())
    yes = yes_or_no(said or plain)  # a tick has no letters
    found = Stands.SIGNED if signed and yes else _WORDS.get(said, Stands.UNKNOWN)
    if not said and yes is False and not count:
        return Stands.WAITING
    if re.search(_REFUSED, plain):
        return Stands.REFUSED
    if count and count[1] != count[2] and (not said or found is Stands.SIGNED):
        return Stands.WAITING  # 2/3: somebody has not
    if re.search(r"\d|\w ?[*†]", _COUNT.sub("", plain)):
        return Stands.UNKNOWN  # completed 50 %, or with a note to it
    waits = _UNTIL.search(said) and not re.search(_SIGNED, said)
    if found is Stands.UNKNOWN and (
        waits or re.match(r"(not|ei|inte|ej|(noch )?nicht|ikke|niet) ", said)
    ):
        return Stands.WAITING
    return Stands.SIGNED if count and not said else found


def doubtful(remark: str) -> bool:
    """Tell whether a remark says that somebody else signed, or that the signature does not hold.

    So does every remark on who signed or how that is not known here.
    """
    said = unaccented(remark)
    told = re.search(_SAID_TO_SIGN, said) and stands(remark) is Stands.UNKNOWN
    return bool(told) or doubted(remark) or bool(re.search(_NO_SIGNATURE, said))


def doubted(text: str) -> bool:
    """Tell whether words of a text say that somebody else signed, or that it does not hold."""
    return _DOUBT.search(unaccented(text)) is not None


def refused(text: str) -> bool:
    """Tell whether a text says that somebody refused, or that the whole was called off."""
    return re.search(_REFUSED, unaccented(text)) is not None


def takes_back(text: str) -> bool:
    """Tell whether a refusal says that a signature which was given holds no longer."""
    return refused(text) and _TAKES_BACK.search(unaccented(text)) is not None


def beside_parties(part: str) -> bool:
    """Tell whether somebody with this part signs, but as a witness, or for another to sign on."""
    return re.search(_BESIDE, unaccented(part)) is not None


def only_copied(part: str) -> bool:
    """Tell whether somebody with this part gets a copy or sends, and signs nothing."""
    return re.search(_COPIED, unaccented(part)) is not None
