"""Which came first: bounds, statements, chains of both, contradictions, and what is no chronology."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import InvalidChronology, UnknownEvent
from timeline.ordering import Network, ends_before, order, second

EVENTS = {
    "old": ("2013-01-01", "2013-12-31"),
    "month": ("2025-11-01", "2025-11-30"),
    "day": ("2025-11-21", "2025-11-21"),
    "next": ("2025-11-22", "2025-11-22"),
    "late": ("2025-12-11", "2025-12-11"),
    "bounded": (None, "2025-12-11"),
    "open": (None, None),
    "loose": (None, None),
    "bc": ("-0043-03-15", "-0043-03-15"),
    "noon": ("2025-12-11T12:00", "2025-12-11T12:00"),
    "evening": ("2025-12-11T20:00", "2025-12-11T20:00"),
}


def document(*statements: tuple[str, str]) -> dict[str, Any]:
    events = [{"id": key, "earliest": first, "latest": last, "title": key} for key, (first, last) in EVENTS.items()]
    told = [
        {"first": a, "second": b, "why": f"{a} came before {b}", "article": "x", "start": 0, "end": 9}
        for a, b in statements
    ]
    return {"events": events, "statements": told}


@pytest.mark.parametrize(
    ("first", "second", "relation", "allen"),
    [
        ("old", "day", "before", ("before",)),
        ("day", "next", "before", ("before", "meets")),
        ("late", "day", "after", ("after",)),
        ("next", "day", "after", ("after", "met-by")),
        ("bc", "old", "before", ("before",)),
        ("noon", "evening", "before", ("before",)),
    ],
)
def test_bounds_decide(first: str, second: str, relation: str, allen: tuple[str, ...]) -> None:
    answer = order(document(), first, second)
    assert (answer.relation, answer.allen) == (relation, allen)
    assert len(answer.proof) == 1


@pytest.mark.parametrize(
    ("first", "second"), [("month", "day"), ("bounded", "day"), ("open", "day"), ("open", "loose"), ("late", "noon")]
)
def test_undecided_is_never_guessed(first: str, second: str) -> None:
    answer = order(document(), first, second)
    assert answer.relation == "unknown"
    assert len(answer.allen) == 13
    assert answer.explanation


def test_a_statement_decides_what_bounds_leave_open() -> None:
    answer = order(document(("open", "day")), "open", "day")
    assert answer.relation == "before"
    assert [step.article for step in answer.proof] == ["x"]


def test_the_shortest_chain_is_the_proof() -> None:
    told = document(("open", "loose"), ("loose", "bounded"), ("open", "bounded"))
    assert [step.second for step in order(told, "open", "bounded").proof] == ["bounded"]


def test_a_chain_joins_statements_and_bounds() -> None:
    answer = order(document(("late", "open"), ("open", "loose")), "day", "loose")
    assert answer.relation == "before"
    assert [step.second for step in answer.proof] == ["late", "open", "loose"]


def test_a_contradiction_comes_back_as_its_cycle() -> None:
    answer = order(document(("open", "loose"), ("loose", "open")), "open", "loose")
    assert answer.relation == "unknown"
    assert [(step.first, step.second) for step in answer.cycle] == [("open", "loose"), ("loose", "open")]
    assert "contradict" in answer.explanation[0]


def test_an_event_and_itself() -> None:
    assert order(document(), "day", "day").allen == ("equals",)


def test_an_unknown_event_is_named() -> None:
    with pytest.raises(UnknownEvent, match="nobody"):
        order(document(), "day", "nobody")


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({}, "events"),
        ({"events": [1]}, r"events\[0\]"),
        ({"events": [{"id": "a", "earliest": 3}]}, r"events\[0\].earliest"),
        ({"events": [], "statements": {}}, "statements"),
        ({"events": [], "statements": [{"first": 1}]}, r"statements\[0\]"),
    ],
)
def test_what_is_no_chronology_is_told(wrong: dict[str, Any], where: str) -> None:
    with pytest.raises(InvalidChronology, match=where):
        Network(wrong)


@given(st.lists(st.tuples(st.sampled_from(sorted(EVENTS)), st.sampled_from(sorted(EVENTS))), max_size=6))
def test_both_ways_agree(statements: list[tuple[str, str]]) -> None:
    network = Network(document(*[pair for pair in statements if pair[0] != pair[1]]))
    mirrored = {"before": "after", "after": "before"}
    for first in EVENTS:
        for other in EVENTS:
            relation = network.order(first, other).relation
            assert network.order(other, first).relation == mirrored.get(relation, relation)


@pytest.mark.parametrize(
    ("latest", "earliest", "expected"),
    [("2024-03-01", "2024-03-02", True), ("2024-03-01", "2024-03-01", False), ("-0044-01-01", "-0043-01-01", True)],
)
def test_ends_before(latest: str, earliest: str, expected: bool) -> None:
    assert ends_before(latest, earliest) is expected


def test_a_date_that_is_none_is_told() -> None:
    with pytest.raises(InvalidChronology, match="not a date: 'Monday'"):
        second("Monday", fine=False)


def lasting(extent: str) -> dict[str, Any]:
    spans = {"war": ("2024-01-01", "2024-06-30"), "truce": ("2024-03-03", "2024-03-05"), "peace": ("2024-07-01", None)}
    events = [{"id": k, "earliest": a, "latest": b, "extent": extent} for k, (a, b) in spans.items()]
    return {"events": [*events, {"id": "vote", "earliest": "2024-04-01", "latest": "2024-04-30", "extent": "within"}]}


@pytest.mark.parametrize(
    ("extent", "first", "second", "relation", "allen"),
    [
        ("throughout", "war", "truce", "overlaps", ("contains",)),
        ("throughout", "truce", "war", "overlaps", ("during",)),
        ("throughout", "war", "peace", "before", ("before", "meets")),
        ("throughout", "vote", "war", "overlaps", ("during",)),
        ("throughout", "truce", "vote", "before", ("before",)),
    ],
)
def test_what_lasts_overlaps_what_lies_inside(
    extent: str, first: str, second: str, relation: str, allen: tuple[str, ...]
) -> None:
    answer = order(lasting(extent), first, second)
    assert (answer.relation, answer.allen) == (relation, allen)
    assert answer.explanation


def test_within_a_stretch_leaves_all_open() -> None:
    assert order(lasting("within"), "war", "vote").relation == "unknown"


@pytest.mark.parametrize(
    ("latest", "earliest", "before"),
    [
        ("2024-03-01T23:00-04:00", "2024-03-02T08:00+09:00", False),
        ("2024-03-02T08:00+09:00", "2024-03-01T23:00-04:00", True),
        ("2024-03-01T10:00+00:00", "2024-03-01T12:30+02:00", True),
        ("2024-03-01T10:00", "2024-03-01T12:30", True),
        ("2024-03-01T10:00", "2024-03-01T12:30+02:00", False),
        ("2024-03-01", "2024-03-01T12:30+02:00", False),
    ],
)
def test_clock_times_compare_across_zones(latest: str, earliest: str, before: bool) -> None:
    assert ends_before(latest, earliest) is before
