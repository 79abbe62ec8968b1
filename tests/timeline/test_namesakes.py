from __future__ import annotations

import pytest

from timeline import Article, resolve


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("pl", "Mówił o tym w czwartek Paweł Lipiec. Lipiec dziękuje za wsparcie.", ["czwartek"]),
        ("pl", "Mówił o tym w czwartek Paweł Nowak. Lipiec był ciepły.", ["czwartek", "Lipiec"]),
        ("tr", "Başkan Deniz Eylül konuştu. Eylül, salı günü gelecek.", ["salı günü"]),
        ("en", "The lawyer Adela May said on Monday that in May she left. May was tired.", ["Monday", "May"]),
        ("en", "Shares rose early in the year. In May they fell.", ["early in the year", "May"]),
        ("de", "Das sagte Sprecherin Marie August. Seit Anfang August regnet es.", ["Anfang August"]),
        ("de", "Im Monat August sank der Umsatz.", ["August"]),
        ("el", "Η δικηγόρος Παρασκευή Λάμπρου μίλησε τη Δευτέρα.", ["Δευτέρα"]),
        ("el", "Την Παρασκευή ο Λάμπρου είπε όχι.", ["Παρασκευή"]),
        ("sw", "Kiongozi wao, Jumanne Mwita, alisema hapana.", []),
        ("sw", "Jumanne Waziri Hauk alisema hapana.", ["Jumanne"]),
    ],
)
def test_a_month_or_weekday_that_is_a_name_gives_no_time(code: str, text: str, found: list[str]) -> None:
    assert [e.expression.text for e in resolve(Article("a", text, code, "2024-03-06"))] == found
