"""The clauses of a segment as they are told: joined where one only goes on with the other, parted where one dates two
happenings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from timeline.article import Role, Segment, quotation_around
from timeline.clauses import Clause, clauses, concepts
from timeline.credits import without_source
from timeline.dating import joined
from timeline.elapsed import counted_apart, counts_on
from timeline.expression import ResolvedExpression
from timeline.forms import WORD
from timeline.language import Language
from timeline.mention import PHASES, REPORTS
from timeline.operators import Shift

LEAST_WORDS = 3
LEAST_SIGNS = 4
_COMMA = re.compile(r"[,،;；](?=\s)|[、，；]")
_WORD = re.compile(WORD)


@dataclass(slots=True)
class Draft:
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


def drafts(text: str, segment: Segment, inside: Sequence[ResolvedExpression], language: Language) -> list[Draft]:
    """Return what the clauses of a segment tell, in text order; ``inside`` are the segment's expressions."""
    found: list[Draft] = []
    told = clauses(text, segment, [(e.start, e.end) for e in inside])
    for clause, after in zip_longest(told, told[1:]):
        draft = _of_clause(text, clause, inside, language)
        before = found[-1] if found and found[-1].clause.sentence == clause.sentence else None
        if before is not None and before.dated and _introduces(text, draft, after, language):
            found.append(draft)
            continue
        counted = before is not None and _counted_on(text, before, draft, language)
        if before is not None and (counted or _told_together(text, before, draft, language)):
            said = bool(draft.dated) and _says(before, draft, language)
            before.end = draft.end
            before.dated += draft.dated
            before.lengths += draft.lengths
            if counted:
                before.concepts |= draft.concepts
            elif said or (draft.concepts - REPORTS and not before.concepts - REPORTS):
                # "The prosecution claims that it was handed over": the trial is that of whoever claims it.
                before.concepts = (before.concepts & REPORTS) | draft.concepts
                before.content = before.reports
        else:
            found.append(draft)
    parts = [part for draft in found for part in _parted(text, draft, segment, language)]
    beside = False
    for before, part in pairwise(parts):
        beside = _is_relative(text, part, language) or (beside and part.clause is before.clause)
        if beside and part.dated and part.concepts <= PHASES:
            part.concepts |= _antecedent(text, before, part, language)
    return [_post(text, parts, segment)] if segment.role is Role.TWEET and parts else parts


def _antecedent(text: str, before: Draft, part: Draft, language: Language) -> set[str]:
    """The kinds of what a relative clause without a word for its own tells on: "the fine | that it got on Monday"; and
    those of what the sentence goes on with behind it: "the hearing, | which was to begin today, | is put off to
    Friday"."""
    if before.clause.sentence != part.clause.sentence:
        return set()
    if not _is_relative(text, part, language):
        return before.concepts - PHASES
    last = max(cue_places(text, before, language), default=None)
    return told_kinds(text, last, before.end, language) if last is not None else set()


def _is_relative(text: str, part: Draft, language: Language) -> bool:
    """Whether a clause opens with a relative pronoun."""
    opener = _WORD.search(text, part.start, part.end)
    return opener is not None and language.relative.match(language.fold(opener[0]))


def _of_clause(text: str, clause: Clause, inside: Sequence[ResolvedExpression], language: Language) -> Draft:
    first, last = (bisect_left(inside, place, key=start_of) for place in (clause.start, clause.end))
    return Draft(
        clause.start,
        clause.end,
        clause,
        [e for e in inside[first:last] if dates(e)],
        [e for e in inside[first:last] if e.type == "DURATION"],
        told_kinds(text, clause.start, clause.end, language),
        _reports(text, clause.start, clause.end, language),
    )


def _post(text: str, parts: Sequence[Draft], segment: Segment) -> Draft:
    """All that a post tells, as one."""
    return Draft(
        parts[0].start,
        _signature(text, parts[-1].end, segment),
        parts[0].clause,
        [e for d in parts for e in d.dated],
        [e for d in parts for e in d.lengths],
        {c for d in parts for c in d.concepts},
        False,
    )


def _counted_on(text: str, before: Draft, draft: Draft, language: Language) -> bool:
    """Whether the clause before only says from what this one counts its time."""
    times = [*before.lengths, *before.dated]
    return counts_on(text, (before.start, before.end), times, draft.clause.turn, language)


def _parted(text: str, draft: Draft, segment: Segment, language: Language) -> list[Draft]:
    """A clause that dates two happenings of its own, cut between them: "the 2024 vote … to the 2020 election", "closed
    from Monday and stays so until Friday"."""
    apart = counted_apart(text, (draft.start, draft.end), draft.lengths, language) if draft.dated else None
    if apart is not None and any(e.start < apart for e in draft.dated):
        other = replace(_part(text, draft, apart, draft.end, language), counted=True)
        return [_part(text, draft, draft.start, apart, language), other]
    if len(draft.dated) < 2:
        return [draft]
    cues = list(cue_places(text, draft, language))
    for first, second in zip(draft.dated, draft.dated[1:], strict=False):
        same = first.value == second.value and first.placed == second.placed
        if same or joined(text, first, second, language) or in_quotes(first, segment) != in_quotes(second, segment):
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
    draft: Draft,
    first: ResolvedExpression,
    second: ResolvedExpression,
    cues: Sequence[int],
    language: Language,
) -> int | None:
    """Where to cut between two dates that stand nearest to different event words, None where they do not: at the last
    joining word or comma between them."""
    if language.traits.postposed and language.flag("credit_behind"):
        # Where verbs come last a date belongs to the first one behind it; the second happening begins with its date.
        told = [next((c for c in cues if c > e.start), None) for e in (first, second)]
        return second.start if told[0] is not None and told[1] is not None and told[0] < second.start else None
    near = [_nearest(text, e, cues, language) for e in (first, second)]
    if None in near or near[0] == near[1]:
        return None
    start = max(first.end, (near[0] or 0))
    end = min(second.start, near[1] or second.start)
    joint, signs = _connector(text, start, end, language), [m.end() for m in _COMMA.finditer(text, start, end)]
    return max([*signs[-1:], *([] if joint is None else [joint])], default=None)


def _nearest(text: str, e: ResolvedExpression, cues: Sequence[int], language: Language) -> int | None:
    """The event word nearest to a date, before those behind a joining word: "were detained in Tirana on 4 November and
    | extradited on 1 December"."""
    return min(
        cues,
        key=lambda c: (c > e.end and _connector(text, e.end, c, language) is not None, abs(c - e.start)),
        default=None,
    )


def _between_dates(
    text: str, draft: Draft, first: ResolvedExpression, second: ResolvedExpression, language: Language
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


def in_quotes(e: ResolvedExpression, segment: Segment) -> bool:
    """Return whether an expression stands in direct speech."""
    return quotation_around(segment.quotations, e.start, e.start + 1) is not None


def _connector(text: str, start: int, end: int, language: Language) -> int | None:
    """The place of the last word between two places that joins or compares: "and", "to", "with"."""
    words = [m for m in _WORD.finditer(language.fold(text[start:end])) if language.order_cues_has("join", m[0])]
    return start + words[-1].start() if words else None


def _part(text: str, draft: Draft, start: int, end: int, language: Language) -> Draft:
    inside = [e for e in draft.dated if start <= e.start < end]
    lengths = [e for e in draft.lengths if start <= e.start < end]
    kinds, reports = told_kinds(text, start, end, language), _reports(text, start, end, language)
    return Draft(start, end, draft.clause, inside, lengths, kinds, reports)


def told_kinds(text: str, start: int, end: int, language: Language) -> set[str]:
    """Return the kinds of event that text[start:end] names, but for those in the name of whom it tells them by: "the
    court" in "signed on 3 May, according to the court"."""
    span = without_source(text[start:end], language)
    return set(concepts(span, 0, len(span), language))


def cue_places(text: str, draft: Draft, language: Language) -> Iterator[int]:
    """Yield the places of the words that name the draft's kinds of event."""
    folded = language.fold(without_source(text[draft.start : draft.end], language))
    kinds = draft.concepts - REPORTS
    if not kinds:
        return
    of = language.signs.of
    for word in _WORD.finditer(folded):
        if not kinds.isdisjoint(of(word[0])):
            yield draft.start + word.start()


def _signature(text: str, end: int, segment: Segment) -> int:
    """The end of a post's own words, before its links and the name of its author."""
    found = re.search(r"\s(?:—|–|--)\s|\shttps?://|\s?#\w|\spic\.", text[segment.start : end])
    return segment.start + found.start() if found and found.start() > 20 else end


def start_of(e: ResolvedExpression) -> int:
    """Return the place of an expression's first character."""
    return e.start


def dates(e: ResolvedExpression) -> bool:
    """Return whether an expression can date a happening: a date or time, not a length, a set or a vague word."""
    if e.type not in ("DATE", "TIME"):
        return False
    return not e.value.endswith("_REF") or _is_open_today(e)


def _is_open_today(e: ResolvedExpression) -> bool:
    """Whether an expression is "today" in an article without a date: a day, though one that is not known."""
    meaning = e.expression.meaning
    today = isinstance(meaning, Shift) and meaning.unit == "day" and not meaning.count
    return today and e.anchor is not None and e.anchor.kind == "none"


def _reports(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a clause says that somebody said something."""
    return language.asked(text[start:end], "VERBS")


def _introduces(text: str, draft: Draft, after: Clause | None, language: Language) -> bool:
    """Whether a clause without a date or happening of its own says that somebody claims what the next one tells."""
    if draft.dated or draft.concepts - REPORTS or after is None or after.sentence != draft.clause.sentence:
        return False
    claims = language.asked(text[draft.start : draft.end], "CLAIMS")
    return claims and after.opener in language.order_cues_words("that")


def _told_together(text: str, before: Draft, draft: Draft, language: Language) -> bool:
    """Whether a clause belongs to the mention of the clause before it."""
    if draft.clause.turn in ("follows", "precedes", "because") and draft.concepts:
        return False
    if not draft.dated and (not draft.concepts or language.relative.match(draft.clause.opener)):
        return True
    if not before.dated and not before.concepts and not before.reports:
        return True
    if not before.reports or counted_as(text, draft.start, draft.end, language) == "first":
        return False
    content = draft.clause.opener in language.order_cues_words("that")
    if not draft.dated:
        return content or not before.concepts - REPORTS
    return (not before.dated and not before.concepts - REPORTS) or _same_day(before.dated, draft.dated)


def _says(before: Draft, draft: Draft, language: Language) -> bool:
    """Whether a clause without a date of its own says that somebody says what the next one tells."""
    return before.reports and not before.dated and draft.clause.opener in language.order_cues_words("that")


def _same_day(first: Sequence[ResolvedExpression], second: Sequence[ResolvedExpression]) -> bool:
    days = {(e.placed.first_day, e.placed.last_day) if e.placed else None for e in (*first, *second)}
    return len(days) == 1 and None not in days


def counted_as(text: str, start: int, end: int, language: Language) -> str | None:
    """Return "first" or "again" where the clause counts its happening as the first (or previous) or a further one."""
    for name in ("again", "first"):
        if language.asked(text[start:end], name.upper()):
            return name
    return None
