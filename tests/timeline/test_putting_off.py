"""What is put off is one event with what takes place on the new day; what is only cancelled is not."""

from __future__ import annotations

import pytest

from timeline import Article, reconstruct
from timeline.events import Event


def events(*articles: tuple[str, str, str]) -> tuple[Event, ...]:
    read = [Article(f"a{n}", text, code, day) for n, (code, day, text) in enumerate(articles)]
    return reconstruct(read).events


def days(found: tuple[Event, ...], word: str) -> list[str | None]:
    """The first days of the events with a mention that holds a word."""
    return [event.earliest for event in found if any(word in m.text for m in event.mentions)]


PLANNED = ("en", "2024-03-04", "The hearing in the case against the mill of Tarvik is set for 12 March.")
MOVED = [
    ("en", "2024-03-13", "The hearing set for 12 March was put off to 26 March."),
    ("de", "2024-03-13", "Die für den 12. März angesetzte Anhörung wurde auf den 26. März verschoben."),
    ("pt", "2024-03-13", "A audiência, marcada para 12 de março, foi adiada para 26 de março."),
    ("fr", "2024-03-13", "L'audience, prévue le 12 mars, a été reportée au 26 mars."),
    ("en", "2024-03-13", "The hearing is on 26 March instead of 12 March."),
    ("hu", "2024-03-11", "A meghallgatást március 12. helyett március 26-án tartják."),
    ("nb", "2024-03-13", "Høringen, som skulle ha vært 12. mars, er flyttet til 26. mars."),
    ("ka", "2024-03-08", "სასამართლო სხდომა, რომელიც 12 მარტს უნდა გამართულიყო, 26 მარტისთვის გადაიდო."),
    ("vi", "2024-03-08", "Phiên điều trần được dời sang ngày 26 tháng 3."),
    ("en", "2024-03-08", "The hearing, which was to begin on 12 March, will now begin on 26 March."),
    ("en", "2024-03-08", "The hearing was to begin on 12 March. The hearing will begin on 26 March."),
    ("es", "2024-03-08", "La audiencia, que debía empezar el 12 de marzo, empezará el 26 de marzo."),
    ("it", "2024-03-08", "L'udienza, che doveva iniziare il 12 marzo, inizierà il 26 marzo."),
    ("ru", "2024-03-08", "Слушание, которое должно было начаться 12 марта, начнётся 26 марта."),
]


@pytest.mark.parametrize("moved", MOVED)
def test_the_old_day_gives_way_to_the_new_one(moved: tuple[str, str, str]) -> None:
    assert days(events(PLANNED, moved), "set for 12 March") == ["2024-03-26"]


@pytest.mark.parametrize(
    "held",
    [
        ("en", "2024-03-16", "The hearing took place on Friday, three days later than planned."),
        ("de", "2024-03-16", "Die Anhörung fand am Freitag statt, drei Tage später als geplant."),
        ("fr", "2024-03-16", "L'audience a eu lieu vendredi, trois jours plus tard que prévu."),
        ("uk", "2024-03-16", "Слухання відбулося вчора, на три дні пізніше, ніж планувалося."),
        ("vi", "2024-03-16", "Phiên điều trần diễn ra hôm qua, chậm ba ngày so với kế hoạch."),
        ("tr", "2024-03-16", "Duruşma cuma günü, planlanandan üç gün sonra yapıldı."),
        ("ko", "2024-03-16", "심리는 예정보다 사흘 늦은 금요일에 열렸다."),
    ],
)
def test_what_took_place_later_than_planned_was_set_for_the_day_so_long_before(held: tuple[str, str, str]) -> None:
    assert days(events(PLANNED, held), "set for 12 March") == ["2024-03-15"]


def test_a_length_tells_how_far_it_is_moved() -> None:
    put_off = ("zh", "2024-03-13", "原定3月12日举行的听证会因大雪推迟了两周。")
    held = ("es", "2024-03-27", "La audiencia se celebró ayer en Tarvik.")
    assert days(events(PLANNED, put_off, held), "推迟") == ["2024-03-26"]


def test_without_a_new_day_the_next_of_its_kind_is_meant() -> None:
    put_off = ("en", "2024-03-13", "The hearing on 12 March was postponed because of snow.")
    held = ("es", "2024-03-27", "La audiencia se celebró ayer en Tarvik.")
    assert days(events(PLANNED, put_off, held), "set for") == ["2024-03-26"]
    other = ("es", "2024-03-27", "La fábrica reabrió ayer en Tarvik.")
    assert days(events(PLANNED, put_off, other), "set for") == ["2024-03-12"]


def test_the_old_day_may_be_told_behind_the_new_one() -> None:
    put_off = ("hr", "2024-03-12", "Saslušanje je odgođeno za 26. ožujka. Trebalo je početi jutros.")
    assert days(events(PLANNED, put_off), "jutros") == ["2024-03-26"]


def test_what_did_not_take_place_on_its_day_takes_place_on_the_next() -> None:
    denied = ("sl", "2024-03-13", "Komisija včeraj ni objavila poročila. Poročilo bo objavljeno 26. marca.")
    planned = ("en", "2024-03-04", "The commission will publish its report on 12 March.")
    assert days(events(planned, denied), "will publish") == ["2024-03-26"]


def test_a_verb_in_two_parts_puts_off_by_a_length() -> None:
    put_off = ("et", "2024-03-13", "Istung pidi algselt toimuma 12. märtsil, kuid lükati kahe nädala võrra edasi.")
    held = ("es", "2024-03-27", "La audiencia se celebró ayer en Tarvik.")
    assert days(events(PLANNED, put_off, held), "set for 12 March") == ["2024-03-26"]
