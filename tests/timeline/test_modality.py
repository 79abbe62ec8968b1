"""What happened, what is planned, what somebody claims, and what is denied."""

from __future__ import annotations

import pytest

from timeline import Article
from timeline.reading import read

CASES = [
    ("en", "The ministers met in Oslo on Monday.", ["actual"]),
    ("en", "The ministers will meet in Oslo on 20 March.", ["planned"]),
    ("de", "Die Minister werden sich am 20. März in Oslo treffen.", ["planned"]),
    ("en", "The ministers did not meet in Oslo.", []),
    ("en", "The ministers never met.", []),
    ("de", "Die Minister trafen sich nicht.", []),
]
INTENDED = [
    ("en", "The wedding had been scheduled for 2 March."),
    ("en", "The wedding was to have taken place on 2 March."),
    ("de", "Die Hochzeit war ursprünglich für den 2. März geplant."),
    ("nb", "Bryllupet skulle ha stått 2. mars."),
    ("fr", "Le mariage était prévu le 2 mars."),
    ("es", "La boda estaba prevista para el 2 de marzo."),
    ("it", "Il matrimonio doveva svolgersi il 2 marzo."),
    ("pl", "Ślub miał się odbyć 2 marca."),
    ("cs", "Svatba se měla konat 2. března."),
    ("ru", "Свадьба должна была состояться 2 марта."),
    ("lt", "Vestuvės iš pradžių turėjo vykti kovo 2 d."),
    ("fi", "Häiden piti olla 2. maaliskuuta."),
    ("hu", "Az esküvőt eredetileg március 2-ra tervezték."),
    ("el", "Ο γάμος επρόκειτο να γίνει στις 2 Μαρτίου."),
    ("tr", "Düğünün 2 Mart'ta yapılması planlanıyordu."),
    ("ar", "وكان الزفاف مقررًا في الثاني من مارس."),
    ("he", "החתונה הייתה אמורה להתקיים ב-2 במרץ."),
    ("hi", "शादी 2 मार्च को होनी थी।"),
    ("ja", "結婚式は3月2日に予定されていた。"),
    ("ko", "결혼식은 당초 3월 2일로 예정돼 있었다."),
    ("zh", "婚礼原定于3月2日举行。"),
]


@pytest.mark.parametrize(("code", "text", "modalities"), CASES)
def test_modality(code: str, text: str, modalities: list[str]) -> None:
    assert [m.modality for m in read(Article("a", text, code, "2024-03-08")).mentions] == modalities


@pytest.mark.parametrize(("code", "text"), INTENDED)
def test_what_had_been_scheduled_is_a_plan(code: str, text: str) -> None:
    assert [m.modality for m in read(Article("a", text, code, "2024-03-08")).mentions] == ["planned"]


def test_what_was_scheduled_and_called_off_is_no_plan() -> None:
    text = "The launch was scheduled for 2 March but called off because of the wind."
    assert [m.modality for m in read(Article("a", text, "en", "2024-03-08")).mentions] == ["actual"]
