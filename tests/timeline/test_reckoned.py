"""Happenings that are dated by what lies between them and others."""

from __future__ import annotations

import pytest

from timeline import Article, Chronology, reconstruct


def told(*texts: tuple[str, str], published: str = "2024-03-20") -> Chronology:
    return reconstruct([Article(f"a{n}", text, code, published) for n, (code, text) in enumerate(texts)])


def days(chronology: Chronology, quote: str) -> tuple[str | None, str | None]:
    (event,) = [e for e in chronology.events if any(quote in m.text for m in e.mentions)]
    return event.earliest, event.latest


def test_the_other_happening_of_the_article_gives_the_day() -> None:
    found = told(("en", "The dam collapsed on 3 March. Two days after the collapse the mayor resigned."))
    assert days(found, "mayor resigned") == ("2024-03-05", "2024-03-05")


def test_another_article_gives_the_day() -> None:
    found = told(
        ("de", "Das Haus brannte am 3. März; der Brand tötete zwei Menschen."),
        ("fr", "Deux jours après l'incendie, la police a arrêté un homme."),
    )
    assert days(found, "la police a arrêté") == ("2024-03-05", "2024-03-05")


def test_the_other_happening_takes_its_day_from_the_clause() -> None:
    found = told(("en", "The verdict came on 15 March, ten days after Marek was arrested."))
    assert days(found, "Marek was arrested") == ("2024-03-05", "2024-03-05")


def test_months_lead_to_a_month() -> None:
    found = told(("en", "The trial opened on 15 March, six months after Marek was arrested."))
    assert days(found, "Marek was arrested") == ("2023-09-01", "2023-09-30")


@pytest.mark.parametrize(
    "text",
    [
        # Two days are told for elections: which one is meant is open.
        "The election was held on 3 March. An election was held on 9 March. A day after the vote Marek resigned.",
        # The day would lie after the day of writing.
        "The dam collapsed on 19 March. Five days after the collapse the mayor resigned.",
        # A month cannot tell a day.
        "The dam collapsed in February. Two days after the collapse the mayor resigned.",
    ],
)
def test_what_is_open_stays_open(text: str) -> None:
    earliest, _ = days(told(("en", text)), "esigned")
    assert earliest is None


def test_a_clock_time_of_a_known_zone_leads_to_both_its_days() -> None:
    found = told(("en", "The probe fell silent at 01:00 UTC on 15 March, three days after riding into orbit."))
    assert days(found, "riding into orbit") == ("2024-03-11", "2024-03-12")


def test_what_when_opens_behind_a_date_happened_then() -> None:
    found = told(("en", "The river rose on 3 March, when four people were killed in Dorbey."))
    assert days(found, "four people were killed") == ("2024-03-03", "2024-03-03")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("nb", "Kongen falt lørdag 2. mars. Dagen etter ble han operert i hoften."),
        ("sv", "Kungen föll lördagen den 2 mars. Dagen efter blev han opererad."),
        ("da", "Kongen faldt lørdag den 2. marts. Dagen efter blev han opereret."),
    ],
)
def test_the_day_after_before_a_verb_counts_from_the_date_told(code: str, text: str) -> None:
    other = Article("b", "The king was operated on 3 March 2024.", "en", "2024-03-08")
    events = reconstruct([Article("a", text, code, "2024-03-08"), other]).events
    assert {e.earliest for e in events if any("oper" in m.text for m in e.mentions)} == {"2024-03-03"}
