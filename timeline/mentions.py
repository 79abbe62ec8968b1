"""Which clause tells a happening, and which expression dates it.

A clause with a date or with a word for a kind of event is a mention. Of several dates in one clause the one nearest
to the event word counts. A reporting clause ("BelTA reported on Monday that …") is told together with what it reports,
unless that has a date of its own. Denied happenings are no mentions.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from timeline.appointing import gives_way, held, moves_to
from timeline.article import Article, Role, Segment, overlapping
from timeline.clauses import BECAUSE, concepts
from timeline.credits import Named, agencies_in, attributed, credited
from timeline.dating import begun, dating, from_writing, stretch, until_end
from timeline.delays import set_before
from timeline.drafts import Draft, counted_as, cue_places, drafts, in_quotes, start_of
from timeline.elapsed import since_of
from timeline.expression import ResolvedExpression
from timeline.forms import WORD
from timeline.interval import Interval
from timeline.language import Language, load
from timeline.mention import PASSING, REPORTS, Mention, Since
from timeline.modality import denied, looks, modality, was_intended
from timeline.names import names, romanised, skeleton
from timeline.offices import holders
from timeline.sides import other_side

TOLD_IN = (Role.PROSE, Role.TWEET, Role.DATELINE)
WORD_LETTERS = 5
HEAD = 80
PLACE_WORDS = 3
LEAST_QUOTED = 12
# Verbs for moving to a place are those for moving to a day as well.
TO_A_PLACE = frozenset(("transfer",))
_WORD = re.compile(WORD)
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[ .,]\d{3})*(?![\w:])")


def mentions(
    article: Article, segments: Sequence[Segment], expressions: Sequence[ResolvedExpression], home: Interval | None
) -> list[Mention]:
    """Return the mentions of an article in text order; ``home`` is its day of publication, if known."""
    found: list[Mention] = []
    agencies = agencies_in(article.text)
    for place, segment in enumerate(segments):
        if segment.role not in TOLD_IN and (place or segment.role is not Role.HEADLINE):
            continue
        first, last = (bisect_left(expressions, place, key=start_of) for place in (segment.start, segment.end))
        inside = expressions[first:last]
        language = load(segment.language)
        for draft in drafts(article.text, segment, inside, language):
            opens = segment.role is Role.DATELINE or draft.start == segment.start
            if opens and _only_dated(article.text, draft):
                continue
            mention = _mention(article, segment, draft, language, home, agencies)
            if mention is not None:
                if found and draft.clause.opener in language.order_cues_words("that"):
                    mention = _claimed(article.text, found[-1], mention, language)
                opened = language.order_cues_has("when", _first_word(article.text, draft, language))
                found.append(_at_that_time(found[-1], mention) if opened and found else mention)
                began = begun(article.text, mention.expression, draft.lengths, language)
                if began is not None and began is not mention.expression:
                    found.append(_begun(mention, began))
    return _with_reasons(article.text, found)


def _begun(mention: Mention, began: ResolvedExpression) -> Mention:
    """The beginning of what a clause says to have lasted so long until a day: "seven days, | until 3 January"."""
    told = mention.text[: began.start - mention.start]
    return replace(mention, end=began.start, text=told, expression=began, interval=began.placed, rival=None)


def _claimed(text: str, before: Mention, mention: Mention, language: Language) -> Mention:
    """What "that" opens is a claim where one ends the clause before: "it was signed on the 19th, they claim, however, |
    that …"."""
    if mention.sourcing or before.sentence != mention.sentence or before.expression is None:
        return mention
    claims = language.asked(text[before.expression.end : mention.start], "CLAIMS")
    return replace(mention, sourcing="attributed") if claims else mention


def _at_that_time(before: Mention, mention: Mention) -> Mention:
    """What "when" opens behind a date happened then: "in May 2010, when four people died"."""
    dated = before.expression
    if mention.interval is not None or mention.expression is not None or dated is None or dated.end < before.end - 2:
        return mention
    if before.sentence != mention.sentence or before.interval is None:
        return mention
    return replace(mention, interval=before.interval, known_by=None)


def _with_reasons(text: str, found: Sequence[Mention]) -> list[Mention]:
    """A happening is told together with the reason given for it: "won the prize for …"; the reason stays a mention
    of its own."""
    told = list(found)
    for place, (before, after) in enumerate(itertools.pairwise(found)):
        if after.turn == "because" and before.sentence == after.sentence and before.concepts & BECAUSE:
            told[place] = replace(before, end=after.end, text=text[before.start : after.end])
    return told


def _only_dated(text: str, draft: Draft) -> bool:
    """Whether what opens a paragraph is nothing but a date, or hardly more than a place, in capitals, and its date:
    "MINSK, 12 December"."""
    words = _WORD.findall(_without_dates(text, draft))
    place = 0 < len(words) <= PLACE_WORDS and words[0].isupper() and len(words[0]) > 1
    return not draft.concepts and (not words or place)


def _first_word(text: str, draft: Draft, language: Language) -> str:
    word = _WORD.match(text, draft.start)
    return language.fold(word[0]) if word is not None else ""


def _mention(
    article: Article,
    segment: Segment,
    draft: Draft,
    language: Language,
    home: Interval | None,
    agencies: Sequence[Named],
) -> Mention | None:
    text = article.text
    if not draft.dated and not draft.concepts - REPORTS - PASSING and not draft.counted:
        return None
    if draft.dated and _only_denies(text, draft, language):
        return None
    since = _since(text, draft, language)
    cue = _first_cue(text, draft, language)
    clause = (draft.start, draft.end)
    denies = denied(text, clause, cue, language)
    if not draft.dated and (denies or _supposed(draft, segment, language)):
        return None
    stamp = segment.start == draft.start
    told_dates = held(text, segment, _told_dates(text, draft, segment, language))
    expression = dating(told_dates, cue, home if stamp else None)
    placed, lasting = stretch(text, expression, told_dates, language)
    moved = _moves(text, draft, segment, language)
    set_for, moved_to = _put_off(draft) if moved else (None, None)
    if moved_to is not None:
        expression, placed, lasting = moved_to, moved_to.placed, False
    kinds = _head_concepts(text, draft, cue, language)
    way = looks(text, segment, clause, expression, language.code)
    told_as = modality(text, clause, expression, way, language, home, moved)
    if told_as == "planned":
        placed = until_end(text, expression, from_writing(placed, home), home, language)
    if set_for is None and told_as != "planned":
        set_for = set_before(text, clause, placed, draft.lengths, language)
    span = text[draft.start : draft.end]
    named = names(text, *clause, segment.language, segment.sentences)
    roles = language.roles.within(span, language.fold)
    return Mention(
        article=article.id,
        language=segment.language,
        start=draft.start,
        end=draft.end,
        text=span,
        sentence=draft.clause.sentence,
        expression=expression,
        interval=placed,
        known_by=home if placed is None and told_as != "planned" and expression is None else None,
        modality=told_as,
        concepts=frozenset(kinds - TO_A_PLACE | {"postpone"} if moved and draft.dated else kinds),
        reported=draft.content,
        roles=roles,
        names=tuple(named),
        numbers=_numbers(_without_dates(text, draft)),
        words=_words(span, language),
        order=counted_as(text, draft.start, draft.end, language),
        position=draft.start / max(len(text), 1),
        source=article.source or article.id,
        turn=draft.clause.turn,
        lasting=lasting,
        zone=article.zone,
        holders=frozenset(
            holders(text, clause, segment, named, appointed="appoint" in draft.concepts) if roles else ()
        ),
        sourcing=_sourcing(span, told_as, language) if draft.dated else "",
        credit=credited(text, agencies, draft.clause.sentence, language) if agencies else "",
        length=next((e for e in draft.lengths if draft.start <= e.start < draft.end), None),
        since=since,
        says=draft.reports and not draft.concepts - REPORTS,
        looks=way,
        moved=moved,
        set_for=set_for,
        denied=denies,
        intended=bool(draft.dated) and was_intended(text, clause, language),
        written=home.first_day if home is not None else None,
        rival=other_side(text, segment, clause, expression, home) if placed is not None else None,
    )


def _moves(text: str, draft: Draft, segment: Segment, language: Language) -> bool:
    """Whether a clause tells that something is put off: by a verb for it, by the day to which, or in the place of
    which, it is moved, or by what was intended and a later day on which it will be."""
    if "postpone" in draft.concepts:
        return True
    replaced = len(draft.dated) > 1 and any(gives_way(text, segment, e) for e in draft.dated)
    if replaced or any(moves_to(text, segment, e) for e in draft.dated):
        return True
    return _set_anew(text, draft, language)


def _set_anew(text: str, draft: Draft, language: Language) -> bool:
    """Whether a clause gives the day that was intended and then a later one that is: "who were to arrive today will
    arrive on Sunday"."""
    placed = [e for e in draft.dated if e.placed is not None]
    if len(placed) != 2:
        return False
    first, second = placed
    later = first.placed is not None and second.placed is not None and first.placed.last_day < second.placed.first_day
    return (
        later
        and was_intended(text, (draft.start, second.start), language)
        and not was_intended(text, (first.end, draft.end), language)
        and language.asked(text[first.end : draft.end], "FUTURE")
    )


def _put_off(draft: Draft) -> tuple[Interval | None, ResolvedExpression | None]:
    """The day for which something was set and the date to which it is put off, where a clause gives both."""
    placed = [(e.placed, e) for e in draft.dated if e.placed is not None]
    if len(placed) < 2:
        return None, None
    (first, _), (last, told) = min(placed, key=_first_day), max(placed, key=_first_day)
    return (first, told) if first.last_day < last.first_day else (None, None)


def _first_day(placed: tuple[Interval, ResolvedExpression]) -> int:
    return placed[0].first_day


def _only_denies(text: str, draft: Draft, language: Language) -> bool:
    """Whether a clause only denies a date: "and not in spring"."""
    before = _WORD.findall(language.fold(text[draft.start : draft.dated[0].start]))
    return not draft.concepts and 0 < len(before) <= PLACE_WORDS and language.negation.among(before)


def _since(text: str, draft: Draft, language: Language) -> Since | None:
    """From which other happening the draft counts its time; what only tells of that one is taken from the draft."""
    since = since_of(text, (draft.start, draft.clause.sentence[1]), draft.end, [*draft.lengths, *draft.dated], language)
    if since is None:
        return None
    told = [e for e in draft.dated if since.start <= e.start < since.end and e is not since.length]
    draft.dated = [e for e in draft.dated if e not in told and e is not since.length]
    if since.start < draft.end:
        beside = [(draft.start, since.word[0]), (since.word[1], draft.end)]
        named = [concepts(text, first, last, language) for first, last in beside if first < last]
        draft.concepts -= since.kinds - frozenset[str]().union(*named)
        if draft.dated:
            return None
    return replace(since, interval=told[0].placed if told else None)


def _told_dates(text: str, draft: Draft, segment: Segment, language: Language) -> Sequence[ResolvedExpression]:
    """The dates of what a clause tells: where somebody is quoted, those of the quotation, not the day of speaking."""
    spoken = [e for e in draft.dated if in_quotes(e, segment)]
    if not spoken or len(spoken) == len(draft.dated):
        return draft.dated
    near = overlapping(segment.quotations, spoken[0].start, spoken[-1].start + 1)
    quoted = [q for q in near if any(q.start <= e.start < q.end for e in spoken)]
    if any(q.end - q.start < LEAST_QUOTED for q in quoted):
        return draft.dated
    outside = text[draft.start : max(draft.start, quoted[0].start)] + " " + text[quoted[-1].end : draft.end]
    return spoken if language.asked(outside, "VERBS") else draft.dated


def _sourcing(span: str, told_as: str, language: Language) -> str:
    """Whether a clause says that somebody dates a happening, or tells what somebody claims."""
    if language.asked(span, "DATES"):
        return "dates"
    opposed = language.asked(span, "CONTRAST") and language.asked(span, "VERBS")
    return "attributed" if told_as == "claimed" or opposed or attributed(language.fold(span)) else ""


def _numbers(span: str) -> frozenset[str]:
    """The numbers in a span, in the digits that all scripts share: "۷۸" is 78."""
    return frozenset("".join(str(int(d)) for d in re.findall(r"\d", m[0])) for m in _NUMBER.finditer(span))


def _words(span: str, language: Language) -> frozenset[str]:
    """The skeletons of the longer words; in scripts without spaces the pairs of signs that stand side by side."""
    if language.traits.unspaced:
        return frozenset(
            romanised(pair) for run in _WORD.findall(span) for pair in map("".join, itertools.pairwise(run))
        )
    return frozenset(skeleton(word) for word in _WORD.findall(span) if len(word) >= WORD_LETTERS) - {""}


def _head_concepts(text: str, draft: Draft, cue: int, language: Language) -> set[str]:
    """The kinds of event named near the first event word; what is named far behind it is told in passing."""
    if draft.end <= cue + HEAD:
        return draft.concepts
    return draft.concepts & concepts(text, draft.start, cue + HEAD, language)


def _supposed(draft: Draft, segment: Segment, language: Language) -> bool:
    """Whether an undated clause is a condition, or direct speech, which argues more than it tells."""
    near = overlapping(segment.quotations, draft.start, draft.end)
    spoken = any(q.start <= draft.start + 1 and draft.end - 2 <= q.end for q in near)
    most = any(min(q.end, draft.end) - max(q.start, draft.start) > 0.8 * (draft.end - draft.start) for q in near)
    return spoken or most or language.conditional.match(draft.clause.opener)


def _without_dates(text: str, draft: Draft) -> str:
    """The mention's text with its dates blanked, so that their numbers do not count."""
    span = text[draft.start : draft.end]
    for e in draft.dated:
        first, last = max(0, e.start - draft.start), max(0, e.end - draft.start)
        span = span[:first] + " " * (last - first) + span[last:]
    return span


def _first_cue(text: str, draft: Draft, language: Language) -> int:
    return next(cue_places(text, draft, language), draft.start)
