"""Names across scripts: what is one name, what is not, and that the order of finding them plays no part."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.article import Sentence
from timeline.names import Name, identities, key, names, romanised, same, skeleton, territory

ONE = [
    ("Лукашенко", "Λουκασένκο", "Lukashenko", "Loukachenko"),
    ("Зеленський", "Zelensky", "Ζελένσκι"),
    ("Мадуро", "Μαδούρο", "Maduro"),
    ("Тръмп", "Трамп", "Τραμπ", "Trump"),
    ("Velásquez", "Веласкес", "Βελάσκες"),
    ("Coale", "Коул", "Κόουλ"),
    ("Чавес", "Chávez", "Τσάβες"),
    ("Путин", "Путиным", "Putin", "Πούτιν"),
    ("Henrik", "Χένρικ", "Хенрик"),
]
OTHERS = [("Putin", "Patton"), ("Scholz", "Shaw"), ("Maduro", "Madrid"), ("Minsk", "Munich"), ("Berlin", "Merlin")]


def spelled(word: str) -> Name:
    return Name(0, len(word), key(word), romanised(word), opens=False)


@pytest.mark.parametrize("group", ONE, ids=lambda group: group[0])
def test_one_name_in_many_scripts(group: tuple[str, ...]) -> None:
    first = spelled(group[0])
    assert all(same(first, spelled(other)) for other in group[1:])
    assert len(set(identities([spelled(word) for word in group]).values())) == 1


@pytest.mark.parametrize("pair", OTHERS, ids=" ".join)
def test_other_names_stay_apart(pair: tuple[str, str]) -> None:
    assert not same(spelled(pair[0]), spelled(pair[1]))


def test_identities_do_not_depend_on_the_order() -> None:
    words = [spelled(word) for group in ONE[:3] for word in group]
    expected = identities(words)
    assert all(identities(order) == expected for order in itertools.islice(itertools.permutations(words), 40))


@pytest.mark.parametrize(
    ("word", "code", "expected"),
    [
        ("Venezuelan", "en", "VE"),
        ("Belarus's", "en", "BY"),
        ("Λευκορωσία", "el", "BY"),
        ("Венесуэлы", "ru", "VE"),
        ("Niger", "en", "NE"),
        ("Nigeria", "en", "NG"),
        ("Austria", "en", "AT"),
        ("Australia", "en", "AU"),
        ("Maduro", "en", None),
    ],
)
def test_territories(word: str, code: str, expected: str | None) -> None:
    assert territory(word, code) == expected


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("On Monday Ana Ruiz flew to Porto.", "en", ["ana", "ruiz", "porto"]),
        ("The court met in May.", "en", []),
        ("Вчера Иван Петров замина за Бургас.", "bg", ["ivan", "petrov", "burgas"]),
    ],
)
def test_spotting(text: str, code: str, expected: list[str]) -> None:
    assert [name.spelling for name in names(text, 0, len(text), code, [Sentence(0, len(text))])] == expected


@given(st.text(max_size=40))
def test_skeleton_is_plain_capitals(word: str) -> None:
    assert skeleton(word).isascii()
    assert skeleton(word) == skeleton(word).upper()


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("tr", "Şirket Nordlam'ın fabrikasını 9 Mayıs'ta kapattı.", ["nordlam"]),
        ("et", "Istung peeti eile Lausanne'is.", ["lausanne"]),
        ("pl", "Spotkał wczoraj Blair'a.", ["blair"]),
        ("uk", "Прийшов Лук'янов.", ["lukyanov"]),
    ],
)
def test_an_ending_behind_an_apostrophe_is_no_part_of_a_name(code: str, text: str, found: list[str]) -> None:
    assert [n.spelling for n in names(text, 1, len(text), code, [Sentence(0, len(text))])] == found


@pytest.mark.parametrize(("text", "opens"), [("Mali has voted.", False), ("Liberal voters stayed at home.", True)])
def test_a_country_is_named_at_the_head_of_a_sentence_by_its_own_name(text: str, opens: bool) -> None:
    assert [n.opens for n in names(text, 0, len(text), "en", [Sentence(0, len(text))])] == [opens]
