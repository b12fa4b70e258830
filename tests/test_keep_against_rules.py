"""A pair against several rules is allowed by one command, which says them all."""

import json
import shlex

from test_first_aid_meaning import Cohort, person


def test_the_command_that_allows_a_pair_allows_it(run, helps):
    mine = {"languages": "Finnish", "goals": "Networks"}
    theirs = {"languages": "English", "goals": "Leadership"}
    mentees = [person("Ida Ahoi", **mine), person("Nea Ahon", **mine), person("Olli Ahoo", **theirs), person("Pia Ahop", **theirs)]  # fmt: skip
    cohort = Cohort(run, mentees, [person("Kari Laine", **mine), person("Mira Salo", **theirs)])
    cohort.match()
    keep = ("plan", "keep", cohort.key, "Ida Ahoi", "Mira Salo", "--why", "both asked")
    both = ["--override", "common_language", "--override", "no_common_theme"]
    for words in ([], both[:2]):  # one given before is not forgotten
        refused = json.loads(run(*keep, *words, "--json", code=3).stdout)["problems"]
        assert len(refused) == (1 if words else 2)
        for problem in refused:
            command = shlex.split(problem["do"].partition("mentorcli ")[2])
            assert [x for x in command if x in {*both}] == both
            run(*command, "--dry-run")
    assert "may be repeated" in " ".join(helps["plan", "keep"][0].split())
