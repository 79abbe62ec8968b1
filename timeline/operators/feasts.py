"""Days that a rule gives for every year: fixed dates, weekdays of a month, and feasts counted from Easter.

Easter is computed by the anonymous Gregorian algorithm of 1876 and, for the churches of the Julian calendar, by Meeus'
Julian algorithm (J. Meeus, "Astronomical Algorithms", 1991).
"""

from __future__ import annotations

import re

from timeline import interval as civil
from timeline.interval import Granularity, Interval
from timeline.operators import calendars, conversions, public_holidays
from timeline.operators.conversions import FIRST_TABLED, LAST_TABLED

ARITHMETIC = {
    ("islamic", "hijri_new_year"): (1, 1),
    ("islamic", "ashura"): (1, 10),
    ("islamic", "mawlid"): (3, 12),
    ("islamic", "isra_and_miraj"): (7, 27),
    ("islamic", "ramadan_beginning"): (9, 1),
    ("islamic", "laylat_al_qadr"): (9, 27),
    ("islamic", "eid_al_fitr"): (10, 1),
    ("islamic", "eid_al_adha"): (12, 10),
    ("hebrew", "rosh_hashanah"): (7, 1),
    ("hebrew", "yom_kippur"): (7, 10),
    ("hebrew", "sukkot"): (7, 15),
    ("hebrew", "hanukkah"): (9, 25),
    ("hebrew", "passover"): (1, 15),
    ("hebrew", "lag_baomer"): (2, 18),
    ("hebrew", "shavuot"): (3, 6),
}

_SIGNED = r"(?:[+-]\d+)"
_RULES = {
    "easter": re.compile(rf"(?P<church>easter|orthodox)(?P<days>{_SIGNED})"),
    "holiday": re.compile(r"holiday (?P<country>[A-Z]{2})/(?P<language>\w*)/(?P<places>[^/]*)/(?P<name>.+)"),
    "workday": re.compile(r"workday (?P<country>[A-Z]{2})/(?P<place>\w*) (?P<month>\d+)-(?P<day>\d+)"),
    "cycle": re.compile(r"cycle (?P<length>\d+) (?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
    "feast": re.compile(rf"(?P<calendar>buddhist|chinese|hebrew|hindu|islamic) (?P<name>[a-z_]+)(?P<days>{_SIGNED})?"),
    "other": re.compile(
        rf"(?P<calendar>hebrew|islamic|julian|persian) (?P<month>\d+)-(?P<day>\d+)(?P<days>{_SIGNED})?"
    ),
    "nth": re.compile(rf"(?P<month>\d+)-(?P<day>\d)#(?P<nth>-?\d)(?P<days>{_SIGNED})?(?:%(?P<every>\d+))?"),
    "beside": re.compile(rf"(?P<month>\d+)-(?P<day>\d+)(?P<way>[<>])(?P<weekday>[1-7])(?P<days>{_SIGNED})?"),
    "fixed": re.compile(r"(?P<month>\d+)-(?P<day>\d+)"),
}


def feast_day(rule: str, year: int) -> Interval:
    """Return the day that a rule names in a year.

    - "12-25" is a date, "11-4#4" the fourth Thursday of November, "5-1#-1" the last Monday of May, "11-4#4+1" a day
      after such a weekday, "3-2#1%4" one only in the years that four divides
    - "11-27>7" is the first Sunday from 27 November on, "5-25<1" the last Monday before 25 May
    - "easter+49" and "orthodox-2" count days from Easter
    - "islamic eid_al_fitr" is a feast of another calendar, "hebrew 11-15" a date in one
    - "holiday NZ///Labour Day" is a public holiday of a country by its name, "workday US/DC 4-15" the first working day
      of a country or its subdivision from a date on
    - "cycle 365 2018-08-17" comes again after so many days
    - "3-6#-1~easter-1" is a week earlier where it meets the second rule

    Raises ValueError for a rule that cannot be read or a day that does not exist.

    >>> [feast_day(rule, 2024).earliest for rule in ("easter+0", "orthodox+0", "11-4#4")]
    ['2024-03-31', '2024-05-05', '2024-11-28']
    """
    told, _, avoided = rule.partition("~")
    day = _day(told, year)
    if avoided and day == _day(avoided, year):
        day -= 7
    return civil.span(day, day, Granularity.DAY)


def _day(rule: str, year: int) -> int:
    """The day number that a rule without exceptions names in a year."""
    kind, found = next(((k, m) for k, p in _RULES.items() if (m := p.fullmatch(rule))), ("", None))
    if found is None:
        raise ValueError(f"no rule for a feast: {rule!r}")
    away = int(found.groupdict().get("days") or 0)
    match kind:
        case "easter":
            return (gregorian_easter if found["church"] == "easter" else julian_easter)(year) + away
        case "holiday":
            return public_holidays.holiday(found["country"], found["language"], found["places"], found["name"], year)
        case "feast":
            return _lunar(found["calendar"], found["name"], year) + away
        case "cycle":
            first = civil.days_from_civil(int(found["year"]), int(found["month"]), int(found["day"]))
            january, length = civil.days_from_civil(year, 1, 1), int(found["length"])
            return january + (first - january) % length
    month, of_month = int(found["month"]), int(found["day"])
    match kind:
        case "workday":
            day = civil.day(year, month, of_month).first_day
            return public_holidays.working_day(found["country"], found["place"], day)
        case "other":
            return conversions.day_in_year(found["calendar"], month, of_month, year) + away
        case "beside":
            day = civil.day(year, month, of_month).first_day
            weekday = int(found["weekday"])
            if found["way"] == ">":
                return day + (weekday - civil.weekday(day)) % 7 + away
            return day - 1 - (civil.weekday(day) - 1 - weekday) % 7 + away
        case "nth":
            if found["every"] and year % int(found["every"]):
                raise ValueError(f"{rule!r} is not in {year}")
            return nth_weekday(year, month, of_month, int(found["nth"])).first_day + away
    return civil.day(year, month, of_month).first_day


def _lunar(calendar: str, name: str, year: int) -> int:
    """The day of a feast from the tables; beyond them that of the calendar's arithmetic, where the feast has a date."""
    date = ARITHMETIC.get((calendar, name))
    if date is not None and (calendar != "islamic" or not FIRST_TABLED < year < LAST_TABLED):
        try:
            return calendars.feast(calendar, name, year)
        except ValueError:
            return conversions.day_in_year(calendar, *date, year)
    return calendars.feast(calendar, name, year)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> Interval:
    """Return the n-th weekday of a month, counted from its end for a negative n; raises ValueError when there is none.

    >>> nth_weekday(2024, 5, 1, -1).earliest
    '2024-05-27'
    """
    first, last = (
        civil.days_from_civil(year, month, 1),
        civil.days_from_civil(year, month, civil.days_in_month(year, month)),
    )
    days = [day for day in range(first, last + 1) if civil.weekday(day) == weekday]
    if not -len(days) <= nth - (nth > 0) < len(days):
        raise ValueError(f"{year}-{month:02} has no weekday {weekday} number {nth}")
    day = days[nth - (nth > 0)]
    return civil.span(day, day, Granularity.DAY)


def gregorian_easter(year: int) -> int:
    """Return the day number of Easter Sunday in the churches that follow the Gregorian calendar.

    >>> civil.iso_day(gregorian_easter(2025))
    '2025-04-20'
    """
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return civil.days_from_civil(year, 3, 28) + moon - sunday


def julian_easter(year: int) -> int:
    """Return the day number of Easter Sunday in the churches that follow the Julian calendar.

    >>> civil.iso_day(julian_easter(2025)), civil.iso_day(julian_easter(2024))
    ('2025-04-20', '2024-05-05')
    """
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    lag = year // 100 - year // 400 - 2
    return civil.days_from_civil(year, month, 1) + day + lag
