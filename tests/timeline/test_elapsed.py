"""What is counted from another happening, in each language's word order."""

from __future__ import annotations

import pytest

from timeline import Article
from timeline.reading import read

FIRE = [
    ("fr", "Deux jours après l'incendie, la police a arrêté un homme."),
    ("de", "Zwei Tage nach dem Brand nahm die Polizei einen Mann fest."),
    ("es", "Dos días después del incendio, la policía detuvo a un hombre."),
    ("it", "Due giorni dopo l'incendio la polizia ha arrestato un uomo."),
    ("pt", "Dois dias depois do incêndio, a polícia prendeu um homem."),
    ("ro", "La două zile după incendiu, poliția a arestat un bărbat."),
    ("ru", "Через два дня после пожара полиция арестовала мужчину."),
    ("uk", "Через два дні після пожежі поліція затримала чоловіка."),
    ("bg", "Два дни след пожара полицията арестува мъж."),
    ("pl", "Dwa dni po pożarze policja aresztowała mężczyznę."),
    ("hr", "Dva dana nakon požara policija je uhitila muškarca."),
    ("el", "Δύο ημέρες μετά τη φωτιά η αστυνομία συνέλαβε έναν άνδρα."),
    ("nl", "Twee dagen na de brand arresteerde de politie een man."),
    ("sv", "Två dagar efter branden grep polisen en man."),
    ("da", "To dage efter branden anholdt politiet en mand."),
    ("fi", "Kaksi päivää tulipalon jälkeen poliisi pidätti miehen."),
    ("et", "Kaks päeva pärast tulekahju vahistas politsei mehe."),
    ("hu", "Két nappal a tűz után a rendőrség letartóztatott egy férfit."),
    ("tr", "Yangından iki gün sonra polis bir adamı tutukladı."),
    ("lt", "Praėjus dviem dienoms po gaisro policija suėmė vyrą."),
    ("lv", "Divas dienas pēc ugunsgrēka policija aizturēja vīrieti."),
    ("he", "יומיים אחרי השריפה עצרה המשטרה גבר."),
    ("fa", "دو روز پس از آتش‌سوزی پلیس مردی را بازداشت کرد."),
    ("hi", "आग लगने के दो दिन बाद पुलिस ने एक व्यक्ति को गिरफ्तार किया।"),
    ("id", "Dua hari setelah kebakaran, polisi menangkap seorang pria."),
    ("vi", "Hai ngày sau vụ cháy, cảnh sát bắt một người đàn ông."),
    ("th", "สองวันหลังจากไฟไหม้ ตำรวจจับกุมชายคนหนึ่ง"),
    ("ka", "ხანძრიდან ორი დღის შემდეგ პოლიციამ მამაკაცი დააკავა."),
    ("ja", "火災から2日後、警察は男を逮捕した。"),
    ("zh", "火灾发生两天后，警方逮捕了一名男子。"),
    ("ko", "화재 발생 이틀 뒤 경찰은 남성을 체포했다."),
]
DAY_AFTER = [
    ("en", "The day after the election the minister resigned."),
    ("fr", "Il a démissionné le lendemain du vote."),
    ("es", "Al día siguiente de las elecciones dimitió el ministro."),
    ("it", "All'indomani delle elezioni si è dimesso il ministro."),
    ("pt", "No dia seguinte às eleições o ministro demitiu-se."),
    ("sv", "Dagen efter valet avgick ministern."),
    ("ar", "واعترف الوزير بهزيمته في اليوم التالي للانتخابات."),
]


@pytest.mark.parametrize(("code", "text"), [*FIRE, *DAY_AFTER])
def test_the_other_happening_is_found(code: str, text: str) -> None:
    (mention,) = read(Article("a", text, code, "2024-03-20")).mentions
    assert mention.since is not None
    assert mention.since.ahead
    kind = "fire" if (code, text) in FIRE else "election"
    assert kind in mention.since.kinds
    assert kind not in mention.concepts
    assert mention.interval is None


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("A bombing in Dorbey six days before the vote killed seven.", False),
        ("The trial opened on 3 March 2024, six months after Marek was arrested.", True),
        ("The satellite fell silent on 5 May, three days after riding into orbit.", True),
    ],
)
def test_the_clause_that_is_counted_from_stands_for_itself(text: str, ahead: bool) -> None:
    first, second = read(Article("a", text, "en", "2024-06-01")).mentions
    assert first.since is not None
    assert first.since.ahead is ahead
    assert second.start <= first.since.start < second.end


@pytest.mark.parametrize(
    "text",
    ["The strike lasted two days.", "Two days later police arrested a man.", "The suspect was arrested within hours."],
)
def test_a_length_alone_counts_from_nothing(text: str) -> None:
    assert [m.since for m in read(Article("a", text, "en", "2024-03-20")).mentions if m.since is not None] == []


def test_the_day_before_told_with_what_it_was_done_by_counts_from_no_other_happening() -> None:
    text = "Ministeren gik af i tirsdags. Regeringen blev væltet dagen før med 78 stemmer mod 71."
    told = read(Article("a", text, "da", "2024-03-09")).mentions
    assert [m.interval.earliest for m in told if m.interval is not None] == ["2024-03-05", "2024-03-04"]


def test_a_sentence_that_opens_with_days_later_and_a_name_counts_from_the_date_told_before() -> None:
    text = "Il controllo è avvenuto giovedì 14 marzo. Tre giorni dopo Bertoldi ha vinto la corsa."
    told = read(Article("a", text, "it", "2024-03-20")).mentions
    assert [m.interval.earliest for m in told if m.interval is not None] == ["2024-03-14", "2024-03-17"]
