"""The words in which mentors say how many mentees they take, in three languages.

A number counts only where every word beside it stands here; what is not here makes a question.
"""

from __future__ import annotations

import re

_NUMBER_WORDS = {
    0: "zero nolla noll",
    1: "one yksi yks yhden yhtä yhdelle ett",
    2: "two kaksi kaks kahden kahta kahdelle två",
    3: "three kolme kolmen kolmea kolmelle tre",
    4: "four neljä neljän neljää neljälle fyra",
    5: "five viisi viiden viittä fem",
    6: "six kuusi kuuden kuutta sex",
    7: "seven seitsemän sju",
    8: "eight kahdeksan åtta",
    9: "nine yhdeksän nio",
    10: "ten kymmenen tio",
}
NUMBER_WORDS = {word: n for n, words in _NUMBER_WORDS.items() for word in words.split()}

PEOPLE = re.compile(
    r"mentees?|mentoroita\w*|aktori\w*|adept(?:er|en)?|persons?|people|henkilö\w*|henkeä|henke|hlöä?|hlö|"
    r"henk|hengen|personer|pers|students?|opiskelija\w*|student(?:er|en)|doktorand(?:er|en)?|doktorandia|"
    r"researchers?|tutkija\w*|forskare|väitöskirja(?:n)?tutkija\w*|väitöskirjantekijä\w*|jatko-opiskelija\w*|"
    r"tohtoriopiskelija\w*|tohtorikoulutettava\w*|doktoranders?|candidates?|individuals?|kpl|st|stycken|"
    r"participants?|osallistuja\w*|deltagare|mentorable|protegee?s?|juniors?|nuor(?:ta|i)|ihmis(?:tä|en)|"
    r"members?|jäsen(?:tä)?|lle|ta|tä|places?|seats?|slots?|spots?|paikkaa?|plats(?:er)?"
)
_FILLER_TEXT = (
    "i i'd i'll i’d i’ll we me can could take accept would like to "
    "be am is are happy glad willing able ready either joko antingen fine good ok okay suits want prefer preferably ideally "
    "please only just alone total altogether the a an of for at once simultaneously time same doctoral "
    "phd early career individual individually yes sure "
    "minä mielelläni mielellään voin voisin ottaa otan ottaisin haluan haluaisin mentoroida sopii sopisi käy "
    "hyvä kyllä vain vaan ainoastaan yhteensä kerrallaan kerralla samalla samanaikaisesti samaan aikaan "
    "mieluiten mieluusti yhtä minulle itselleni "
    "jag vi kan kunde gärna helst ta tar emot mottaga ha vill skulle vara passar bra bara endast åt gången "
    "taget i samtidigt totalt sammanlagt är det går ja fungerar utmärkt fint mig "
    "hyvin mainiosti mieluummin onnistuu riittää mahtuu kävisi mukavasti well great perfect works suit ideal happily me enough räcker som"
)
FILLERS = frozenset(_FILLER_TEXT.split())
"""Words of somebody who takes people; they tell of nobody who was taken before."""
GROUP = re.compile(r"groups?|ryhm(?:ä|än|ää|ässä|ään|iä)|grupp(?:en)?|team|tiimi(?:n)?")
GROUP_SIZE = re.compile(
    r"\b(?:group size|size of (?:the |my )?group|ryhmän ?koko|gruppens storlek|gruppstorlek)\b:?"
)
IN_GROUP = re.compile(
    r"\bin (?:a|one|the|my|1) group\b|\bi en grupp\b|\bryhmässä\b|\bryhmään\b|\bpå en gång\b|\bat one time\b"
)
ONE_GROUP_OF = re.compile(
    r"\b(?:a|an|one|1|yksi|en|1 kpl)? ?(?:small )?(?:group of|group with|grupp (?:på|med|om))(?= \w)"
)
"""One group of three takes three; two groups of three are a question."""
_MOST_TEXT = "max maximum maximal maximally maximalt maks maksimi maksimissaan enintään enint korkeintaan kork högst most mest"
MOST = frozenset(_MOST_TEXT.split())
_LEAST_TEXT = "min minimum minimi vähintään väh ainakin minst least"
LEAST = frozenset(_LEAST_TEXT.split())
EXACT = frozenset({"exactly", "tasan", "täsmälleen", "precis", "exakt"})
OR = frozenset({"or", "tai", "eller", "to", "till", "-", "à"})
BETWEEN = re.compile(r"\b(?:between|mellan|from|från) (\S+) (?:and|och|to|till) (\S+)")
PREFERRED = re.compile(
    r"(\d[^\d()]*\d)\s*[,(]\s*(?:mieluummin|mieluiten|preferably|ideally|rather|helst|gärna)\s+(?:\d+|\w+)\s*\)?"
)
"""Which end of a range is liked better: the range stands."""
ELASTIC = re.compile(
    r"\b(?:if (?:you must|needed|need be|necessary|required)|tarvittaessa|vid behov|jos tarvis|jos tarvitaan|"
    r"om det behövs|if really needed)\b"
)
"""More can be taken, and how many more is said."""
MAY_TAKE = re.compile(
    r"\b(?:to|can|could|will|would) (?:mentor|handle|manage|host|have|guide|support|help|meet)\b"
)
"""Without the first word it may tell of those whom somebody has already."""
NO_MORE = re.compile(
    r"\b(?:but )?(?:not|no|en|ei|inte) (?:any )?(?:more|enempää|enemmän|fler|flera|mer)\b(?: than that)?(?! than| kuin| än)"
)
NOT_MORE_THAN = re.compile(
    r"\bup ?to\b|\bupp till\b|\b(?:no|not) (?:more|over) than\b|\b(?:ei|en) (?:yli|enempää kuin|enemmän kuin)\b|\binte (?:fler|mer) än\b"
)
ONE_TO_ONE = re.compile(
    r"\bone[- ](?:to|on)[- ]one\b|\b1[- ]?(?:to|on)[- ]?1\b|\bkahdenkeski\w+|\bkahden kesken\b|\bpå tu man hand\b"
)
ONE = re.compile(
    r"\ben(?=\s+(?:adept|person|doktorand|mentee|enda|student|eller|till|åt|i taget|forskare)\b|\s*[-–]\s*(?:två|2))|"
    r"(?<=\bhögst )en\b(?! \w*ä)|(?<=\bbara )en\b|(?<=\bendast )en\b|(?<=\bmaximalt )en\b"
)
"""Swedish one, which is not to be taken for Finnish no."""
COUPLE = re.compile(r"\b(?:(?:a )?couple(?: of)?|ett par)\b|\bpari(?= tai|$)|^pari\b|\bparille\b")
"""Two, or a few more."""
_NUMBER = rf"\d|{'|'.join(NUMBER_WORDS)}"
SPAN = re.compile(
    rf"\b({_NUMBER})(?: ?(?:-|\.{{2,3}}|…) ?| ?\( ?- ?)({_NUMBER})\b(?: ?\))?|"
    rf"\b(?:pari|ett par|(?:a )?couple)(?: tai| eller| or)?() (kolme|tre|three)\b"
)
"""Two numbers for one range: kaksi-kolme, 2...3, 2(-3), pari kolme."""
LISTED = re.compile(
    rf"\b({_NUMBER}), ?(?:{_NUMBER}),? (?:or|tai|eller) ({_NUMBER})\b",
)
"""One, two or three: the first and the last are the ends of a range."""
ORDINAL = re.compile(
    r"\d\. +(?=[a-zåäö])|(?i:\b\d(?:st|nd|rd|th) (?:time|year|round|group|choice)\b|\btime \d|\d:[ae]\b)"
)
"""The third time, not three people; after a sentence's end stands a capital letter."""
LIKED = re.compile(
    rf"\b(?:mieluiten|mieluummin|helst|preferably|ideally)\s+({_NUMBER}),?(?: mutta| men| but)? ({_NUMBER})\s+"
    r"(?:käy|sopii|onnistuu|går|passar|funkar|is|would be|also|too)\b(?: (?:fine|ok|okay|possible|myös|också|bra))?"
)
"""One number is liked better and another one will do: both are ends of a range."""
_NOT_TEXT = "not no ei en inte ej without never ingen inga älä"
NOT = frozenset(_NOT_TEXT.split())
_NOBODY_TEXT = "none|nobody|no one|not any|ei yhtään|en yhtään|ei yhtäkään|ei ketään|en ketään|en voi|ingen|inga"
NOBODY = frozenset(_NOBODY_TEXT.split("|"))
UNSURE = re.compile(
    r"\?|\b(?:unsure|not sure|don['’]?t know|do not know|depend\w*|maybe|perhaps|possibly|probably|unless|"
    r"tbd|tbc|to be (?:discussed|decided)|negotiable|flexible|if|or so|not (?:yet )?decided|undecided|"
    r"en tiedä|en ole varma|epävarma\w*|riippu\w*|ehkä|mahdollisesti|sovitaan|neuvotel\w*|ellei|jos|"
    r"kunhan|edellyttäen|as long as|provided|förutsatt|så länge|"
    r"en osaa sanoa|vet (?:inte|ej)|osäker\w*|beror|beroende|kanske|eventuellt|möjligen|om|går att diskutera)\b"
)
"""Whoever writes so has not said it; ``if`` makes a number conditional, wherever it stands."""
OTHER = re.compile(
    r"h|hrs?|hours?|min(?:utes?|uuttia)|kk|months?|monthly|years?|weeks?|weekly|days?|meetings?|sessions?|times|"
    r"terms?|semesters?|tunti\w*|tunnin|tuntia|kuukau\w*|kuussa|vuo[dns]\w*|vuotta|viiko\w*|viikko\w*|päivä\w*|"
    r"tapaami\w*|kerta\w*|kertoja|krt|luku(?:kau\w*|vuo\w*)|timm\w*|tim|månad\w*|mån|år\w*|veck\w*|dag(?:ar)?|"
    r"möten?\w*|träff\w*|gånger|termin\w*|last|earlier|previously|before|previous|past|viime|aiemmin|aikaisemmin|"
    r"ennen|viimeksi|förra|tidigare|senast|spring|autumn|fall|kevä\w*|syksy\w*|vår\w*|höst\w*|ago|sitten|"
    r"experience|kokemus\w*|erfarenhet\w*|%|euro\w*|km|floor|room|a\.m|p\.m|am|pm|o'clock|klo|kl|"
    r"years?-old|supervis\w*|ohjaan|ohjattava\w*|handleder|applicants?|hakija\w*|kids|children|lasta|barn"
)
"""Words beside a number that counts hours, meetings, years or what was, and nobody who is taken."""
LANGUAGE = re.compile(
    r"english|finnish|swedish|englanni\w*|suome\w*|suomi|ruotsi\w*|engelsk\w*|finsk\w*|svensk\w*|french|german|"
    r"eng|fin|swe|fi|sv|saksa\w*|ranska\w*|venäjä\w*|estonia\w*|russian"
)
