"""Nobody can be told from a table: 1,000 random tables against an attacker."""

import random

import pytest
from reports_attacker import read_answers, read_part_of, read_partition

from mentorcli.reports import Mark, Measure
from mentorcli.reports.tables import answers, part_of, partition, rate

M = Measure("People", "count", "People.")
HIDDEN = Mark.HIDDEN


def values(table, index=0):
    return [row[index] for _, row in table.rows]


def hidden_rows(table, index=0):
    return [name for name, row in table.rows if row[index] is HIDDEN]


@pytest.mark.parametrize("k", [3, 5])
def test_parts_of_a_total_keep_k_candidates(k):
    for seed in range(300):
        draw = random.Random(seed)
        counts = {str(n): draw.choice([0, 0, 1, 2, 3, 4, 6, 9, 20]) for n in range(draw.randint(1, 8))}  # fmt: skip
        total = sum(counts.values())
        table = partition("t", "g", M, counts, k)
        if 0 < total < k:
            assert table.rows == ()
            continue
        assert [v for v in values(table) if v is not HIDDEN and 0 < v < k] == []
        reader = read_partition(table, total) if table.rows else None
        for name in hidden_rows(table):
            assert reader.candidates({name: 1}) >= k, (seed, counts)


def test_answers_of_several_keep_k_candidates_for_those_in_and_those_not_in():
    for seed in range(200):
        draw = random.Random(seed)
        people = draw.randint(5, 40)
        counts = {str(n): draw.choice([0, 1, 3, 6, people - 2, people, draw.randint(0, people)])
                  for n in range(3)}  # fmt: skip
        counts = {name: min(max(count, 0), people) for name, count in counts.items()}
        counts["0"] = max(counts["0"], people - sum(counts.values()) + counts["0"])
        table = answers("t", "g", M, counts, people, 5)
        reader = read_answers(table, people)
        for name, count in counts.items():
            if name in hidden_rows(table):
                assert reader.candidates({name: 1}) >= 5, (seed, counts)
            else:
                assert count == 0 or count >= 5
                assert count == people or people - count >= 5


def test_a_part_of_each_group_keeps_k_candidates_for_the_part_and_for_the_rest():
    for seed in range(200):
        draw = random.Random(seed)
        counts = {}
        for n in range(draw.randint(2, 7)):
            every = draw.choice([0, 1, 3, 5, 7, 9, 12])
            counts[str(n)] = (every, max(0, every - draw.choice([0, 0, 0, 1, 2, 5])))
        every = sum(a for a, _ in counts.values())
        some = sum(b for _, b in counts.values())
        table = part_of("t", "g", (M, M, M), counts, 5)
        if len(table.measures) < 3:
            assert not every or any(0 < x < 5 for x in (every, some, every - some))
            continue
        reader = read_part_of(table, every, some)
        for index, which in ((0, "all"), (1, "some")):
            for name in hidden_rows(table, index):
                assert reader.candidates({(which, name): 1}) >= 5, (seed, counts)
        for name, (all_, part) in counts.items():
            if 0 < all_ - part < 5:
                rest = {("all", name): 1, ("some", name): -1}
                assert reader.candidates(rest) >= 5, (seed, counts)


def test_a_table_without_small_groups_is_shown_whole_with_its_zeros():
    table = partition("t", "g", M, {"a": 7, "b": 0, "c": 5}, 5)
    assert values(table) == [7, 0, 5]
    assert values(table, 1) == [7 / 12, 0, 5 / 12]


def test_one_small_group_takes_the_smallest_other_with_it():
    table = partition("t", "g", M, {"a": 20, "b": 2, "c": 8, "d": 9}, 5)
    assert hidden_rows(table) == ["b", "c"]
    assert hidden_rows(table, 1) == ["b", "c"]


def test_zeros_are_hidden_beside_small_groups_and_may_do_alone():
    table = partition("t", "g", M, {"a": 20, "b": 4, "c": 0}, 5)
    assert hidden_rows(table) == ["b", "c"]


def test_the_difference_of_two_columns_is_guarded():
    counts = {"a": (10, 8), "b": (10, 10), "c": (10, 3), "d": (10, 10)}
    table = part_of("t", "g", (M, M, M), counts, 5)
    assert dict(table.rows)["a"][1] is HIDDEN
    assert dict(table.rows)["a"][2] is HIDDEN


def test_a_rate_of_a_hidden_number_is_hidden_and_of_nothing_a_dash():
    assert rate(HIDDEN, 10) is HIDDEN
    assert rate(3, HIDDEN) is HIDDEN
    assert rate(0, 0) is Mark.NONE
    assert rate(Mark.NONE, 5) is Mark.NONE
    assert rate(1, 4) == 0.25
