"""Where letters ask for a form they give its address, once a coordinator has told it."""

import email
from email import policy

import pytest
from conftest import COHORT

LINK = "https://forms.example/apply"


def mails(run, kind, cohort=COHORT):
    """Return the texts of the drafts of a kind."""
    found = (run.folder / "out" / cohort / "outbox").rglob(f"* - {kind}*.eml")
    every = [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]
    return [mail.get_body(("plain",)).get_content() for mail in every]


@pytest.mark.parametrize("told", [False, True])
def test_who_is_to_complete_a_form_is_told_where_it_is(run, sample, told):
    run("init", ".")
    said = run("cohort", "new", "doctoral", COHORT).stdout
    assert "form_link = " in said
    assert "feedback_link = " in said
    if told:
        (run.folder / "programmes").mkdir(exist_ok=True)
        (run.folder / "programmes" / "doctoral.toml").write_text(
            f'[texts]\nform_link = {{ en = "{LINK}" }}\n', encoding="utf-8"
        )
    run("import", sample / "mentees.xlsx", sample / "mentors.csv", "--cohort", COHORT, "--accept")
    for day in ("2026-12-02", "2026-12-04"):
        run("remind", "--today", day)
    asking = [text for text in mails(run, "") if "\n- " in text]
    assert asking
    assert all((LINK in text) is told for text in asking)
    others = [text for text in mails(run, "receipt") if "\n- " not in text]
    assert others
    assert not any(LINK in text for text in others)


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_the_call_of_a_joint_programme_gives_the_address_of_its_form(run, language):
    key = "2027-joint"
    run("init", ".")
    (run.folder / "programmes").mkdir(exist_ok=True)
    (run.folder / "programmes" / "joint.toml").write_text(
        f'[texts]\nform_link = {{ en = "{LINK}", fi = "{LINK}/fi", sv = "{LINK}/sv" }}\n',
        encoding="utf-8",
    )
    assert "form_link = " not in run("cohort", "new", "joint", key).stdout
    (run.folder / "list.csv").write_text(
        "Name,E-mail,Employer,Invitation code,Language\n"
        f"Aino Kallio,aino.kallio@one.example,One Ltd,K-1,{language}\n",
        encoding="utf-8",
    )
    run("import", "list.csv", "--cohort", key, "--as", "selected", "--yes")
    run("remind", "--today", "2027-01-11")
    (text,) = mails(run, "", key)
    assert LINK + ("" if language == "en" else f"/{language}") in text.split()
