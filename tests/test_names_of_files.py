"""A file whose name is not quite right: the one that may be meant is named, in every command that opens one."""

import pytest


@pytest.mark.parametrize(
    "typed", ["mentes.xlsx", "mentees.xls", "Mentees.xlsx", "mentees (1).xlsx"]
)
@pytest.mark.parametrize("words", [("import", "--cohort", "2027-spring"), ("read",)])
def test_a_name_a_little_off_is_found(workspace, sample, typed, words):
    (workspace.folder / "mentees.xlsx").write_bytes((sample / "mentees.xlsx").read_bytes())
    done = workspace(words[0], typed, *words[1:], code=2)
    said = "".join(done.stderr.split())  # a long path is wrapped
    assert "Thereisnofile" in said
    assert "mentees.xlsx?" in said


@pytest.mark.parametrize("there", ["minutes of a meeting.docx", ".mentees.xlsx", "~$mentees.xlsx"])
def test_what_is_not_like_it_is_not_named(workspace, there):
    (workspace.folder / there).write_bytes(b"x")
    done = workspace("import", "mentees.xlsx", "--cohort", "2027-spring", code=2)
    assert "See that the name is right." in done.stderr


def test_a_folder_that_is_not_there(workspace):
    done = workspace("import", "nowhere/mentees.xlsx", "--cohort", "2027-spring", code=2)
    assert "See that the name is right." in done.stderr
