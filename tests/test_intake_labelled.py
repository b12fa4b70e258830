"""The mapping against the labelled titles; python tests/measure_mapping.py prints each error."""

from measure_mapping import figures, judged, wrong_on_required

COLUMNS = list(judged())


def test_the_labelled_set_is_large_and_has_columns_that_feed_nothing():
    assert len(COLUMNS) >= 150
    assert sum(1 for c in COLUMNS if c.wanted is None) >= 20


def test_titles_are_mapped_rightly_and_mostly():
    precision, recall = figures(COLUMNS)
    assert precision >= 0.97
    assert recall >= 0.92


def test_nothing_wrong_feeds_a_required_field():
    assert wrong_on_required(COLUMNS) == []
