from __future__ import annotations

import pytest

from timeline import Article
from timeline.reading import read


@pytest.mark.parametrize(
    ("code", "text", "day"),
    [
        ("en", "The talks were moved from Monday to Friday.", "2024-03-08"),
        ("es", "La visita del presidente, prevista para ayer, será este sábado.", "2024-03-09"),
        ("ja", "大統領の訪問は18日から20日に延期された。", "2024-03-20"),
        ("hu", "Az ülést keddre halasztották.", "2024-03-12"),
        ("en", "He called on Tuesday a meeting for Friday.", "2024-03-05"),
    ],
)
def test_of_a_plan_that_was_moved_the_new_day_dates_the_mention(code: str, text: str, day: str) -> None:
    mentions = read(Article("a", text, code, "2024-03-06")).mentions
    assert day in {m.interval.earliest for m in mentions if m.interval is not None}


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("mk", "Погребот беше одложен за три дена.", "P3D"),
        ("sr", "Сахрана је јуче одложена за три дана.", "P3D"),
        ("hr", "Jučer su došli. Pogreb je odgođen za tri dana.", "P3D"),
        ("mk", "Судењето е одложено. Ќе започне за три дена.", "2024-03-09"),
    ],
)
def test_a_length_behind_a_word_for_moving_is_no_day(code: str, text: str, value: str) -> None:
    assert read(Article("a", text, code, "2024-03-06")).expressions[-1].value == value
