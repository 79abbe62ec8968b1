"""Where an expression stands: its segment, its sentence and, in direct speech, its quotation."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from timeline.article import Quotation, Segment, quotation_around
from timeline.expression import Expression


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands: its segment, sentence and, in direct speech, its quotation."""

    segment: Segment
    sentence: tuple[int, int]
    quotation: Quotation | None


def context_of(segment: Segment, expression: Expression) -> Context:
    """Return where an expression stands in its segment."""
    sentences = segment.sentences
    place = bisect_right(sentences, expression.start, key=lambda sentence: sentence.start) - 1
    inside = place >= 0 and expression.start < sentences[place].end
    sentence = (sentences[place].start, sentences[place].end) if inside else (segment.start, segment.end)
    return Context(segment, sentence, quotation_around(segment.quotations, expression.start, expression.end))
