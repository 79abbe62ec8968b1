"""The verb for "to be" right beside a day, which is said of its subject then: "the meeting is on Friday"."""

from __future__ import annotations

import re
from itertools import takewhile

from timeline.context import Context
from timeline.cues import Cues
from timeline.direction import articles
from timeline.expression import Expression
from timeline.forms import WORD
from timeline.language import Language, load
from timeline.turning import CLAUSE_END

NEXT_WORD = 20
LONGEST_PREPOSITION = 3
ADJACENT = 2
# Words and signs behind a day that begins its sentence within which its verb stands.
FRONTED, FRONTED_REACH = 3, 40
REACH = 30
BREAKS = frozenset(".,;:!?()\u2013\u2014")
NONE = Cues()


def copula_beside(text: str, e: Expression, context: Context) -> int | None:
    """Where the verb stands by which a clause says a day of its subject, which lies ahead then: "the meeting is on
    Friday", "am Sonntag sind Wahlen"; None where there is none.

    >>> from timeline.article import Article
    >>> from timeline.context import context_of
    >>> from timeline.segmentation import segments
    >>> from timeline.tagging import tag
    >>> text = "The meeting is on Friday."
    >>> friday, segment = tag(text, "en")[0], segments(Article("a", text, language="en"))[0]
    >>> copula_beside(text, friday, context_of(segment, friday))
    12
    """
    language = load(context.segment.language)
    copula = language.tense.get("copula")
    if copula is None or (language.flag("participle_last") and _ends_small(text, e, context)):
        return None
    first = max(context.sentence[0], e.start - REACH)
    before = list(re.finditer(WORD, language.fold(text[first : e.start])))[::-1][:ADJACENT]
    after = list(re.finditer(WORD, language.fold(text[e.end : e.end + FRONTED_REACH])))[:FRONTED]
    # A day that begins its sentence may be parted from its verb by a place: "Sunnuntaina Portugalissa on vaalit".
    fronted = len(text[context.sentence[0] : e.start].split()) < ADJACENT
    for words, base in ((before, first), (after, e.end)):
        for at, word in enumerate(words):
            if copula.match(word[0]):
                place, stop = base + word.start(), base + word.end()
                told = _participle_at(text, max(stop, e.end), language)
                return None if told or _is_parted(text, (place, stop), e) else place
            far = word.end() - word.start() > LONGEST_PREPOSITION and not (fronted and words is after)
            if far or at + 1 >= ADJACENT + (fronted and words is after):
                break
    return None


def _participle_at(text: str, place: int, language: Language) -> bool:
    """Whether the participle of a perfect told with "to be" stands there: "er fredag rejst", "domenica è crollata"."""
    participle = language.tense.get("participle")
    behind = re.match(rf"\s+({WORD})", text[place : place + NEXT_WORD]) if participle is not None else None
    if participle is None or behind is None or behind[1][0].isupper():
        return False
    word = language.fold(behind[1])
    return participle.match(word) and not language.tense.get("no_participle", NONE).match(word)


def _is_parted(text: str, word: tuple[int, int], e: Expression) -> bool:
    """Whether a sign stands between a word and an expression."""
    between = text[word[1] : e.start] if word[0] < e.start else text[e.end : word[0]]
    return any(sign in BREAKS for sign in between)


def _ends_small(text: str, e: Expression, context: Context) -> bool:
    """Whether a word without a capital ends the clause behind a date, as the participle of a perfect told with "to be"
    does, "is vrijdag in Gent aangehouden", and a place does not, "is vrijdag in Gent"."""
    language = load(context.segment.language)
    words = re.findall(WORD, CLAUSE_END.split(text[e.end : context.sentence[1]])[0])
    own = list(takewhile(lambda word: not language.clauses.match(word), words))
    # "Zondag is er een referendum" ends in a noun with its article.
    noun = len(own) > 1 and language.fold(own[-2]) in articles(language.code)
    return bool(own) and own[-1][0].islower() and not noun
