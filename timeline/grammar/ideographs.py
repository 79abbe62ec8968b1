"""Numbers written in ideographs: "二十一", "一百三十", digit by digit "二〇二四"."""

from __future__ import annotations

import re

DIGITS = {"〇": 0, "零": 0, "○": 0, "０": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4}
DIGITS |= {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"廿": 20, "卅": 30}
POWERS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "萬": 10_000}
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
