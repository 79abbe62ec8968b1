"""Days for which something is set, whatever the tense: "called a meeting for Monday", "was postponed to Tuesday".

A language's file lists the words before a day (``set``) or behind it (``setp``) that name what it is set for, and verbs
of moving an appointment (``moved``) with the words beside the new day (``moved_to``, ``moved_top``), and words by which
a day gives way to another (``instead``, ``insteadp``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from timeline.article import Segment
from timeline.context import Context, context_of
from timeline.cues import Cues
from timeline.expression import Expression, ResolvedExpression
from timeline.forms import WORD
from timeline.language import Language, load
from timeline.operators import At, Calendar, In

REACH = 24
FARTHEST = 300
ARTICLE = 3
NONE = Cues()
# A dot behind a figure belongs to a date: "from 10. to 24. April".
_CLAUSE = re.compile(r"(?<!\d)\.|[;:!?。；：！？()«»„“”\n]")
# The other day beside one of the two that a move is told by: "from the 10th to 24 April".
_OTHER_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)(?![.,:]\d)")
OTHER_DAY_REACH = 20
_SUFFIX = re.compile(r"['’]([^\W\d_]{1,5})(?![^\W_])")


def is_appointed(text: str, e: Expression, context: Context) -> bool:
    """Return whether something is set for the day that an expression names, which then lies ahead.

    >>> from timeline.article import Article
    >>> from timeline.context import context_of
    >>> from timeline.segmentation import segments
    >>> from timeline.tagging import tag
    >>> def told(text):
    ...     segment = segments(Article("a", text, "en"))[0]
    ...     return [is_appointed(text, e, context_of(segment, e)) for e in tag(text, "en")]
    >>> told("He called a meeting for Monday. It was postponed to Friday. They spoke to reporters Friday.")
    [True, True, False]
    """
    language = load(context.segment.language)
    ended = day_told(e)
    night = isinstance(e.meaning, At) and e.meaning.through
    if night or _has(ended.endswith, language, "unset_ending"):
        # The day that a night ends on is none that something is set for: "keddre virradóra".
        return False
    if _stands_before(text, e, language, "set") or _stands_behind(text, e, language, "setp"):
        return True
    if _has(ended.endswith, language, "set_ending") or _has(ended.startswith, language, "set_beginning"):
        return True
    if "moved" not in language.tense or not _is_moved(text, e, context, language):
        return False
    return _is_new_day(text, e, language)


def day_told(e: Expression) -> str:
    """Return the words of an expression in small letters, of one with a clock time, whose words may have endings of
    their own, the first.

    >>> from timeline.tagging import tag
    >>> day_told(tag("Kedden 18 órakor", "hu")[0])
    'kedden'
    """
    told = e.text.casefold()
    return told.split()[0] if isinstance(e.meaning, At) and e.meaning.clock.hour is not None else told


def moves_to(text: str, segment: Segment, e: ResolvedExpression) -> bool:
    """Return whether its clause tells that something was moved to the day that an expression names: "was moved to 3
    May"."""
    return is_moved_to(text, e.expression, context_of(segment, e.expression))


def is_moved_to(text: str, e: Expression, context: Context) -> bool:
    """Return whether the clause around an expression tells that something was moved to the day that it names."""
    language = load(context.segment.language)
    if "moved" not in language.tense or not _is_new_day(text, e, language):
        return False
    return _is_moved(text, e, context, language)


def is_moved_from(text: str, e: Expression, context: Context) -> bool:
    """Return whether an expression names one of the two days of a month by which its clause tells a move: "was moved
    from 10 April to 24 April"."""
    language = load(context.segment.language)
    if (
        not isinstance(e.meaning, Calendar)
        or e.meaning.day is None
        or "moved" not in language.tense
        or not _is_moved(text, e, context, language)
    ):
        return False
    before, behind = text[max(0, e.start - OTHER_DAY_REACH) : e.start], text[e.end : e.end + OTHER_DAY_REACH]
    return _OTHER_DAY.search(before) is not None or _OTHER_DAY.search(behind) is not None


def is_moved_by(text: str, e: Expression, context: Context) -> bool:
    """Return whether an expression tells by how long something was moved, though its preposition also means "in":
    "погребот беше одложен за три дена"."""
    language = load(context.segment.language)
    ahead = isinstance(e.meaning, In) and e.meaning.always and "moved" in language.tense
    return ahead and _is_moved(text, e, context, language)


def gives_way(text: str, segment: Segment, e: ResolvedExpression) -> bool:
    """Return whether an expression names a day in whose place another one came: "on 9 May instead of 3 May"."""
    language = load(segment.language)
    before = _stands_before(text, e.expression, language, "instead")
    return before or _stands_behind(text, e.expression, language, "insteadp")


def held(text: str, segment: Segment, dated: Sequence[ResolvedExpression]) -> Sequence[ResolvedExpression]:
    """Return the dates of a clause without those of plans that it says did not hold: "postponed from Monday to Friday",
    "the visit, planned for yesterday, will be on Saturday"."""
    if len(dated) < 2:
        return dated
    dated = [e for e in dated if not gives_way(text, segment, e)] or dated
    language = load(segment.language)
    contexts = [context_of(segment, e.expression) for e in dated]
    if "moved" in language.tense and _is_moved(text, dated[0].expression, contexts[0], language):
        new = [e for e in dated if _is_new_day(text, e.expression, language)]
        return new[-1:] or dated
    planned = [e for e, context in zip(dated, contexts, strict=True) if is_appointed(text, e.expression, context)]
    others = [e for e in dated if e not in planned]
    last = max((e.placed.start for e in others if e.placed is not None), default=None)
    late = last is not None and all(e.placed is not None and e.placed.start < last for e in planned)
    return others if planned and late else dated


def _is_new_day(text: str, e: Expression, language: Language) -> bool:
    """Whether the words beside a day, or its ending, tell that something is moved to it."""
    return (
        _stands_before(text, e, language, "moved_to")
        or _stands_behind(text, e, language, "moved_top")
        or _has(day_told(e).endswith, language, "moved_ending")
        or _written_on(text, e) in language.words("moved_ending")
        or _has(day_told(e).endswith, language, "set_ending")
    )


def _has(test: Callable[[tuple[str, ...]], bool], language: Language, name: str) -> bool:
    """Whether a test holds for one of the parts of words that a language lists."""
    parts = language.words(name)
    return bool(parts) and test(parts)


def _written_on(text: str, e: Expression) -> str:
    """What an apostrophe writes onto an expression: "24 Nisan'a"."""
    found = _SUFFIX.match(text, e.end)
    return found[1].casefold() if found is not None else ""


def _forms(language: Language, name: str) -> frozenset[str]:
    cues = language.tense.get(name, NONE)
    return cues.words | frozenset(cues.phrases)


def _stands_before(text: str, e: Expression, language: Language, name: str) -> bool:
    """Whether one of the words stands before an expression, an article between them aside."""
    forms = _forms(language, name)
    if not forms:
        return False
    before = language.fold(text[max(0, e.start - REACH) : e.start])
    if language.traits.unspaced:
        return before.rstrip().endswith(tuple(forms))
    words = re.findall(WORD, before)
    if before.rstrip()[-1:] in (",", ".", ";", ":", "(", ")"):
        return False
    tails = [" ".join(words[-n:]) for n in (1, 2, 3)]
    near = [" ".join(words[-n - 1 : -1]) for n in (1, 2)] if words and len(words[-1]) <= ARTICLE else []
    return any(tail in forms for tail in (*tails, *near))


def _stands_behind(text: str, e: Expression, language: Language, name: str) -> bool:
    """Whether one of the words stands behind an expression, or is written onto it."""
    forms = _forms(language, name)
    if not forms:
        return False
    behind = language.fold(text[e.end : e.end + REACH]).lstrip()
    if language.traits.unspaced or language.flag("suffixing"):
        return behind.startswith(tuple(forms))
    return any(behind == form or (behind.startswith(form) and not behind[len(form)].isalpha()) for form in forms)


def _is_moved(text: str, e: Expression, context: Context, language: Language) -> bool:
    """Whether the clause tells that an appointment was moved."""
    # A sentence without an end must cost no more.
    start, end = max(context.sentence[0], e.start - FARTHEST), min(context.sentence[1], e.end + FARTHEST)
    before, after = text[start : e.start], text[e.end : end]
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    stop = _CLAUSE.search(after)
    clause = language.fold(before[cuts[-1] if cuts else 0 :] + " " + after[: stop.start() if stop else len(after)])
    return language.tense["moved"].within(clause)
