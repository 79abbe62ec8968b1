"""Years told as such: alone, in pairs, in ranges, behind an article, in two digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from timeline.cues import Cues
from timeline.grammar.dates import year_told
from timeline.grammar.meanings import date, date_values, may_name_year
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.language import Language
from timeline.operators import Calendar, Range

OLDEST_SHORT = 50
EARLIEST_PAIR, ROUND = 1500, 50
CODE_LETTERS = 3
UNCOUNTED = frozenset(("OTHER", "SIGN", "RELATIVE", "OWNER"))
LONGEST_SPAN = 150
# Behind a slash two digits of a later year are the number of a file: "2023/41".
LONGEST_JOINED = 10
LAST_YEAR = 2100
# A count of more than four digits is not told beside another one that looks like a year.
MOST_COUNTED = 10_000
JOINTS = frozenset(("TO", "AND", "DASH", "ATCLOCK", "ART"))


def year(match: Match) -> list[Piece] | None:
    """A year that a preposition, an article or a word for "year" shows to be one."""
    last = match.tokens[match.last - 1].values
    if match.has("yy") and (match.number("yy", "SHORTYEAR") is None) and (match.number("yy", "YY") or 0) < OLDEST_SHORT:
        return None
    if "UNIT" in last and "YEAR" not in last and "YEARMARK" not in last and last["UNIT"] != "quarter":
        return None
    if _is_counted(match):
        return None
    told = year_told(match)
    if match.has("bc") and match.number("y", "NUM") == 0:
        return None
    marked = (
        match.has("bc")
        or match.has("yy")
        or any(
            token.values.keys() & {"YEARMARK", "YEARMARK_PRE"}
            for token in match.tokens[match.found.start() : match.last]
        )
    )
    if told is not None and not marked and (told >= LAST_YEAR or _is_first_of_counted(match, told)):
        return None
    return date(match, Calendar(year=told), BARE_YEAR=True)


def _is_counted(match: Match) -> bool:
    """Whether the word for years beside a number counts them: "2000 lat", "2000 წლის წინ", "miaka 2000 iliyopita"."""
    number = match.token("y")
    first, mark = match.tokens[match.first].values, match.tokens[match.last - 1].values
    ago = "AGO" in (match.tokens[match.last].values if match.last < len(match.tokens) else {})
    if {"PLURAL", "YEARMARK_PRE"} <= first.keys():
        return ago
    if number is None or number is not match.tokens[match.last - 2] or not {"UNIT", "YEARMARK"} <= mark.keys():
        return False
    glued = number.end == match.tokens[match.last - 1].start
    unsure = glued and may_name_year(match.number("y", "YEAR") or 0)
    pair = match.first > 1 and "YEAR" in match.tokens[match.first - 2].values
    return ("PLURAL" in mark and "DECADEWORD" not in mark and not pair) or (ago and not unsure)


def _is_first_of_counted(match: Match, first: int) -> bool:
    """Whether a number is the first of two that count what stands behind the second: "from 1450 to 1850 euros"."""
    joint = [token.values for token in match.tokens[match.last : match.last + 4]]
    place = next((at for at, values in enumerate(joint) if not values.keys() & JOINTS), 0)
    second = (joint[place].get("YEAR") or joint[place].get("NUM")) if place else None
    if not isinstance(second, int) or not first < second < MOST_COUNTED or place + 1 >= len(joint):
        return False
    after = joint[place + 1]
    if after.keys() & {"MEASURE", "PERCENT", "PERSON"} or ("UNIT" in after and "YEARMARK" not in after):
        return True
    word = str(after.get("OTHER", ""))
    return first % ROUND == 0 and second % ROUND == 0 and word.isalpha() and not after.keys() & {"CAPITAL", "YEARMARK"}


def article_years(nouns_follow: bool) -> Rule:
    """Return the rule for a year behind an article or "of".

    Where a year may stand before its noun ("the 1998 period") any word may follow; elsewhere a word behind the number
    is what it counts ("di 1600 addetti").
    """
    guards = "!UNIT !TO !MEASURE !NUMBERING" + ("" if nouns_follow else " !OTHER")
    return Rule("year", 1, (f"[ART OF A POSSESSIVE] x:(y:YEAR) {guards}",), year)


def year_pair(match: Match) -> list[Piece] | None:
    """Two years between which something lay: "tussen 1998 en 2004"; round numbers before a word may count it."""
    first, last = match.number("a", "YEAR") or 0, match.number("b", "YEAR") or 0
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    rounded = first % ROUND == 0 and last % ROUND == 0 and "OTHER" in after
    if not EARLIEST_PAIR <= first < last <= LAST_YEAR or rounded:
        return None
    places = (match.found.start("a"), match.found.start("b"))
    return [Piece(p, p + 1, date_values(Calendar(year=y))) for p, y in zip(places, (first, last), strict=True)]


def lone_years(language: Language) -> Rule:
    """Return the rule for four digits by themselves: a year of the last or next decades.

    It must neither count what follows nor number what stands before it. Where every noun has a capital, the word behind
    decides alone ("2014 führte er", but "2000 Menschen"); elsewhere a name before it takes the number ("Windows 2000")
    and a verb before it counts what follows ("sold 1999 cars"). In languages whose years stand alone before their verb
    an earlier year may too.
    """
    nouns_capitalised, before_verb = language.flag("nouns_capitalised"), language.flag("year_before_verb")
    verbs = [language.tense.get(name, Cues()) for name in ("past", "present")]

    def counts(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
        verb, noun = (language.fold(str(values.get("OTHER", ""))) for values in (before, after))
        opens = language.clauses.match(noun) or any(noun in cues.words for cues in verbs)
        if before_verb and told(after):
            return False
        return _counts(before, after, not opens and any(cues.match(verb) for cues in verbs))

    def told(after: Mapping[str, Any]) -> bool:
        """Whether a verb or participle of the past follows, which counts nothing: "1887 sündinud"."""
        return verbs[0].match(language.fold(str(after.get("OTHER", ""))))

    def build(match: Match) -> list[Piece] | None:
        number = match.number("y", "YEAR") or 0
        before = match.tokens[match.first - 1].values if match.first else {}
        after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
        first = EARLIEST_PAIR if before_verb and told(after) else 1900
        if not first <= number <= 2049 or after.keys() & {"UNIT", "MEASURE"} or "NUMBERING" in before:
            return None
        if nouns_capitalised:
            named = "CAPITAL" in after or _is_code(before)
        else:
            named = ("CAPITAL" in before and not _is_cited(match)) or "DASH" in before
            named = named or counts(before, after)
        named = named or _is_first_of_counted(match, number)
        return None if named else date(match, Calendar(year=number), BARE_YEAR=True)

    return Rule("lone-year", 1, ("y:YEAR",), build)


def _is_cited(match: Match) -> bool:
    """Whether numbers follow a year behind a name as in the citation of a law or journal: "RT I 1998, 64, 1009"."""
    after = [token.values for token in match.tokens[match.last : match.last + 2]]
    return len(after) == 2 and "COMMA" in after[0] and "NUM" in after[1] and "WORDED" not in after[1]


def _is_code(before: Mapping[str, Any]) -> bool:
    """Whether the token before a number is a short run of capitals: "LH 2024"."""
    word = str(before.get("OTHER", ""))
    return word.isupper() and len(word) <= CODE_LETTERS


def _counts(before: Mapping[str, Any], after: Mapping[str, Any], told: bool) -> bool:
    """Whether a number counts the word after it: one in small letters, with no unknown word before the number unless it
    is a verb (``told``)."""
    word = str(after.get("OTHER", ""))
    return word.isalpha() and "CAPITAL" not in after and (told or not before.keys() & UNCOUNTED)


def year_range(match: Match) -> list[Piece] | None:
    """Two years joined by a dash, each an expression of its own: "1914-1918", "1994-96"."""
    first = match.number("a", "YEAR", "NUM") or 0
    before_christ = str(match.get("bc", "ERA")) == "BC"
    written = match.number("b", "NUM") if match.has("bc") else match.number("b", "YEAR")
    second = first - first % 100 + (match.number("b", "YY") or 0) if written is None else written
    if before_christ:
        first, second = 1 - first, 1 - second
    if not 0 < second - first <= LONGEST_SPAN:
        return None
    if second == first + 1 and _is_of_season(match):
        return date(match, Range(Calendar(year=first), Calendar(year=second)))
    place = match.found.start("b")
    ends = ((match.first, match.first + 1, first), (place, match.last, second))
    return [Piece(start, end, date_values(Calendar(year=number), BARE_YEAR=True)) for start, end, number in ends]


def _is_of_season(match: Match) -> bool:
    """Whether a word for "season" or "school year" stands beside two years: "la temporada 2022-23"."""
    beside = [*match.tokens[max(0, match.first - 3) : match.first][::-1]]
    near = list(takewhile(lambda token: token.values.keys() & {"SEASONWORD", "OF", "ART", "YEARPREP"}, beside))
    behind = match.tokens[match.last : match.last + 2]
    if behind and "YEARMARK" not in behind[0].values:
        behind = behind[:1]
    return any("SEASONWORD" in token.values for token in (*near, *behind))


def spanned_years(match: Match) -> list[Piece] | None:
    """Two years joined: "1984/85", "1994-96"; a winter or season that spans them."""
    if match.has("y"):
        start, second = match.number("y", "YEAR") or 0, ""
        end = match.number("b", "YEAR") or start - start % 100 + (match.number("b", "YY") or 0)
    else:
        first, second = re.split(r"\D", str(match.get("n", "YEARS")))[:2]
        start = int(first)
        end = int(second) if len(second) == 4 else start - start % 100 + int(second)
    if end <= start or end - start > (LONGEST_SPAN if match.has("y") or len(second) == 4 else LONGEST_JOINED):
        return None
    if match.has("s"):
        return date(match, Calendar(year=start, season=match.get("s", "SEASON")))
    return date(match, Range(Calendar(year=start), Calendar(year=end)))
