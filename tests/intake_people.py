"""The invented people of the sample data: who answers what, in the forms' own words."""

from __future__ import annotations

from typing import NamedTuple

THEMES = {
    "C": "Career paths outside academia", "J": "Job search, CV and interviews",
    "S": "Recognising my skills", "N": "Networks", "L": "Leadership",
    "E": "Entrepreneurship", "B": "Work-life balance", "F": "Life in Finland",
}  # fmt: skip
TEEMAT = {
    "C": "Urapolut yliopiston ulkopuolella", "J": "Työnhaku, CV ja haastattelut",
    "S": "Oman osaamisen tunnistaminen", "N": "Verkostot", "L": "Johtaminen",
    "E": "Yrittäjyys", "B": "Työn ja muun elämän tasapaino", "F": "Elämä Suomessa",
}  # fmt: skip
INDUSTRIES = {
    "i": "ICT and software", "e": "Energy and environment",
    "m": "Machinery, metal and manufacturing", "f": "Forest, bio and materials",
    "h": "Health and life sciences", "r": "Finance and insurance",
    "c": "Construction and real estate", "d": "Design, media and culture",
    "p": "Public sector and organisations",
}  # fmt: skip
TOIMIALAT = {
    "i": "ICT ja ohjelmistot", "e": "Energia ja ympäristö", "m": "Koneet, metalli ja valmistus",
    "f": "Metsä, bio ja materiaalit", "h": "Terveys ja elämäntieteet",
    "r": "Rahoitus ja vakuutus", "c": "Rakentaminen ja kiinteistöt",
    "d": "Muotoilu, media ja kulttuuri", "p": "Julkinen sektori ja järjestöt",
}  # fmt: skip
ROLES = {
    "r": "Research and development", "p": "Product", "c": "Consulting", "g": "Public sector",
    "s": "Start-up", "m": "Management",
}  # fmt: skip
TEHTAVAT = {
    "r": "Tutkimus ja kehitys", "p": "Tuote", "c": "Konsultointi", "g": "Julkinen sektori",
    "s": "Startup", "m": "Johtotehtävät",
}  # fmt: skip
MODES = {"O": "Otaniemi", "H": "Helsinki", "E": "Elsewhere", "R": "Remotely"}
TAVAT = {"O": "Otaniemi", "H": "Helsinki", "E": "Muualla", "R": "Etänä"}
TONGUES = {"e": "English", "s": "suomi", "r": "svenska"}
KIELET = {"e": "englanti", "s": "suomi", "r": "ruotsi"}
SCHOOLS = {
    "ARTS": "School of Arts, Design and Architecture (ARTS)", "BIZ": "School of Business (BIZ)",
    "CHEM": "School of Chemical Engineering (CHEM)",
    "ELEC": "School of Electrical Engineering (ELEC)", "ENG": "School of Engineering (ENG)",
    "SCI": "School of Science (SCI)",
}  # fmt: skip
STAGES = {
    "1": "First year", "2": "About half-way", "3": "Final year",
    "4": "Thesis submitted for pre-examination",
}  # fmt: skip


class Mentee(NamedTuple):
    """One answer. The letters of several choices are keys of the tables above."""

    number: int
    completed: str
    minutes: int
    first: str
    last: str
    email: str
    school: str
    department: str
    group: str
    supervisors: str
    stage: str
    graduation: str
    topic: str
    languages: str
    goals: str
    goal: str
    industries: str
    roles: str
    modes: str
    gender: str = "Woman"
    employer: str = ""
    wishes: str = ""
    why: str = ""
    not_with: str = ""
    kickoff: str = "Yes"
    earlier: str = "No"
    gender_wish: str = "No wish"
    commitment: str = "Yes"
    consent: str = "Yes"
    other: str = ""
    free: str = ""
    modified: str = ""


LONG_NAME = "Wallenskiöld-Lagerstråle af Rautajärvi-Hämeenkoskenniemi-Ylä"

MENTEES = (
    Mentee(2, "2026-10-19 09:14:52", 17, "Aleksi", "Niemelä-Kortelainen",
        "aleksi.niemela-kortelainen@example.org", "SCI", "Computer Science", "Secure Systems",
        "Prof. Kaarina Virtanen, TkT Ilkka Rautavaara-Nieminen", "2", "12/2027",
        "Formal verification of small operating systems for medical devices.", "es", "CL",
        "I want to see what a researcher does in a company every day.", "ih", "rp", "OR",
        "Man", wishes="Maria Lindquist-Häggblom; Dr. Aino Kallio",
        why="They have both left university for product work."),
    Mentee(3, "2026-10-19 11:40:08", 9, "Wei-Ling", "Chen", "wei-ling.chen@example.org", "ELEC",
        "Electronics and Nanoengineering", "Nano Optics", "Prof. Anders Holmström", "3",
        "spring 2027", "Thin photonic sensors for air quality. ", "e", "JF",
        "How do I look for work in Finland when my Finnish is weak?", "ie", "r", "OHR",
        wishes="Dr Priya Raghunathan", why="She came from abroad too.", gender_wish="Woman"),
    Mentee(4, "2026-10-20 08:02:31", 21, "Emilia", "Sjöholm", "emilia.sjoholm@example.org",
        "CHEM", "Bioproducts and Biosystems", "Fibre Chemistry",
        "Prof. Laura Sandström", "2", "hösten 2027", "Nya bindemedel av lignin.", "re", "CN",
        "Jag vill bygga ett nätverk utanför akademin.", "fe", "rc", "HR",
        wishes="Lindqvist-Häggblom", why="Energibranschen intresserar mig mest."),
    Mentee(5, "2026-10-20 16:25:44", 12, "Ahmed", "El-Sayed", "ahmed.el-sayed@example.org", "SCI",
        "Computer Science", "Machine Learning for Health", "Prof. Kaarina Virtanen", "2", "2028",
        "Learning from few medical images.", "e", "CSF", "To put my skills into words.", "hi",
        "rp", "OR", "Man", wishes="-"),
    Mentee(6, "2026-10-21 10:11:03", 14, "Venla", "Hyvärinen", "venla.hyvarinen@example.org",
        "BIZ", "Accounting and Finance", "", "KTT Timo Laaksonen", "3", "kevät 2027",
        "Miten pienet yritykset rahoittavat kasvunsa.", "se", "CJ",
        "Haluan harjoitella työhaastattelua ja ymmärtää, mitä tutkijalla on annettavaa yritykselle.",
        "r", "cm", "HR", employer="Osuuspankki Lahdenranta", wishes="Priya Raghunathan"),
    Mentee(7, "2026-10-21 13:37:59", 8, "Oskari", "Lehtimäki", "oskari.lehtimaki@example.org",
        "ENG", "Mechanical Engineering", "Robust Machines", "Prof. Juhani Mäkitalo", "1", "2029",
        "Väsymisen ennustaminen hitsatuissa rakenteissa.", "s", "CJ",
        "Haluan tietää, mitä insinööritohtori tekee konepajalla.", "m", "r", "O", "Man",
        wishes="Jukka-Pekka Yli-Hämäläinen", why="Konepaja-ala on minulle luontevin."),
    Mentee(8, "2026-10-22 07:55:20", 31, "Karolina", "Engström-Wikman",
        "karolina.engstrom-wikman@example.org", "ARTS", "Design", "", "Prof. Birgitta Ekholm",
        "2", "2028", "Lärande i museer för barn.", "r", "CNB",
        "Jag funderar på om museivärlden passar mig.", "dp", "g", "HR",
        wishes="Helena af Forselles", why="Hon känner museerna."),
    Mentee(9, "2026-10-22 15:00:41", 11, "Juhani", "Peltola", "juhani.peltola@example.org", "ENG",
        "Mechanical Engineering", "robust machines", "Prof. Juhani Mäkitalo, Anna Mäki-Petäys",
        "3", "syksy 2027", "Laakerien kunnonvalvonta.", "s", "JL",
        "Tarvitsen apua työnhakuun.", "me", "rm", "OE", "Man", earlier="Yes, applied in 2025"),
    Mentee(10, "2026-10-23 09:09:09", 19, "Thị Mai", "Nguyễn", "thi.mai.nguyen@example.com",
        "CHEM", "Chemical and Metallurgical Engineering", "Battery Materials",
        "Prof. Elina Korhonen-Laine", "3", "6/2027", "Recycling cobalt from old batteries.", "e",
        "CJF", "I would like to practise interviews in English.", "em", "r", "OR",
        wishes="Maria Lindqvist Häggblom"),
    Mentee(11, "2026-10-26 12:20:33", 13, "Sofia", "Andersson ", "sofia.andersson@example.org",
        "ELEC", "Electrical Engineering and Automation", "Power Grids",
        "Prof. Anders Holmström; TkT Mikko Salo", "2", "2028", "Styrning av små elnät.", "re",
        "CL", "Vad krävs av en ledare i en teknisk organisation?", "e", "rm", "HOR",
        wishes="Maria Lindqvist-Häggblom", why="Samma bransch som min forskning."),
    Mentee(12, "2026-10-27 18:44:10", 7, "Daniel", "O'Connor", "daniel.oconnor@example.org",
        "SCI", "Applied Physics", "Quantum Devices", "Dr. Ramesh Iyer", "2", "2028",
        "Noise in superconducting circuits.", "e", "CEN", "Should I start a company?", "i", "sr",
        "OR", "Man", wishes="Mendes Oliveira; Ilka Rautavaara-Nieminen",
        why="Start-ups, and someone from software."),
    Mentee(13, "2026-10-28 10:30:00", 16, "Aino-Kaisa", "Räsänen",
        "aino-kaisa.rasanen@example.org", "CHEM", "Bioproducts and Biosystems", "Wood Materials",
        "Prof. Elina Korhonen-Laine", "3", "kevät 2027", "Puun liimaus ilman formaldehydiä.",
        "s", "SC", "Haluan oppia kertomaan osaamisestani.", "fc", "rp", "OH",
        wishes="Tuomas Ahonen", not_with="ei ole"),
    Mentee(14, "2026-10-29 08:48:27", 10, "Fredrik", "Nordström", "fredrik.nordstrom@example.org",
        "ENG", "Civil Engineering", "Concrete", "Prof. Laura Sandström", "1", "2029",
        "Betong med mindre cement.", "r", "CN", "Jag vill veta hur byggbranschen ser på doktorer.",
        "c", "rm", "HO", "Man", wishes="Mikael Öman", why="Han bygger broar."),
    Mentee(15, "2026-10-30 20:15:36", 25, "Mohammad", "Rezaei", "mohammad.rezaei@example.org",
        "ELEC", "Information and Communications Engineering", "Wireless Sensing",
        "Prof. Anders Holmström", "3", "3/2027", "Radar on a chip for cars.", "e", "JN",
        "My CV is academic and long; I need help to cut it.", "i", "rp", "R", "Man",
        free="Space technology"),
    Mentee(16, "2026-11-02 09:31:12", 12, "Henna", "Ylönen", "henna.ylonen@example.org", "SCI",
        "Computer Science", "Software Quality", "Prof. Petteri Aalto-Setälä", "2", "2028",
        "Testing of legacy code in banks.", "se", "LB",
        "Teen väitöskirjaa töiden ohessa; miten jaksaa molempia?", "ir", "pm", "R",
        employer="Kivilinna Software", not_with="My manager at Kivilinna, Ilkka Rautavaara-Nieminen"),
    Mentee(17, "2026-11-03 14:12:48", 15, "Lukas", "Müller", "lukas.mueller@example.org", "ARTS",
        "Architecture", "Urban Wood", "Prof. Birgitta Ekholm", "2", "autumn 2027",
        "Tall timber houses and their neighbours.", "e", "CN",
        "I hope to meet people who build in wood.", "cd", "c", "OHR", "Man"),
    Mentee(18, "2026-11-04 11:05:05", 6, "Eemeli", "Kantola", "eemeli.kantola@example.org", "ENG",
        "Energy and Mechanical Engineering", "Heat Pumps", "Prof. Juhani Mäkitalo", "2", "2028",
        "Suurten lämpöpumppujen säätö.", "s", "CE", "Pohdin oman yrityksen perustamista.", "e",
        "s", "OHR", "Man", wishes="Tri Aino Kallio, Tuomas Ahonen"),
    Mentee(19, "2026-11-05 16:59:59", 18, "Isabella", "Rossi", "isabella.rossi@example.com", "BIZ",
        "Marketing", "", "Prof. Timo Laaksonen", "1", "2029", "How people choose green energy.",
        "e", "NF", "I do not know anybody outside the school.", "ed", "cp", "HR",
        wishes="Carlos Mendes Oliveira"),
    Mentee(20, "2026-11-06 08:20:14", 9, "Ville", "Hakkarainen", "ville.hakkarainen@example.org",
        "CHEM", "Chemical and Metallurgical Engineering", "Battery Materials",
        "Prof. Elina Korhonen-Laine", "4", "2/2027", "Solid electrolytes.", "se", "JC",
        "Mistä aloitan työnhaun, kun väitöspäivä lähestyy?", "em", "r", "OR", "Man",
        earlier="Yes, mentee in 2024"),
    Mentee(21, "2026-11-09 10:10:10", 22, "Anna-Sofia", LONG_NAME, "anna-sofia@example.org",
        "BIZ", "Management Studies", "Organisations", "Prof. Birgitta Ekholm", "3", "våren 2027",
        "Ledarskap i familjeföretag.", "re", "LC",
        "Jag vill förstå hur man leder experter.", "pr", "m", "HR",
        wishes="Åsa Björklund", why="Konsultarbete är mitt förstahandsval."),
    Mentee(22, "2026-11-10 13:45:02", 14, "Ingrid", "Öberg", "ingrid.oberg@example.org", "BIZ",
        "Accounting and Finance", "", "Prof. Stina Forsman", "2", "2028",
        "Green bonds and small banks.", "re", "CJ", "En karriär i finans eller hos en myndighet?",
        "rp", "cg", "HOR", wishes="Björklund Åsa"),
    Mentee(23, "2026-11-11 09:00:27", 11, "Raj", "Patel", "raj.patel@example.com", "SCI",
        "Mathematics and Systems Analysis", "Optimisation", "Prof. Kaarina Virtanen ", "3",
        "May 2027", "Timetables for trains.", "e", "JS",
        "Which companies need optimisation?", "ir", "rc", "OR", "Man",
        wishes="Priya Raghunathan", why="Analytics."),
    Mentee(24, "2026-11-12 12:12:12", 13, "Tuuli", "Mäki-Petäys", "tuuli.maki-petays@example.org",
        "CHEM", "Bioproducts and Biosystems", "Fibre Chemistry", "TkT Mikko Salo", "1", "2029",
        "Sellun keiton mittaaminen.", "s", "SB", "Haluan löytää suunnan väitöskirjan jälkeen.",
        "fh", "r", "O", gender_wish="No wish", not_with="-"),
    Mentee(25, "2026-11-13 15:51:30", 8, "Jonas", "Wikström", "jonas.wikstrom@example.org", "SCI",
        "Applied Physics", "Soft Matter", "Dr. Ramesh Iyer", "2", "2028", "Hur geler åldras.",
        "r", "CE", "Kan man bli företagare som fysiker?", "hf", "sr", "R", "Man"),
    Mentee(26, "2026-11-16 09:22:18", 20, "Olena", "Kovalenko", "olena.kovalenko@example.com",
        "ELEC", "Electronics and Nanoengineering", "Nano Optics", "TkT Mikko Salo", "1",
        "2029", "Lasers for cutting glass.", "e", "FNS",
        "To learn how working life works here.", "mi", "r", "OHR", kickoff="Yes, remotely",
        other="I am allergic to nuts."),
    Mentee(27, "2026-11-17 19:03:55", 16, "Pekka", "Tuominen", "pekka.tuominen@example.org", "BIZ",
        "Management Studies", "Organisations", "Prof. Stina Forsman", "2", "syksy 2028",
        "Etätyön johtaminen.", "se", "LN", "How to lead people I never see? Also in Finnish.",
        "pi", "mg", "HR", "Prefer not to say", employer="Kuntien Tuki ry"),
    Mentee(28, "2026-11-18 08:08:08", 12, "Marie-Claire", "Dubois",
        "marie-claire.dubois@example.org", "ARTS", "Film", "", "Prof. Birgitta Ekholm", "1",
        "2029", "Le son dans le film documentaire.", "", "CN",
        "Rencontrer des gens du cinéma.", "d", "p", "R", free="français"),
    Mentee(29, "2026-11-19 21:47:36", 5, "Samuel", "Okafor", "samuel.okafor@example.org", "ENG",
        "Built Environment", "Water", "Prof. Reetta Kallioinen", "2", "2028",
        "Leaks in city water pipes.", "e", "CF", "To hear how cities hire.", "pc", "g", "OR",
        "Man", consent="No", other="I will accept the notice when I have read it."),
    Mentee(30, "2026-11-20 10:36:40", 15, "Hanna", "Leppänen", "hanna.leppanen@example.org",
        "ENG", "Civil Engineering", "Concrete", "Prof. Reetta Kallioinen", "3", "6/2027",
        "Siltojen kunnon arviointi kuvista.", "se", "CL",
        "Miten siirryn asiantuntijasta esihenkilöksi?", "cp", "gm", "OH",
        wishes="Sanna Määttä, Mikael Öhman"),
    Mentee(32, "2026-11-21 17:18:19", 10, "Erik", "Lundqvist-Haga", "erik.lundqvist-haga@example.org",
        "CHEM", "Chemical and Metallurgical Engineering", "Catalysis", "Dr. Ramesh Iyer", "2",
        "2028", "Hydrogen from waste water.", "er", "ENC",
        "A start-up from my thesis, perhaps.", "e", "s", "OHR", "Man",
        wishes="carlos oliveira", why="Money for ideas.", not_with="N/A"),
)  # fmt: skip

EDITS: dict[int, dict[str, str]] = {
    3: {"goals": "JFN", "modified": "2026-11-18 07:31:00"},
    10: {"email": "mai.nguyen@example.com", "modified": "2026-11-20 12:00:03"},
    12: {"wishes": "Carlos Mendes Oliveira", "modified": "2026-11-19 22:15:47"},
    17: {"last": "Müller-Saari", "modified": "2026-11-22 18:05:12"},
    29: {"consent": "Yes", "other": "", "modified": "2026-11-22 09:40:29"},
}
"""What five people changed after they had answered: response number to new values."""

LATE = (
    Mentee(33, "2026-11-23 07:12:05", 11, "Noora", "Saarinen", "noora.saarinen@example.org",
        "SCI", "Computer Science", "Human Interfaces", "Prof. Petteri Aalto-Setälä", "2", "2028",
        "Puheohjaus meluisassa työssä.", "se", "CS", "Haluan tuotekehitykseen.", "ih", "p", "OR"),
    Mentee(34, "2026-11-23 09:58:40", 7, "Kenji", "Watanabe", "kenji.watanabe@example.com",
        "ELEC", "Acoustics", "Sound Fields", "Prof. Outi Heikkinen", "3", "2027",
        "Quiet ventilation.", "e", "JF", "Interviews make me nervous.", "ci", "r", "R", "Man"),
    Mentee(35, "2026-11-23 13:26:11", 13, "Matilda", "Grönroos", "matilda.gronroos@example.org",
        "ARTS", "Design", "", "Prof. Stina Forsman", "1", "2030", "Kläder som håller längre.",
        "r", "NB", "Att hitta en vardag med både forskning och familj.", "d", "p", "HR"),
)  # fmt: skip


class Mentor(NamedTuple):
    """One answer to the Finnish form."""

    stamp: str
    name: str
    email: str
    phone: str
    employer: str
    title: str
    industries: str
    roles: str
    years: str
    degree: str
    doctorate: str
    themes: str
    capacity: str
    languages: str
    modes: str
    bio: str
    gender: str = "Nainen"
    not_topics: str = ""
    kickoff: str = "Kyllä"
    known: str = "ei ole"
    not_with: str = ""
    experience: str = "En"
    reserve: str = "Kyllä"
    consent: str = "Kyllä"


MENTORS = (
    Mentor("19/10/2026 10:02:11", "TkT Ilkka Rautavaara-Nieminen",
        "ilkka.rautavaara@example.com", "+358 40 555 0101", "Kivilinna Software Oy",
        "Kehitysjohtaja", "i", "pm", "10-20", "TkT 2012 (Aalto)", "Kyllä", "CLJN", "2-3", "se",
        "OR", "Johdan 40 hengen tuotekehitystä. Väittelin tietoturvasta.", "Mies",
        known="Ohjaan yhtä väitöskirjaa Virtasen ryhmässä", experience="Kyllä"),
    Mentor("21/10/2026 08:47:30", "Maria Lindqvist-Häggblom", "maria.lindqvist@example.com",
        "+358 40 555 0102", "Norrsken Energi Ab", "Head of R&D", "e", "rm", "10-20",
        "DI 2005, TkT 2011 (TKK)", "Kyllä", "CLNE", "3", "rse", "HR",
        "Jag leder forskning om vindkraft. Pratar gärna om hur man byter bana.",
        experience="Kyllä"),
    Mentor("02/11/2026 13:15:02", "Dr. Aino Kallio", "aino.kallio@example.com", "",
        "Lumen Health Oy", "Product Lead", "h, i", "rp", "5-10", "TkT 2018", "Kyllä", "CSBJ",
        "2 tai 3", "se", "OHR", "From the laboratory to medical software.",
        not_with="Eemeli Kantola"),
    Mentor("03/11/2026 16:40:55", "Jukka-Pekka Yli-Hämäläinen", "jp.yli-hamalainen@example.com",
        "+358 40 555 0104", "Teräspaja Oyj", "Tehtaanjohtaja", "m", "mr", "Yli 20",
        "DI 1998 (TKK)", "En", "CLJS", "max 3", "s", "OE",
        "Kolmekymmentä vuotta konepajoissa, viimeiset kymmenen johtajana.", "Mies",
        not_topics="F", experience="Kyllä"),
    Mentor("05/11/2026 09:09:41", "Åsa Björklund", "asa.bjorklund@example.com",
        "+358 40 555 0105", "Holm & Sjöberg Konsult Ab", "Senior Consultant", "p, r", "cg",
        "10-20", "KTM 2009 (HSE)", "En", "CJLB", "Kaksi tai kolme sopii hyvin", "re", "HR",
        'Konsult inom offentlig sektor. Kallas ibland "förändringens Åsa".'),
    Mentor("09/11/2026 20:30:12", "Priya Raghunathan", "priya.raghunathan@example.com",
        "+358 40 555 0106", "Aurora Analytics Oy", "Data Scientist", "i, r", "rc", "5-10",
        "PhD 2019 (Aalto)", "Kyllä", "JSFN", "2-3 (mieluummin 3)", "e", "OR",
        "I moved to Finland for my doctorate and stayed.", experience="Kyllä"),
    Mentor("10/11/2026 12:00:00", "Tuomas Ahonen", "tuomas.ahonen@example.com",
        "+358 40 555 0107", "Metsäkuitu Oyj", "Tutkimuspäällikkö", "f, m", "r", "10-20",
        "TkT 2010 (TKK)", "Kyllä", "CSJE", "3", "se", "OHR",
        "Puusta saa melkein kaikkea.\nKysykää myös epäonnistumisista.", "Mies"),
    Mentor("11/11/2026 15:22:37", "Helena af Forselles", "helena.af.forselles@example.com",
        "+358 40 555 0108", "Museokeskus Horisontti", "Intendent", "d, p", "g", "Yli 20",
        "FM 1999, TaM 2003 (TaiK)", "En", "CNB", "1, vain kahdenkeskinen", "rse", "H",
        "Konst, museer och människor.", kickoff="En"),
    Mentor("12/11/2026 07:58:19", "Mikael Öhman", "mikael.ohman@example.com",
        "+358 40 555 0109", "Byggholm Ab", "Projektchef", "c", "mr", "10-20", "DI 2007 (TKK)",
        "En", "CNE", "Otan mielelläni kaksi tai kolme, mutta en enempää", "rse", "HO",
        "Broar, hus och hamnar.", "Mies", known="Prof. Juhani Mäkitalo (yhteinen hanke)"),
    Mentor("16/11/2026 18:05:44", "Carlos Mendes Oliveira", "carlos.mendes@example.com",
        "+358 40 555 0110", "Nordlicht Ventures Oy", "Partner", "r, i", "s", "5-10",
        "MSc 2015 (Aalto)", "En", "EN", "2", "e", "HR", "I invest in science.", "Mies"),
    Mentor("18/11/2026 11:11:26", "Sanna Määttä", "sanna.maatta@example.com",
        "+358 40 555 0111", "Valtion tietopalvelu", "Yksikön päällikkö", "p, c", "gm", "10-20",
        "TkT 2013", "Kyllä", "CLBF", "3", "se", "HR",
        "Tutkijasta esihenkilöksi julkiselle sektorille.", experience="Kyllä"),
    Mentor("20/11/2026 08:16:03", "Carlos Mendes Oliveira", "carlos.mendes@example.com",
        "+358 40 555 0110", "Nordlicht Ventures Oy", "Partner", "r, i, e", "sc", "5-10",
        "MSc 2015 (Aalto)", "En", "ENCF", "2-3", "e", "HR",
        "I invest in young companies that come out of laboratories.", "Mies"),
)  # fmt: skip
