"""What expressions are counted from, and which reading is taken. Published on Wednesday 6 March 2024 unless said."""

from __future__ import annotations

import pytest

from timeline.article import Article
from timeline.pipeline import resolve

PUBLISHED = "2024-03-06"


def values(text: str, code: str = "en", published: str | None = PUBLISHED) -> list[str]:
    return [e.value for e in resolve(Article("a", text, code, published))]


NEWS = [
    # the publication weekday itself is today
    ("The minister spoke on Wednesday.", ["2024-03-06"]),
    # a possessor lies behind
    ("They want to overturn Tuesday's ruling.", ["2024-03-05"]),
    # a preposition turns a month
    ("Work is delayed until May.", ["2024-05"]),
    ("The road was to be ready by August.", ["2024-08"]),
    # a date close by is meant even against the tense
    ("The fair, planned for months, closed on 20 March.", ["PXM", "2024-03-20"]),
    # no cue: behind, unless the date ahead is much closer
    ("The October slaying", ["2023-10"]),
    # a quarter ahead is the nearest one
    ("The company expects a loss in the fourth quarter.", ["2023-Q4"]),
    # a year back from a quarter is a quarter
    ("In the fourth quarter of 2023 it lost $2m, after a gain a year earlier.", ["2023-Q4", "2022-Q4"]),
    # from the text's own last date
    ("He fell ill on 3 May 2019 and died two days later.", ["2019-05-03", "2019-05-05"]),
    ("He was born on 3 May 2019. The next day it snowed.", ["2019-05-03", "2019-05-04"]),
    # a length with "in" is a date only when the text looks ahead
    ("They will return in ten days.", ["2024-03-16"]),
    ("They rebuilt it in ten days.", ["P10D"]),
    # decades count from the day of writing
    ("He grew up in the nineties.", ["199"]),
]


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_news(text: str, expected: list[str]) -> None:
    assert values(text) == expected


ORDERS = [
    ("On June 20, 2022 they met, and on 4/7/2022 they parted.", ["2022-06-20", "2022-04-07"]),
    ("On 20 June 2022 they met, and on 4/7/2022 they parted.", ["2022-06-20", "2022-07-04"]),
    ("On 6/20/2022 they met, and on 4/7/2022 they parted.", ["2022-06-20", "2022-04-07"]),
    ("They parted on 4/7/2022.", ["2022-07-04"]),
]


@pytest.mark.parametrize(("text", "expected"), ORDERS)
def test_the_articles_own_dates_show_the_order_of_numbers(text: str, expected: list[str]) -> None:
    assert values(text) == expected


CLOCKS = [
    # the day on which somebody says it is not the day of what is said
    ("en", "The dam broke on Monday night, officials said on Tuesday. The alarm rang at 10.15 pm.", "2024-03-04T22:15"),
    ("fr", "La digue a cédé lundi soir, a indiqué mardi le parquet. L'alarme a sonné à 22 h 15.", "2024-03-04T22:15"),
    (
        "pt",
        "A barragem cedeu na noite de segunda-feira, informou a polícia na terça-feira. O alerta foi dado às 22h15.",
        "2024-03-04T22:15",
    ),
    # of a night that touches two days the small hours lie on the second
    ("fr", "Le musée a été cambriolé dans la nuit de dimanche à lundi. L'alarme a sonné à 3 h 40.", "2024-03-04T03:40"),
    ("it", "Il furto è avvenuto nella notte tra il 2 e il 3 marzo, verso le 3.40.", "2024-03-03T03:40"),
    ("cs", "Obrazy zmizely v noci na 3. března. Poplach začal v 23.50.", "2024-03-02T23:50"),
]


@pytest.mark.parametrize(("code", "text", "expected"), CLOCKS)
def test_a_clock_time_lies_on_the_day_of_what_is_told(code: str, text: str, expected: str) -> None:
    assert values(text, code)[-1] == expected


PAST = [
    ("ru", "Через два дня он подал в отставку.", "P2D"),
    ("ru", "Дамбу прорвало 1 марта. Через два дня он подал в отставку.", "2024-03-03"),
    ("ru", "Он заявил, что через десять дней подаст в отставку.", "2024-03-16"),
    ("en", "The dam broke. Ten days later he resigned.", "XXXX-XX-XX"),
    ("en", "The dam broke on 1 March. Two days later he resigned.", "2024-03-03"),
]


@pytest.mark.parametrize(("code", "text", "expected"), PAST)
def test_what_is_past_is_not_counted_on_from_publication(code: str, text: str, expected: str) -> None:
    assert values(text, code)[-1] == expected


def test_hours_count_from_the_clock_of_publication() -> None:
    assert values("It happened two hours ago.", published="2024-03-06T22:10:00+01:00") == ["2024-03-06T20:10+01:00"]
    assert values("It happened two hours ago.") == ["XXXX-XX-XX"]


def test_a_quotation_is_counted_from_the_day_it_was_spoken() -> None:
    found = resolve(Article("a", '"We will sail tomorrow," the captain said on Monday.', "en", PUBLISHED))
    assert [e.value for e in found] == ["2024-03-05", "2024-03-04"]
    assert found[0].anchor is not None
    assert found[0].anchor.kind == "quotation"


HISTORY = (
    "The town was founded in 1790. The war began on 3 May 1862. In June, the city fell. "
    "On 20 July a truce was signed. In 1863 it broke. "
    "In March, fighting resumed. The army left on 9 April. Peace came in 1864, trade in 1865."
)


SPOKEN = [
    # "he said" goes on with the sentence before it
    ("fi", "Johtaja Nils Berg myönsi maanantaina vian. ”Eilen emme tienneet sitä”, hän sanoi.", "2024-03-03"),
    ("en", 'Nils Berg admitted the fault on Monday. "Yesterday we did not know," he said.', "2024-03-03"),
    # but no further
    ("en", 'Nils Berg admitted it on Monday. He left. "Yesterday we did not know," she said.', "2024-03-05"),
]


@pytest.mark.parametrize(("code", "text", "expected"), SPOKEN)
def test_a_speaker_goes_on_speaking(code: str, text: str, expected: str) -> None:
    assert values(text, code)[-1] == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("th", "พวกเขาบินต่อในวันอาทิตย์ “เมื่อวานนี้เราเสียใจ” โฆษกกล่าวเมื่อวันอังคาร"),
        ("ur", "”کل ہم نہیں جانتے تھے“، برگ نے منگل کی رات کہا۔"),
    ],
)
def test_the_day_beside_the_verb_of_speech_is_that_of_the_quotation(code: str, text: str) -> None:
    assert "2024-03-04" in values(text, code)


def test_history_goes_on_from_the_last_date_told() -> None:
    assert values(HISTORY) == [
        "1790",
        "1862-05-03",
        "1862-06",
        "1862-07-20",
        "1863",
        "1863-03",
        "1863-04-09",
        "1864",
        "1865",
    ]


def test_without_a_publication_date_the_value_says_what_is_missing() -> None:
    assert values("It rained on Monday, 5 May, and yesterday.", published=None) == ["XXXX-05-05", "XXXX-XX-XX"]


def test_an_impossible_date_is_named_and_never_moved() -> None:
    found = resolve(Article("a", "It happened on 31 June 2023.", "en", PUBLISHED))[0]
    assert (found.value, found.placed) == ("2023-06-31", None)
    assert any("impossible" in line for line in found.explanation)


def test_the_second_reading_of_a_weekday_is_kept() -> None:
    found = resolve(Article("a", "The council met on Friday.", "en", PUBLISHED))[0]
    assert "2024-03-08" in [other.interval.earliest for other in found.alternatives]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en-US", "It was signed on 4/7/2022.", "2022-04-07"),
        ("en-GB", "It was signed on 4/7/2022.", "2022-07-04"),
        ("en", "It was signed on 4/7/2022.", "2022-07-04"),
        ("en-US", "It was signed on 4/7/2022 and sent on 25/7/2022.", "2022-07-04"),
    ],
)
def test_numbers_follow_the_country_unless_other_dates_speak(language: str, text: str, value: str) -> None:
    found = resolve(Article("a", text, language, "2024-03-06"))
    assert found[0].value == value
    assert found[0].alternatives


STORY = "The war began in 1861. In March 1862 a fleet sailed; by 1865 it was sunk. It was raised in 1866 and 1867. "


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # a day that follows closely on a day told before a year in between goes on from that day
        ("On 10 March 1875 they marched. A victory was planned for 1876. On 11 March the gates fell.", "1875-03-11"),
        # a month behind a year lies in that year
        ("On 30 June 1875 they marched. In 1877 they rested. In July the gates fell.", "1877-07"),
        # dates inside a quotation go on from one another
        ('He wrote: "In March 1880 the ties were cut. Tension rose in April."', "1880-04"),
    ],
)
def test_story_goes_on(text: str, last: str) -> None:
    assert values(STORY + text)[-1] == last


def test_a_weekday_with_its_day_far_from_publication_lies_near_the_dates_told() -> None:
    text = "The chart was stolen on 15 February 2021. The court now says that it was Saturday the 13th."
    assert values(text, published="2022-05-11")[-1] == "2021-02-13"


def test_a_far_year_told_aside_does_not_move_the_story() -> None:
    text = (
        "In May 1789 the estates met. In June 1789 they quarrelled. The king remembered the rules of 1614. "
        "On 14 July the fort fell. In 1790 and 1791 the town was quiet."
    )
    article = Article("a", text, language="en", published="2024-03-08")
    assert "1789-07-14" in [e.value for e in resolve(article)]
