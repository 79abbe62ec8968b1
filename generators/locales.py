"""``python -m generators.locales CORE DATES UNITS``: one file a locale with the words of its calendar.

CORE, DATES and UNITS are the unpacked npm packages ``cldr-core``, ``cldr-dates-full`` and ``cldr-units-full``; the
words of ``dateparser``'s locales are added to CLDR's. A locale whose language has a file of its own gets none.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale

from generators.sources import CURATED, aliases, cldr, curated, likely, locale_codes, unit_patterns, words_of
from generators.tables import UNITS, Tables, add
from generators.templates import is_separate, templates

FOLDER = CURATED / "locales"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
UNSPACED = frozenset(("Laoo", "Khmr", "Mymr", "Thai", "Hans", "Hant", "Jpan", "Tibt", "Yiii"))
SHORT = 3
_PART = re.compile(r"'([^']*)'|([A-Za-z])\2*|([^A-Za-z']+)")
_FIELDS = {"d": "d:[DAY DAYORD]", "M": "m:MONTH", "L": "m:MONTH", "y": "y:YEAR"}
_SIGNS = {
    ",": "COMMA",
    "⹁": "COMMA",
    "،": "COMMA",
    "、": "COMMA",
    ".": "DOT",
    "-": "DASH",
    "/": "SLASH",
    "’": "APOSTROPHE",
}
_OPTIONAL = re.compile(r"\('(\w+)'\)")


def main(arguments: list[str]) -> int:
    """Write all files and the aliases; give 2 for a wrong command line."""
    if len(arguments) != 3:
        sys.stderr.write(str(__doc__))
        return 2
    core, dates, units = map(Path, arguments)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    FOLDER.mkdir(exist_ok=True)
    written = []
    for code in locale_codes(core, dates):
        tables = locale_tables(code, core, dates, units)
        if tables is not None:
            (FOLDER / f"{code.lower()}.json").write_text(_json(tables), "utf-8")
            written.append(code.lower())
    known = {*written, *curated()}
    (FOLDER / "aliases.json").write_text(_json(aliases(core, known)), "utf-8")
    return 0


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def locale_tables(code: str, core: Path, dates: Path, units: Path) -> dict[str, Any] | None:
    """Return the tables of a locale's file, None where neither source names its months."""
    calendar, fields = cldr(code, dates)
    words = words_of(code)
    tables: Tables = {}
    _names(tables, "month", calendar.get("months", {}), [words.get(name, []) for name in MONTHS])
    _names(tables, "weekday", _by_day(calendar.get("days", {})), [words.get(name, []) for name in DAYS])
    if len(tables.get("month", {})) < 12:
        return None
    _parts(tables, calendar.get("dayPeriods", {}), words)
    _units(tables, fields, words)
    _relative(tables, fields, words)
    _eras(tables, calendar.get("eras", {}))
    patterns = _orders(tables, calendar.get("dateFormats", {}))
    patterns |= templates(tables, fields, words)
    patterns |= _counted_units(tables, unit_patterns(code, units))
    examples = _examples(tables, calendar, fields)
    properties = _properties(code, core, calendar, words, tables)
    clean = {name: {key: "|".join(forms) for key, forms in table.items() if forms} for name, table in tables.items()}
    return {"language": properties, "patterns": patterns, "examples": examples, **{n: t for n, t in clean.items() if t}}


def _by_day(days: Mapping[str, Any]) -> dict[str, Any]:
    return {
        kind: {
            width: {str(n + 1): names[day] for n, day in enumerate(WEEKDAYS) if day in names}
            for width, names in widths.items()
        }
        for kind, widths in days.items()
    }


def _names(tables: Tables, name: str, cldr: Mapping[str, Any], more: list[list[str]]) -> None:
    """Months or weekdays: wide and abbreviated names, in a date and by themselves."""
    english = {*MONTHS, *DAYS, *(word[:3] for word in (*MONTHS, *DAYS))}
    for kind in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for key, form in cldr.get(kind, {}).get(width, {}).items():
                if not re.fullmatch(r"M\d\d", form):
                    add(tables, name, key, [form])
    for number, forms in enumerate(more):
        if english >= set(forms):
            continue
        add(tables, name, str(number + 1), forms)
    tables[name] = {key: forms for key, forms in tables[name].items() if forms} if name in tables else {}


def _parts(tables: Tables, periods: Mapping[str, Any], words: Mapping[str, Any]) -> None:
    for kind in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for name, form in periods.get(kind, {}).get(width, {}).items():
                if name in ("am", "pm"):
                    add(tables, "words", name, [form])
                elif name in ("noon", "midnight"):
                    add(tables, "tod", "12:00" if name == "noon" else "24:00", [form], SHORT)
                elif part := PARTS.get(name.rstrip("0123456789")):
                    add(tables, "part", part, [form], SHORT)
    for name in ("am", "pm"):
        add(tables, "words", name, words.get(name, []))


def _units(tables: Tables, fields: Mapping[str, Any], words: Mapping[str, Any]) -> None:
    for unit in UNITS:
        forms = [fields.get(unit, {}).get("displayName", ""), *words.get(unit, [])]
        add(tables, "unit", unit, forms, SHORT if _is_latin(" ".join(forms)) else 2)


def _counted_units(tables: Tables, told: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The forms of units beside their number, and the word order of a locale that writes the number behind them."""
    behind = False
    for unit in UNITS:
        for pattern in told.get(unit, []):
            before, _, after = pattern.partition("{0}")
            form = (before or after).strip(" \u00a0\u202f")
            if (before and after) or not form or (before and not before[-1].isspace()):
                continue
            add(tables, "unit", unit, [form], SHORT if _is_latin(form) else 2)
            behind = behind or (bool(before) and form in tables["unit"][unit])
    return {"quantity": ["u:UNIT n:NUM"]} if behind else {}


def _is_latin(text: str) -> bool:
    return any("LATIN" in unicodedata.name(sign, "") for sign in text)


def _relative(tables: Tables, fields: Mapping[str, Any], words: Mapping[str, Any]) -> None:
    """Yesterday, today, tomorrow; last, this, next unit; last, this, next weekday; now."""
    spoken = words.get("relative-type", {})
    for unit in ("day", "week", "month", "quarter", "year"):
        for count in range(-3, 4):
            forms = [fields.get(unit, {}).get(f"relative-type-{count}", "")]
            sentence = f"in {count} {unit}" if count > 0 else f"{-count} {unit} ago"
            forms += spoken.get(sentence, [])
            if unit == "day":
                add(tables, "deictic", str(count), forms)
            else:
                add(tables, "deictic_unit", f"{count} {unit}", forms, SHORT)
    for number, day in enumerate(WEEKDAYS):
        for count in (-1, 0, 1):
            form = fields.get(day, {}).get(f"relative-type-{count}", "")
            add(tables, "deictic_weekday", f"{count} {number + 1}", [form], SHORT)
    add(tables, "ref", "PRESENT", [fields.get("second", {}).get("relative-type-0", "")], SHORT)
    told = Counter(form.lower() for forms in tables["deictic"].values() for form in forms)
    tables["deictic"] = {
        key: [form for form in forms if told[form.lower()] == 1] for key, forms in tables["deictic"].items() if forms
    }


def _eras(tables: Tables, eras: Mapping[str, Any]) -> None:
    for width in ("eraNames", "eraAbbr"):
        for number, era in (("0", "BC"), ("1", "AD")):
            form = eras.get(width, {}).get(number, "")
            if form not in ("BCE", "CE"):
                add(tables, "era", era, [form])


def _orders(tables: Tables, formats: Mapping[str, Any]) -> dict[str, list[str]]:
    """The word orders of the locale's dates; words between their parts become the class LINK."""
    found: list[str] = []
    suffixes: set[str] = set()
    prefixes: set[str] = set()
    for written in _written(formats):
        parts = list(_format_parts(tables, written, suffixes, prefixes))
        fields = [part for part in parts if ":" in part]
        if {"d:[DAY DAYORD]", "m:MONTH", "y:YEAR"} - set(fields):
            continue
        while parts and ":" not in parts[0]:
            parts.pop(0)
        yearless = " ".join(_without(parts, "y:YEAR"))
        for order in (" ".join(parts), yearless, " ".join(_without(parts, "d:[DAY DAYORD]"))):
            if order not in found:
                found.append(order)
    for key, forms in tables["month"].items():
        ends = (form + suffix for suffix in sorted(suffixes) for form in forms)
        tables["month"][key] = [*forms, *ends, *(prefix + form for prefix in sorted(prefixes) for form in forms)]
    return {"calendar-date": found} if found else {}


def _written(formats: Mapping[str, Any]) -> Iterator[str]:
    """The formats with a day, month and year in words, with and without what stands in parentheses."""
    for width in ("full", "long", "medium"):
        told = formats.get(width, "")
        text = told if isinstance(told, str) else str(told.get("_value", ""))
        yield _joined(text)
        if _OPTIONAL.search(text):
            yield _OPTIONAL.sub("", text)


def _joined(written: str) -> str:
    """A format with what stands in parentheses as part of its words: y('e')'ko' is y'eko'."""
    return _OPTIONAL.sub(r"'\1'", written).replace("''", "")


def _format_parts(tables: Tables, written: str, suffixes: set[str], prefixes: set[str]) -> Iterator[str]:
    """The parts of a CLDR date format: named classes for fields, optional classes for what stands between."""
    between: set[str] = set()
    attached = before = ""
    for found in _PART.finditer(written):
        literal, field, sign = found.groups()
        if field and field in _FIELDS:
            if between:
                yield f"[{' '.join(sorted(between))}]*"
            if field in ("M", "L") and before:
                prefixes.add(before.split()[-1])
            between, attached, before = set(), field, ""
            yield _FIELDS[field]
            continue
        if field:
            attached = ""
            continue
        text = literal if literal is not None else sign
        before = text if text[-1:].isalpha() else ""
        if text and attached in ("M", "L") and text[0].isalpha():
            suffixes.add(text.split()[0])
            text = " ".join(text.split()[1:])
        attached = "" if text[-1:].isspace() else attached
        between |= {_SIGNS[mark] for mark in text if mark in _SIGNS}
        for word in re.findall(r"[^\W\d_](?:[^\s\d,،、/()]*[^\W\d_])?[’ʼ']?", text):
            add(tables, "words", "link", [word], 1)
            between.add("LINK")
    if between:
        yield f"[{' '.join(sorted(between))}]*"


def _without(parts: list[str], field: str) -> list[str]:
    """The parts without a field and what stands behind it, or before it where it is the last."""
    at = parts.index(field)
    kept = parts[:at] + (parts[at + 2 :] if at + 1 < len(parts) and ":" not in parts[at + 1] else parts[at + 1 :])
    while kept and ":" not in kept[-1]:
        kept.pop()
    return kept


def _examples(tables: Tables, calendar: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, str]:
    """The fifth day of each month of 2024 in the locale's long format, and three days back and on."""
    written = calendar.get("dateFormats", {}).get("long", "d MMMM y")
    written = _joined(written if isinstance(written, str) else written.get("_value", ""))
    found = {}
    for key, forms in tables["month"].items():
        name = calendar.get("months", {}).get("format", {}).get("wide", {}).get(key, forms[0])
        values = {"d": "5", "M": name, "L": name, "y": "2024"}
        found[f"2024-{int(key):02}-05"] = "".join(
            part[1] if part[1] is not None else values.get(part[2] or "", part[3] or "")
            for part in _PART.finditer(written)
        ).strip()
    told = [
        fields.get("day", {}).get(f"relativeTime-type-{sign}", {}).get("relativeTimePattern-count-other", "")
        for sign in ("past", "future")
    ]
    for count, template in zip(("-3", "3"), told, strict=True):
        if "{0}" in template and is_separate(template) and told[0] != told[1]:
            found[f"{count} day"] = template.replace("{0}", "3").replace("\u200b", "").strip(" +-")
    return found


def _properties(
    code: str, core: Path, calendar: Mapping[str, Any], words: Mapping[str, Any], tables: Tables
) -> dict[str, Any]:
    tag = likely(core, code)
    formats = calendar.get("dateFormats", {})
    told: dict[str, Any] = {"code": code.lower(), "name": _english(code), "date_order": _date_order(formats, words)}
    if len(tag) == 3:
        told["region"] = tag[2]
    scripts = {*tag, *code.split("-")}
    if scripts & UNSPACED:
        told["unspaced"] = True
    wide = _first(tables["month"])
    if all(form == form.lower() and form != form.upper() for form in wide):
        told["lower_calendar"] = True
    long = formats.get("long", "")
    if isinstance(long, str) and re.search(r"d\.", long):
        told["ordinal_dot"] = True
    weak = {form for name in ("month", "weekday") for form in _weak(name, tables.get(name, {}))}
    units = {form.lower() for forms in tables.get("unit", {}).values() for form in forms}
    weak |= {form for forms in tables.get("weekday", {}).values() for form in forms if form.lower() in units}
    weak |= {form for table in tables["month"].values() for form in table if form.split()[-1] in weak}
    if weak:
        told["weak"] = "|".join(sorted(weak))
    if all(form[0] != form[0].lower() for name in ("month", "weekday") for form in _first(tables.get(name, {}))):
        told["capitalised"] = "month weekday"
    return told


def _first(table: Mapping[str, list[str]]) -> list[str]:
    return [forms[0] for forms in table.values()]


def _weak(name: str, table: Mapping[str, list[str]]) -> Iterator[str]:
    """Abbreviations and the shortest names: too often words of another meaning."""
    for forms in table.values():
        longest = max(map(len, forms))
        for form in forms:
            cased = name == "month" or form.lower() != form.upper()
            if (len(form) <= SHORT and (cased or len(form) < longest)) or len(form) < min(longest, SHORT + 2):
                yield form


def _date_order(formats: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    short = formats.get("short", "")
    written = "".join(dict.fromkeys(re.sub("[^dMy]", "", short if isinstance(short, str) else ""))).lower()
    return written if sorted(written) == ["d", "m", "y"] else str(words.get("date_order", "DMY")).lower()


def _english(code: str) -> str:
    language, *rest = code.split("-")
    english = Locale("en")
    name = english.languages.get(language, language)
    return f"{name} ({english.scripts.get(rest[0], rest[0])})" if rest else name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
