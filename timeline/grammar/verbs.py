"""Words that a verb beside them settles: "a las 8 llegó la policía" tells an hour, "a las 8 ganadoras" none."""

from __future__ import annotations

from timeline.cues import Cues
from timeline.grammar.clocks import clock_told
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.language import Language

TENSES = ("past", "future", "present", "scheduled")
_BEFORE_HOURS = frozenset(
    ("WEEKDAY", "DEICTIC", "DEICTIC_PART", "PART", "PART_ADVERB", "MONTH", "YEAR", "COMMA", "DOT", "AND")
)


def is_verb(folded: str, language: Language) -> bool:
    """Return whether a folded word is a cue of tense or opens a clause.

    >>> from timeline.language import load
    >>> is_verb("arrived", load("en")), is_verb("winners", load("en"))
    (True, False)
    """
    told = (*(language.tense.get(name, Cues()) for name in TENSES), language.speech)
    return language.clauses.match(folded) or any(cues.match(folded) for cues in told)


def clock_before_verb(language: Language) -> Rule:
    """Return the rule for an hour without more behind "at", at the head of a clause or behind a day, before a verb."""

    def build(match: Match) -> list[Piece] | None:
        before = match.tokens[match.first - 1].values if match.first else {}
        after = match.tokens[match.last].values
        heads = not before or bool(before.keys() & _BEFORE_HOURS)
        if not heads or not is_verb(language.fold(str(after.get("OTHER", ""))), language):
            return None
        return clock_told(match)

    return Rule("clock", 1, ("x:(ATCLOCK h:HOUR) OTHER",), build)
