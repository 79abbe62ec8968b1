"""Laws of the interval relations, checked against intervals of whole numbers."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.relations import (
    ALL,
    POINTS,
    Bounds,
    Contradiction,
    Relation,
    composed,
    composition_table,
    inverse,
    inverses,
    path_consistent,
    possible,
    relation,
)

POINT = st.integers(-50, 50)
INTERVAL = st.tuples(POINT, POINT).filter(lambda pair: pair[0] < pair[1])
RELATIONS = st.frozensets(st.sampled_from(Relation), min_size=1)


def test_the_table_of_points_tells_all_relations_apart() -> None:
    assert len(set(POINTS.values())) == len(Relation) == 13


@given(INTERVAL, INTERVAL)
def test_exactly_one_relation_holds_and_its_inverse_from_the_other_side(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    assert relation(second, first) is inverse(relation(first, second))


@pytest.mark.parametrize("of", Relation)
def test_the_inverse_of_the_inverse_is_the_relation(of: Relation) -> None:
    assert inverse(inverse(of)) is of


def test_only_equals_is_its_own_inverse() -> None:
    assert [r for r in Relation if inverse(r) is r] == [Relation.EQUALS]


@given(INTERVAL, INTERVAL, INTERVAL)
def test_composition_never_excludes_what_holds(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> None:
    assert relation(a, c) in composed({relation(a, b)}, {relation(b, c)})


@pytest.mark.parametrize(("first", "second"), list(product(Relation, Relation)))
def test_composition_mirrors(first: Relation, second: Relation) -> None:
    assert inverses(composition_table()[first, second]) == composition_table()[inverse(second), inverse(first)]


def test_sizes_of_the_composition_table() -> None:
    sizes = [len(relations) for relations in composition_table().values()]
    assert sizes.count(1) == 97
    assert sizes.count(13) == 3


@given(RELATIONS)
def test_equals_is_neutral(relations: frozenset[Relation]) -> None:
    assert composed({Relation.EQUALS}, relations) == relations == composed(relations, {Relation.EQUALS})


@given(INTERVAL, INTERVAL, INTERVAL, INTERVAL)
def test_possible_never_excludes_what_holds(
    a: tuple[int, int], b: tuple[int, int], around_a: tuple[int, int], around_b: tuple[int, int]
) -> None:
    bounds_a = Bounds(min(a[0], around_a[0]), max(a[1], around_a[1]))
    bounds_b = Bounds(min(b[0], around_b[0]), max(b[1], around_b[1]))
    assert relation(a, b) in possible(bounds_a, bounds_b)
    assert possible(bounds_b, bounds_a) == inverses(possible(bounds_a, bounds_b))


@given(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.tuples(st.integers(0, 5), st.integers(0, 5)))
def test_possible_is_exact_for_small_bounds(first: tuple[int, int], second: tuple[int, int]) -> None:
    def inside(bounds: tuple[int, int]) -> list[tuple[int, int]]:
        return [(s, e) for s in range(bounds[0], bounds[1]) for e in range(s + 1, bounds[1] + 1)]

    shown = {relation(a, b) for a in inside(first) for b in inside(second)}
    assert possible(Bounds(*first), Bounds(*second)) == shown


CASES = [
    (Bounds(), Bounds(), ALL),
    (Bounds(0, 5, whole=True), Bounds(5, 9, whole=True), {Relation.MEETS}),
    (
        Bounds(0, 5, whole=True),
        Bounds(0, 5),
        {Relation.EQUALS, Relation.STARTED_BY, Relation.CONTAINS, Relation.FINISHED_BY},
    ),
    (Bounds(None, 5), Bounds(6, None), {Relation.BEFORE}),
    (Bounds(7, None), Bounds(None, 7), {Relation.AFTER, Relation.MET_BY}),
    (Bounds(3, 3), Bounds(), set()),
]


@pytest.mark.parametrize(("first", "second", "expected"), CASES)
def test_possible(first: Bounds, second: Bounds, expected: set[Relation]) -> None:
    assert possible(first, second) == expected


def test_an_empty_interval_has_no_relation() -> None:
    with pytest.raises(ValueError, match="must not be empty"):
        relation((3, 3), (1, 2))


@given(st.lists(INTERVAL, min_size=3, max_size=5), st.data())
def test_path_consistency_keeps_what_holds(intervals: list[tuple[int, int]], data: st.DataObject) -> None:
    network = {}
    for a, b in product(range(len(intervals)), repeat=2):
        if a < b:
            network[a, b] = data.draw(RELATIONS) | {relation(intervals[a], intervals[b])}
    found = path_consistent(network)
    assert not isinstance(found, Contradiction)
    assert all(relation(intervals[a], intervals[b]) in relations for (a, b), relations in found.items())


def test_a_circle_of_before_is_a_contradiction() -> None:
    before = frozenset({Relation.BEFORE})
    found = path_consistent({("a", "b"): before, ("b", "c"): before, ("c", "a"): before})
    assert isinstance(found, Contradiction)
    assert {found.first, found.through, found.second} == {"a", "b", "c"}


def test_two_statements_of_one_pair_contradict() -> None:
    found = path_consistent({("a", "b"): frozenset({Relation.BEFORE}), ("b", "a"): frozenset({Relation.BEFORE})})
    assert isinstance(found, Contradiction)
