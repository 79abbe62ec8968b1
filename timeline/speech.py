"""The day on which a quotation was spoken, and whether it speaks of a day at all."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from timeline import interval as civil
from timeline.article import Quotation
from timeline.context import Context
from timeline.cues import Cues
from timeline.expression import Expression, ResolvedExpression
from timeline.forms import WORD
from timeline.interval import Granularity, Interval, rank
from timeline.language import load
from timeline.operators import Shift

SPOKEN_NEAR = 4
BESIDE = 14
NEAR_WORDS = 5
# Characters that surely hold so many words and the signs between them.
REACH = 240
NO_CUES = Cues()
_ENDS = r"[,;:()\u2013\u2014«»“”\"]"


def speech_day(text: str, context: Context, outside: Sequence[ResolvedExpression]) -> ResolvedExpression | None:
    """Return the day-fine expression outside quotations that dates the speech, None where the text names no day.

    The own sentence is asked first, then its neighbours in the paragraph. A few words beside the quotation tell who
    says it, with or without a verb that the language's file lists; elsewhere the verb has to show that somebody speaks.
    """
    speech = load(context.segment.language).speech
    fold = load(context.segment.language).fold
    spoken = False
    for apart, sentence in enumerate(_sentences_nearest_first(context)):
        if spoken and (apart > 1 or sentence[0] > context.sentence[0]):
            return None
        said = fold(_unquoted(text, sentence, context.segment.quotations))
        beside = sentence == context.sentence and 0 < len(said.split()) <= BESIDE
        if not speech.within(said) and not (beside and _has_day(outside, sentence)):
            continue
        first, last = (bisect_left(outside, place, key=lambda r: r.start) for place in sentence)
        inside = [r for r in outside[first:last] if _names_a_day(r)]
        quotation = context.quotation
        if quotation is None:
            return None
        if not inside and sentence == context.sentence:
            # "..., he said" goes on with what the sentence before tells of him.
            spoken = True
            continue
        if not inside:
            return None
        if sentence == context.sentence:
            inside = _beside_verb(text, inside, context, quotation) or inside
        return min(inside, key=lambda r: min(abs(r.start - quotation.end), abs(quotation.start - r.end)))
    return None


def _beside_verb(
    text: str, days: Sequence[ResolvedExpression], context: Context, quotation: Quotation
) -> list[ResolvedExpression]:
    """The days on that side of a quotation in its sentence on which a verb of speech stands."""
    language, quotations = load(context.segment.language), context.segment.quotations
    sides = ((context.sentence[0], quotation.start), (quotation.end, context.sentence[1]))
    said = [side for side in sides if language.speech.within(language.fold(_unquoted(text, side, quotations)))]
    return [day for day in days if any(start <= day.start < end for start, end in said)]


def dates_speech(text: str, e: Expression, context: Context) -> bool:
    """Return whether the expression dates what somebody says: a verb of speech is the nearest verb that is known."""
    language = load(context.segment.language)
    past, future = language.tense.get("past", NO_CUES), language.tense.get("future", NO_CUES)
    first, last = max(context.sentence[0], e.start - REACH), min(context.sentence[1], e.end + REACH)
    before = re.split(_ENDS, language.fold(text[first : e.start]))[-1]
    after = re.split(_ENDS, language.fold(text[e.end : last]), maxsplit=1)[0]
    sides = (re.findall(WORD, before)[: -NEAR_WORDS - 1 : -1], re.findall(WORD, after)[:NEAR_WORDS])
    for pair in itertools.zip_longest(*sides):
        for word in filter(None, pair):
            if language.speech.match(word):
                return True
            if past.match(word) or future.match(word):
                return False
    return False


def _has_day(outside: Sequence[ResolvedExpression], sentence: tuple[int, int]) -> bool:
    first, last = (bisect_left(outside, place, key=lambda r: r.start) for place in sentence)
    return any(map(_names_a_day, outside[first:last]))


def _names_a_day(found: ResolvedExpression) -> bool:
    """Whether the expression is placed on one day, or on a night that touches two."""
    placed = found.placed
    return (
        placed is not None
        and rank(placed.granularity) <= rank(Granularity.DAY)
        and placed.last_day - placed.first_day <= 1
    )


def spoken_day(found: ResolvedExpression) -> Interval:
    """Return the day on which something was said; midnight at the day's end belongs to the day that it ends."""
    placed = found.placed
    assert placed is not None
    first = placed.first_day - ("T24" in found.value)
    return civil.span(first, first, Granularity.DAY)


def _sentences_nearest_first(context: Context) -> Iterator[tuple[int, int]]:
    """The expression's own sentence, then those around it, the one before first, up to a few sentences away."""
    sentences = context.segment.sentences
    here = bisect_right(sentences, context.sentence[0], key=lambda sentence: sentence.start) - 1
    yield context.sentence
    for apart in range(1, SPOKEN_NEAR + 1):
        for place in (here - apart, here + apart):
            if 0 <= place < len(sentences):
                yield sentences[place].start, sentences[place].end


def _unquoted(text: str, sentence: tuple[int, int], quotations: Sequence[Quotation]) -> str:
    """The words of a sentence that stand outside quotation marks."""
    kept, place = [], sentence[0]
    first = bisect_right(quotations, sentence[0], key=lambda quotation: quotation.end)
    for quotation in itertools.islice(quotations, first, None):
        if quotation.start >= sentence[1]:
            break
        kept.append(text[place : quotation.start])
        place = max(place, min(quotation.end, sentence[1]))
    kept.append(text[place : sentence[1]])
    return " ".join(kept)


def means_nowadays(text: str, e: Expression, context: Context) -> bool:
    """Return whether "today" in a quotation means the present in general: a modal stands before it in its sentence."""
    if not isinstance(e.meaning, Shift) or e.meaning.count != 0 or e.meaning.unit != "day":
        return False
    language = load(context.segment.language)
    modal = language.tense.get("modal", Cues())
    start = max(context.sentence[0], context.quotation.start if context.quotation else 0)
    return modal.within(language.fold(text[start : e.start]))
