"""A match that goes on keeps its language where all chose it, and the signatures under it."""

import json

from test_first_aid_meaning import MENTEE, Cohort, person


def language_of(cohort):
    shown = json.loads(cohort.run("plan", "show", cohort.key, "--json").stdout)
    (match,) = shown["plan"]["matches"]
    return match["language"], len(match["mentees"])


def missing(cohort):
    return json.loads(cohort.run("agreement", "list", cohort.key, "--json").stdout)["missing"]


BOTH = "English;Finnish"


def approved_in_finnish(run, *mentees):
    """An approved group whose mentor chose both languages."""
    cohort = Cohort(run, mentees, [person("Aino Kallio", languages=BOTH)])
    cohort.match()
    run("plan", "approve", cohort.key, "--yes")
    assert language_of(cohort) == ("fi", len(mentees))
    return cohort


def test_a_repair_keeps_the_language_and_what_was_signed_in_it(run):
    two = (person("Ida Ahoi", languages=BOTH), person("Bo Ek", languages=BOTH))
    cohort = approved_in_finnish(run, *two, person("Nea Havu", languages="Finnish"))
    run("application", "withdraw", cohort.key, "Nea Havu", "--yes")
    run("agreement", "render", cohort.key, "--stale")
    run("agreement", "signed", cohort.key, "all")
    run("replan", cohort.key)
    run("plan", "approve", cohort.key, "--yes")
    assert language_of(cohort) == ("fi", 2), "both put English first"
    assert missing(cohort) == 0, "nobody signs anew"
    cohort.match()
    assert language_of(cohort) == ("fi", 2), "nor does a plan made anew change it"


def test_a_language_that_somebody_new_did_not_choose_is_not_kept(run):
    ida = person("Ida Ahoi", languages=BOTH)
    cohort = approved_in_finnish(run, ida, person("Nea Havu", languages="Finnish"))
    run("application", "withdraw", cohort.key, "Nea Havu", "--yes")
    cohort.take("mentee", MENTEE, [ida, person("Bo Ek", languages="English")])
    run("replan", cohort.key)
    assert language_of(cohort) == ("en", 2)
