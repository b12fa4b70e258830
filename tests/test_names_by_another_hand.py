"""What was written blind and was taken for somebody or something else: each kind by the real command."""

import pytest
from test_first_aid_meaning import Cohort, person

MENTORS = ("Ahmed El-Sayed", "Sergei Kuznetsov", "Johan Öhman", "Timo Laakso", "Alla Petrova")


def test_who_is_like_another_is_a_question_and_who_is_named_is_none(run):
    mentees = [
        person("Aada Yksi", not_with="Ahmed Al-Sayed"),
        person("Bea Kaksi", not_with="Sergey Kuznecov"),
        person("Cia Kolme", supervisors="Johan Öhmanin ja Timo Laakson ohjauksessa"),
        person("Dea Neljä", supervisors="Johan Öhman, no second advisor yet"),
        person("Eea Viisi", not_with="inte med Timo Laakso, vi har jobbat ihop"),
        person("Fia Kuusi", not_with="Nej, alla går bra"),
    ]
    cohort = Cohort(run, mentees, [*map(person, MENTORS)])
    unsure = [p for p in cohort.match()["problems"] if p["code"] == "conflict_unsure"]
    assert {p["cell"] for p in unsure} == {"G2", "G3"}
    kept = {n: {m for m, rules in cohort.barred(n).items() if rules} for n in MENTORS}
    assert kept == {
        "Ahmed El-Sayed": {"Aada Yksi"}, "Sergei Kuznetsov": {"Bea Kaksi"}, "Johan Öhman": {"Cia Kolme", "Dea Neljä"},
        "Timo Laakso": {"Cia Kolme", "Eea Viisi"}, "Alla Petrova": set(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "read"), [("ks. CV", False), ("Spanish (Latin America), English", True)]
)
def test_a_language_is_read_only_where_one_is_named(run, said, read):
    cohort = Cohort(run, [person("Aada Yksi", languages=said)], [person("Timo Laakso")])
    codes = [p["code"] for p in cohort.told[0]["problems"]]
    assert ("language_unknown" not in codes) is read
