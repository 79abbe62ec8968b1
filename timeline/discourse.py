"""The discourse so far: what a text has told, from which its later expressions count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.expression import ResolvedExpression
from timeline.interval import Granularity, Interval, rank
from timeline.operators import Of

LONGEST_DAYS = 367
DETOUR_DAYS = 1400
THREADS = 2


@dataclass(slots=True)
class Discourse:
    """What the text has told so far: its last date and its last day, each with its place, its last quarter, and where
    it told last how often something happens."""

    last: Interval | None = None
    fine: Interval | None = None
    span: tuple[int, int] | None = None
    day: Interval | None = None
    day_span: tuple[int, int] | None = None
    quarter: Interval | None = None
    quarter_end: int = 0
    habit: int = -1
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
        if placed is None and found.anchor is not None and found.anchor.kind == "none":
            self._lost()
        if (
            placed is not None
            and placed.granularity is Granularity.QUARTER
            and not isinstance(found.expression.meaning, Of)
        ):
            self.quarter, self.quarter_end = placed, found.end
        if placed is None or placed.last_day - placed.first_day > LONGEST_DAYS:
            return
        self.last, self.span = placed, (found.start, found.end)
        if rank(placed.granularity) <= rank(Granularity.MONTH):
            self.fine = placed
            self.threads = (*self.threads[1 - THREADS :], placed)
        if rank(placed.granularity) <= rank(Granularity.DAY) and not (aside and self.day):
            self.day, self.day_span = placed, self.span

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
