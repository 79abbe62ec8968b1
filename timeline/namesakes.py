"""Persons who are named after a month or a weekday: "Theresa May", "Andrej Petek"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from timeline.expression import Expression
from timeline.language import Language, load
from timeline.operators import Calendar

_FIRST_NAME = r"(?<!\w)(?P<first>[^\W\d_]{3,}) "
_BEFORE = re.compile(r"([^\W\d_]+)\W?\Z")
_TWO_WORDS = re.compile(r"(?P<title>[^\W\d_]+)(?P<sign>,?) (?P<first>[^\W\d_]{3,}) \Z")
_SURNAME = re.compile(r" (?P<last>[^\W\d_]{3,})(?P<sign>,?)")
_COMPOUNDED = re.compile(r"-([^\W\d_]{4,})")
REACH = 24
LEAST_TITLE = 4
PLACING = frozenset(("DATEPREP", "YEARPREP", "ON", "IN", "ART", "WHICH", "EDGE", "EVERY"))
OPENING = '.!?:"„“”»«\n–—…'
QUOTES = "‘’‚'\"“”„«»‹›「」『』《》〈〉"


def without_namesakes(text: str, code: str, expressions: Sequence[Expression]) -> tuple[Expression, ...]:
    """Return the expressions without the words that are a person's name, as another place of the text shows.

    Where months and weekdays are written small, such a word behind another one with a capital is a surname; elsewhere
    a month is.

    >>> from timeline.tagging import tag
    >>> text = "Premier Andrej Petek je odstopil. Petek je bil na oblasti od torka."
    >>> [e.text for e in without_namesakes(text, "sl", tag(text, "sl"))]
    ['torka']
    """
    named = [e for e in expressions if not (_in_quotes(text, e) or _is_compounded(text, e, code))]
    if not any(_may_be_name(e) for e in named):
        return tuple(named)
    language = load(code)
    return tuple(e for e in named if not (_may_be_name(e) and _is_name(text, e, language)))


def _in_quotes(text: str, e: Expression) -> bool:
    """Whether a month or weekday is all that stands between quotation marks beside another word: the magazine
    ‘Sunday’."""
    before, after = text[max(0, e.start - 1) : e.start], text[e.end : e.end + 1]
    quoted = bool(before) and bool(after) and before in QUOTES and after in QUOTES
    return quoted and _is_bare(e) and text[e.end + 1 : e.end + 3].strip()[:1].isalpha()


def _is_compounded(text: str, e: Expression, code: str) -> bool:
    """Whether a day and its month are the first part of a hyphenated name: "17. mai-gata", "1. maj-talen"."""
    meaning = e.meaning
    if not isinstance(meaning, Calendar) or meaning != Calendar(month=meaning.month, day=meaning.day):
        return False
    behind = _COMPOUNDED.match(text, e.end)
    if behind is None:
        return False
    forms = load(code).heads.get(load(code).fold(behind[1]), ())
    return not any({"MONTH", "UNIT", "WEEKDAY"} & values.keys() for _, values in forms)


def _may_be_name(e: Expression) -> bool:
    """Whether an expression is nothing but a month or weekday with a capital."""
    return e.text[0].isupper() and e.text.isalpha() and _is_bare(e)


def _is_bare(e: Expression) -> bool:
    """Whether an expression is nothing but a month or weekday."""
    meaning = e.meaning
    return isinstance(meaning, Calendar) and meaning in (
        Calendar(month=meaning.month),
        Calendar(weekday=meaning.weekday),
    )


def _is_name(text: str, e: Expression, language: Language) -> bool:
    if language.flag("weekday_names") and _has_surname(text, e, language):
        return True
    small = language.flag("lower_calendar")
    if not (small or (isinstance(e.meaning, Calendar) and e.meaning.month)):
        return False
    if language.flag("nouns_capitalised"):
        return _follows_name(text, e, language)
    before = _BEFORE.search(text, max(0, e.start - REACH), e.start)
    if before is not None and _places(before[1], language):
        return False
    return any(_is_first_name(text, found, small, language) for found in _with_word(e.text).finditer(text))


def _has_surname(text: str, e: Expression, language: Language) -> bool:
    """Whether a weekday that is a first name too stands before a surname, behind a word for who it is: "η δικηγόρος
    Παρασκευή Λάμπρου", "kiongozi wao, Jumanne Mwita, …"."""
    behind = _SURNAME.match(text, e.end)
    if (
        behind is None
        or not behind["last"][0].isupper()
        or _places(behind["last"], language)
        or language.roles.within(behind["last"], language.fold)
    ):
        return False
    if text.endswith(", ", 0, e.start) and behind["sign"]:
        return True
    before = _BEFORE.search(text, max(0, e.start - REACH), e.start)
    if before is None or not before[1].islower() or text[e.start - 1] != " " or len(before[1]) <= LEAST_TITLE:
        return False
    return not (_places(before[1], language) or language.is_verb(language.fold(before[1])))


def _follows_name(text: str, e: Expression, language: Language) -> bool:
    """Whether a month stands behind a word that no word order of dates knows, itself behind a comma or another word
    with a capital: "Sprecherin Marie August", "der Nachfolger, Georg März"."""
    before = _TWO_WORDS.search(text, max(0, e.start - 2 * REACH), e.start)
    if before is None or language.fold(before["first"]) in language.heads or text[e.end : e.end + 2].strip().isdigit():
        return False
    return before["first"][0].isupper() and (before["sign"] == "," or before["title"][0].isupper())


@cache
def _with_word(word: str) -> re.Pattern[str]:
    """What finds a word behind another one."""
    return re.compile(rf"{_FIRST_NAME}{re.escape(word)}(?!\w)")


def _is_first_name(text: str, found: re.Match[str], small: bool, language: Language) -> bool:
    """Whether the word before a month or weekday may be a first name: it has a capital, inside a sentence where months
    have one too."""
    first = found["first"]
    if not first[0].isupper() or not first[1:].islower():
        return False
    before = text[: found.start()].rstrip()[-1:]
    opens = not before or before in OPENING
    tells = language.tense["past"].match(language.fold(first)) or _places(first, language)
    return (small or not opens) and not tells


def _places(word: str, language: Language) -> bool:
    """Whether a word stands before dates: a preposition or an article."""
    folded = language.fold(word)
    return any(form == folded and PLACING & classes.keys() for form, classes in language.heads.get(folded, ()))
