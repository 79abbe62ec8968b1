"""What looks like a time and is none: streets named after days, ages beside names, "24 hours a day"."""

from __future__ import annotations

from typing import Any

from timeline.grammar.patterns import Match, Piece, Rule

LEAST_AGE, MOST_AGE = 36, 120
MOST_MONTHS, MOST_YEARS = 12, 10
ROUND_THE_CLOCK = {("hour", 24): ("day", "P1D"), ("day", 7): ("week", "P1W"), ("day", 365): ("year", "P1Y")}


def _nothing(match: Match) -> list[Piece]:
    """The match as one piece that stands for no time."""
    return [Piece(match.first, match.last, {"LOOKALIKE": True})]


def named_after(match: Match) -> list[Piece] | None:
    """A street, square or newspaper named after a day: "ulica 3 Maja", "Plaza 25 de Mayo", "July 4 Street".

    Between the word and the day nothing may stand but quotation marks and what the word order names. Behind a word of
    the class SQUARE, which a date may follow too, a month that is written small has to have its capital.
    """
    quote = match.get("q", "OTHER")
    if quote is not None and str(quote).isalnum():
        return None
    month, day = match.token("m"), match.token("n")
    if match.has("square") and month is not None and "NAMELIKE" not in month.values:
        return None
    if day is not None and "DEICTIC" in day.values and "CAPITALISED" not in day.values:
        return None
    return _nothing(match)


def round_the_clock(match: Match) -> list[Piece] | None:
    """ "24 hours a day", "7 jours sur 7": always, and no length."""
    unit, count = str(match.get("u", "UNIT")), match.number("n", "NUM") or 0
    whole = ROUND_THE_CLOCK.get((unit, count))
    if whole is None:
        return None
    if match.has("k"):
        return _nothing(match) if match.number("k", "NUM") == count else None
    told: Any = match.get("v", "UNIT") or match.get("s", "SET")
    return _nothing(match) if told in whole else None


def age(match: Match) -> list[Piece] | None:
    """Someone's age in years, in the word orders of a language's file: "Anna Rossi 49 anni", "de 2 à 8 ans".

    Behind a mere "at" it is one that no sentence or contract lasts: "è morta a 91 anni".
    """
    young = match.has("at") and not LEAST_AGE <= (match.number("n", "NUM") or 0) <= MOST_AGE
    return _nothing(match) if match.get("u", "UNIT") == "year" and not young else None


def file_number(match: Match) -> list[Piece] | None:
    """The number of a file, law or decision with its year: "17/2024", "No. 2023/41"; no month has such a number, and no
    season or budget so many years. Behind a word for numbers any is one."""
    number, year = match.number("n", "NUM"), match.number("y", "YEAR") or 0
    if match.has("named"):
        return _nothing(match)
    if number is None or number <= MOST_MONTHS:
        return None
    spans = match.has("behind") and 0 < (number - year) % 100 <= MOST_YEARS
    return None if spans else _nothing(match)


_DATED = "d:[DAY DAYORD] DOT? DASH? OF? m:MONTH DOT? DASH? (YEAR YEARMARK?)?"

LOOKALIKES = (
    Rule(
        "lookalike",
        1,
        (
            f"STREET (q:[OTHER SIGN])? {_DATED}",
            f"square:SQUARE (q:[OTHER SIGN])? {_DATED}",
            f"STREETOF [OF ART]+ {_DATED}",
            f"square:SQUARE OF ART? {_DATED}",
            "STREET (q:[OTHER SIGN])? m:MONTH d:[DAY DAYORD]",
            "m:MONTH d:[DAY DAYORD] DOT? NAMESAKE",
            "d:[DAY DAYORD] DOT? DASH? OF? m:MONTH NAMESAKE",
            "PAPER (q:[OTHER SIGN])? n:[WEEKDAY DEICTIC]",
            "WEEKDAY SIGN? NAMESAKE",
            "[STREET STREETOF SQUARE] [OF ART]* CENTURY_DIGITS",
        ),
        named_after,
    ),
    Rule("age-decade", 1, ("AGEDPERSON [IN INPART] DECADE_DIGITS",), _nothing),
    Rule("verse", 1, ("SCRIPTURE NUM? CLOCK (DASH NUM)?",), _nothing),
    Rule(
        "round-the-clock",
        1,
        (
            "ART? n:NUM u:UNIT OUTOF k:NUM",
            "ART? n:NUM u:UNIT [A EVERY RATE IN OF ON ART DATEPREP]+ v:UNIT",
            "ART? n:NUM u:UNIT [AND COMMA]? s:SET",
        ),
        round_the_clock,
    ),
    # Fractions, results and counts in the word orders of a language's file: "3分の2", "3–1-re", "от 30-те лодки".
    Rule("lookalike-number", 1, (), _nothing),
    Rule(
        "file-number",
        1,
        (
            "x:(n:NUM SLASH y:YEAR) !DASH !SLASH",
            "x:(y:YEAR behind:SLASH n:NUM) !DASH !SLASH",
            "named:NUMBERING [OTHER ON]? SIGN? x:(NUM [SLASH DASH] YEAR)",
            "named:NUMBERING [OTHER ON]? SIGN? x:(YEAR [SLASH DASH] NUM)",
        ),
        file_number,
    ),
    Rule("named-in-numbers", 1, ("NUMBERING DMY", "NAMED_IN_NUMBERS"), _nothing),
    Rule(
        "age",
        1,
        (
            "PERSON AGELIMIT+ x:(n:NUM u:UNIT)",
            "PERSON AGELIMIT+ x:(NUM [TO AND DASH AT ATCLOCK AGELIMIT]+ n:NUM u:UNIT)",
            "AGEBOUND OF? x:(n:NUM OF? u:UNIT)",
            "AGEBOUND x:(u:UNIT n:NUM)",
            "AGEOWN x:(n:NUM u:UNIT) !OF",
            "at:AGEAT x:(n:NUM OF? u:UNIT) !OF !FROMWORD !AFTERWORD !BEFOREWORD !LATER !TO !DASH",
            "x:(n:NUM u:UNIT) OF? AGEBEHIND",
            "AGEWORD [AGEOF OF AGELIMIT]+ x:(NUM [TO AND DASH AT ATCLOCK AGELIMIT]+ n:NUM u:UNIT)",
        ),
        age,
    ),
)
