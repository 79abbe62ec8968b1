"""Dates that belong together: the ends of a stretch, "from Friday 22:00 to Monday 5:00", and "in May and June" lie on
one side of the day of writing, and what "and" joins behind a date with its year follows that date"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from timeline.appointing import day_told, is_appointed
from timeline.direction import direction, is_cue, prepositions
from timeline.forms import WORD
from timeline.language import load
from timeline.nearness import calendar_of
from timeline.operators import At, Calendar, Clock, Direction, Operator
from timeline.outlook import CLOSED, NONE, Outlook

FARTHEST = 24
# How far on a clause joined by "and" may tell its date, and how many words of the first one stand before "and".
LONGEST_CLAUSE, MOST_BEFORE_AND = 60, 2
MOST_WORDS = 4
# The classes of the words that belong to a date, and the signs that join two.
BESIDE_DATES = ("ART", "ON", "IN", "INPART", "DATEPREP", "YEARPREP", "OF", "FROMWORD", "EDGE", "EDGEWORD")
DASHES = ("-", "–", "—", "/")
_WORD = re.compile(WORD)
_BREAK = re.compile(r"[.;:!?()\n](?!\d)")
# The ending of an hour in figures: "kello 22:sta".
_ENDING = re.compile(r":\w+")


def spanned(text: str, found: Sequence[Outlook]) -> list[Outlook]:
    """Return the outlooks of one segment; the weekday that ends a stretch is the first one behind its beginning, and
    the beginning lies ahead where no verb of its clause tells the past. Of two weekdays joined by "and" the second lies
    where the first does.

    >>> from timeline.context import context_of
    >>> from timeline.article import Article
    >>> from timeline.segmentation import segments
    >>> from timeline.tagging import tag
    >>> text = "Brua er stengt fra fredag klokken 22 til mandag klokken 5."
    >>> segment = segments(Article("a", text, "nb"))[0]
    >>> [one.way.value for one in spanned(text, [Outlook(text, e, context_of(segment, e)) for e in tag(text, "nb")])]
    ['future', 'future']
    """
    days = [place for place, one in enumerate(found) if _weekday(one.expression.meaning) is not None]
    result = list(found)
    for first, last in pairwise(days):
        if any(not isinstance(one.expression.meaning, Clock) for one in found[first + 1 : last]):
            continue
        one, other = result[first], result[last]
        if one.context.sentence != other.context.sentence or _day(one) == _day(other):
            continue
        if _is_stretch(text, found[first : last + 1]):
            way = _told(one) or _told(other) or (Direction.FUTURE if _lasts(one) or _lasts(other) else one.way)
            result[first], result[last] = one.turned(way), _behind(other, way)
        elif last == first + 1 and _are_joined(text, one, other):
            appointed = is_appointed(text, one.expression, one.context)
            result[last] = other.turned(one.way) if appointed or _told(other) is None else other
    return _followed(text, _coordinated(text, result))


def _followed(text: str, found: list[Outlook]) -> list[Outlook]:
    """The outlooks with a month or weekday that a clause joined by "and" tells behind a date with its year or week as
    the first one after that: "arrested in May 2021 and released in July"."""
    result = list(found)
    for last in range(1, len(found)):
        one, other = result[last - 1], result[last]
        told, bare = one.expression.meaning, other.expression.meaning
        if not isinstance(told, Calendar) or not isinstance(bare, Calendar) or not _goes_on(text, one, other):
            continue
        months = told.year is not None and told.month is not None and bare == Calendar(month=bare.month, day=bare.day)
        days = told.which == 1 and told.weekday is not None and bare == Calendar(weekday=bare.weekday)
        way = other.way
        if (months and bare.month and way is not Direction.FUTURE) or (days and way is Direction.FUTURE):
            following = replace(bare, which=1, previous=True)
            result[last] = other.instead(replace(other.expression, meaning=following)).turned(way)
    return result


def _goes_on(text: str, one: Outlook, other: Outlook) -> bool:
    """Whether a clause that "and" joins behind an expression and its verb tells the other one, and none of speech."""
    code = one.context.segment.language
    language = load(code)
    between = language.fold(text[one.expression.end : other.expression.start])
    if one.context.sentence != other.context.sentence or len(between) > LONGEST_CLAUSE or _BREAK.search(between):
        return False
    words = _WORD.findall(between)
    joints = [place for place, word in enumerate(words) if word in _joining(code, "AND")]
    joined = bool(joints) and joints[0] <= MOST_BEFORE_AND and len(words) > joints[0] + 1
    return joined and not any(language.speech.match(word) for word in words)


def _coordinated(text: str, found: list[Outlook]) -> list[Outlook]:
    """The outlooks with months, seasons and dates side by side looking one way, where the clause tells it for one of
    them only: "In May and June they met"."""
    result = list(found)
    listed = False
    for last in range(len(found) - 1, 0, -1):
        one, other = result[last - 1], result[last]
        alike = _parts(one) is not None and _parts(one) == _parts(other)
        listed = alike and one.context.sentence == other.context.sentence and _are_listed(text, one, other, listed)
        if listed and one.told != other.told:
            way = one.way if one.told else other.way
            if way in (Direction.PAST, Direction.FUTURE):
                result[last - 1], result[last] = one.beside(other, way), other.beside(one, way)
    return result


def _parts(one: Outlook) -> tuple[bool, ...] | None:
    """Which parts of a date without its year an expression tells, None for other meanings and for weekdays."""
    told = calendar_of(one.expression.meaning)
    if told is None or told.year is not None or told.which is not None or told.previous or told.weekday is not None:
        return None
    parts = tuple(part is not None for part in (told.month, told.day, told.season, told.quarter))
    return parts if any(parts) else None


def _are_listed(text: str, one: Outlook, other: Outlook, goes_on: bool) -> bool:
    """Whether nothing but "and", "or" or "to" and what belongs to a date stands between two expressions, or a comma of
    a list that goes on."""
    code = one.context.segment.language
    # The dot of an ordinal ends no sentence: "dem 5. und dem 7. Mai".
    between = load(code).fold(text[one.expression.end : other.expression.start].removeprefix("."))
    words = _WORD.findall(between)
    if len(between) > FARTHEST or _BREAK.search(between):
        return False
    joints = _joining(code, "AND") | _joining(code, "TO")
    beside = frozenset().union(*(_joining(code, name) for name in BESIDE_DATES))
    joined = not joints.isdisjoint(words) or not joints.isdisjoint(between.split()) or between.strip() in DASHES
    return (joined or (goes_on and not words)) and all(word in joints or word in beside for word in words)


def _lasts(one: Outlook) -> bool:
    """Whether what goes on from a weekday without any past told has its clock time, or is told in the present: closures
    and warnings do."""
    language = load(one.context.segment.language)
    sentence = language.fold(one.text[slice(*one.context.sentence)])
    present = language.tense.get("present", NONE)
    timed = isinstance(one.expression.meaning, At) and one.expression.meaning.clock.hour is not None
    return timed or CLOSED in language.concepts(sentence) or any(map(present.match, _WORD.findall(sentence)))


def _told(one: Outlook) -> Direction | None:
    """The direction that a verb of the expression's own clause tells, None where none does or only a participle for
    what is closed does: "most je zatvoren"."""
    context, e = one.context, one.expression
    quotations, code = context.segment.quotations, context.segment.language
    language = load(code)
    start, end = context.sentence
    blank, being = one.text[start:end], language.tense.get("copula", NONE)
    words = list(_WORD.finditer(language.fold(blank)))
    for before, word in zip([None, *words], words, strict=False):
        if CLOSED in language.concepts(word[0]):
            first = before.start() if before is not None and being.match(before[0]) else word.start()
            blank = blank[:first] + " " * (word.end() - first) + blank[word.end() :]
    text = one.text[:start] + blank + one.text[end:]
    near, way = direction(text, (e.start, e.end), context.sentence, quotations, code)
    return way if near else None


def _behind(one: Outlook, way: Direction) -> Outlook:
    """The outlook of the weekday that ends a stretch: the next one behind the day told before it."""
    day, meaning = _weekday(one.expression.meaning), one.expression.meaning
    if day is None or day.which is not None:
        return one.turned(way)
    following = replace(day, which=1, previous=True)
    told = replace(meaning, day=following) if isinstance(meaning, At) else following
    return one.instead(replace(one.expression, meaning=told)).turned(way)


def _day(one: Outlook) -> int | None:
    day = _weekday(one.expression.meaning)
    return None if day is None else day.weekday


def _weekday(meaning: Operator) -> Calendar | None:
    """The weekday without a date that a meaning is, alone or with a time of day; None for others."""
    day = meaning.day if isinstance(meaning, At) and not meaning.through else meaning
    bare = isinstance(day, Calendar) and day.weekday is not None and day.day is None and day.month is None
    return day if isinstance(day, Calendar) and bare else None


def _is_stretch(text: str, found: Sequence[Outlook]) -> bool:
    """Whether between two weekdays, clock times aside, nothing stands but "until" and what belongs to it, or the ending
    of the second tells that something goes on to it."""
    code = found[0].context.segment.language
    language = load(code)
    ends = [(one.expression.start, one.expression.end) for one in found]
    between = " ".join(_ENDING.sub("", text[ends[n][1] : ends[n + 1][0]]) for n in range(len(ends) - 1))
    if len(between) > FARTHEST or _BREAK.search(between):
        return False
    words = _WORD.findall(language.fold(between))
    if not words:
        endings = language.words("ahead_ending")
        return bool(endings) and day_told(found[-1].expression).endswith(endings)
    until = _joining(code, "TO") | prepositions(code, "ahead")
    if language.traits.unspaced or language.flag("suffixing"):
        return any(word.startswith(tuple(until)) for word in words[:1])
    told = any(is_cue(word, code) for word in words)
    return len(words) <= MOST_WORDS and not until.isdisjoint(words) and not told


def _are_joined(text: str, one: Outlook, other: Outlook) -> bool:
    """Whether nothing but "and" stands between two expressions."""
    code = one.context.segment.language
    between = load(code).fold(text[one.expression.end : other.expression.start]).strip()
    return between in _joining(code, "AND")


@cache
def _joining(code: str, name: str) -> frozenset[str]:
    """The folded forms of a class of words, the first word of those that have several."""
    return frozenset(
        form.split(" ")[0] for forms in load(code).heads.values() for form, values in forms if name in values
    )
