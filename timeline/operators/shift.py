"""What is counted from an anchor: "yesterday", "two weeks ago", "last month", "the same day", "that year"."""

from __future__ import annotations

from dataclasses import dataclass

from timeline import interval as civil
from timeline.interval import Granularity, Interval, Unresolved
from timeline.operators.calendar import value_of
from timeline.operators.length import Duration
from timeline.operators.reading import NO_ANCHOR, Anchor, Direction, Operator, Reading

MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
SECONDS = {"second": 1, "minute": 60, "hour": 3600}
GRAINS = {
    "second": Granularity.MINUTE,
    "minute": Granularity.MINUTE,
    "hour": Granularity.HOUR,
    "day": Granularity.DAY,
    "weekend": Granularity.WEEK,
    "week": Granularity.WEEK,
    "fortnight": Granularity.DAY,
    "month": Granularity.MONTH,
    "quarter": Granularity.QUARTER,
    "half": Granularity.QUARTER,
    "season": Granularity.SEASON,
    "year": Granularity.YEAR,
    "decade": Granularity.DECADE,
    "century": Granularity.CENTURY,
}
UNKNOWN = {
    Granularity.DAY: "XXXX-XX-XX",
    Granularity.WEEK: "XXXX-WXX",
    Granularity.MONTH: "XXXX-XX",
    Granularity.QUARTER: "XXXX-QX",
    Granularity.SEASON: "XXXX",
    Granularity.YEAR: "XXXX",
    Granularity.DECADE: "XXX",
    Granularity.CENTURY: "XX",
}


def add(day: int, count: int, unit: str) -> int:
    """Return the day ``count`` units after a day; a month too short gives its last day (RFC 7529: SKIP=BACKWARD).

    >>> civil.iso_day(add(civil.days_from_civil(2024, 1, 31), 1, "month"))
    '2024-02-29'
    """
    if unit in DAYS:
        return day + count * DAYS[unit]
    year, month, day_of_month = civil.civil_from_days(day)
    total = year * 12 + month - 1 + count * MONTHS[unit]
    year, month = total // 12, total % 12 + 1
    return civil.days_from_civil(year, month, min(day_of_month, civil.days_in_month(year, month)))


def unit_around(day: int, unit: str) -> Interval:
    """Return the calendar unit that holds a day.

    >>> unit_around(civil.days_from_civil(2025, 12, 11), "week").latest
    '2025-12-14'
    """
    year, month, _ = civil.civil_from_days(day)
    match unit:
        case "week":
            return civil.week_of(day)
        case "weekend":
            saturday = day - civil.weekday(day) + 6
            return civil.span(saturday, saturday + 1, Granularity.WEEK)
        case "month":
            return civil.month(year, month)
        case "quarter":
            return civil.months(year, 3 * ((month - 1) // 3) + 1, 3, Granularity.QUARTER)
        case "half":
            return civil.months(year, 6 * ((month - 1) // 6) + 1, 6, Granularity.QUARTER)
        case "season":
            first = 3 * (month % 12 // 3)
            return civil.months(year - (month < 3), first or 12, 3, Granularity.SEASON)
        case "year":
            return civil.years(year, 1, Granularity.YEAR)
        case "decade":
            return civil.years(year - year % 10, 10, Granularity.DECADE)
        case "century":
            return civil.years(year - year % 100, 100, Granularity.CENTURY)
    return civil.span(day, day, Granularity.DAY)


@dataclass(frozen=True, slots=True)
class Shift:
    """``count`` units away from the anchor, told at the granularity of the unit: Shift(n, u)(a) = unit(a + n·u).

    ``exact`` keeps the day ("in two weeks" is a day two weeks on), otherwise the whole unit is meant ("last month").

    >>> Shift(-1, "month").resolve(Anchor(civil.day(2025, 12, 11))).value
    '2025-11'
    """

    count: int
    unit: str
    exact: bool = False
    previous: bool = False

    @property
    def grain(self) -> Granularity:
        """The unit's granularity, or a day where the day is kept."""
        return Granularity.DAY if self.exact and GRAINS[self.unit] is Granularity.WEEK else GRAINS[self.unit]

    @property
    def relative(self) -> bool:
        """Always counted from an anchor."""
        return True

    @property
    def from_text(self) -> bool:
        """Whether it counts from the text's own last date."""
        return self.previous

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the unit, the day, or for hours and minutes the moment that the shift leads to."""
        if anchor is None:
            value = UNKNOWN.get(self.grain, "XXXX-XX-XX")
            return Reading(
                value if self.count or self.previous else "PRESENT_REF",
                NO_ANCHOR,
                (f"{self._words()}: nothing to count from",),
            )
        if self.unit in SECONDS:
            return self._clock(anchor.at)
        here = anchor.at.first_day
        there = add(here, self.count, self.unit)
        found = (
            civil.span(there, there, Granularity.DAY)
            if self.grain is Granularity.DAY
            else unit_around(there, self.unit)
        )
        return Reading(value_of(found), found, (f"{self._words()} from {anchor.at.earliest}", value_of(found)))

    def _clock(self, at: Interval) -> Reading:
        if not at.has_clock:
            return Reading(
                "XXXX-XX-XX",
                Unresolved("the hour to count from is not told"),
                (f"{self._words()}: no hour to count from",),
            )
        start = at.start + self.count * SECONDS[self.unit]
        found = Interval(start, start + 60, Granularity.MINUTE, at.offset)
        return Reading(found.earliest, found, (f"{self._words()} from {at.earliest}",))

    def _words(self) -> str:
        if self.count == 0:
            return f"the same {self.unit}" if self.previous else f"this {self.unit}"
        plural = "s" if abs(self.count) != 1 else ""
        return f"{abs(self.count)} {self.unit}{plural} {'before' if self.count < 0 else 'after'}, counted"


@dataclass(frozen=True, slots=True)
class Moved:
    """A distance from another meaning: "two days after Christmas", "a week from Monday", "the eve of 3 May".

    >>> from timeline.operators import Calendar
    >>> Moved(-1, "day", Calendar(2020, 1, 3)).resolve(None).value
    '2020-01-02'
    """

    count: int
    unit: str
    inner: Operator

    @property
    def grain(self) -> Granularity:
        """The unit's granularity, days for weeks."""
        return Granularity.DAY if self.unit in ("day", "week", "fortnight") else unit_around(0, self.unit).granularity

    @property
    def relative(self) -> bool:
        """As what it is counted from."""
        return self.inner.relative

    @property
    def from_text(self) -> bool:
        """As what it is counted from."""
        return self.inner.from_text

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the day or unit at that distance."""
        base = self.inner.resolve(anchor)
        if isinstance(base.interval, Unresolved):
            return Reading("XXXX-XX-XX", base.interval, base.steps)
        there = add(base.interval.first_day, self.count, self.unit)
        found = (
            civil.span(there, there, Granularity.DAY)
            if self.grain is Granularity.DAY
            else unit_around(there, self.unit)
        )
        return Reading(value_of(found), found, (*base.steps, f"{self.count:+} {self.unit} from there"))


@dataclass(frozen=True, slots=True)
class In:
    """A length after "in": the moment that far ahead when the text looks ahead (or ``always``), else a mere length.

    >>> ahead = Anchor(civil.day(2025, 5, 12), Direction.FUTURE)
    >>> In(Duration("P10D", 10, "day"), Shift(10, "day")).resolve(ahead).value
    '2025-05-22'
    """

    length: Duration
    shift: Shift
    always: bool = False

    @property
    def grain(self) -> Granularity:
        """As the shift."""
        return self.shift.grain

    relative = True
    from_text = False

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the shifted time or the length."""
        if anchor is not None and (self.always or anchor.direction is Direction.FUTURE):
            return self.shift.resolve(anchor)
        return self.length.resolve(anchor)
