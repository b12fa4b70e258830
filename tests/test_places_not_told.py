"""A mentor of whom nobody knows how many they take waits, in whichever programme, as the question says."""

from test_first_aid_meaning import MENTOR, Cohort, person

OWN = '[mentor]\nrequired = ["email", "languages", "themes", "consent"]\n'


def test_a_mentor_without_a_number_waits_though_the_profile_requires_none(run):
    cohort = Cohort(run, [person("Emma Lehto"), person("Niko Rask")], [])
    (cohort.folder / "programmes").mkdir(exist_ok=True)
    (cohort.folder / "programmes" / "doctoral.toml").write_text(OWN, encoding="utf-8")
    mentors = [person("Kari Laine"), person("Jonna Hiltunen", capacity="1 (maybe 2)")]
    told = cohort.take("mentor", MENTOR, [*mentors, person("Anna Virta", capacity="")])
    assert any("waits and is not matched" in p["says"] for p in told["problems"])
    waiting = cohort.run("application", "list", cohort.key, "--incomplete").stdout
    assert "Jonna Hiltunen" in waiting
    assert "Anna Virta" in waiting
    shown = cohort.run("match", cohort.key)
    assert "offers no place" not in shown.stdout + shown.stderr
