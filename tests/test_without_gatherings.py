"""A programme of plans that has no gatherings: nothing is told of an invitation that never comes."""

import re
from email import message_from_bytes, policy
from importlib.resources import files

import pytest
from small_cohort import COHORT, made

INVITED = {
    "English": "the invitation to it comes",
    "Finnish": "kutsu siihen tulee erikseen",
    "Swedish": "inbjudan till den kommer",
}
AGREED = {
    "English": "Agree among yourselves when you meet for the first time",
    "Finnish": "Sopikaa keskenänne, milloin tapaatte ensimmäisen kerran",
    "Swedish": "Kom sinsemellan överens om när ni träffas första gången",
}


@pytest.mark.parametrize("language", INVITED)
def test_people_agree_on_their_first_meeting_and_nobody_is_invited(run, language):
    profile = files("mentorcli") / "programmes" / "doctoral.toml"
    text = profile.read_text(encoding="utf-8").partition("[gatherings.kickoff]")[0]
    text = re.sub(r'"kickoff-[\w-]+", |"wrapup", |"midpoint", ', "", text)
    (run.folder / "programmes").mkdir()
    (run.folder / "programmes" / "quiet.toml").write_text(text, encoding="utf-8")
    made(run, (("Mira Mattila", 3), ("Nils Norr", "2-3")), language=language, programme="quiet")
    day = ("--today", "2026-11-25")
    run("match", COHORT, *day)
    approved = run("plan", "approve", COHORT, "--yes", "--with-questions", *day)
    assert "invite" not in approved.stderr
    assert f"mentorcli status {COHORT}" in approved.stderr
    run("remind", *day)
    mails = [
        message_from_bytes(p.read_bytes(), policy=policy.default)
        for p in (run.folder / "out" / COHORT / "outbox").rglob("* - outcome *.eml")
    ]
    bodies = [" ".join(m.get_body(("plain",)).get_content().split()) for m in mails]
    assert len(bodies) == 7
    for body in bodies:
        assert AGREED[language] in body
        assert INVITED[language] not in body
