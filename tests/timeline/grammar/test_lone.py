"""Texts that are nothing but one phrase: read with words and word orders of their own, or left alone."""

from __future__ import annotations

import pytest

from timeline.article import Article
from timeline.grammar.lone import lone_rules
from timeline.pipeline import resolve

PUBLISHED = "2024-03-06T09:30:00"
FOUND = [
    ("en", "wed", "wed", "2024-03-06", "2024-03-06"),
    ("en", "Tue, Apr9", "Tue, Apr9", "2024-04-09", "2024-04-09"),
    ("en", "2025-07", "2025-07", "2025-07", "2025-07-01"),
    ("en", "22q1", "22q1", "2022-Q1", "2022-01-01"),
    ("en", "at half five", "at half five", "2024-03-06T05:30", "2024-03-06T05:30"),
    ("en", "before 9 April", "9 April", "2024-04-09", "2024-04-09"),
    ("en", "half five", "half five", "2024-03-06T05:30", "2024-03-06T05:30"),
    ("en", "4 minutes", "4 minutes", "PT4M", None),
    ("en", "20 minutes before noon", "20 minutes before noon", "2024-03-06T11:40", "2024-03-06T11:40"),
    ("en", "June in 2 years", "June in 2 years", "2026-06", "2026-06-01"),
    ("en", "from 3 May for 5 days", "3 May for 5 days", "2024-05-03/P5D", "2024-05-03"),
    ("en", "between the 7th and the 9th", "the 7th and the 9th", "2024-03-07/2024-03-09", "2024-03-07"),
    ("en", "two hours twenty", "two hours twenty", "PT140M", None),
    ("en", "8:15:40 PM", "8:15:40 PM", "2024-03-06T20:15:40", "2024-03-06T20:15"),
    ("de", "ungefähr um 21 Uhr", "ungefähr um 21 Uhr", "2024-03-06T21:00", "2024-03-06T21:00"),
    ("de", "Montag zwischen 8 und 10", "Montag zwischen 8 und 10", None, "2024-03-04T08:00"),
    ("de", "letzter Montag im Mai 2025", "letzter Montag im Mai 2025", "2025-05-26", "2025-05-26"),
    ("fr", "le 8", "le 8", "2024-03-08", "2024-03-08"),
    ("es", "las dos y cuarto", "las dos y cuarto", "2024-03-06T02:15", "2024-03-06T02:15"),
    ("ca", "dj.", "dj.", "2024-02-29", "2024-02-29"),
    ("it", "dopo le 22:10", "dopo le 22:10", "2024-03-06T22:10", "2024-03-06T22:10"),
    ("pl", "kwadrans po piątej", "kwadrans po piątej", "2024-03-06T05:15", "2024-03-06T05:15"),
    ("ru", "минута", "минута", "PT1M", None),
    ("ru", "7.11", "7.11", "2023-11-07", "2023-11-07"),
    ("nl", "3 w", "3 w", "P3W", None),
    ("hi", "सवा 3 घंटे", "सवा 3 घंटे", "PT195M", None),
    ("ja", "2023年から2025年まで", "2023年から2025年", "2023/2025", "2023-01-01"),
    ("ko", "일곱시반", "일곱시반", "2024-03-06T07:30", "2024-03-06T07:30"),
    ("tr", "3 hafta içinde", "3 hafta içinde", "2024-03-27", "2024-03-27"),
]
NOTHING = [
    ("en", "sat down"),
    ("en", "4 20"),
    ("en", "months"),
    ("en", "the one"),
    ("en", "room 12"),
    ("da", "3 hoteller"),
    ("bg", "секунди"),
    ("de", "so"),
    ("fr", "quatre six"),
    ("nl", "do"),
    ("pl", "trzeci"),
    ("it", "ma"),
    ("uk", "години"),
]
LIKELIEST_OTHER = [
    ("en", "3 o'clock", "2024-03-06T15:00"),
    ("de", "3:30", "2024-03-07T03:30"),
    ("ru", "5 часов", "2024-03-06T17:00"),
    ("en", "next Friday", "2024-03-15"),
    ("en", "now", "2024-03-06T09:30"),
    ("en", "last 3 seconds", "2024-03-06T09:29:57"),
    ("en", "first week of October 2026", "2026-10-05"),
    ("it", "15 marzo di mattina", "2024-03-15T04:00"),
    ("hi", "कल", "2024-03-07"),
]


@pytest.mark.parametrize(("code", "text", "extent", "value", "earliest"), FOUND)
def test_found(code: str, text: str, extent: str, value: str | None, earliest: str | None) -> None:
    (found,) = [e.to_dict() for e in resolve(Article("a", text, code, PUBLISHED))]
    assert (found["text"], found["earliest"]) == (extent, earliest)
    assert value is None or found["value"] == value


@pytest.mark.parametrize(("code", "text"), NOTHING)
def test_left_alone(code: str, text: str) -> None:
    assert resolve(Article("a", text, code, PUBLISHED)) == ()


@pytest.mark.parametrize(("code", "text", "other"), LIKELIEST_OTHER)
def test_the_likeliest_other_reading_stands_first(code: str, text: str, other: str) -> None:
    (found,) = resolve(Article("a", text, code, PUBLISHED))
    assert found.to_dict()["alternatives"][0]["earliest"] == other


def test_inside_a_sentence_the_same_words_are_no_time() -> None:
    assert resolve(Article("a", "He sat there, and the score was 15.02 in the end.", "en", PUBLISHED)) == ()


def test_bare_units_are_a_property() -> None:
    names = {rule.name for rule in lone_rules("dmy", True)} - {rule.name for rule in lone_rules("dmy", False)}
    assert names == {"lone-unit"}
