"""Numbers written in ideographs: "二十一", "一百三十", digit by digit "二〇二四"; or in letters for them: "이십일"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

DIGITS = {"〇": 0, "零": 0, "○": 0, "０": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4}
DIGITS |= {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"廿": 20, "卅": 30}
POWERS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "萬": 10_000}
SIGNS, PLACES = "〇一二三四五六七八九", "十百千万"
RUN = re.compile("[〇零○一二两兩三四五六七八九十百千廿卅][〇零○０一二两兩三四五六七八九十百千万萬廿卅]*")


def ideographic_number(run: str) -> tuple[int, bool]:
    """Return the number that a run of ideographs writes, and whether it is written digit by digit.

    >>> ideographic_number("二十一"), ideographic_number("二〇二四"), ideographic_number("一百零五")
    ((21, False), (2024, True), (105, False))
    """
    if len(run) > 1 and all(sign in DIGITS for sign in run):
        return int("".join(str(DIGITS[sign]) for sign in run)), True
    total = section = digit = 0
    for sign in run:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in TENS:
            section, digit = section + TENS[sign], 0
        elif sign in POWERS:
            section, digit = section + (digit or 1) * POWERS[sign], 0
        else:
            total, section, digit = total + (section + digit) * MYRIADS[sign], 0, 0
    return total + section + digit, False


@cache
def _letters(
    digits: str, places: str, several: str, lone: str, particles: str, months: str
) -> tuple[re.Pattern[str], dict[int, int]]:
    signs = str.maketrans(digits + places, SIGNS[: len(digits)] + PLACES[: len(places)])
    written = f"[{digits}{places}]"
    behind_month = "".join(f"|(?<={sign} ){written}(?= ?(?:{several}))" for sign in months.split("|") if sign)
    alone = f"[{digits}{places[:2]}](?= ?(?:{lone})(?:{particles})?(?!\\w))"
    return re.compile(f"(?<!\\w)(?:{written}{{2,}}(?= ?(?:{several}))|{alone}{behind_month})"), signs


def lettered_number(text: str, start: int, end: int, properties: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return the number that letters write at a place, and the place behind it; None where none begins.

    ``number_letters`` of a language's properties are its letters for zero to nine, ``place_letters`` those for ten, a
    hundred, a thousand and ten thousand. They write a number where one of ``lettered_units`` stands behind them; a
    single letter is so often another word that it needs a month before it or one of ``lone_lettered_units`` behind it;
    those for a thousand and ten thousand are none alone.

    >>> told = {"number_letters": "영일이삼사오", "place_letters": "십"}
    >>> told |= {"lettered_units": "일", "lone_lettered_units": "년"}
    >>> lettered_number("이십오일", 0, 4, told), lettered_number("이사", 0, 2, told)
    ((25, 3), None)
    """
    if "number_letters" not in properties:
        return None
    names = ("number_letters", "place_letters", "lettered_units", "lone_lettered_units", "particles", "month_signs")
    run, signs = _letters(*(str(properties.get(name, "")) for name in names))
    found = run.match(text, start, end)
    return (ideographic_number(found[0].translate(signs))[0], found.end()) if found is not None else None
