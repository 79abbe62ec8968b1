"""Which clause tells a happening, and which expression dates it.

A clause with a date or with a word for a kind of event is a mention. Of several dates in one clause the one nearest
to the event word counts. A reporting clause ("BelTA reported on Monday that …") is told together with what it reports,
unless that has a date of its own. Denied happenings are no mentions.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.article import Article, Role, Segment, overlapping, quotation_around
from timeline.clauses import BECAUSE, Clause, clauses, concepts
from timeline.credits import Named, agencies_in, attributed, credited
from timeline.dating import dating, from_writing, joined, stretch
from timeline.elapsed import counted_apart, counts_on, since_of
from timeline.expression import ResolvedExpression
from timeline.forms import WORD
from timeline.interval import Interval
from timeline.language import Language, load
from timeline.mention import REPORTS, Mention, Since
from timeline.modality import denied, modality
from timeline.names import names, romanised, skeleton
from timeline.offices import holders
from timeline.sides import other_side

TOLD_IN = (Role.PROSE, Role.TWEET, Role.DATELINE)
WORD_LETTERS = 5
HEAD = 80
PLACE_WORDS = 3
LEAST_WORDS = 3
LEAST_SIGNS = 5
LEAST_QUOTED = 12
_COMMA = re.compile(r"[,،;；](?=\s)|[、，；]")
_WORD = re.compile(WORD)
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[ .,]\d{3})*(?![\w:])")


@dataclass(slots=True)
class _Draft:
    """Clauses that are told together; ``counted`` where the clause before counts its time from them."""

    start: int
    end: int
    clause: Clause
    dated: list[ResolvedExpression]
    lengths: list[ResolvedExpression]
    concepts: set[str]
    reports: bool
    content: bool = False
    counted: bool = False


def mentions(
    article: Article, segments: Sequence[Segment], expressions: Sequence[ResolvedExpression], home: Interval | None
) -> list[Mention]:
    """Return the mentions of an article in text order; ``home`` is its day of publication, if known."""
    found: list[Mention] = []
    agencies = agencies_in(article.text)
    for place, segment in enumerate(segments):
        if segment.role not in TOLD_IN and (place or segment.role is not Role.HEADLINE):
            continue
        first, last = (bisect_left(expressions, place, key=_start) for place in (segment.start, segment.end))
        inside = expressions[first:last]
        language = load(segment.language)
        for draft in _drafts(article.text, segment, inside, language):
            opens = segment.role is Role.DATELINE or draft.start == segment.start
            if opens and _only_dated(article.text, draft):
                continue
            mention = _mention(article, segment, draft, language, home, agencies)
            if mention is not None:
                opened = language.order_cues_has("when", _first_word(article.text, draft, language))
                found.append(_at_that_time(found[-1], mention) if opened and found else mention)
    return _with_reasons(article.text, found)


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


def _drafts(text: str, segment: Segment, inside: Sequence[ResolvedExpression], language: Language) -> list[_Draft]:
    drafts: list[_Draft] = []
    for clause in clauses(text, segment):
        first, last = (bisect_left(inside, place, key=_start) for place in (clause.start, clause.end))
        dated = [e for e in inside[first:last] if dates(e)]
        lengths = [e for e in inside[first:last] if e.type == "DURATION"]
        draft = _Draft(
            clause.start,
            clause.end,
            clause,
            dated,
            lengths,
            set(concepts(text, clause.start, clause.end, language)),
            _reports(text, clause, language),
        )
        before = drafts[-1] if drafts and drafts[-1].clause.sentence == clause.sentence else None
        counted = before is not None and _counted_on(text, before, draft, language)
        if before is not None and (counted or _told_together(text, before, draft, language)):
            before.end = draft.end
            before.dated += draft.dated
            before.lengths += draft.lengths
            if counted:
                before.concepts |= draft.concepts
            elif not before.concepts - REPORTS and draft.concepts - REPORTS:
                before.concepts |= draft.concepts
                before.content = before.reports
        else:
            drafts.append(draft)
    drafts = [part for draft in drafts for part in _parted(text, draft, segment, language)]
    if segment.role is Role.TWEET and drafts:
        return [
            _Draft(
                drafts[0].start,
                _signature(text, drafts[-1].end, segment),
                drafts[0].clause,
                [e for d in drafts for e in d.dated],
                [e for d in drafts for e in d.lengths],
                {c for d in drafts for c in d.concepts},
                False,
            )
        ]
    return drafts


def _counted_on(text: str, before: _Draft, draft: _Draft, language: Language) -> bool:
    """Whether the clause before only says from what this one counts its time."""
    times = [*before.lengths, *before.dated]
    return counts_on(text, (before.start, before.end), times, draft.clause.turn, language)


def _parted(text: str, draft: _Draft, segment: Segment, language: Language) -> list[_Draft]:
    """A clause that dates two happenings of its own, cut between them: "the 2024 vote … to the 2020 election", "closed
    from Monday and stays so until Friday"."""
    apart = counted_apart(text, (draft.start, draft.end), draft.lengths, language) if draft.dated else None
    if apart is not None and any(e.start < apart for e in draft.dated):
        other = replace(_part(text, draft, apart, draft.end, language), counted=True)
        return [_part(text, draft, draft.start, apart, language), other]
    if len(draft.dated) < 2:
        return [draft]
    cues = list(_cue_places(text, draft, language))
    for first, second in zip(draft.dated, draft.dated[1:], strict=False):
        same = first.value == second.value and first.placed == second.placed
        if same or joined(text, first, second, language) or _in_quotes(first, segment) != _in_quotes(second, segment):
            continue
        place = _between_cues(text, draft, first, second, cues, language) or _between_dates(
            text, draft, first, second, language
        )
        if place is not None:
            left = _part(text, draft, draft.start, place, language)
            right = _part(text, draft, place, draft.end, language)
            return [left, *_parted(text, right, segment, language)]
    return [draft]


def _between_cues(
    text: str,
    draft: _Draft,
    first: ResolvedExpression,
    second: ResolvedExpression,
    cues: Sequence[int],
    language: Language,
) -> int | None:
    """Where to cut between two dates that stand nearest to different event words, None where they do not: at the last
    joining word or comma between them."""
    near = [min(cues, key=lambda c: abs(c - e.start), default=None) for e in (first, second)]
    if None in near or near[0] == near[1]:
        return None
    start = max(first.end, (near[0] or 0))
    end = min(second.start, near[1] or second.start)
    joint, signs = _connector(text, start, end, language), [m.end() for m in _COMMA.finditer(text, start, end)]
    return max([*signs[-1:], *([] if joint is None else [joint])], default=None)


def _between_dates(
    text: str, draft: _Draft, first: ResolvedExpression, second: ResolvedExpression, language: Language
) -> int | None:
    """Where to cut between two dates that lie apart: at the last comma or joining word that leaves words enough on
    both sides, None where there is none."""
    a, b = first.placed, second.placed
    if a is not None and b is not None and a.to_days().overlaps(b.to_days()):
        return None
    signs = [m.end() for m in _COMMA.finditer(text, first.end, second.start)]
    if language.traits.unspaced and text[first.end].isspace():
        # Thai parts clauses by a blank.
        signs.append(first.end + 1)
    joint = _connector(text, first.end, second.start, language)
    least = LEAST_SIGNS if language.traits.unspaced else LEAST_WORDS
    for place in sorted({*signs, *([] if joint is None else [joint])}, reverse=True):
        parts = (
            text[draft.start : first.start] + text[first.end : place],
            text[place : second.start] + text[second.end : draft.end],
        )
        if all(_size(part, language) >= least for part in parts):
            return place
    return None


def _size(part: str, language: Language) -> int:
    """How many words, in scripts without spaces how many letters, stand in a part."""
    return sum(map(str.isalpha, part)) if language.traits.unspaced else len(_WORD.findall(part))


def _in_quotes(e: ResolvedExpression, segment: Segment) -> bool:
    return quotation_around(segment.quotations, e.start, e.start + 1) is not None


def _connector(text: str, start: int, end: int, language: Language) -> int | None:
    """The place of the last word between two places that joins or compares: "and", "to", "with"."""
    words = [m for m in _WORD.finditer(language.fold(text[start:end])) if language.order_cues_has("join", m[0])]
    return start + words[-1].start() if words else None


def _part(text: str, draft: _Draft, start: int, end: int, language: Language) -> _Draft:
    inside = [e for e in draft.dated if start <= e.start < end]
    lengths = [e for e in draft.lengths if start <= e.start < end]
    return _Draft(start, end, draft.clause, inside, lengths, set(concepts(text, start, end, language)), False)


def _cue_places(text: str, draft: _Draft, language: Language) -> Iterator[int]:
    """Where the words stand that name the draft's kinds of event."""
    folded = language.fold(text[draft.start : draft.end])
    kinds = draft.concepts - REPORTS
    if not kinds:
        return
    of = language.signs.of
    for word in _WORD.finditer(folded):
        if not kinds.isdisjoint(of(word[0])):
            yield draft.start + word.start()


def _only_dated(text: str, draft: _Draft) -> bool:
    """Whether a dateline holds hardly more than a place, in capitals, and its date: "MINSK, 12 December"."""
    words = _WORD.findall(_without_dates(text, draft))
    return not draft.concepts and 0 < len(words) <= PLACE_WORDS and words[0].isupper() and len(words[0]) > 1


def _first_word(text: str, draft: _Draft, language: Language) -> str:
    word = _WORD.match(text, draft.start)
    return language.fold(word[0]) if word is not None else ""


def _signature(text: str, end: int, segment: Segment) -> int:
    """The end of a post's own words, before its links and the name of its author."""
    found = re.search(r"\s(?:—|–|--)\s|\shttps?://|\s?#\w|\spic\.", text[segment.start : end])
    return segment.start + found.start() if found and found.start() > 20 else end


def _start(e: ResolvedExpression) -> int:
    return e.start


def dates(e: ResolvedExpression) -> bool:
    """Return whether an expression can date a happening: a date or time, not a length, a set or a vague word."""
    return e.type in ("DATE", "TIME") and not e.value.endswith("_REF")


def _reports(text: str, clause: Clause, language: Language) -> bool:
    """Whether the clause only says that somebody said something."""
    return language.asked(text[clause.start : clause.end], "VERBS")


def _told_together(text: str, before: _Draft, draft: _Draft, language: Language) -> bool:
    """Whether a clause belongs to the mention of the clause before it."""
    if draft.clause.turn in ("follows", "precedes", "because") and draft.concepts:
        return False
    if not draft.dated and (not draft.concepts or language.relative.match(draft.clause.opener)):
        return True
    if not before.dated and not before.concepts and not before.reports:
        return True
    if not before.reports or _order(text, draft.start, draft.end, language) == "first":
        return False
    content = draft.clause.opener in language.order_cues_words("that")
    if not draft.dated:
        return content or not before.concepts - REPORTS
    return (not before.dated and not before.concepts - REPORTS) or _same_day(before.dated, draft.dated)


def _same_day(first: Sequence[ResolvedExpression], second: Sequence[ResolvedExpression]) -> bool:
    days = {(e.placed.first_day, e.placed.last_day) if e.placed else None for e in (*first, *second)}
    return len(days) == 1 and None not in days


def _order(text: str, start: int, end: int, language: Language) -> str | None:
    """Whether the clause counts its happening as the first (or previous) or as a further one."""
    for name in ("again", "first"):
        if language.asked(text[start:end], name.upper()):
            return name
    return None


def _mention(
    article: Article,
    segment: Segment,
    draft: _Draft,
    language: Language,
    home: Interval | None,
    agencies: Sequence[Named],
) -> Mention | None:
    text = article.text
    if not draft.dated and not draft.concepts - REPORTS and not draft.counted:
        return None
    since = _since(text, draft, language)
    cue = _first_cue(text, draft, language)
    clause = (draft.start, draft.end)
    if not draft.dated and (denied(text, clause, cue, language) or _supposed(draft, segment, language)):
        return None
    stamp = segment.start == draft.start
    expression = dating(_told_dates(text, draft, segment, language), cue, home if stamp else None)
    placed, lasting = stretch(text, expression, draft.dated, language)
    told_as = modality(text, segment, clause, expression, language, home)
    if told_as == "planned":
        placed = from_writing(placed, home)
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
        concepts=frozenset(_head_concepts(text, draft, cue, language)),
        reported=draft.content,
        roles=roles,
        names=tuple(named),
        numbers=frozenset(re.sub(r"\D", "", m[0]) for m in _NUMBER.finditer(_without_dates(text, draft))),
        words=_words(span, language),
        order=_order(text, draft.start, draft.end, language),
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
        written=home.first_day if home is not None else None,
        rival=other_side(text, segment, clause, expression, home) if placed is not None else None,
    )


def _since(text: str, draft: _Draft, language: Language) -> Since | None:
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


def _told_dates(text: str, draft: _Draft, segment: Segment, language: Language) -> Sequence[ResolvedExpression]:
    """The dates of what a clause tells: where somebody is quoted, those of the quotation, not the day of speaking."""
    spoken = [e for e in draft.dated if _in_quotes(e, segment)]
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
    return "attributed" if told_as == "claimed" or attributed(language.fold(span)) else ""


def _words(span: str, language: Language) -> frozenset[str]:
    """The skeletons of the longer words; in scripts without spaces the pairs of signs that stand side by side."""
    if language.traits.unspaced:
        return frozenset(
            romanised(pair) for run in _WORD.findall(span) for pair in map("".join, itertools.pairwise(run))
        )
    return frozenset(skeleton(word) for word in _WORD.findall(span) if len(word) >= WORD_LETTERS) - {""}


def _head_concepts(text: str, draft: _Draft, cue: int, language: Language) -> set[str]:
    """The kinds of event named near the first event word; what is named far behind it is told in passing."""
    if draft.end <= cue + HEAD:
        return draft.concepts
    return draft.concepts & concepts(text, draft.start, cue + HEAD, language)


def _supposed(draft: _Draft, segment: Segment, language: Language) -> bool:
    """Whether an undated clause is a condition, or direct speech, which argues more than it tells."""
    near = overlapping(segment.quotations, draft.start, draft.end)
    spoken = any(q.start <= draft.start + 1 and draft.end - 2 <= q.end for q in near)
    most = any(min(q.end, draft.end) - max(q.start, draft.start) > 0.8 * (draft.end - draft.start) for q in near)
    return spoken or most or language.conditional.match(draft.clause.opener)


def _without_dates(text: str, draft: _Draft) -> str:
    """The mention's text with its dates blanked, so that their numbers do not count."""
    span = text[draft.start : draft.end]
    for e in draft.dated:
        first, last = max(0, e.start - draft.start), max(0, e.end - draft.start)
        span = span[:first] + " " * (last - first) + span[last:]
    return span


def _first_cue(text: str, draft: _Draft, language: Language) -> int:
    return next(_cue_places(text, draft, language), draft.start)
