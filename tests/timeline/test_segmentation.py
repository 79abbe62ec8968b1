"""Paragraphs, sentences, quotations, languages and roles of an article."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.article import Article, Role
from timeline.segmentation import segments


def sentences(text: str, language: str) -> list[str]:
    return [text[s.start : s.end] for segment in segments(Article("a", text, language)) for s in segment.sentences]


def quotations(text: str, language: str = "en") -> list[str]:
    return [text[q.start : q.end] for segment in segments(Article("a", text, language)) for q in segment.quotations]


def roles(text: str, language: str = "en", title: str = "") -> list[str]:
    return [segment.role.value for segment in segments(Article("a", text, language, title=title))]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["He met Mr. Brown of the U.S. Senate on Jan. 5.", "Then he left."]),
        ("de", ["Am 21. Dezember kam er an.", "Am 3. März ging er."]),
        ("de", ["Der 2. Weltkrieg war vorbei.", "Er blieb."]),
        ("ru", ["Это было давно, т.е. до войны.", "Он ушёл."]),
        ("sv", ["Mötet hålls i morgon kl. 10.", "Ingen kom."]),
        ("da", ["Mødet holdes i morgen kl. 10.", "Ingen kom."]),
        ("pl", ["Zebranie zacznie się o godz. 10.", "Nikt nie przyszedł."]),
        ("fi", ["Kokous alkaa kello 9.", "Kukaan ei tullut."]),
        ("fi", ["Kokous alkaa 24. syyskuuta kello 9.", "Kukaan ei tullut."]),
        ("lv", ["Sapulce sāksies plkst. 10.", "Neviens neatnāca."]),
        ("ru", ["А. С. Пушкин жил в 1820 г. в Кишинёве.", "Потом уехал."]),
        ("bg", ["От 2013 г. насам живее тук.", "Днес замина."]),
        ("el", ["Στις 5 Δεκ. ήρθε ο κ. Παππάς.", "Έφυγε αμέσως."]),
        ("es", ["El Sr. Gómez llegó ayer.", "¿Y después?", "Nada."]),
        ("zh", ["他昨天来了。", "她走了！"]),
        ("da", ["Regeringen tabte med 78 stemmer mod 71.", "Afstemningen var uventet."]),
        ("da", ["Det var den 50. Filmfestival i byen.", "Ingen kom."]),
        ("en", ["“Never. Not once.”", "She left on Friday."]),
        ("ru", ["«Да. Нет».", "Он ушёл."]),
        ("en", ["“Why now?” he asked.", "Nobody knew."]),
    ],
)
def test_sentences(language: str, expected: list[str]) -> None:
    joint = "" if language == "zh" else " "
    assert sentences(joint.join(expected), language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and „nein“ and „да”.", ["yes", "nein", "да"]),
        ('She said "no" and left.', ["no"]),
        ("Он сказал «да» и »nein«.", ["да", "nein"]),
        ("« oui », dit-il.", [" oui "]),
        ("‘Fine,’ he said; it’s the workers’ day.", ["Fine,"]),
        ("It’s O’Neill's dogs’ home", []),
        ("“He said ‘go’ and “come” to us,” she told.", ["He said ‘go’ and “come” to us,"]),
        ("«Роман «Война» вышел.", ["Роман «Война"]),
        ("“It goes on.", ["It goes on."]),
        ("“One.\n“Two.” End.", ["One.", "Two."]),
        ("他说「明天『再』来」。", ["明天『再』来"]),
        ('A 19" screen and "news"', ["news"]),
        ("”آج“ اور ”کل“", ["آج", "کل"]),
        ("'We will meet tomorrow,' the players' coach said.", ["We will meet tomorrow,"]),
        ("'Morgen praten we', zei de coach, ''s avonds niet.'", ["Morgen praten we"]),
        ("The players' union met at the 'Old Mill' and drivers' clubs.", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


PROSE = "The ferry sailed again on Monday, the harbour master said."


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Also read", Role.BOILERPLATE),
        ("Read also: Ten Ships Lost in Storm", Role.BOILERPLATE),
        ("COMMENTS (12)", Role.BOILERPLATE),
        ("Sources: Harbour Times, The Gull", Role.BOILERPLATE),
        ("Прочетете още: Буря в морето", Role.BOILERPLATE),
        ("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", Role.BOILERPLATE),
        ("Читайте также: Шторм на море", Role.BOILERPLATE),
        ("Lesen Sie auch: Sturm auf See", Role.BOILERPLATE),
        ("À lire aussi : la tempête", Role.BOILERPLATE),
        ("Citește și: Furtună pe mare", Role.BOILERPLATE),
        ("Updated: 28.12.2019, 13:20", Role.UPDATE),
        ("Published 3 December 2024", Role.UPDATE),
        ("Обновено: 5.12.2024 г.", Role.UPDATE),
        ("Снимка: БГНЕС", Role.CAPTION),
        ("Photo: The Gull", Role.CAPTION),
        ("Storm again https://t.co/abc — The Gull (@gull) March 5, 2024", Role.TWEET),
        ("Storm #harbour #ferry", Role.TWEET),
        ("Read the letter on Monday, he was told.", Role.PROSE),
        ("Also on Wednesday, the mayor resigned.", Role.PROSE),
        ("More from the north came later.", Role.PROSE),
        ("Comments by the minister on Tuesday angered the crew.", Role.PROSE),
        ("Sources said the ferry had been sold.", Role.PROSE),
        ("Published in 2019, the book told of the storm.", Role.PROSE),
        ("Share prices fell by two per cent on Monday.", Role.PROSE),
        ("A quiet morning in port", Role.HEADLINE),
        ("NAIROBI, Kenya (AP) _", Role.DATELINE),
    ],
)
def test_role_of_a_line_between_paragraphs(line: str, role: Role) -> None:
    assert roles(f"{PROSE}\n\n{line}\n\n{PROSE}") == ["prose", role.value, "prose"]


def test_a_post_signed_in_the_next_line_is_one_post() -> None:
    text = f"{PROSE}\n\nStorm over the bay tonight.\n— The Gull (@gull) March 5, 2024\n\n{PROSE}"
    assert roles(text) == ["prose", "tweet", "tweet", "prose"]


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (
            "Storm Sinks Three Ships Near Bergen\nMayor Opens New Harbour Bridge\nCourt Rejects Appeal Over Ferry Sale",
            ["boilerplate"] * 3,
        ),
        ("\n\nСтихия остави града без ток\nКметът откри новия мост\nСъдът отхвърли жалбата", ["boilerplate"] * 3),
        ("Also read\nStorm sinks three ships", ["boilerplate"] * 2),
        ("He rowed\nHe sang\nHe slept", ["prose"] * 3),
        ("Storm Sinks Three Ships Near Bergen\nThe captain slept.", ["headline", "prose"]),
    ],
)
def test_headlines_of_other_stories_at_the_end(tail: str, expected: list[str]) -> None:
    assert roles(f"{PROSE}\n{tail}") == ["prose", *expected]


def test_hard_wrapped_prose_has_no_headings() -> None:
    assert set(
        roles("The ferry sailed again on Monday\nand the master said that Tuesday\nwas fine. He then\nleft for home.")
    ) == {"prose"}


def test_titles() -> None:
    assert roles(f"Ferry sails again\n\n{PROSE}") == ["headline", "prose"]
    assert roles(f"What now, ferry?\n{PROSE}", title="What now, ferry?") == ["headline", "prose"]
    long_title = "Ferry sails again after the longest closure that the people of the two harbour towns can remember"
    assert roles(f"{long_title}\n\n{PROSE}") == ["headline", "prose"]
    assert roles(f"{long_title}\n{PROSE}") == ["prose", "prose"]
    assert roles("Tomorrow at noon") == ["prose"]


@given(
    st.text(alphabet=st.sampled_from("aБ Ω.“”„«»\"‘’‹›「」!?\n\r\t—@#1г)('\u2028\u00a0"), max_size=300).filter(
        str.strip
    )
)
def test_offsets_nest_and_keep_their_order(text: str) -> None:
    last = 0
    for segment in segments(Article("a", text, "en")):
        assert last <= segment.start < segment.end <= len(text)
        assert text[segment.start : segment.end].strip()
        for parts in (segment.sentences, segment.quotations):
            place = segment.start
            for part in parts:
                assert place <= part.start < part.end <= segment.end
                place = part.end
        kept = "".join(text[s.start : s.end] for s in segment.sentences)
        assert "".join(kept.split()) == "".join(text[segment.start : segment.end].split())
        last = segment.end


@pytest.mark.parametrize("unit", ['"', "“", "« a. ", "— (@ ", "A\n", "Mr. ", "a", "“a. B” "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (500_000 // len(unit))
    began = time.perf_counter()
    segments(Article("a", text, "en"))
    assert time.perf_counter() - began < 8, "unbalanced marks in one long line must not be looked up again and again"


def test_a_window_does_not_cut_a_sentence() -> None:
    text = "Rain fell. " + "Rain " * 350 + "fell. "
    assert [len(one) for one in sentences(text * 12, "en")] == [10, 1755] * 12


def test_what_is_longer_than_any_sentence_gets_parts_of_whole_words() -> None:
    text = "Rain " * 3_000 + "fell."
    parts = sentences(text, "en")
    assert len(parts) == 8
    assert " ".join(part.strip() for part in parts) == text
    assert len(sentences("雨" * 5_000 + "。", "zh")) == 3


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ka", "ჩეხეთმა ანდრი კრავეცი გადასცა. ის ბრნოში დააკავეს."),
        ("da", "Kommissionen tager stilling i maj. Handlen gennemføres senere."),
        ("sv", "Kommissionen beslutar i maj. Affären slutförs senare."),
    ],
)
def test_sentences_end_before_letters_without_capitals_and_behind_months(code: str, text: str) -> None:
    (segment,) = segments(Article("a", text, code))
    assert len(segment.sentences) == 2
