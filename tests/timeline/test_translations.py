"""Translations of one text are aligned; other articles are not."""

from __future__ import annotations

from timeline import Article, reconstruct

ENGLISH = """Norvind bought its rival Baltflyg on 4 March 2024.

Shareholders in Riga voted for it on 11 March 2024. The pilots of Norvind went on strike in Tallinn on 13 March 2024.

Old aircraft were repaired since then."""
SPANISH = """Norvind compró a su rival Baltflyg el 4 de marzo de 2024.

Los accionistas votaron en Riga el 11 de marzo de 2024. Los pilotos hicieron huelga en Tallinn el 13 de marzo de 2024.

Desde entonces se han reparado los aviones viejos."""


def apart(published: str) -> bool:
    found = reconstruct(
        [Article("a", ENGLISH, "en", "2024-03-20"), Article("b", SPANISH, "es", published)],
    ).events
    sold = [e for e in found if any("repair" in m.text or "reparado" in m.text for m in e.mentions)]
    return len(sold) == 2


def test_what_stands_between_is_the_same() -> None:
    assert not apart("2024-03-20")


def test_articles_of_other_days_are_no_translations() -> None:
    assert apart("2024-04-20")
