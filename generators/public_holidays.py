"""``python -m generators.public_holidays CLDR_CORE``: a file a country with the names of its holidays and their rules.

CLDR_CORE is the unpacked npm package ``cldr-core``. A name is kept in English and in the country's own languages. Its
rule is a fixed date, a weekday of a month or a distance from Easter where one gives every date of the sampled years;
else the rule asks the library again by name.
"""

from __future__ import annotations

import importlib
import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from holidays.registry import COUNTRIES

from timeline import interval as civil
from timeline.operators.feasts import feast_day, gregorian_easter, julian_easter
from timeline.operators.public_holidays import holiday, named_days

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "timeline" / "languages" / "holidays"
YEARS = range(1996, 2036)
SAMPLE = range(1996, 2036, 3)
FEWEST = 3
FEWEST_DATES = 12
FARTHEST = 80
LEAST_SPOKEN = 2.0
SHORTEST = 3
SHORTEST_IDEOGRAPHS = 3
APART = 4
OFTEN = 3
_JOINED = re.compile(r"\s*;\s*|\s+/\s+")
_TOO_MUCH = re.compile(r"[\d:%\"«»„“”/]|^.{60,}$")


def main(arguments: list[str]) -> int:
    """Write all files; give 2 for a wrong command line."""
    if len(arguments) != 1:
        sys.stderr.write(str(__doc__))
        return 2
    spoken = languages_of(Path(arguments[0]))
    FOLDER.mkdir(exist_ok=True)
    for country in sorted({codes[1] for codes in COUNTRIES.values()}):
        text = country_file(country, spoken.get(country, frozenset()))
        if text is not None:
            (FOLDER / f"{country}.json").write_text(text, "utf-8")
    return 0


def languages_of(folder: Path) -> dict[str, frozenset[str]]:
    """Return the languages that matter in each territory, from CLDR's territory information."""
    told = json.loads((folder / "supplemental" / "territoryInfo.json").read_text("utf-8"))["supplemental"]
    found = {}
    for territory, facts in told["territoryInfo"].items():
        shares = facts.get("languagePopulation", {}).items()
        found[territory] = frozenset(
            tag.split("_")[0]
            for tag, share in shares
            if "_officialStatus" in share or float(share["_populationPercent"]) >= LEAST_SPOKEN
        )
    return found


def country_file(country: str, spoken: Iterable[str]) -> str | None:
    """Return the text of a country's file, None where the library names no holiday."""
    tables = {}
    for code, language in _languages(country, frozenset(spoken)):
        table = names(country, language)
        if table:
            tables.setdefault(code, table)
    if not tables:
        return None
    return json.dumps(tables, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _languages(country: str, spoken: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The language codes to write a table for, each with the library's name of the language."""
    class_ = _class(country)
    default = class_.default_language
    if default is None:
        yield "en", ""
        return
    rank = sorted(class_.supported_languages, key=lambda tag: (tag != default, f"_{country}" not in tag, tag))
    for tag in rank:
        primary = {"no": "nb"}.get(tag.split("_")[0], tag.split("_")[0])
        if primary == "en" or tag == default or primary in spoken:
            yield primary, tag


def _class(country: str):  # type: ignore[no-untyped-def]  # the library's classes have no common type for this
    module = next(name for name, codes in COUNTRIES.items() if codes[1] == country)
    return getattr(importlib.import_module(f"holidays.countries.{module}"), COUNTRIES[module][0])


def names(country: str, language: str) -> dict[str, list[str]]:
    """Return the rule of each holiday with its names."""
    places = ("", *_class(country).subdivisions)
    kept: dict[str, Counter[str]] = {}
    again: Counter[str] = Counter()
    for place in places:
        for year in SAMPLE:
            for name, days in named_days(country, language, place, year).items():
                kept.setdefault(name, Counter())[place] += 1
                again[name] += _scattered(days)
    found: dict[str, list[str]] = {}
    for name, where in sorted(kept.items()):
        if (
            sum(where.values()) < FEWEST
            or max(where.values()) < FEWEST
            or not _is_name(name)
            or again[name] * OFTEN > sum(where.values())
        ):
            continue
        kept_in = "" if where[""] >= FEWEST else "+".join(sorted(place for place in where if place))
        rule = _rule(country, language, kept_in, name)
        if rule:
            found.setdefault(rule, []).extend(part for part in _JOINED.split(name) if _is_name(part))
    return {rule: sorted(set(told)) for rule, told in sorted(found.items()) if told}


def _scattered(days: tuple[date, ...]) -> bool:
    """Whether the days of one name in one year do not follow each other."""
    return any((later - earlier).days > APART for earlier, later in itertools.pairwise(days))


def _is_name(name: str) -> bool:
    """Whether a name is one that a text could use for it alone."""
    letters = sum(character.isalpha() for character in name)
    return not _TOO_MUCH.search(name) and letters >= SHORTEST


def _rule(country: str, language: str, places: str, name: str) -> str:
    """The plainest rule that gives all dates."""
    dates: dict[int, int] = {}
    for year in YEARS:
        try:
            dates[year] = holiday(country, language, places, name, year)
        except ValueError:
            continue
    for rule in (*_guesses(dates), *_beside(dates)):
        if all(_gives(rule, year, day) for year, day in dates.items()):
            return rule
    return f"holiday {country}/{language}/{places}/{name}"


def _guesses(dates: dict[int, int]) -> Iterator[str]:
    year, day = next(iter(dates.items()))
    _, month, of_month = civil.civil_from_days(day)
    yield f"{month}-{of_month}"
    distance = day - gregorian_easter(year)
    if abs(distance) <= FARTHEST:
        yield f"easter{distance:+d}"
    distance = day - julian_easter(year)
    if abs(distance) <= FARTHEST:
        yield f"orthodox{distance:+d}"
    yield f"{month}-{civil.weekday(day)}#{(of_month - 1) // 7 + 1}"
    yield f"{month}-{civil.weekday(day)}#-1"


def _beside(dates: dict[int, int]) -> Iterator[str]:
    """The weekday on or after the earliest day of the year on which it ever falls."""
    weekdays = {civil.weekday(day) for day in dates.values()}
    if len(weekdays) == 1 and len(dates) > FEWEST_DATES:
        month, day = min(civil.civil_from_days(found)[1:] for found in dates.values())
        yield f"{month}-{day}>{weekdays.pop()}"


def _gives(rule: str, year: int, day: int) -> bool:
    try:
        return feast_day(rule, year).first_day == day
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
