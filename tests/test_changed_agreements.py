"""A mentor of several pairs is told of a new agreement only where one of theirs is made."""

from collections import Counter
from email import message_from_bytes, policy

from test_letters_owed import letter, plan_of, replanned
from test_several_pairs import alumni

NONE = {
    "en": "All else stays as it is, agreements",
    "fi": "Kaikki muu pysyy ennallaan",
    "sv": "Allt annat är som förut",
}
BESIDE = {
    "en": "An agreement with {} follows for signature; all else stays as it is",
    "fi": "Saat uuden sopimuksen allekirjoitettavaksi ({}); kaikki muu pysyy ennallaan",
    "sv": "Du får ett nytt avtal att underteckna med {}; allt annat är som förut",
}
REPLACES = {"en": "replaces the earlier", "fi": "korvaa aiemman", "sv": "ersätter det tidigare"}


def mentees(plan, mentor):
    return {p for m in plan["matches"] if m["mentor"] == mentor for p in m["mentees"]}


def test_of_several_pairs_only_the_changed_one_is_signed_anew(run, sample):
    key = alumni(run, sample)
    pairs = Counter(m["mentor"] for m in plan_of(run, key)["matches"])
    ((mentor, _),) = pairs.most_common(1)
    left = min(mentees(plan_of(run, key), mentor))
    names = replanned(run, key, left)[0]["names"]
    for language, text in NONE.items():
        told = letter_to(run, key, names[mentor], language)
        assert text in told
        assert REPLACES[language] not in told
    run("application", "restore", key, left)
    run("replan", key)
    run("plan", "approve", key, "--yes", "--with-questions", "--today", "2026-12-21")
    assert left in mentees(plan_of(run, key), mentor)
    for language, text in BESIDE.items():
        told = letter_to(run, key, names[mentor], language)
        assert text.format(names[left]) in told
        assert REPLACES[language] not in told


def letter_to(run, key, name, language):
    """Return the words of the letter about their newest change that somebody gets."""
    letter(run, "changed-match", key, name, "--language", language)
    every = (run.folder / "out" / key / "letters" / "changed-match").glob("*.eml")
    path = max(every, key=lambda p: p.stat().st_mtime_ns)
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    return " ".join(mail.get_body(("plain",)).get_content().split())
