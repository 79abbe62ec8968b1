"""Which language a page speaks."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from api.page_language import LANGUAGES, page_language
from api.wording import dates_in

ONE_DATABASE = True


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("", "en"),
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("ja,ar;q=0.5", "ar"),
        ("ja", "en"),
        ("EL", "el"),
        ("fr;q=0.1,es;q=0.9", "es"),
        ("*", "en"),
    ],
)
def test_the_browser_s_language_is_taken(client: FlaskClient, story: str, accepted: str, lang: str) -> None:
    for target in ("/", story.removeprefix("/v1")):
        answer = client.get(target, headers={"Accept-Language": accepted} if accepted else {})
        direction = "rtl" if lang == "ar" else "ltr"
        assert f'<html lang="{lang}" dir="{direction}">' in answer.text
        assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_address_goes_before_it(client: FlaskClient, story: str, lang: str) -> None:
    address = story.removeprefix("/v1")
    answer = client.get(f"{address}?lang={lang}&q=a", headers={"Accept-Language": "bg"})
    assert f'<html lang="{lang}"' in answer.text
    links = re.findall(r'href="([^"]*)" lang="..\" hreflang', answer.text)
    assert len(links) == len(LANGUAGES)
    assert all("q=a" in link and link.count("lang=") == 1 for link in links)


@pytest.mark.parametrize("target", ["/?lang=xx", "/?lang=../en", "/timelines/sample?lang=EN", "/?other=1"])
def test_what_is_no_language_is_refused(client: FlaskClient, target: str) -> None:
    assert client.get(target).status_code == 400


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("bg", "през ноември 2025 г."),
        ("de", "im November 2025"),
        ("el", "Νοέμβριος 2025"),
        ("es", "en noviembre de 2025"),
        ("fr", "en novembre 2025"),
        ("ru", "ноябрь 2025 г."),
        ("ar", "في نوفمبر 2025"),
    ],
)
def test_dates_are_those_of_the_language(tag: str, words: str) -> None:
    told = dates_in(page_language(tag)).in_words("2025-11-01", "2025-11-30", "month")
    assert told.replace("\u202f", " ").replace("\xa0", " ") == words
