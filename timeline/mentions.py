"""Which clause tells a happening, and which expression dates it.

A clause with a date or with a word for a kind of event is a mention. Of several dates in one clause the one nearest to the
event word counts. A reporting clause ("BelTA reported on Monday that …") is told together with what it reports, unless
that has a date of its own. Denied happenings are no mentions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.article import Article, Role, Segment
from timeline.clauses import Clause, clauses, concepts
from timeline.direction import direction
from timeline.expression import ResolvedExpression
from timeline.interval import Granularity, Interval
from timeline.language import Cues, Language, load
from timeline.names import Name, names, skeleton
from timeline.operators import Direction

TOLD_IN = (Role.PROSE, Role.TWEET, Role.DATELINE)
REPORTS = frozenset(("announce", "report"))
WORD_LETTERS = 5
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[ .,]\d{3})*(?![\w:])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A clause that tells one happening.

    ``concepts`` are the kinds of event that its words name, ``roles`` the offices, ``words`` the skeletons of its longer
    words, ``order`` "first" or "again" where it counts the happening among others. ``known_by`` is the interval before
    whose end it must have begun, for mentions without a date in a dated article. ``length`` is a length of time told in the
    clause, ``turn`` how the clause stands to the one before it.
    """

    article: str
    language: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    expression: ResolvedExpression | None
    interval: Interval | None
    known_by: Interval | None
    modality: str
    concepts: frozenset[str]
    roles: frozenset[str]
    names: tuple[Name, ...]
    numbers: frozenset[str]
    words: frozenset[str]
    order: str | None
    position: float
    source: str
    turn: str = ""
    length: ResolvedExpression | None = None

    @property
    def id(self) -> tuple[str, int, int]:
        """Article and span: what a mention is, whatever else is found out about it."""
        return (self.article, self.start, self.end)


@dataclass(slots=True)
class _Draft:
    """Clauses that are told together."""

    start: int
    end: int
    clause: Clause
    dated: list[ResolvedExpression]
    lengths: list[ResolvedExpression]
    concepts: set[str]
    reports: bool


def mentions(article: Article, segments: Sequence[Segment], expressions: Sequence[ResolvedExpression], home: Interval | None) -> list[Mention]:
    """Return the mentions of an article in text order; ``home`` is its day of publication, if known."""
    found: list[Mention] = []
    for segment in segments:
        if segment.role not in TOLD_IN:
            continue
        inside = [e for e in expressions if segment.start <= e.start < segment.end]
        language = load(segment.language)
        for draft in _drafts(article.text, segment, inside, language):
            mention = _mention(article, segment, draft, language, home)
            if mention is not None:
                found.append(mention)
    return found


def _drafts(text: str, segment: Segment, inside: Sequence[ResolvedExpression], language: Language) -> list[_Draft]:
    drafts: list[_Draft] = []
    for clause in clauses(text, segment):
        dated = [e for e in inside if clause.start <= e.start < clause.end and dates(e)]
        lengths = [e for e in inside if clause.start <= e.start < clause.end and e.type == "DURATION"]
        draft = _Draft(clause.start, clause.end, clause, dated, lengths, concepts(text, clause.start, clause.end, language), _reports(text, clause, language))
        before = drafts[-1] if drafts and drafts[-1].clause.sentence == clause.sentence else None
        if before is not None and _told_together(text, before, draft, language):
            before.end = draft.end
            before.dated += draft.dated
            before.lengths += draft.lengths
            before.concepts |= draft.concepts
            before.reports = before.reports and draft.reports
        else:
            drafts.append(draft)
    if segment.role is Role.TWEET and drafts:
        return [_Draft(drafts[0].start, _signature(text, drafts[-1].end, segment), drafts[0].clause, [e for d in drafts for e in d.dated], [e for d in drafts for e in d.lengths], {c for d in drafts for c in d.concepts}, False)]
    return drafts


def _signature(text: str, end: int, segment: Segment) -> int:
    """The end of a post's own words, before its links and the name of its author."""
    found = re.search(r"\s(?:—|–|--)\s|\shttps?://|\s?#\w|\spic\.", text[segment.start : end])
    return segment.start + found.start() if found and found.start() > 20 else end


def dates(e: ResolvedExpression) -> bool:
    """Return whether an expression can date a happening: a date or time, not a length, a set or a vague word."""
    return e.type in ("DATE", "TIME") and not e.value.endswith("_REF")


def _reports(text: str, clause: Clause, language: Language) -> bool:
    """Whether the clause only says that somebody said something."""
    folded = language.fold(text[clause.start : clause.end])
    return language.speech.within(folded)


def _told_together(text: str, before: _Draft, draft: _Draft, language: Language) -> bool:
    """Whether a clause belongs to the mention of the clause before it."""
    if draft.clause.turn in ("follows", "precedes", "because") and draft.concepts:
        return False
    if not draft.dated and not draft.concepts:
        return True
    if not before.dated and not before.concepts and not before.reports:
        return True
    if before.reports and not before.concepts - REPORTS and (not draft.dated or not before.dated):
        return _order(text, draft.start, draft.end, language) is None
    return False


def _order(text: str, start: int, end: int, language: Language) -> str | None:
    """Whether the clause counts its happening as the first (or previous) or as a further one."""
    folded = language.fold(text[start:end])
    words = _WORD.findall(folded)
    for name in ("again", "first"):
        cue = language.order_cues.get(name, Cues())
        if any(map(cue.match, words)) or any(p in folded for p in cue.phrases):
            return name
    return None


def _mention(article: Article, segment: Segment, draft: _Draft, language: Language, home: Interval | None) -> Mention | None:
    text = article.text
    if not draft.dated and not draft.concepts - REPORTS:
        return None
    if not draft.dated and _denied(text, draft, language):
        return None
    expression = _dating(text, draft, language)
    placed = expression.placed if expression else None
    modality = _modality(text, segment, draft, expression, language, home)
    span = text[draft.start : draft.end]
    return Mention(
        article=article.id,
        language=segment.language,
        start=draft.start,
        end=draft.end,
        text=span,
        sentence=draft.clause.sentence,
        expression=expression,
        interval=placed,
        known_by=home if placed is None and modality != "planned" and expression is None else None,
        modality=modality,
        concepts=frozenset(draft.concepts),
        roles=frozenset(name for name, cue in language.roles.items() if cue.within(language.fold(span))),
        names=tuple(names(text, draft.start, draft.end, segment.language, segment.sentences)),
        numbers=frozenset(re.sub(r"\D", "", m[0]) for m in _NUMBER.finditer(_without_dates(text, draft))),
        words=frozenset(skeleton(w) for w in _WORD.findall(span) if len(w) >= WORD_LETTERS) - {""},
        order=_order(text, draft.start, draft.end, language),
        position=draft.start / max(len(text), 1),
        source=article.source or article.id,
        turn=draft.clause.turn,
        length=next((e for e in draft.lengths if draft.start <= e.start < draft.end), None),
    )


def _without_dates(text: str, draft: _Draft) -> str:
    """The mention's text with its dates blanked, so that their numbers do not count."""
    span = text[draft.start : draft.end]
    for e in draft.dated:
        first, last = max(0, e.start - draft.start), max(0, e.end - draft.start)
        span = span[:first] + " " * (last - first) + span[last:]
    return span


def _dating(text: str, draft: _Draft, language: Language) -> ResolvedExpression | None:
    """The expression that dates the mention: the finest one, of equally fine ones the nearest to the first event word."""
    if not draft.dated:
        return None
    cue = _first_cue(text, draft, language)
    return min(draft.dated, key=lambda e: (_coarse(e), abs(e.start - cue), e.start))


def _coarse(e: ResolvedExpression) -> int:
    fine = (Granularity.MINUTE, Granularity.HOUR, Granularity.DAY)
    return 0 if e.placed is None or e.placed.granularity in fine else 1


def _first_cue(text: str, draft: _Draft, language: Language) -> int:
    folded = language.fold(text[draft.start : draft.end])
    for match in _WORD.finditer(folded):
        if any(cue.match(match[0]) for name, cue in language.concepts.items() if name in draft.concepts - REPORTS):
            return draft.start + match.start()
    return draft.start


def _denied(text: str, draft: _Draft, language: Language) -> bool:
    """Whether a word of negation stands close before the event word."""
    folded = language.fold(text[draft.start : draft.end])
    place = _first_cue(text, draft, language) - draft.start
    words = _WORD.findall(folded[:place])[-4:]
    after = _WORD.findall(folded[place:])[1:3]
    return any(map(language.negation.match, words)) or any(word in ("never",) for word in after)


def _modality(text: str, segment: Segment, draft: _Draft, expression: ResolvedExpression | None, language: Language, home: Interval | None) -> str:
    """Return planned for what lies ahead, claimed for what the text lets somebody claim, else actual."""
    if expression is not None:
        placed = expression.placed
        if placed is not None and home is not None:
            ahead = placed.first_day > home.last_day
            near = direction(text, (expression.start, expression.end), (draft.start, draft.end), segment.quotations, language.code)
            if ahead or (placed.last_day >= home.first_day and near[1] is Direction.FUTURE and near[0]):
                return "planned"
    elif _looks_ahead(text, draft, language):
        return "planned"
    if language.claims.within(language.fold(text[draft.start : draft.end])):
        return "claimed"
    return "actual"


def _looks_ahead(text: str, draft: _Draft, language: Language) -> bool:
    words = _WORD.findall(language.fold(text[draft.start : draft.end]))
    future, past = language.tense.get("future", Cues()), language.tense.get("past", Cues())
    modal = language.tense.get("modal", Cues())
    ahead = any(map(future.match, words)) or any(map(modal.match, words))
    return ahead and not any(map(past.match, words))


def redated(mention: Mention, expression: ResolvedExpression | None, known_by: Interval | None) -> Mention:
    """Return the mention with its expression as another publication day would place it."""
    return replace(mention, expression=expression, interval=expression.placed if expression else None, known_by=known_by)
