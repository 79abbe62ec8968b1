"""Which sources are independent: agencies that a text names, and copies."""

from __future__ import annotations

import pytest

from timeline import Article, reconstruct
from timeline.credits import agencies_in, credited, printed
from timeline.language import load
from timeline.origins import origins, prints

BODY = (
    "The council of Tarvik closed the Kestrel bridge on Monday after engineers had found cracks in two of its pillars. "
    "Mayor Vera Moll said that nobody was hurt and that the repair would take until the end of the summer. "
    "Drivers have to use the old ferry, which crosses the river every half hour and can carry twelve cars at a time."
)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("TARVIK, March 5 (Reuters) - The council met.", "Reuters"),
        ("ТАРВИК, 5 март /БТА/. Съветът заседава.", "BTA"),
        ("Tarvik (dpa/AFP) - Der Rat tagte.", "dpa"),
        ("Le conseil s'est réuni.\n(AFP)", "AFP"),
        ("Der Rat tagte.\n— dpa", "dpa"),
        ("De raad kwam bijeen.\nBron: ANP", "ANP"),
        ("AFP - Le conseil s'est réuni.", "AFP"),
        ("He told AP that the council met.", ""),
        ("The AA meeting took place.", ""),
        ("Photo: Reuters\nThe council met.", ""),
        ("A reutersward was seen. The mayor (Bloomberg Park) spoke.", ""),
    ],
)
def test_the_mark_of_a_report(text: str, agency: str) -> None:
    assert printed(text, agencies_in(text)) == agency


@pytest.mark.parametrize(
    ("language", "text", "agency"),
    [
        ("en", "Ten people were hurt, according to the AFP news agency.", "AFP"),
        ("en", "The bridge is closed, the mayor told Reuters.", "Reuters"),
        ("en", "Xinhua reported that the bridge is closed.", "Xinhua"),
        ("de", "Die Brücke ist gesperrt, meldete die dpa.", "dpa"),
        ("de", "Laut Reuters ist die Brücke gesperrt.", "Reuters"),
        ("fr", "Le pont est fermé, selon l'Agence France-Presse.", "AFP"),
        ("es", "El puente está cerrado, informó a EFE la alcaldesa.", "EFE"),
        ("bg", "Мостът е затворен, съобщи БТА.", "BTA"),
        ("ru", "Мост закрыт, сообщает ТАСС.", "TASS"),
        ("el", "Η γέφυρα έκλεισε, σύμφωνα με το Ρόιτερς.", "Reuters"),
        ("fi", "Silta on suljettu, kertoo Reutersin kirjeenvaihtaja.", "Reuters"),
        ("en", "The Reuters building was closed on Monday.", ""),
        ("en", "Mayor Bloomberg said on Monday that the bridge is closed.", ""),
    ],
)
def test_words_that_credit_an_agency(language: str, text: str, agency: str) -> None:
    assert credited(text, agencies_in(text), (0, len(text)), load(language)) == agency


def origin_names(*articles: Article) -> list[str]:
    agencies = {a.id: printed(a.text, agencies_in(a.text)) for a in articles}
    found = origins(articles, agencies, {a.id: prints(a.text) for a in articles})
    return [found[a.id].name for a in articles]


def test_a_copied_text_has_one_origin() -> None:
    first = Article("a", BODY, "en", "2024-03-05", "Courier")
    cut = Article("b", "From the region. " + BODY[: len(BODY) * 3 // 4], "en", "2024-03-06", "Herald")
    other = Article("c", "The bridge is closed, and the mayor is at a loss. Ferries sail.", "en", "2024-03-06", "Post")
    assert origin_names(first, cut, other) == ["Courier", "Courier", "Post"]
    marked = Article("d", f"TARVIK (AP) — {BODY}", "en", "2024-03-07", "Globe")
    assert origin_names(first, cut, other, marked) == ["AP", "AP", "Post", "AP"]


def test_sources_that_are_agencies_are_one_whatever_they_are_called() -> None:
    articles = [Article("a", "One.", source="reuters"), Article("b", "Two.", source="Ройтерс"), Article("c", "Three.")]
    assert origin_names(*articles) == ["Reuters", "Reuters", "c"]


def test_copies_do_not_corroborate() -> None:
    copies = [Article(f"a{n}", BODY, "en", "2024-03-06", f"Paper {n}") for n in range(3)]
    event = next(e for e in reconstruct(copies).events if "closed the Kestrel" in e.title)
    assert (event.status, event.origins) == ("single-source", ("Paper 0",))
    assert any(
        line.startswith("counted as one source, Paper 0: a0, a1 (has the text of a0)") for line in event.explanation
    )
    own = Article("b", "Vera Moll and the council closed the Kestrel bridge in Tarvik on Monday.", "en", "2024-03-06")
    event = next(e for e in reconstruct([*copies, own]).events if "closed the Kestrel" in e.title)
    assert (event.status, event.origins) == ("corroborated", ("Paper 0", "b"))


def test_the_sides_of_a_conflict_name_their_independent_sources() -> None:
    told = "Vera Moll opened the Kestrel bridge in Tarvik on {} March 2024{}."
    articles = [
        Article("a", told.format(4, ", AFP reported"), "en", "2024-03-06", "Courier"),
        Article("b", told.format(4, ", according to AFP"), "en", "2024-03-06", "Herald"),
        Article("c", told.format(5, ""), "en", "2024-03-06", "Globe"),
    ]
    conflict = reconstruct(articles).to_dict()["conflicts"][0]
    assert sorted((c["article"], c["origin"]) for c in conflict["claims"]) == [
        ("a", "AFP"),
        ("b", "AFP"),
        ("c", "Globe"),
    ]
    assert "2024-03-04: a, b (independent sources: AFP)" in conflict["explanation"]


def test_many_agencies_in_one_sentence_cost_little() -> None:
    text = "The council met on Monday " + "and Reuters and AFP " * 20_000 + "on Tuesday."
    assert reconstruct([Article("a", text, "en", "2024-03-06")]).events
