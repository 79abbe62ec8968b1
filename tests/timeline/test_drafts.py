"""Clauses that are told together, and clauses that are parted."""

from __future__ import annotations

import pytest

from timeline import Article
from timeline.reading import read

CASES = [
    ("fr", "Un examen a été mené du 3 au 5 mai dans un laboratoire.", ["2024-05-03"]),
    ("en", "Police seized a chart of 1587 stolen in Greece last year.", ["2023-01-01"]),
    (
        "el",
        "Το έργο θα εξεταστεί στις αρχές Ιουλίου και θα επιστρέψει στα μέσα του ίδιου μήνα.",
        ["2024-07-01", "2024-07-11"],
    ),
    (
        "th",
        "การพิจารณาคดีเริ่มขึ้นเมื่อวันที่ 6 กุมภาพันธ์ 2567 ศาลอุทธรณ์จะเริ่มพิจารณาวันที่ 10 กรกฎาคม 2567",
        ["2024-02-06", "2024-07-10"],
    ),
]


@pytest.mark.parametrize(("code", "text", "firsts"), CASES)
def test_parts(code: str, text: str, firsts: list[str]) -> None:
    found = read(Article("a", text, code, "2024-06-01")).mentions
    assert [m.interval.earliest for m in found if m.interval is not None] == firsts


def kinds(code: str, text: str) -> list[set[str]]:
    return [set(m.concepts) for m in read(Article("a", text, code, "2024-06-01")).mentions]


def test_who_claims_something_names_no_kind_of_it() -> None:
    assert kinds("sr", "Тужилаштво тврди да је брод потонуо 3. маја.") == [{"sink"}]


def test_a_relative_clause_tells_on_what_stands_before_it() -> None:
    first, second = kinds("pl", "Spółka odwołała się wczoraj od grzywny, którą trzy tygodnie temu nałożył urząd.")
    assert "fine" in first & second


def test_a_main_clause_goes_on_behind_its_relative_clause() -> None:
    told = kinds("sl", "Obravnava proti trenerju, ki bi se morala začeti danes, je prestavljena na prihodnjo sredo.")
    assert all("trial" in found for found in told)


def test_a_date_belongs_to_the_event_word_on_its_side_of_and() -> None:
    told = kinds("pt", "Os dois homens foram detidos em Tarvik a 4 de maio e extraditados a 11 de maio.")
    assert told == [{"arrest"}, {"extradite"}]
