"""Dates in words, exactly as precise as what is known, in each language of the pages.

The words of the months, their order and the eras are those of CLDR; the phrases around them are in the catalogues. The
scripts of the pages say the same with the same phrases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812
from functools import lru_cache
from typing import Any

from babel.dates import format_date, get_day_names, match_skeleton

from api.page_language import PageLanguage, page_language
from timeline.interval import civil_from_days, days_from_civil, days_in_month, weekday

_ISO = re.compile(r"([+-]?\d{4,})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")
_YEAR = re.compile(r"'[^']*'|y+")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Moment:
    """One bound taken apart; ``clock`` and ``zone`` are empty where there is none."""

    year: int
    month: int
    day: int
    clock: str
    zone: str

    @property
    def date(self) -> tuple[int, int, int]:
        """Year, month and day."""
        return self.year, self.month, self.day


def phrases(language: PageLanguage) -> dict[str, Any]:
    """Return the phrases that dates are put into, as the scripts of the pages take them.

    >>> phrases(page_language("en"))["month"]
    'in {0}'
    """
    told = language.pgettext
    before = told("date: a hyphen where the language has no such phrase", "before {0}")
    endings = told("date: endings of ordinals by plural form", "one=st two=nd few=rd other=th")
    return {
        "unknown": language.gettext("date unknown"),
        "year": told("date: a year", "in {0}"),
        "month": told("date: a month", "in {0}"),
        "quarter": told("date: which quarter, of which year", "in the {0} quarter of {1}"),
        "quarters": [
            told("date: a quarter", "1st"),
            told("date: a quarter", "2nd"),
            told("date: a quarter", "3rd"),
            told("date: a quarter", "4th"),
        ],
        "decade": told("date: the first year of a decade", "in the {0}s"),
        "century": told("date: an ordinal", "in the {0} century"),
        "ordinal": dict(part.partition("=")[::2] for part in endings.split()),
        "roman": told("date: numerals of centuries, arabic or roman", "arabic") == "roman",
        "day": told("date: a day of the month by itself", "{0}"),
        "between": [told("date: days", "between {0} and {1}"), told("date: years or clocks", "between {0} and {1}")],
        "through": [told("date: days", "from {0} to {1}"), told("date: years or clocks", "from {0} to {1}")],
        "whole": told("date: it lasted all the time", "{0}, all of it"),
        "before": "" if before == "-" else before,
        "until": told("date: a bound", "not after {0}"),
        "after": told("date: a bound", "not before {0}"),
    }


class Dates:
    """Writes dates in one language."""

    def __init__(self, language: PageLanguage) -> None:
        self.language = language
        self._words = phrases(language)
        locale = language.locale
        skeletons = locale.datetime_skeletons
        self._day = locale.date_formats["long"].pattern
        self._month = skeletons["yMMMM"].pattern
        self._year = skeletons["y"].pattern
        self._short = skeletons[match_skeleton("MMMMd", skeletons)].pattern
        self._era = locale.eras["abbreviated"][0]

    def in_words(
        self, earliest: str | None, latest: str | None, granularity: str | None = None, extent: str | None = None
    ) -> str:
        """Return what is known of a date as a reader would say it.

        The bounds are inclusive ISO 8601 dates or date-times as a chronology holds them, or None. Raises ValueError
        for other texts.

        >>> dates_in(page_language("de")).in_words("2025-11-01", "2025-11-30", "month")
        'im November 2025'
        """
        first, last = _moment(earliest), _moment(latest)
        if first is None and last is None:
            return str(self._words["unknown"])
        if first is None or last is None:
            return self._filled("after", self._whole(first)) if first else self._up_to(last)
        if earliest == latest:
            return self._whole(first)
        named = self._named(first, last, granularity)
        if not named:
            return self._stretch(first, last, extent)
        return self._filled("whole", named) if extent == "throughout" else named

    def weekday(self, bound: str | None) -> str:
        """Return the weekday of a bound, or nothing for None.

        >>> dates_in(page_language("es")).weekday("2025-12-11")
        'jueves'
        """
        moment = _moment(bound)
        if not moment:
            return ""
        names = get_day_names("wide", "stand-alone", self.language.locale)
        return str(names[weekday(days_from_civil(*moment.date)) - 1])

    def _filled(self, name: str, *values: str) -> str:
        return str(self._words[name]).format(*values)

    def _up_to(self, last: Moment | None) -> str:
        assert last is not None
        if last.clock or not self._words["before"]:
            return self._filled("until", self._whole(last))
        day = civil_from_days(days_from_civil(*last.date) + 1)
        return self._filled("before", self._whole(Moment(*day, "", "")))

    def _whole(self, moment: Moment) -> str:
        day = self._written(moment, self._day)
        return f"{day}, {_clock(moment)}" if moment.clock else day

    def _written(self, moment: Moment, pattern: str) -> str:
        """A date in a pattern of CLDR; the calendar of Python knows no years before 1 or after 9999."""
        year = str(moment.year) if moment.year > 0 else str(1 - moment.year)
        shown = _YEAR.sub(lambda found: found[0] if found[0][0] == "'" else f"'{year}'", pattern)
        alike = Date(2000 + moment.year % 400, moment.month, moment.day)
        text = format_date(alike, shown, self.language.locale)
        return text if moment.year > 0 or pattern == self._short else f"{text} {self._era}"

    def _named(self, first: Moment, last: Moment, granularity: str | None) -> str:
        years = last.year - first.year + 1
        if first.clock or last.clock:
            return ""
        if _is_years(first, last):
            if years == 1:
                return self._filled("year", self._written(first, self._year))
            if granularity == "decade" and years == 10 and first.year > 0 and first.year % 10 == 0:
                return self._filled("decade", str(first.year))
            if granularity == "century" and years == 100 and first.year > 0:
                return self._filled("century", self._ordinal((last.year + 99) // 100))
            return ""
        months = _whole_months(first, last)
        if granularity == "quarter" and months == 3 and first.month % 3 == 1:
            quarter = self._words["quarters"][first.month // 3]
            return self._filled("quarter", quarter, self._written(first, self._year))
        return self._filled("month", self._written(first, self._month)) if months == 1 else ""

    def _ordinal(self, number: int) -> str:
        endings = self._words["ordinal"]
        ending = endings.get(self.language.locale.ordinal_form(number), endings.get("other", ""))
        return f"{_roman(number) if self._words['roman'] else number}{ending}"

    def _stretch(self, first: Moment, last: Moment, extent: str | None) -> str:
        days, others = self._words["through" if extent == "throughout" else "between"]
        if not first.clock and not last.clock and _is_years(first, last):
            return str(others).format(self._written(first, self._year), self._written(last, self._year))
        if first.clock and last.clock and first.date == last.date:
            begin = first.clock if first.zone == last.zone else _clock(first)
            return f"{self._written(first, self._day)}, {str(others).format(begin, _clock(last))}"
        return str(days).format(self._shortened(first, last), self._whole(last))

    def _shortened(self, first: Moment, last: Moment) -> str:
        """The first of two dates, without what the second says too: "between 21 and 23 November 2025"."""
        if first.clock or last.clock or first.year != last.year:
            return self._whole(first)
        if first.month == last.month and self._short.lstrip("'").startswith("d"):
            return self._filled("day", str(first.day))
        return self._written(first, self._short)


@lru_cache(maxsize=16)
def _dates(tag: str) -> Dates:
    return Dates(page_language(tag))


def dates_in(language: PageLanguage) -> Dates:
    """Return what writes dates in a language of the pages."""
    return _dates(language.tag)


def date_in_words(
    earliest: str | None, latest: str | None, granularity: str | None = None, extent: str | None = None
) -> str:
    """Return what is known of a date in English; see ``Dates.in_words``.

    >>> date_in_words("2025-11-01", "2025-11-30", "month")
    'in November 2025'
    >>> date_in_words("2025-11-04", None)
    'not before 4 November 2025'
    """
    return _dates("en").in_words(earliest, latest, granularity, extent)


def weekday_of(bound: str | None) -> str:
    """Return the weekday of a bound in English, or nothing for None.

    >>> weekday_of("2025-12-11")
    'Thursday'
    """
    return _dates("en").weekday(bound)


def _moment(bound: str | None) -> Moment | None:
    if bound is None:
        return None
    match = _ISO.fullmatch(bound)
    if not match:
        raise ValueError(f"not a bound of a chronology: {bound!r}")
    year, month, day, clock, zone = match.groups()
    return Moment(int(year), int(month), int(day), clock or "", zone or "")


def _clock(moment: Moment) -> str:
    zone = " UTC" if moment.zone in ("Z", "+00:00") else f" UTC{moment.zone}" if moment.zone else ""
    return f"{moment.clock}{zone}"


def _is_years(first: Moment, last: Moment) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _whole_months(first: Moment, last: Moment) -> int:
    if first.day != 1 or last.day != days_in_month(last.year, last.month):
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text, number = text + sign * (number // value), number % value
    return text
