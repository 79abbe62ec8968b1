"""Dates by their parts: "Thursday", "25 November", "26 January 2024", "last spring", "the 1990s"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline import interval as civil
from timeline.interval import DAY, Granularity, Interval, Unresolved
from timeline.operators.feasts import feast_day
from timeline.operators.reading import NO_ANCHOR, Alternative, Anchor, Direction, Reading

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
FROM_SUNSET = ("hebrew", "islamic", "holiday IL")
LEAP_DAY = 29
FAR_YEARS = 8
MOST_WEEKS = 53
NEAR_YEARS = 3
SOLAR = {3: 20, 6: 21, 9: 23, 12: 21}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIELDS = (
    ("day", Granularity.DAY),
    ("weekday", Granularity.DAY),
    ("feast", Granularity.DAY),
    ("week", Granularity.WEEK),
    ("month", Granularity.MONTH),
    ("quarter", Granularity.QUARTER),
    ("half", Granularity.QUARTER),
    ("season", Granularity.SEASON),
    ("year", Granularity.YEAR),
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date of which some parts are told.

    Let P be the parts told. With a year the date is the interval that P names. Without one it is, of all intervals that
    match P, the one that the direction picks: PAST the latest that begins no later than the anchor's day, FUTURE the
    earliest that does not end before it, NEAREST the one at the smallest distance. ``which`` -1, 0 and 1 ("last",
    "this", "next") pick the latest wholly before the anchor, the one in the anchor's year or week, the earliest wholly
    after it. ``open_order`` tells that day and month were numbers of which either may be the day.

    >>> from timeline.interval import day
    >>> Calendar(weekday=4).resolve(Anchor(day(2025, 12, 11))).value
    '2025-12-11'
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    which: int | None = None
    previous: bool = False
    feast: str | None = None
    open_order: bool = False

    @property
    def grain(self) -> Granularity:
        """The granularity of the finest part told."""
        return next(granularity for name, granularity in _FIELDS if getattr(self, name) is not None)

    @property
    def relative(self) -> bool:
        """Whether the year has to come from an anchor."""
        return self.year is None

    @property
    def from_text(self) -> bool:
        """Whether it counts from the text's own last date."""
        return self.previous

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the interval and value; an impossible date is Unresolved and keeps its parts in the value."""
        if self.open_order and self.weekday and self.month and self.day and self._is_other_way_round(anchor):
            return replace(self, month=self.day, day=self.month, open_order=False).resolve(anchor)
        if self.year is not None:
            return self._absolute()
        if self._impossible():
            reason = f"impossible date: no calendar has {self._pattern()}"
            return Reading(self._pattern(), Unresolved(reason), (reason,))
        if anchor is None:
            return Reading(self._pattern(), NO_ANCHOR, (f"{self._words()}: no publication date to count from",))
        return self._relative(anchor)

    def near(self, at: Interval) -> Iterator[Interval]:
        """Yield every interval around ``at`` that matches the parts told, in order of time."""
        yield from self._candidates(at)

    def _is_other_way_round(self, anchor: Anchor | None) -> bool:
        """Whether the weekday told shows that the first number is the month: "Thu 3/7"."""
        if self.year is None and anchor is None:
            return False
        # In a year told any day is as good to measure from.
        here = anchor.at.first_day if self.year is None and anchor else civil.days_from_civil(self.year or 0, 7, 1)
        year = civil.civil_from_days(here)[0]
        years = (year,) if self.year is not None else (year - 1, year, year + 1)

        def distance(month: int, day: int) -> float:
            days = (civil.days_from_civil(y, month, day) for y in years)
            return min((abs(d - here) for d in days if civil.weekday(d) == self.weekday), default=float("inf"))

        return distance(self.day or 0, self.month or 0) < distance(self.month or 0, self.day or 0)

    def _absolute(self) -> Reading:
        try:
            found = self._in_year(self.year or 0)
        except ValueError as error:
            return Reading(self._pattern(), Unresolved(f"impossible date: {error}"), (f"impossible date: {error}",))
        steps = [f"a date with its year: {found.earliest}" if self.day else f"stated: {self._pattern()}"]
        if self.weekday and self.day and civil.weekday(found.first_day) != self.weekday:
            steps.append(
                f"the text says {WEEKDAYS[self.weekday - 1]}, "
                f"that day was {WEEKDAYS[civil.weekday(found.first_day) - 1]}"
            )
        return Reading(value_of(found, self), found, tuple(steps), self._other_order())

    def _other_order(self) -> tuple[Alternative, ...]:
        """The reading with day and month the other way round, where the numbers leave it open; a feast's eve."""
        if self.feast is not None and self.feast.startswith(FROM_SUNSET):
            return (_eve_of(feast_day(self.feast, self.year or 0)),)
        if not self.open_order or self.year is None or not self.month or not self.day:
            return ()
        return (Alternative(civil.day(self.year, self.day, self.month), "with day and month the other way round"),)

    def _relative(self, anchor: Anchor) -> Reading:
        candidates = list(self._candidates(anchor.at))
        if not candidates:
            return Reading(self._pattern(), Unresolved("no such date near the anchor"))
        chosen, why = self._choose(candidates, anchor)
        others = tuple(
            Alternative(other, f"{self._words()} {'before' if other.start < chosen.start else 'after'} that")
            for other in self._neighbours(candidates, chosen, anchor.at)
        )
        if self.season:
            behind = chosen.end <= anchor.at.start
            others = (*others, solar(chosen)) if behind else (solar(chosen), *others)
        if self.feast is not None and self.feast.startswith(FROM_SUNSET):
            others = (*others, _eve_of(chosen))
        at = f"{WEEKDAYS[civil.weekday(anchor.at.first_day) - 1]} {civil.iso_day(anchor.at.first_day)}"
        steps = (f"{self._words()}, counted from {at}: {why}", value_of(chosen, self))
        return Reading(value_of(chosen, self), chosen, steps, others)

    def _choose(self, candidates: list[Interval], anchor: Anchor) -> tuple[Interval, str]:
        at = anchor.at.to_days()
        if self.which is not None and self.which < 0:
            before = [c for c in candidates if c.end <= at.start]
            return (before[self.which] if len(before) >= -self.which else candidates[0]), "the last one that was over"
        if self.which is not None and self.which > 0:
            after = [c for c in candidates if c.start >= at.end]
            return (
                after[self.which - 1] if len(after) >= self.which else candidates[-1]
            ), "the first one still to begin"
        if self.which == 0:
            this = min(candidates, key=lambda c: (not c.contains(at), *self._apart(c, at)))
            ahead = next((c for c in candidates if c.end > at.start), None)
            if anchor.direction is Direction.FUTURE and self.weekday and this.end <= at.start and ahead is not None:
                return ahead, "the text looks ahead, and that of this week is over"
            return this, "the one of this year or week"
        past = [c for c in candidates if c.start < at.end]
        future = [c for c in candidates if c.end > at.start]
        if anchor.direction is Direction.PAST and past:
            return past[-1], "the text looks back, so the nearest one not after it"
        if anchor.direction is Direction.FUTURE and future:
            return future[0], "the text looks ahead, so the nearest one not before it"
        return min(candidates, key=lambda c: abs(c.start - at.start)), "the nearest one"

    def _apart(self, candidate: Interval, at: Interval) -> tuple[bool, int]:
        first, here = candidate.first_day, at.first_day
        if self.weekday and not self.month:
            return civil.iso_week(first) != civil.iso_week(here), abs(first - here)
        return civil.civil_from_days(first)[0] != civil.civil_from_days(here)[0], abs(first - here)

    def _neighbours(self, candidates: list[Interval], chosen: Interval, at: Interval) -> list[Interval]:
        """The dates before and after the chosen one, first the one on its other side; after "next" a later one."""
        if self.which is not None and self.season:
            return []
        place = candidates.index(chosen)
        others = [candidates[p] for p in (place + 1, place - 1) if 0 <= p < len(candidates)]
        same = bool(self.weekday) and self.weekday == civil.weekday(at.first_day)
        onward = self.which is not None and self.which > 0 and not (self.which > 1 and same)
        return sorted(others, key=lambda o: (onward and o.start < chosen.start, abs(o.start - at.start), -o.start))

    def _candidates(self, at: Interval) -> Iterator[Interval]:
        """All matches near the anchor, in order of time."""
        here = at.first_day
        if (
            self.feast is None
            and self.month is None
            and self.day is None
            and self.weekday
            and not (self.quarter or self.season or self.week)
        ):
            start = here - civil.weekday(here) + self.weekday
            yield from (civil.span(start + 7 * k, start + 7 * k, Granularity.DAY) for k in range(-3, 5))
            return
        year, month, _ = civil.civil_from_days(here)
        if self.feast is None and self.month is None and self.day is not None:
            for k in range(-14, 15):
                y, m = divmod(year * 12 + month - 1 + k, 12)
                if self.day <= civil.days_in_month(y, m + 1):
                    candidate = civil.day(y, m + 1, self.day)
                    if self.weekday is None or civil.weekday(candidate.first_day) == self.weekday:
                        yield candidate
            return
        yield from self._by_year(year)

    def _by_year(self, year: int) -> Iterator[Interval]:
        matching, others = [], []
        rare = self.feast is not None or (self.month == 2 and self.day == LEAP_DAY)
        far = FAR_YEARS if rare or (self.weekday and self.day) or abs(self.which or 0) > 1 else NEAR_YEARS
        far = 1 if self.week == MOST_WEEKS else far
        for y in range(year - far, year + far + 1):
            try:
                candidate = self._in_year(y)
            except ValueError:
                continue
            others.append(candidate)
            if self.weekday and self.day and civil.weekday(candidate.first_day) == self.weekday and abs(y - year) <= 6:
                matching.append(candidate)
        at = civil.days_from_civil(year, 7, 1)
        close = [c for c in matching if abs(c.first_day - at) < 550]
        yield from close or matching or others

    def _in_year(self, year: int) -> Interval:
        if self.feast is not None:
            return feast_day(self.feast, year)
        if self.month is not None and self.day is not None:
            return civil.day(year, self.month, self.day)
        if self.month is not None:
            if not 1 <= self.month <= 12:
                raise ValueError(f"there is no month {self.month}")
            return civil.month(year, self.month)
        if self.week is not None:
            return self._week(year)
        if self.quarter is not None:
            return civil.months(year, 3 * self.quarter - 2, 3, Granularity.QUARTER)
        if self.half is not None:
            return civil.months(year, 6 * self.half - 5, 6, Granularity.QUARTER)
        if self.season is not None:
            return civil.months(year, SEASONS[self.season], 3, Granularity.SEASON)
        return civil.years(year, 1, Granularity.YEAR)

    def _week(self, year: int) -> Interval:
        """The week of its number, with its weekday where that is told: the first one holds 4 January."""
        found = civil.week_of(civil.days_from_civil(year, 1, 4) + 7 * ((self.week or 0) - 1))
        if civil.iso_week(found.first_day) != (year, self.week):
            raise ValueError(f"{civil.iso_year(year)} has no week {self.week}")
        if not self.weekday:
            return found
        return civil.span(found.first_day + self.weekday - 1, found.first_day + self.weekday - 1, Granularity.DAY)

    def _impossible(self) -> bool:
        limit = 29 if self.month == 2 else 30 if self.month in (4, 6, 9, 11) else 31
        return (
            (self.month is not None and not 1 <= self.month <= 12)
            or (self.day is not None and not 1 <= self.day <= limit)
            or (self.week is not None and not 1 <= self.week <= MOST_WEEKS)
        )

    def _pattern(self) -> str:
        """The TIMEX3 value with X for what is not told."""
        year = civil.timex_year(self.year) if self.year is not None else "XXXX"
        if self.day is not None:
            return f"{year}-{self.month:02}-{self.day:02}" if self.month else f"{year}-XX-{self.day:02}"
        if self.weekday is not None and self.month is None and self.week is None:
            return f"XXXX-WXX-{self.weekday}"
        if self.month is not None:
            return f"{year}-{self.month:02}"
        if self.week is not None:
            return f"{year}-W{self.week:02}"
        if self.feast is not None:
            return f"{year}-XX-XX"
        named = f"Q{self.quarter}" if self.quarter else f"H{self.half}" if self.half else self.season
        return f"{year}-{named}" if named else year

    def _words(self) -> str:
        which = {-1: "last ", 0: "this ", 1: "next "}.get(9 if self.which is None else self.which, "")
        if self.weekday and not self.day:
            return f"{which}{WEEKDAYS[self.weekday - 1]} is weekday {self.weekday}"
        return f"{which}{self._pattern()}"


@dataclass(frozen=True, slots=True)
class Years:
    """A decade or century: ``count`` years from ``first`` on; without its century it is the latest one begun.

    >>> Years(1990, 10).resolve(None).value
    '199'
    """

    first: int
    count: int
    open_century: bool = False
    previous: bool = False

    @property
    def grain(self) -> Granularity:
        """Decade or century."""
        return Granularity.DECADE if self.count == 10 else Granularity.CENTURY

    @property
    def relative(self) -> bool:
        """Whether the century has to come from an anchor."""
        return self.open_century

    @property
    def from_text(self) -> bool:
        """Never counted from an earlier expression."""
        return self.previous

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the years as one interval."""
        first = self.first
        if self.open_century:
            here = civil.civil_from_days(anchor.at.first_day)[0] if anchor else 2000
            first += 100 * ((here - first) // 100)
        found = civil.years(first, self.count, self.grain)
        return Reading(value_of(found), found, (f"{self.grain}: {found.earliest[:4]} to {found.latest[:4]}",))


def value_of(found: Interval, parts: Calendar | None = None) -> str:
    """Return the TIMEX3 value of an interval that is one calendar unit.

    >>> value_of(civil.month(2025, 11)), value_of(civil.week_of(civil.days_from_civil(2025, 12, 11)))
    ('2025-11', '2025-W50')
    """
    year, month, day_of_month = civil.civil_from_days(found.first_day)
    text = civil.timex_year(year)
    if year <= 0 and found.granularity in (Granularity.DECADE, Granularity.CENTURY):
        text = civil.timex_year(civil.civil_from_days(found.last_day)[0])
    match found.granularity:
        case Granularity.YEAR:
            return text
        case Granularity.DECADE:
            return text[:-1]
        case Granularity.CENTURY:
            return text[:-2]
        case Granularity.SEASON:
            return f"{text}-{next(name for name, first in SEASONS.items() if first == month)}"
        case Granularity.QUARTER:
            if (found.end - found.start) // DAY > 100:
                return f"{text}-H{1 if month < 7 else 2}"
            return f"{text}-Q{(month + 2) // 3}"
        case Granularity.MONTH:
            return f"{text}-{month:02}"
        case Granularity.WEEK:
            week_year, week = civil.iso_week(found.first_day)
            return f"{civil.timex_year(week_year)}-W{week:02}{'-WE' if found.end - found.start == 2 * DAY else ''}"
    return f"{text}-{month:02}-{day_of_month:02}"


def _eve_of(feast: Interval) -> Alternative:
    eve = feast.first_day - 1
    return Alternative(civil.span(eve, eve, Granularity.DAY), "it begins at sunset on the day before")


def solar(season: Interval) -> Alternative:
    """Return the season as astronomy counts it, from solstice and equinox (to the day of most years).

    >>> solar(civil.months(2024, 12, 3, Granularity.SEASON)).interval.earliest
    '2024-12-21'
    """
    year, month, _ = civil.civil_from_days(season.first_day)
    first = civil.days_from_civil(year, month, SOLAR[month])
    following = month % 12 + 3
    last = civil.days_from_civil(year + (month == 12), following, SOLAR[following]) - 1
    return Alternative(civil.span(first, last, Granularity.SEASON), "the season of the astronomers")


def with_parts(parts: Calendar, **more: int | str | bool | None) -> Calendar:
    """Return the date with further parts filled in."""
    return replace(parts, **more)  # type: ignore[arg-type]
