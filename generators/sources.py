"""What the generator of locales reads: CLDR's packages and dateparser's locales."""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateparser.data.languages_info import language_locale_dict

CURATED = Path(__file__).resolve().parents[1] / "timeline" / "languages"
LONGEST_CODE = 3
NOT_READ = frozenset(("bo", "dz"))
"""Tibetan script, whose words the tokens do not tell apart."""
KEPT_TOGETHER = frozenset(("sr", "zh", "en", "el", "no", "und"))
"""Languages whose own file is for all their scripts, or that CLDR lists in scripts of no news."""
CLOSE = {
    "arz": "ar", "azb": "az-arab", "bar": "de", "dty": "ne", "no": "nb", "pnb": "pa-arab", "sh": "sr", "wuu": "zh",
    "yue": "zh",
}  # fmt: skip
"""Codes that detectors of languages give, whose calendar words are those of another language."""


def curated() -> frozenset[str]:
    """Return the codes of the languages with a file of their own."""
    return frozenset(path.stem for path in CURATED.glob("*.toml") if len(path.stem) <= LONGEST_CODE)


def locale_codes(core: Path, dates: Path) -> list[str]:
    """Return the locales of CLDR and dateparser without a region, but for those that have a file of their own."""
    cldr_codes = {path.name for path in (dates / "main").iterdir()}
    found = cldr_codes | (set(language_locale_dict) - _renamed(core).keys())
    own = curated() | NOT_READ | {"no", "und"}
    kept = []
    for code in sorted(found):
        language, *rest = code.split("-")
        if any(len(part) != 4 or part.isdigit() for part in rest) or likely(core, language)[1:2] == rest:
            continue
        if language in own and (not rest or language in KEPT_TOGETHER):
            continue
        kept.append(code)
    return kept


def likely(core: Path, code: str) -> list[str]:
    """The likeliest language, script and region of a code, an empty list where CLDR names none."""
    told = json.loads((core / "supplemental" / "likelySubtags.json").read_text("utf-8"))["supplemental"]
    return str(told["likelySubtags"].get(code, "")).split("-")


def aliases(core: Path, known: set[str]) -> dict[str, str]:
    """Return the codes that stand for another one, from CLDR's aliases of languages."""
    found = {**_renamed(core), **CLOSE}
    return {code: target for code, target in found.items() if code not in known and target in known}


def _renamed(core: Path) -> dict[str, str]:
    """The codes that CLDR replaces by another one."""
    told = json.loads((core / "supplemental" / "aliases.json").read_text("utf-8"))["supplemental"]["metadata"]
    return {
        code.lower(): str(facts["_replacement"]).lower()
        for code, facts in told["alias"]["languageAlias"].items()
        if "-" not in code and len(code) <= LONGEST_CODE
    }


def cldr(code: str, dates: Path) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    folder = dates / "main" / code
    if not folder.is_dir():
        return {}, {}
    calendar, fields = _read(folder, code)
    root_calendar, root_fields = _read(dates / "main" / "und", "und")
    kept = {**_own(calendar, root_calendar), "dateFormats": calendar["dateFormats"]}
    return kept, _own(fields, root_fields)


def unit_patterns(code: str, units: Path) -> dict[str, list[str]]:
    """Return how a locale writes so many of a unit, "{0} days", by the unit, an empty dict where CLDR has none of its
    own."""
    file = units / "main" / code / "units.json"
    if not file.is_file():
        return {}
    told, root = (_lengths(path) for path in (file, units / "main" / "und" / "units.json"))
    found = {unit: [form for form in forms if form not in root.get(unit, [])] for unit, forms in told.items()}
    return {unit: forms for unit, forms in found.items() if forms}


def _lengths(file: Path) -> dict[str, list[str]]:
    """The patterns of lengths of time, long ones first."""
    [main] = json.loads(file.read_text("utf-8"))["main"].values()
    found: dict[str, list[str]] = {}
    for width in ("long", "short"):
        for name, told in main["units"][width].items():
            unit = name.removeprefix("duration-")
            if unit != name:
                forms = [form for key, form in told.items() if key.startswith("unitPattern-count-")]
                found.setdefault(unit, []).extend(forms)
    return found


def _read(folder: Path, code: str) -> tuple[dict[str, Any], dict[str, Any]]:
    calendar = json.loads((folder / "ca-gregorian.json").read_text("utf-8"))["main"][code]["dates"]["calendars"]
    fields = json.loads((folder / "dateFields.json").read_text("utf-8"))["main"][code]["dates"]["fields"]
    return calendar["gregorian"], fields


def _own(told: Mapping[str, Any], root: Mapping[str, Any]) -> dict[str, Any]:
    """What a locale says itself: all that is not the root's."""
    found = {}
    for key, value in told.items():
        other = root.get(key)
        if isinstance(value, Mapping):
            found[key] = _own(value, other if isinstance(other, Mapping) else {})
        elif value != other:
            found[key] = value
    return found


def words_of(code: str) -> Mapping[str, Any]:
    if code not in language_locale_dict:
        return {}
    return dict(importlib.import_module(f"dateparser.data.date_translation_data.{code}").info)
