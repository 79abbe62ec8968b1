"""Laws that the generated file of every locale keeps, each in its own words."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from timeline.article import Article
from timeline.identification import article_language
from timeline.language import FOLDER, LOCALES, aliases, codes, full_codes, load
from timeline.pipeline import resolve

ROWS = tomllib.loads((Path(__file__).parents[1] / "cases" / "locales.toml").read_text("utf-8"))["rows"]
PUBLISHED = date(2024, 6, 12)
FURTHER = [code for code in codes() if code not in full_codes()]
DIGITS = "In 1 2 3, 40 of 500 (6-7) 8/9 10.000 were 11% 12:1."


def file(code: str) -> dict[str, Any]:
    return dict(json.loads((FOLDER / LOCALES / f"{code}.json").read_text("utf-8")))


def days(code: str, text: str) -> Iterator[tuple[str, str]]:
    for found in resolve(Article("a", text, code, str(PUBLISHED))):
        shown = found.to_dict()
        yield shown["earliest"], shown["latest"]


def test_there_are_many() -> None:
    assert len(FURTHER) >= 200


@pytest.mark.parametrize("code", FURTHER)
def test_every_month_of_a_date_in_its_long_form(code: str) -> None:
    told = {value: text for value, text in file(code)["examples"].items() if value.startswith("2024")}
    assert len(told) == 12
    for value, text in told.items():
        assert (value, value) in days(code, text), text


@pytest.mark.parametrize("code", FURTHER)
def test_three_days_back_and_on(code: str) -> None:
    for value, text in file(code)["examples"].items():
        if value.endswith(" day"):
            day = str(PUBLISHED + timedelta(int(value.split()[0])))
            assert (day, day) in days(code, text), text


@pytest.mark.parametrize("code", FURTHER)
def test_words_for_days_around_today(code: str) -> None:
    for count, forms in file(code).get("deictic", {}).items():
        day = str(PUBLISHED + timedelta(int(count)))
        for form in forms.split("|")[:1]:
            assert (day, day) in days(code, form), form


@pytest.mark.parametrize("code", FURTHER)
def test_every_weekday(code: str) -> None:
    told = file(code)
    weak = told["language"].get("weak", "").split("|")
    for number, forms in told.get("weekday", {}).items():
        form = forms.split("|")[0]
        if form not in weak:
            found = [date.fromisoformat(first) for first, _ in days(code, form)]
            assert [day.isoweekday() for day in found] == [int(number)], form


@pytest.mark.parametrize("code", FURTHER)
def test_a_short_month_among_words_is_no_date(code: str) -> None:
    weak = load(code).words("weak")
    for form in (form for table in file(code)["month"].values() for form in table.split("|") if form in weak):
        assert list(days(code, f"Qxq {form} qxq ({form}) qxq")) == [], form


@pytest.mark.parametrize("code", FURTHER)
def test_numbers_alone_are_no_dates(code: str) -> None:
    assert [text for text in days(code, DIGITS) if text[0] is not None] == []


def test_scripts_are_kept_apart_and_regions_fall_back() -> None:
    assert load("az-Cyrl").code == "az-cyrl"
    assert load("az-Latn-AZ").code == "az"
    assert load("uz-Cyrl-UZ").code == "uz-cyrl"
    assert load("pa-Arab-PK").code == "pa-arab"
    assert [load(tag).code for tag in ("pt-PT", "en-IN", "zh-Hant", "sr-Latn")] == ["pt", "en", "zh", "sr"]


def test_aliases_lead_to_files() -> None:
    assert {"no", "iw", "tl"} <= aliases().keys() | set(codes())
    assert set(aliases().values()) <= set(codes())
    assert load("no-NO").code == "nb"


def test_a_full_file_has_no_generated_one() -> None:
    assert not {entry.name.removesuffix(".json") for entry in (FOLDER / LOCALES).iterdir()} & set(full_codes())


@pytest.mark.parametrize(("code", "marked", "first", "last"), ROWS)
def test_a_sentence_that_does_not_state_its_language(code: str, marked: str, first: str, last: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    article = Article("a", marked.replace("[", "").replace("]", ""), None, "2024-03-06")
    assert article_language(article) == code
    found = [(e.start, e.end, e.to_dict()) for e in resolve(article)]
    assert [(s, e, shown["earliest"], shown["latest"]) for s, e, shown in found] == [(start, end, first, last)]
