"""Public holidays by the region of an article's language tag, and the spellings of their names."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.article import Article
from timeline.language import full_codes, load
from timeline.operators.feasts import feast_day
from timeline.pipeline import resolve
from timeline.regions import FOLDER, region_of, regional_feasts

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "regions.toml").read_text("utf-8"))["holidays"]
ROWS = [row for group in CASES for row in group["rows"]]
COUNTRIES = sorted(entry.name.removesuffix(".json") for entry in FOLDER.iterdir())


@pytest.mark.parametrize(("tag", "published", "marked", "first"), ROWS)
def test_holiday(tag: str, published: str, marked: str, first: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = [(e.start, e.end, e.to_dict()["earliest"]) for e in resolve(Article("a", text, tag, published))]
    assert found == [(start, end, first)]


TAGS = [("en-AU", "AU"), ("zh-Hant-TW", "TW"), ("de", ""), ("es-419", ""), ("sr-Latn", "")]


@pytest.mark.parametrize(("tag", "region"), TAGS)
def test_region_of(tag: str, region: str) -> None:
    assert region_of(tag) == region


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_rule_names_a_day_in_some_year(country: str) -> None:
    rules = {rule for code in full_codes() for rule, _ in regional_feasts(country, code, {})}
    for rule in rules:
        assert any(_is_kept(rule, year) for year in range(1998, 2034)), rule


def _is_kept(rule: str, year: int) -> bool:
    try:
        return feast_day(rule, year).first_day > 0
    except ValueError:
        return False


def test_spellings_of_a_name() -> None:
    spelling = {"optional": "National", "alike": ["'s|s'|s"], "not": "Saint "}
    forms = {form for _, form in regional_feasts("JM", "en", spelling)}
    assert {"National Heroes Day", "Heroes Day", "Heroes' Day", "New Years Day"} <= forms


def test_names_that_persons_bear_are_left_out() -> None:
    told = {form for _, form in regional_feasts("IT", "it", {"not": "San "})}
    assert told
    assert not any(form.startswith("San ") for form in told)


def test_an_unknown_region_has_no_holidays() -> None:
    assert list(regional_feasts("XX", "en", {})) == []
    assert list(regional_feasts("AU", "eu", {})) == []


def test_the_likeliest_region_never_goes_before_the_file() -> None:
    labour = dict(load("en").heads["labour"])
    assert labour["labour day"]["FEAST"] == "5-1"
    assert dict(load("en-NZ").heads["labour"])["labour day"]["FEAST"] == "10-1#4"


ORDINARY = [
    ("en", "It was a family day out with an election day feel."),
    ("es", "San José venció a San Lorenzo."),
    ("es-MX", "San Juan y Santa Lucía son barrios vecinos."),
    ("it-IT", "A San Siro c'era il tutto esaurito."),
    ("pt-BR", "São José fica perto de São João."),
]


@pytest.mark.parametrize(("tag", "text"), ORDINARY)
def test_no_holiday_in_ordinary_words(tag: str, text: str) -> None:
    assert resolve(Article("a", text, tag, "2024-03-06")) == ()
