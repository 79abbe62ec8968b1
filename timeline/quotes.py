"""Finds the mentions that a decision names, by article, place and words, after articles were added or replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from timeline.decision import Quote
from timeline.mention import Mention


class Quotes:
    """The mentions of a story by article, with the articles' texts."""

    def __init__(self, texts: Mapping[str, str], mentions: Iterable[Mention]) -> None:
        self._texts = texts
        self._mentions: dict[str, list[Mention]] = {}
        for mention in mentions:
            self._mentions.setdefault(mention.article, []).append(mention)

    def find(self, quote: Quote) -> Mention | str:
        """Return the mention that a quotation names, or in words why there is none.

        Where other words stand at its place now, the nearest place that has the same words is taken.
        """
        text = self._texts.get(quote.article)
        if text is None:
            return f"article {quote.article!r} is not in the story"
        start = place_of(quote, text)
        if start is None:
            return f"article {quote.article!r} does not say {_short(quote.text)!r} any more"
        end = start + len(quote.text)
        near = [m for m in self._mentions.get(quote.article, ()) if m.start < end and start < m.end]
        if not near:
            return f"article {quote.article!r} tells no happening with {_short(quote.text)!r}"
        return max(near, key=lambda m: (_shared(m, start, end), -m.start, -m.end))


def place_of(quote: Quote, text: str) -> int | None:
    """Return where a quotation begins in a text: at its own place, or at the nearest one with the same words.

    >>> place_of(Quote("a", 0, 4, "Snow"), "Rain. Snow. Snow.")
    6
    """
    if text[quote.start : quote.end] == quote.text:
        return quote.start
    before = text.rfind(quote.text, 0, quote.start + len(quote.text))
    after = text.find(quote.text, quote.start)
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: (abs(place - quote.start), place), default=None)


def _shared(mention: Mention, start: int, end: int) -> float:
    """The share of a mention and a stretch of text that they have in common."""
    return (min(end, mention.end) - max(start, mention.start)) / (max(end, mention.end) - min(start, mention.start))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:57] + "…"
