"""Days of clock times and weekdays that the text leaves open: the second day of a night, the evening before writing"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from timeline import interval as civil
from timeline.article import Article
from timeline.expression import AnchorPoint, ResolvedExpression
from timeline.hanging import is_that_day
from timeline.interval import DAY, Granularity, Interval
from timeline.operators import Anchor, At, Calendar, Clock, Direction, Operator, Reading, Shift
from timeline.operators.clock import NOON
from timeline.outlook import Outlook

LATE, SMALL_HOURS = 21 * 3600, 6
# A clock time so few seconds after that of publication may be one that was rounded.
ROUNDED = 3600


def moment(article: Article) -> Interval | None:
    """Return the minute of publication where the article gives its clock, else None.

    >>> moment(Article("a", "x", published="2024-03-06T22:10:00+01:00")).earliest
    '2024-03-06T22:10+01:00'
    """
    if article.day is None or article.published is None or "T" not in article.published:
        return None
    written = datetime.fromisoformat(article.published)
    shift = written.utcoffset()
    offset = None if shift is None else int(shift.total_seconds() // 60)
    start = (
        civil.days_from_civil(written.year, written.month, written.day) * DAY
        + written.hour * 3600
        + written.minute * 60
    )
    return Interval(start, start + 60, Granularity.MINUTE, offset)


def hour_in(day: Interval, clock: Clock) -> Interval:
    """The day of a clock time in a night that touches two: its small hours lie on the second, as do those told after an
    hour of the late evening."""
    if clock.hour is None:
        small = day.granularity is Granularity.MINUTE and day.start % DAY < SMALL_HOURS * 3600
        before = day.last_day - 1
        return civil.span(before, before, Granularity.DAY) if small and clock.part == "NI" else day
    if day.has_clock:
        late = day.granularity is Granularity.MINUTE and day.start % DAY >= LATE and clock.hour < SMALL_HOURS
        at = day.last_day + 1 if late else day.last_day
        return civil.span(at, at, Granularity.DAY) if late else day
    if day.last_day - day.first_day != 1:
        return day
    at = day.last_day if clock.hour < NOON else day.first_day
    return civil.span(at, at, Granularity.DAY)


def not_ahead(found: Reading, outlook: Outlook, article: Article, anchor: Anchor, point: AnchorPoint) -> Reading:
    """The reading a day earlier of a clock time that the text tells as past and that would lie ahead of its writing:
    "our last plane landed at 23:40", written at 14:20."""
    written, placed, meaning = moment(article), found.interval, outlook.expression.meaning
    here = point.expression is not None and point.expression[0] >= outlook.context.sentence[0]
    if (
        written is None
        or not isinstance(placed, Interval)
        or not isinstance(meaning, Clock)
        or here
        or not (outlook.way is Direction.PAST and outlook.told)
        or placed.start - written.start <= ROUNDED
        or placed.first_day != written.first_day
    ):
        return found
    before = anchor.at.first_day - 1
    return meaning.resolve(replace(anchor, at=civil.span(before, before, Granularity.DAY)))


def hangs_ahead(found: ResolvedExpression, outlook: Outlook, home: Interval | None) -> bool:
    """Whether a time of day or a day such as "the same day" that its clause tells as past hangs on a day ahead of
    writing that another sentence tells: "The court rules on Friday. In the afternoon the lawyer said …"."""
    placed, point, meaning = found.placed, found.anchor, outlook.expression.meaning
    if placed is None or home is None or point is None or point.expression is None:
        return False
    day = meaning.day if isinstance(meaning, At) else meaning
    of_day = isinstance(day, Clock) or (is_that_day(day) and isinstance(day, Shift) and day.count <= 0)
    apart = point.expression[0] < outlook.context.sentence[0]
    past = outlook.way is Direction.PAST and outlook.told
    return of_day and apart and past and placed.first_day > home.last_day


def not_tomorrow(meaning: Operator, found: Reading, anchor: Anchor) -> Reading:
    """The weekday of the week after where "next Tuesday" would be tomorrow, which nobody calls so in a text.

    One that is counted from a day told before it may well be the day after that.
    """
    day = meaning.day if isinstance(meaning, At) else meaning
    if not isinstance(day, Calendar) or not day.weekday or day.which != 1 or day.month is not None or day.previous:
        return found
    tomorrow = isinstance(found.interval, Interval) and found.interval.first_day == anchor.at.last_day + 1
    if not tomorrow or day.day is not None:
        return found
    after = replace(day, which=2)
    return (replace(meaning, day=after) if isinstance(meaning, At) else after).resolve(anchor)
