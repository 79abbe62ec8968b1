"""The discourse so far: what a text has told, from which its later expressions count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline import interval as civil
from timeline.expression import ResolvedExpression
from timeline.interval import Granularity, Interval, rank
from timeline.operators import Calendar

LONGEST_DAYS = 367
DETOUR_DAYS = 1400
THREADS = 2
PARTS_KEPT = 4
# Rules of what a part of a year told before is compared with; they tell no part of their own.
COMPARISONS = frozenset(("ago", "earlier", "unit-ago"))
COMPARING = COMPARISONS | {"same-period"}
QUARTER = 3
PARTS = (1, QUARTER, 6)


def part_of_year(placed: Interval) -> Calendar | None:
    """Return the month, quarter or half of a year that a stretch of time is, whichever year; None for any other one.

    >>> first, last = civil.days_from_civil(1994, 4, 1), civil.days_from_civil(1994, 6, 30)
    >>> part_of_year(civil.span(first, last, Granularity.QUARTER)).quarter
    2
    """
    year, month, day = civil.civil_from_days(placed.first_day)
    last_year, last_month, last_day = civil.civil_from_days(placed.last_day + 1)
    months = 12 * (last_year - year) + last_month - month
    if day != 1 or last_day != 1 or months not in PARTS or (month - 1) % months:
        return None
    number = (month - 1) // months + 1
    if months == 1:
        return Calendar(month=number)
    return Calendar(quarter=number) if months == QUARTER else Calendar(half=number)


@dataclass(slots=True)
class Discourse:
    """What the text has told so far: its last date and its last day, each with its place, its last parts of a year, and
    where it told last how often something happens, and the day before the last one that it told last."""

    last: Interval | None = None
    fine: Interval | None = None
    span: tuple[int, int] | None = None
    day: Interval | None = None
    day_span: tuple[int, int] | None = None
    parts: tuple[tuple[Interval, int], ...] = ()
    habit: int = -1
    before: tuple[Interval, tuple[int, int]] | None = None
    threads: tuple[Interval, ...] = ()

    def copy(self) -> Discourse:
        """Return a discourse that goes on from here by itself."""
        return replace(self)

    def note(self, found: ResolvedExpression, aside: bool = False) -> None:
        """Remember a resolved expression as the last date told, if it is one.

        One that only dates what somebody says (``aside``) is not the day on which what is told happened, where there is
        another.
        """
        placed = found.placed
        grain = found.expression.meaning.grain
        unknown = placed is None and found.anchor is not None and found.anchor.kind == "none"
        if unknown and grain is not None and rank(grain) >= rank(Granularity.DAY):
            self._lost()
        if placed is not None and found.expression.rule not in COMPARING and part_of_year(placed) is not None:
            self.parts = (*self.parts[1 - PARTS_KEPT :], (placed, found.end))
        if placed is None or placed.last_day - placed.first_day > LONGEST_DAYS:
            return
        self.last, self.span = placed, (found.start, found.end)
        if rank(placed.granularity) <= rank(Granularity.MONTH):
            self.fine = placed
            self.threads = (*self.threads[1 - THREADS :], placed)
        if rank(placed.granularity) <= rank(Granularity.DAY) and not (aside and self.day):
            self.day, self.day_span = placed, self.span

    def part(self, unit: str | None, start: int) -> tuple[Calendar, int] | None:
        """Return the month, quarter or half (None: the quarter or half, the month where there is none) told last from
        ``start`` on, and its year."""
        found = self._part(unit, start)
        told = self.parts[-1][0] if self.parts else None
        return self._part("month", start) if found is None and unit is None and told == self.last else found

    def _part(self, unit: str | None, start: int) -> tuple[Calendar, int] | None:
        for placed, end in reversed(self.parts):
            found = part_of_year(placed)
            fits = found is not None and (found.month is None if unit is None else getattr(found, unit) is not None)
            if found is not None and fits and end >= start:
                return found, civil.civil_from_days(placed.first_day)[0]
        return None

    def _lost(self) -> None:
        """Forget the last date: one that nobody can place came after it, and what counts from that lies nowhere; only
        hours may still be of the last day."""
        self.last = self.fine = self.span = None

    def ongoing(self, sentence: tuple[int, int]) -> Interval | None:
        """Return where the story stands in a sentence: its last day or month, unless a year told since then is another
        one; a year far away that another sentence told ("as in 1614") does not take it there.
        """
        if self.last is None or self.fine is None or self.last.contains(self.fine):
            return self.fine or self.last
        aside = (
            self.last.granularity is Granularity.YEAR
            and abs(self.fine.first_day - self.last.first_day) > DETOUR_DAYS
            and self.span is not None
            and self.span[0] < sentence[0]
        )
        return self.fine if aside else self.last
