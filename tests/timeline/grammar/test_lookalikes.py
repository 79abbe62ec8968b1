"""What looks like a time and is none."""

from __future__ import annotations

import pytest

import timeline

NONE = [
    ("ar", "يقع المكتب في شارع 23 يوليو."),
    ("ar", "أطلقت صحيفة الخميس نسختها الرقمية."),
    ("bg", "Магазинът е на булевард 6 септември."),
    ("bg", 'Магазинът е на ул. "3 март".'),
    ("ca", "La botiga és al carrer 11 de setembre."),
    ("cs", "Úřad je v ulici 28. října."),
    ("de", "Die Läufer starten auf der Straße des 17. Juni."),
    ("de", "Der Laden ist 24 Stunden am Tag offen."),
    ("el", "Το γραφείο βρίσκεται στην οδό 28ης Οκτωβρίου."),
    ("en", "The house is on July 4 Street."),
    ("en", "A Sunday Times reporter was there."),
    ("en", "USA Today wrote about it."),
    ("en", "The shop is open 24 hours a day, seven days a week."),
    ("en", "The deal was struck at the last minute."),
    ("es", "La marcha llegó a la Plaza 25 de Mayo."),
    ("es", "Funciona 7 días a la semana."),
    ("es", "Un gol de última hora salvó al equipo."),
    ("fr", "La foule s'est réunie place du 8-Mai-1945."),
    ("fr", "Le restaurant est ouvert 7 jours sur 7."),
    ("hu", "Az iroda az Október 6. utcában van."),
    ("id", "Kantor itu di Jalan 17 Agustus."),
    ("it", "Il corteo è arrivato in piazza 25 Aprile."),
    ("it", "Il bar è aperto 24 ore su 24."),
    ("mk", "Канцеларијата е на улица 11 Октомври."),
    ("pl", "Magazyn stoi przy ulicy 3 Maja."),
    ("pl", "Sklep jest czynny 24 godziny na dobę."),
    ("pt", "A loja fica na Rua 15 de Novembro."),
    ("ro", "Magazinul este pe strada 1 Decembrie."),
    ("ru", "Дом стоит на улице 8 Марта."),
    ("ru", "Магазин работает 24 часа в сутки."),
    ("sr", "Kancelarija je u ulici 29. novembra."),
    ("tr", "Toplantı 19 Mayıs Stadyumu'nda yapıldı."),
    ("uk", "Магазин на площі 1 Травня."),
]
TIMES = [
    ("en", "The council met in the square on 4 July.", "2023-07-04"),
    ("en", "It rained for 24 hours in the valley.", "PT24H"),
    ("es", "La gente salió a la plaza el 25 de mayo.", "2023-05-25"),
    ("fr", "Le marché de la place a rouvert le 8 mai 2022.", "2022-05-08"),
    ("it", "La gente scese in piazza il 25 aprile 2023.", "2023-04-25"),
    ("ru", "Люди вышли на площадь 8 марта.", "2024-03-08"),
    ("ar", "قالت الصحيفة الخميس إن الجسر أغلق.", "2024-02-29"),
]


def values(code: str, text: str) -> list[str]:
    article = timeline.Article("a", text, language=code, published="2024-03-06")
    return [e.value for e in timeline.resolve(article)]


@pytest.mark.parametrize(("code", "text"), NONE)
def test_names_are_no_times(code: str, text: str) -> None:
    assert values(code, text) == []


@pytest.mark.parametrize(("code", "text", "value"), TIMES)
def test_times_beside_such_words(code: str, text: str, value: str) -> None:
    assert value in values(code, text)
