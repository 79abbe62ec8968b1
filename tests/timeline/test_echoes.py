"""Names heard in scripts without capitals, and words that only look alike left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.echoes import Echoes
from timeline.names import romanised

NAMES = ("Lukashenko", "Minsk", "Maduro", "Caracas", "Zelensky", "Beijing")
HEARD = Echoes.of({romanised(name): [romanised(name)] for name in NAMES})
CASES = [
    ("루카셴코 대통령이 민스크에서 마두로와 만났다", {"lukashenko", "minsk", "maduro"}),
    ("ルカシェンコ大統領はミンスクでマドゥロ氏と会談した", {"lukashenko", "minsk", "maduro"}),
    ("马杜罗抵达加拉加斯", {"maduro"}),
    ("التقى لوكاشينكو مادورو في مينسك", {"lukashenko", "maduro", "minsk"}),
    ("לוקשנקו נפגש עם מדורו במינסק", {"lukashenko", "maduro", "minsk"}),
    ("ლუკაშენკო მინსკში", {"lukashenko", "minsk"}),
    ("राष्ट्रपति लुकाशेंको मिन्स्क में", {"lukashenko", "minsk"}),
    ("今日は雨が降った", set()),
    ("كان الطقس باردا", set()),
    ("Lukashenko in Minsk", set()),
]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_names_that_a_text_echoes(text: str, names: set[str]) -> None:
    assert HEARD.within(text) >= names if names else HEARD.within(text) == set()


@given(st.text(max_size=60))
def test_any_text_echoes_only_known_names(text: str) -> None:
    assert HEARD.within(text) <= {romanised(name) for name in NAMES}
