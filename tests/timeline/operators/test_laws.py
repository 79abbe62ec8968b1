"""Laws that every operator keeps, whatever the anchor."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from timeline import interval as civil
from timeline.interval import Granularity, Interval, Unresolved
from timeline.operators import (
    Anchor,
    At,
    Calendar,
    Clock,
    Direction,
    Edge,
    Holding,
    Moved,
    Nth,
    Of,
    Range,
    Shift,
    Years,
)
from timeline.operators.period import third
from timeline.operators.units import add, unit_around

DAYS = st.integers(civil.days_from_civil(-3000, 1, 1), civil.days_from_civil(12_000, 1, 1))
ANCHORS = st.builds(
    lambda day, way: Anchor(civil.span(day, day, Granularity.DAY), way), DAYS, st.sampled_from(Direction)
)
UNITS = st.sampled_from(["day", "week", "month", "quarter", "half", "season", "year", "decade", "century"])
PARTIAL = st.one_of(
    st.builds(Calendar, weekday=st.integers(1, 7)),
    st.builds(Calendar, month=st.integers(1, 12)),
    st.builds(Calendar, month=st.integers(1, 12), day=st.integers(1, 28)),
    st.builds(Calendar, day=st.integers(1, 28)),
    st.builds(Calendar, season=st.sampled_from(["SP", "SU", "FA", "WI"])),
    st.builds(Calendar, quarter=st.integers(1, 4)),
)
MEANINGS = st.one_of(
    PARTIAL,
    st.builds(Shift, st.integers(-40, 40), UNITS, st.booleans()),
    st.builds(Years, st.sampled_from([20, 60, 90]), st.just(10), st.just(True)),
    st.builds(lambda inner, mod: Edge(mod, inner), PARTIAL, st.sampled_from(["START", "MID", "END"])),
    st.builds(
        lambda day, part: At(Calendar(weekday=day), Clock(part=part)), st.integers(1, 7), st.sampled_from(["MO", "NI"])
    ),
    st.builds(lambda count, inner: Moved(count, "day", inner), st.integers(-30, 30), PARTIAL),
    st.builds(lambda inner: Holding("week", inner), PARTIAL),
    st.builds(lambda n, month: Nth(n, "week", Calendar(month=month)), st.integers(1, 4), st.integers(1, 12)),
    st.builds(lambda month, k: Of(Calendar(month=month), Shift(k, "year")), st.integers(1, 12), st.integers(-3, 3)),
    st.builds(
        lambda a, b: Range(Calendar(month=5, day=a), Calendar(month=5, day=b)), st.integers(1, 15), st.integers(16, 31)
    ),
)


@given(MEANINGS, ANCHORS)
def test_resolving_again_gives_the_same(meaning: Calendar, anchor: Anchor) -> None:
    assert meaning.resolve(anchor) == meaning.resolve(anchor)


@given(MEANINGS, ANCHORS)
def test_the_bounds_stand_in_order_and_are_explained(meaning: Calendar, anchor: Anchor) -> None:
    found = meaning.resolve(anchor)
    if isinstance(found.interval, Interval):
        assert found.interval.first_day <= found.interval.last_day
        assert found.steps
    else:
        assert found.interval.reason


@given(MEANINGS)
def test_without_an_anchor_nothing_relative_is_placed(meaning: Calendar) -> None:
    if meaning.relative and not isinstance(meaning, Years):
        assert isinstance(meaning.resolve(None).interval, Unresolved)


@given(PARTIAL, DAYS)
def test_looking_back_never_begins_after_the_anchor(parts: Calendar, day: int) -> None:
    found = parts.resolve(Anchor(civil.span(day, day, Granularity.DAY), Direction.PAST)).interval
    assert isinstance(found, Interval)
    assert found.first_day <= day


@given(PARTIAL, DAYS)
def test_looking_ahead_never_ends_before_the_anchor(parts: Calendar, day: int) -> None:
    found = parts.resolve(Anchor(civil.span(day, day, Granularity.DAY), Direction.FUTURE)).interval
    assert isinstance(found, Interval)
    assert found.last_day >= day


@given(st.integers(1, 7), DAYS)
def test_the_nearest_weekday_is_at_most_three_days_away(weekday: int, day: int) -> None:
    found = Calendar(weekday=weekday).resolve(Anchor(civil.span(day, day, Granularity.DAY), Direction.NEAREST)).interval
    assert isinstance(found, Interval)
    assert abs(found.first_day - day) <= 3
    assert civil.weekday(found.first_day) == weekday


@given(PARTIAL, ANCHORS)
def test_last_is_over_and_next_has_not_begun(parts: Calendar, anchor: Anchor) -> None:
    last = (
        civil.Interval,
        Calendar(
            parts.year, parts.month, parts.day, parts.weekday, season=parts.season, quarter=parts.quarter, which=-1
        ),
    )
    before = last[1].resolve(anchor).interval
    after = (
        Calendar(parts.year, parts.month, parts.day, parts.weekday, season=parts.season, quarter=parts.quarter, which=1)
        .resolve(anchor)
        .interval
    )
    assert isinstance(before, Interval)
    assert isinstance(after, Interval)
    assert before.end <= anchor.at.start
    assert after.start >= anchor.at.end


IMPOSSIBLE = st.one_of(
    st.tuples(st.sampled_from([4, 6, 9, 11]), st.integers(31, 40)),
    st.tuples(st.just(2), st.integers(30, 40)),
    st.tuples(st.integers(1, 12), st.integers(32, 40)),
    st.tuples(st.integers(13, 20), st.integers(1, 28)),
)


@given(st.integers(-3000, 9000), IMPOSSIBLE, ANCHORS)
def test_an_impossible_date_never_moves(year: int, date: tuple[int, int], anchor: Anchor) -> None:
    month, day = date
    for meaning in (Calendar(year, month, day), At(Calendar(year, month, day), Clock(8, 0))):
        found = meaning.resolve(anchor)
        assert isinstance(found.interval, Unresolved)
        assert found.value.startswith(f"{civil.timex_year(year)}-{month:02}-{day:02}")
    found = Calendar(month=month, day=day).resolve(anchor)
    assert isinstance(found.interval, Unresolved)
    assert found.value == f"XXXX-{month:02}-{day:02}"
    assert found.steps


@given(DAYS, st.integers(-500, 500), UNITS)
def test_a_shift_leads_into_the_unit_that_it_names(day: int, count: int, unit: str) -> None:
    found = Shift(count, unit).resolve(Anchor(civil.span(day, day, Granularity.DAY))).interval
    assert isinstance(found, Interval)
    assert found.first_day <= add(day, count, unit) <= found.last_day


@given(DAYS, st.integers(0, 500), UNITS)
def test_adding_never_goes_back(day: int, count: int, unit: str) -> None:
    assert add(day, count, unit) >= day


@given(DAYS, UNITS)
def test_a_unit_holds_its_day_and_is_the_same_for_every_day_in_it(day: int, unit: str) -> None:
    whole = unit_around(day, unit)
    assert whole.first_day <= day <= whole.last_day
    assert unit_around(whole.first_day, unit) == unit_around(whole.last_day, unit) == whole


@given(DAYS, st.sampled_from(["month", "quarter", "season", "year", "decade", "century", "week"]))
def test_the_thirds_of_a_period_fill_it(day: int, unit: str) -> None:
    whole = unit_around(day, unit)
    first, middle, last = (third(whole, mod) for mod in ("START", "MID", "END"))
    assert (first.start, first.end, middle.end, last.end) == (whole.start, middle.start, last.start, whole.end)
