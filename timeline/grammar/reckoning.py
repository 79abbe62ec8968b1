"""In which calendar a year without a mark is counted: "2567" in Thai is 2024, "۱۴۰۲" in Persian begins in 2023."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from timeline.language import Language

BUDDHIST = "buddhist"
BUDDHIST_LEAD = 543
# Two digits of a year of the Buddhist era as two of the common one: 66 stands for 2566, which is 2023.
SHORT_LEAD = 57
# Years that Buddhist ones in two digits can be: 1990 to 2040.
FIRST_SHORT, LAST_SHORT = 33, 83
_RANGE = re.compile(r"(\w+) (\d+)-(\d+)")
_TWO_YEARS = re.compile(r"(\d{4}/)(\d{2})")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?")
_YEAR = re.compile(r"\d{4}")
_SHORT = re.compile(r"(\d{1,2}([./-])\d{1,2}\2)(\d{2})")


def year_calendar(language: Language, number: int) -> str:
    """Return the calendar that a year without a mark is counted in, an empty string for the common one.

    A language's file says so by a range of years that make sense in no other: ``years_in = "persian 1250-1500"``.

    >>> from timeline.language import load
    >>> year_calendar(load("fa"), 1402), year_calendar(load("fa"), 2024)
    ('persian', '')
    """
    found = _RANGE.fullmatch(str(language.properties.get("years_in", "")))
    return found[1] if found and int(found[2]) <= number <= int(found[3]) else ""


def reckoned_date(kind: str, written: str, language: Language) -> dict[str, Any]:
    """Return the classes of a date in numbers: those of its kind, or a date of another calendar by its year.

    >>> from timeline.language import load
    >>> reckoned_date("YMD", "1403/01/15", load("fa")), reckoned_date("DMY", "5/3/2567", load("th"))
    ({'OTHER_DATE': '1403/01/15', 'YEAR_CALENDAR': 'persian'}, {'DMY': '5/3/2024'})
    """
    if str(language.properties.get("years_in", "")).startswith(BUDDHIST):
        short = _SHORT.fullmatch(written)
        written = f"{short[1]}{_common(int(short[3])):02}" if short else written
    if kind == "COMPACT":
        return {"ISO": _COMPACT.sub(_with_signs, written)}
    year = _YEAR.search(written) if "years_in" in language.properties else None
    calendar = year_calendar(language, int(year[0])) if year else ""
    if year is None or not calendar:
        return {kind: written}
    if calendar == BUDDHIST:
        told = _YEAR.sub(lambda found: str(int(found[0]) - BUDDHIST_LEAD), written)
        both = _TWO_YEARS.fullmatch(told)
        return {kind: f"{both[1]}{_common(int(both[2])):02}" if both else told}
    return {"OTHER_DATE": written, "YEAR_CALENDAR": calendar}


def reckoned(values: dict[str, Any], language: Language) -> Mapping[str, Any]:
    """Return the classes of a number, its year in the calendar that it makes sense in.

    >>> from timeline.language import load
    >>> reckoned({"NUM": 2567, "YEAR": 2567}, load("th"))["YEAR"]
    2024
    """
    if "years_in" not in language.properties:
        return values
    if "YY" in values and str(language.properties["years_in"]).startswith(BUDDHIST):
        return {**values, "YY": _common(values["YY"])}
    if "YEAR" not in values:
        return values
    calendar = year_calendar(language, int(values["YEAR"]))
    if not calendar:
        return values
    if calendar == BUDDHIST:
        return {**values, "YEAR": values["YEAR"] - BUDDHIST_LEAD}
    others = {name: value for name, value in values.items() if name != "YEAR"}
    return {**others, "OTHER_YEAR": values["YEAR"], "YEAR_CALENDAR": calendar}


def _with_signs(found: re.Match[str]) -> str:
    """A moment in the short form of ISO 8601 in the long one."""
    year, month, day, hour, minute, second = found.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}" + (f":{second}" if second else "")


def _common(short: int) -> int:
    """A Buddhist year in two digits as a common one, where that is a year of our time; others are common already."""
    return (short + SHORT_LEAD) % 100 if FIRST_SHORT <= short <= LAST_SHORT else short
