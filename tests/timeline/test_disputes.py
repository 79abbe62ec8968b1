"""One happening on whose day the sources disagree is one event in dispute; two happenings stay two."""

from __future__ import annotations

import pytest

from timeline import Article, reconstruct
from timeline.events import Conflict


def conflicts(*texts: tuple[str, str], published: str = "2024-03-20") -> tuple[Conflict, ...]:
    articles = [Article(f"a{n}", text, language, published) for n, (language, text) in enumerate(texts)]
    return reconstruct(articles).conflicts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mill claims that it heard of the leak on 11 March; the town insists that it wrote on the 10th."),
        (
            "de",
            "Das Werk behauptet, am 11. März vom Leck erfahren zu haben; laut Stadt ging der Brief am 10. März ein.",
        ),
        ("fr", "La mairie parle du 11 mars, mais le parquet situe les faits au 10 mars."),
        ("es", "El museo habla del 11 de marzo, pero la fiscalía sitúa los hechos el 10 de marzo."),
        ("ru", "По данным музея, это было 11 марта, но прокуратура датирует кражу 10 марта."),
        ("en", "The museum names the night of 11 March. Prosecutors now place it on 10 March."),
    ],
)
def test_claims_set_against_each_other_are_one_dispute(language: str, text: str) -> None:
    found = conflicts((language, text))
    assert [{c.interval.earliest for c in one.claims} for one in found] == [{"2024-03-10", "2024-03-11"}]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The choir sang on 11 March; the orchestra played on 12 March."),
        (
            "en",
            "The army claims that it downed a drone on 11 March; the rebels insist that they took Tarvik on 12 March.",
        ),
        ("fr", "Le musée a ouvert le 11 mars, mais le théâtre a fermé le 12 mars."),
        ("en", "The mayor said on 11 March that all is well, and the vicar said on 12 March that nothing is."),
    ],
)
def test_two_happenings_are_no_dispute(language: str, text: str) -> None:
    assert conflicts((language, text)) == ()


SIGNED = "The harbour of Tarvik and its pilots have agreed. The treaty was signed on {} March."


def test_the_only_two_of_a_kind_are_one_dispute_where_one_says_who_gives_the_day() -> None:
    french = "Les pilotes travaillent de nouveau, comme le prévoit l'accord, signé le 12 mars d'après le ministère."
    found = conflicts(("en", SIGNED.format(11)), ("fr", french))
    assert [{c.interval.earliest for c in one.claims} for one in found] == [{"2024-03-11", "2024-03-12"}]
    series = "Another treaty was signed on 5 March."
    assert not conflicts(("en", SIGNED.format(11)), ("fr", french), ("en", series))
    assert not conflicts(("en", SIGNED.format(11)), ("fr", french.replace(" d'après le ministère", "")))


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "Guns shelled Tarvik on 10 March. The rebels claim that Tarvik was shelled on 9 March.", {"09", "10"}),
        (
            "es",
            "El alcalde asegura que ordenó la evacuación el 10 de marzo. La empresa sostiene que llegó el 11 de marzo.",
            {"10", "11"},
        ),
        ("zh", "工程师的警告信写于3月1日；公司则称，信是3月12日写的。", {"01", "12"}),
        (
            "fa",
            "وزیر روز ۹ مارس استعفا داد. حزب او اما می‌گوید وزیر روز ۱۰ مارس استعفا داد.",
            {"09", "10"},
        ),
        (
            "el",
            "Το μουσείο έκλεισε στις 9 Μαρτίου, σύμφωνα με τον δήμο. Η εταιρεία λέει όμως ότι έκλεισε στις 10 Μαρτίου.",
            {"09", "10"},
        ),
        (
            "uk",
            "Угоду підписали, за даними уряду, 9 березня, профспілки ж твердять, що підписали її 10 березня.",
            {"09", "10"},
        ),
        ("lv", "Tilts salabots 11. martā. Regulators uzskata, ka remonts pabeigts tikai 12. martā.", {"11", "12"}),
        (
            "et",
            "Merevägi pidas 11. märtsi õhtul kinni laeva. Omanik väidab, et laev peeti kinni 12. märtsil.",
            {"11", "12"},
        ),
    ],
)
def test_claims_side_by_side(language: str, text: str, days: set[str]) -> None:
    found = conflicts((language, text))
    assert [{str(c.interval.earliest)[8:10] for c in one.claims} for one in found] == [days]


BEFORE = "The dam broke on 3 March. The mayor resigned on 9 March. A bridge was opened on 15 March."
WARNED = BEFORE + " The engineer Ivo Tarvin warned the ministry of the cracks on 12 {}."


def test_sources_may_be_a_month_apart_where_more_than_a_kind_is_shared() -> None:
    spanish = "Según la empresa, el ingeniero Ivo Tarvin advirtió de las grietas el 12 de febrero."
    found = conflicts(("en", WARNED.format("January")), ("es", spanish))
    assert [{c.interval.earliest for c in one.claims} for one in found] == [{"2024-01-12", "2024-02-12"}]
    assert not conflicts(("en", WARNED.format("January")), ("es", spanish.replace("Según la empresa, el", "El")))
    assert not conflicts(("en", WARNED.format("January")), ("es", spanish.replace("Ivo Tarvin", "Pau Serra")))


def test_a_denied_date_is_no_claim() -> None:
    text = "By the mill's account the wiring was inspected on 6 March, and not in January."
    assert conflicts(("en", text)) == ()


def test_what_only_shares_the_day_stands_in_nobodys_way() -> None:
    first = "According to the palace the king fell on a stair on 4 March."
    second = (
        "Zwei Ärzte behaupten, der König sei schon am 3. März gestürzt. Erst am 4. März brachte man ihn in die Klinik."
    )
    found = conflicts(("en", first), ("de", second))
    assert [{c.interval.earliest for c in one.claims} for one in found] == [{"2024-03-03", "2024-03-04"}]


def test_the_only_two_of_one_person_are_one_dispute_where_each_says_who_gives_the_day() -> None:
    others = "Tamm signed with Corvin on 15 March."
    first = "According to the club, Tamm signed with Sagami on 2 March."
    second = "Bondar insiste que Tamm a signé avec Sagami le 9 mars."
    found = conflicts(("en", first), ("fr", second), ("en", others))
    assert [{c.interval.earliest for c in one.claims} for one in found] == [{"2024-03-02", "2024-03-09"}]
    assert not conflicts(("en", first.replace("According to the club, ", "")), ("fr", second), ("en", others))


def test_an_article_that_repeats_both_claims_does_not_forbid_the_dispute() -> None:
    first = "The mill says that its roof collapsed on 11 March. The union insists that it collapsed on 10 March."
    second = "Das Dach des Werks stürzte am 11. März ein. Laut der Gewerkschaft stürzte es am 10. März ein."
    found = conflicts(("en", first), ("de", second))
    assert [{c.interval.earliest for c in one.claims} for one in found] == [{"2024-03-10", "2024-03-11"}]
    assert {c.article for one in found for c in one.claims} == {"a0", "a1"}


def test_what_one_article_alone_tells_of_the_same_day_is_no_third_happening() -> None:
    theft = (
        "en",
        "Thieves stole a helmet from the museum of Tarvik on 12 March. A cleaner noticed the theft at seven.",
    )
    again = ("de", "Am 12. März wurde in Tarvik ein Helm aus dem Museum gestohlen.")
    guards = ("fr", "Selon les gardiens, le casque a été volé le 11 mars au musée de Tarvik.")
    found = conflicts(theft, again, guards)
    assert [{c.interval.earliest[:10] for c in one.claims} for one in found] == [{"2024-03-11", "2024-03-12"}]
