"""Words that are surnames too, places that are, and small words of sentences that are no names there."""

from __future__ import annotations

import re
from functools import lru_cache

from mentorcli.names.inflection import nominatives
from mentorcli.names.letters import bare, bare_words
from mentorcli.names.titles import BORN

WORDS = bare_words(
    "aalto aho ahde alho autio haka halla halme harju hauki hella helle hietala hirvi honka huhta hurme ilves "
    "jalo jokela joki jousi järvi kaivo kallio kangas kanto karhu kari kaski kataja kaura kettu kesä kivi "
    "koivu korpi korhola kosk koski kotka kuusi kulta kurki kuu kuula lahti laakso laaksonen laine lampi lehti "
    "lehto leppä lepo linna lindén loimu louhi lumi luoto luukka maa maja manner marja meri metsä mikkeli mäki "
    "mänty niemi niitty nokia nurmi oja ojala oksa onni orava paju palo pelto perho piha pihlaja poutala pohja "
    "puro puu pyykkö rae raita rami ranta raita rauha ruoho ruska räty saari saarela salmi salo sampo sauli savo "
    "selkä seppä sointu suo suomi suvi syrjä taipale talvi tammi tapio tikka toivo tuomi turku tuuli uusi vaara "
    "vainio valo valta vaasa varis vasara vesi vesa vilja virta vuori vuorela oulu espoo kuopio lohja hanko pori "
    "rauma kotka imatra forssa mikkola viitala berg lund holm ek strand sund borg dal ås ö å fors skog sten sjö "
    "vik hav essen berlin hamburg bern wien london paris york washington lincoln king young long short brown white "
    "black green grey gray rose park song day may june april august will mark grant law price page read cook baker "
    "smith hill wood woods stone field fields rice bush bell ball fox wolf lamb rich best good strong sharp small "
    "little wall winter chance lane way case major power weeks snow moon frost key bond cross church bridge summers raisio hamina kemi loimaa lieksa nurmes somero kauhava kalajoki ylivieska raahe tornio kajaani iisalmi varkaus virrat "
    "orivesi akaa heinola kerava karkkila tuusula sipoo porvoo loviisa inkoo hyvinkää naantali parainen paimio laitila "
    "parkano kangasala pirkkala valkeakoski ylöjärvi keuruu jämsä äänekoski saarijärvi kokkola alavus kurikka kauhajoki "
    "lapua alajärvi kouvola joensuu outokumpu kitee kuhmo kemijärvi inari pello otaniemi tapiola kalmar visby borgå "
    "hangö nyland oslo bergen york oxford kent bristol chester lancaster wells houston austin dallas denver jordan "
    "lappi lieto kainu karjala kymi häme pohjola uusimaa vaasa tampere vantaa lapland halland gotland israel france england holland ireland milano roma bonn "
    "ma le min sun can tan ha wan pan fan van ho hu wu little love hope joy grace faith art so an he she you her man do to an in on no yes jag han hon den det"
)
"""Surnames that are words or places too: they count only where they stand as a name."""
EMPLOYERS = bare_words("aalto turku oulu vaasa espoo tampere helsinki nokia abo lund")
PLACES = EMPLOYERS | bare_words(
    "lahti kotka pori salo rauma kuopio lohja hanko imatra forssa mikkeli raisio hamina kemi loimaa kokkola kerava kouvola "
    "joensuu porvoo heinola nurmes somero tuusula naantali kajaani iisalmi otaniemi borgå kalmar london york oxford essen"
)
"""Names that tell, behind a name and a comma, where somebody works as often as who else is meant."""
SPOKEN = bare_words(
    "i my me is was has had he she they the a an of in at and or to by with not no his her our your this that "
    "who have are were know knew worked work works from for as on it we you because since but any anyone "
    "somebody someone nobody none please rather never only think called very well many years ago been "
    "jag vill är var och med som en ett av hos har haft mina mitt min vi de den det inte ej nej ingen gärna känner "
    "någon hon han hen "
    "minun mun me te he hän se tämä joka jonka jonkun jossa että koska mutta tunnen tunsin tunne en ei olen oli on "
    "ollut olemme ovat ovat ja sekä tai entinen nykyinen sama kanssani asun asuin asumme muutin synnyin mieluiten halua haluan haluaisin tahdo "
    "esim eikä joku kuka ketään kuin vain too quite more less most such than only just hyvin teen tein mentoriksi mentorikseni ex avoid undvik preferably otherwise helst hellre annars muuten mieluummin ensisijaisesti mielellään mieluusti ainoastaan endast bara toivoisin valitsisin ottaisin currently met taught supervised published examined reviewed studied attended tapasin ohjasin opetin tunnemme tunsimme opiskelimme handledde undervisade träffade träffat studerade jobbade arbetade työskentelin työskentelen kirjoitan kirjoitin"
)
"""Small words of sentences."""
CALLED = bare_words(
    "anna aino ilma lumi meri mika onni satu toivo sini suvi tuuli rauha armas oiva sulo arvo into vilja helmi taimi usko visa veli "
    "pilvi paiva paivi kukka tuisku ruusu raita hilla oma alma sari saara kaari maini tuulia lahja sade taika vieno sirkka aune aura"
)
"""First names of which a form in small letters is a word as well: ``annan``, ``onneksi``."""
POSSESSIVE = bare_words("my our her his minun mun meidän isäni äitini min mitt mina vår")
"""What begins a text that names somebody by what they are to the writer: ``my dad``."""
PLACED = bare_words("at in from near of to the i på vid från till since around")
"""Small words behind which a word is a place."""
TIED = bare_words(
    "report reports reported reporting married related engaged close spoke talk talked assigned listed learned learnt "
    "heard rapporterar rapporterade släkt förlovad kär"
)
"""Words behind which “to” and “from” tell of a person."""
_ORGANISATION = (
    r"university(?! (?:lect|teach|prof|res))|univ\b|\w*yliopisto(?!n?[lt])\w*|\w*högskola\w*|universitet\w*|college\b|hospital\b|oyj?\b|ab\b|"
    r"(?:group|labs)\b(?-i:(?<=Group)|(?<=Labs))|ltd\b|inc\b|gmbh\b|panki\w*|pankki|campus\w*|kampus\w*|school\b|factory\b|foundation\b|säätiö\w*|"
    r"kaupun\w+|library\b|stad\b|seu[dt]u\w*|aluee?\w*|akatemi\w+|academy\b|akademi\w*|"
    r"(?<=[ns] )(?:\w*koulu\w*|\w*opisto\w*|lukio\w*|\w*sairaala\w*|\w*sjukhus\w*|kirk[ko]\w+|kun(?:ta|nan|nassa|nalla)\b)"
)
ORGANISATION = re.compile(rf"([^\W\d_]+)(?: & \w+)?[ -](?:{_ORGANISATION})", re.IGNORECASE)
"""A word and what makes it the name of an organisation or a place."""
_TOWN = re.compile(r"([^\W\d_]+) \((?:univ|university|yliopisto|universitet)\.?\)", re.IGNORECASE)
_HALF = re.compile(r"(?<![\w-])[a-zåäö]{2,}-(?=,|$|\s+(?:ja|tai|sekä|och|eller|and|or)\b)")
"""Half of a word, which the next one ends: ``joki- ja vesiasiat``."""
_CAMPUS = re.compile(r"\b([A-ZÅÄÖ]{3,5}|[Uu]niversity of [\w]+-)[ ]?([A-ZÅÄÖ][a-zåäö]+)$")
"""A place behind the short name of who is there, or behind another: ``LUT Lahti``, ``Duisburg-Essen``."""
_DOING = re.compile(r"(?:tyosken|opiskel|kirjoit|kuulun|tapasi|tutkin|toimin)\w*")
_WRAPPED = re.compile(r"^[(\[]([^()\[\]]*)[)\]]$")
"""All of an answer within brackets."""
_QUOTED = re.compile(r"(?<=\w )[\"“”„»']([A-ZÅÄÖ]\w+)[\"“”«»'](?= [A-ZÅÄÖ])")
"""What somebody is called, between the first name and the surname: Anna "Ansku" Laine."""
_KIN = re.compile(
    r"(?<=\w)-(?=(?:täti|tädi|setä|sedä|eno|serk|pomo|moster|faster|morbror|farbror|kusin)\w*)"
)
"""Before what somebody is to the writer, behind the name: “Hilkka-täti”."""
_BORN_SO = re.compile(rf"(?<=\w),? ((?i:{BORN.pattern})[A-ZÅÄÖ][\w-]+)$")
"""Another surname without brackets at the end: “Anna Laine o.s. Mattila”."""
_NOW = re.compile(
    rf"\b([A-ZÅÄÖ][\w-]+),? \(?(?:nyk\.|numera) (?!(?i:{'|'.join(sorted(EMPLOYERS))})\b)([A-ZÅÄÖ][a-zåäö][\w-]*)\)?$"
)
"""An earlier surname and the one that somebody has now."""
_FORMER = re.compile(r"\bf\.? ?d\.? (?=[a-zåäö])")
ROLE = re.compile(
    r"(?!\w*kirja)\w{4,}ja(?:ni|mme)|(?:puoliso|aviomie|esihenk|esimieh|kollega|"
    r"entis[ei]|anoppi|husband|colleague|neighbo|svager)\w*|wife|kusin|syster|granne|kompis|exa?|"
    r"(?:avo|avio|ex|lapsuuden|opiskelu|tyo|liike|yhtio|pikku|koulu|kurssi|luokka|kummi|isa|aiti|sisar|veli|lahi)?"
    r"(?:puoliso|mies|kumppani|osakkaa|kamppikse|kamppa|kihlattu|miehe|serkku|velje|sisko|sisare|appi|eno|vaimo|ystava|kaveri|naapuri|tati|seta|isa|aiti|tyttare|poika|lapse|"
    r"sukulaise|vavy|minia|lanko|kaly|kummi|kumminpoika|veljentyttare|sisarentyttare|opiskelija|oppilaa|ohjattava|"
    r"kollegoita|kollegoja|ystavia|kavereita|sukulaisia|tuttavia|naapureita|opiskelijoita|ohjattavia|alaisia|tyotoveri|tyokaveri|opiskelukaveri|lapsuudenystava|tuttu|tuttava|alaise|pomo|johtaja|mentori|valmentaja|opettaja|vuokralaise|kamppakaveri)(?:ni|nsa|mme)|"
    r"daughter|nephew|niece|cousin|uncle|aunt|brother|sister|dotter|brorson|systerdotter|brorsdotter|moster|faster|"
    r"morbror|farbror|svarmor|svarfar|vaninna|chef|elev|friend|flatmate|roommate|boyfriend|girlfriend|fiancee?"
)
"""What somebody is to the writer; never a name: Setälä, Appiah, Siskonen are."""


@lru_cache(maxsize=1 << 14)
def is_spoken(key: str) -> bool:
    """Tell whether a small word without accents is one of sentences: ``with``, ``puolisoni``."""
    key = key.removeprefix("ex-")
    return key in SPOKEN or (ROLE.fullmatch(key) or _DOING.fullmatch(key)) is not None


def without_organisations(text: str) -> str:
    """Return a text without words that are names of organisations and places: ``Aalto University``."""

    def dropped(found: re.Match[str]) -> str:
        word = bare(found[1].casefold())
        return found[0] if WORDS.isdisjoint({word, *nominatives(word)}) else " , "

    text = _CAMPUS.sub(lambda m: m[0] if bare(m[2].casefold()) not in PLACES else m[1], text)
    return _TOWN.sub(dropped, ORGANISATION.sub(dropped, _HALF.sub(" , ", text)))


def with_asides_in_brackets(text: str) -> str:
    """Return a text of one line with what stands beside a name in brackets, and none around all of it."""
    text = _NOW.sub(r"\2 (ent. \1)", text)
    said = _KIN.sub(" ", _FORMER.sub("förra ", _WRAPPED.sub(r"\1", text)))
    return _BORN_SO.sub(r" (\1)", _QUOTED.sub(r"(\1)", said))
