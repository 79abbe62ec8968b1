"""The day of publication that an article's own text states: a dateline, a line of its own, or a stamp."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.article import Role, Segment
from timeline.expression import AnchorPoint, Expression, ResolvedExpression
from timeline.furniture import dateline
from timeline.interval import Granularity, Interval, days_from_civil, iso_day

# Lines of a head: title, subtitle, byline, day, place.
HEAD_LINES = 6
# A line shorter than this that is no sentence is no paragraph of the body.
SHORT = 60
FIRST_DAY, LAST_DAY = days_from_civil(1, 1, 1), days_from_civil(9999, 12, 31)
# The figures of a clock that stands beside a day and is not read with it.
CLOCK = 6
SEPARATORS = frozenset("–—-|:•·")
_CELLS = re.compile(r"[|•·]")


@dataclass(frozen=True, slots=True)
class Stated:
    """The number of the day that a text names as its own, where it does so, and in which way (``how``)."""

    day: int
    start: int
    end: int
    how: str

    @property
    def why(self) -> str:
        """Why the article was published on that day, in words."""
        return f"published on {iso_day(self.day)}, as {self.how} of its text says"


def stated_day(text: str, tagged: Sequence[tuple[Segment, Sequence[Expression]]]) -> Stated | None:
    """Return the day on which an article was published as its own text states it in full, None where it does not.

    It stands in the dateline, alone on a line of the head, before the first sentence of the body, or in a stamp
    ("Published: 3 March 2024"). Of several days in the head the last counts; of several stamps the first, as a text is
    updated later. A text whose paragraphs begin with dates is a list of days and states none by that.

    >>> from timeline.article import Article
    >>> from timeline.reading import read
    >>> told = "Ferry sails again\\n\\nPORTO, 3 March 2024 – The ferry left today."
    >>> read(Article("a", told, "en")).stated.why
    'published on 2024-03-03, as the dateline of its text says'
    """
    head = list(_head(text, tagged))
    if head:
        return max(head, key=lambda found: (found.day, -found.start))
    stamps = [
        Stated(day, one.start, one.end, "a stamp")
        for segment, expressions in tagged
        if segment.role is Role.UPDATE
        for one in expressions
        if (day := full_day(one)) is not None
    ]
    return min(stamps, key=lambda found: (found.day, found.start), default=None)


def full_day(expression: Expression) -> int | None:
    """Return the number of the day that an expression names with its year, in one way to read it; None for any other.

    >>> from timeline.article import Article
    >>> from timeline.reading import read
    >>> [full_day(e.expression) for e in read(Article("a", "1 March 2024; 1 March", "en")).expressions]
    [19783, None]
    """
    if expression.meaning.relative or expression.type not in ("DATE", "TIME"):
        return None
    found = expression.meaning.resolve(None)
    if not isinstance(found.interval, Interval) or found.interval.granularity not in (
        Granularity.DAY,
        Granularity.MINUTE,
    ):
        return None
    day = found.interval.first_day
    sure = all(other.interval.first_day == day for other in found.alternatives)
    return day if sure and FIRST_DAY <= day <= LAST_DAY else None


def _head(text: str, tagged: Sequence[tuple[Segment, Sequence[Expression]]]) -> Iterator[Stated]:
    """The days stated in the lines before the body and at the beginning of its first paragraph."""
    opening = sum(_opens(text, segment, expressions) is not None for segment, expressions in tagged)
    for segment, expressions in tagged[:HEAD_LINES]:
        for expression in expressions:
            day = full_day(expression)
            how = None if day is None else _way(text, segment, expression)
            if day is not None and how is not None:
                yield Stated(day, expression.start, expression.end, how)
        opened = _opens(text, segment, expressions) if opening == 1 else None
        day = None if opened is None else full_day(opened)
        if opened is not None and day is not None:
            yield Stated(day, opened.start, opened.end, "the beginning")
        if segment.role is Role.PROSE and segment.end - segment.start > SHORT:
            return


def _way(text: str, segment: Segment, expression: Expression) -> str | None:
    """In which way an expression of the head states the day of its article: alone on its line, or in the dateline."""
    before, behind = text[segment.start : expression.start], text[expression.end : segment.end]
    # A byline's cells stand apart: "By Ana Ruiz | 3 March 2024".
    cell = _CELLS.split(before)[-1] + _CELLS.split(behind)[0]
    if not any(map(str.isalpha, cell)) and sum(map(str.isdigit, cell)) <= CLOCK and len(before + behind) <= SHORT:
        return "a line"
    found = dateline(text[segment.start : segment.end])
    return "the dateline" if found is not None and expression.end <= segment.start + found[1] else None


def _opens(text: str, segment: Segment, expressions: Sequence[Expression]) -> Expression | None:
    """The full day with which a paragraph begins before its first sentence: "3 March 2024 The ferry left"."""
    if not expressions or segment.role not in (Role.PROSE, Role.HEADLINE):
        return None
    first = expressions[0]
    behind = text[first.end : segment.end]
    if text[segment.start : first.start].strip("([ ") or not behind.strip() or full_day(first) is None:
        return None
    rest = behind.lstrip(")] ")
    follows = rest[:1] in SEPARATORS or (behind[0] in ")] " and rest[:1].isupper())
    return first if follows else None


def hung(expression: ResolvedExpression, stated: Stated) -> ResolvedExpression:
    """Return an expression that was counted from the day of publication with the place where the text states that day.

    >>> from timeline.article import Article
    >>> from timeline.reading import read
    >>> told = "3 March 2024\\n\\nThe ferry left today."
    >>> read(Article("a", told, "en")).expressions[1].anchor.to_dict()["expression"]
    {'start': 0, 'end': 12}
    """
    anchor = expression.anchor
    if anchor is None or anchor.kind != "publication":
        return expression
    point = AnchorPoint(anchor.kind, anchor.at, (stated.start, stated.end))
    return replace(expression, anchor=point, explanation=(stated.why, *expression.explanation))
