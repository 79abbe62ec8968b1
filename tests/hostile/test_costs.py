"""What a text may cost its reader: in proportion to its length, whatever it consists of.

An ordinary run tries some of the texts; ``TIMELINE_COSTS=all`` all of them, four times as long.
"""

from __future__ import annotations

import gc
import math
import os
import time
from collections.abc import Iterator

import pytest

from timeline import Article, reconstruct
from timeline.pipeline import GARBAGE

pytestmark = pytest.mark.row("B5")

ALL = os.environ.get("TIMELINE_COSTS") == "all"
SHORT = 20_000 if ALL else 8_000
LONGER = 4
# Below this a figure is noise.
LEAST = 0.05
STEEPEST = 1.3
ALLOWED_TO_CI = 1.6

PIECES = (
    "1 ", "12 ", "1.1.", "1/", "0", "1.", "99999999999999999999999999999999999999999999999999 ", "1,000 ", "2024-",
    "2024-03-08T12:00:00Z ", "10:00 ", "T12:00Z ", "1 may ", "3-5 May ", "3, 5 and 9 May, ", "(3 May) ",
    "5 March 2024. ", "Jan ", "monday ", "on Monday and Tuesday and ", "ago ", "the ", "on ", "in the ", "last ",
    "two ", "from ", "and 3 ", "second ", "every ", "days ", "first week ", "day after ", "two days after ",
    "two days after the vote, ", "before the ", "half past ", "week of the month of ", "2 days 3 hours ",
    "the first of the second of ", "between 3 May and ", "from 1990 to ", "every Monday in ", "1990s ",
    "the night of ", "AD ", "BC ", "said on Monday that ", '"on Monday" he said. ', "“It fell,” he said on Monday. ",
    '"x" ', "“a” ", "« a » ", "「", "」「", "(", "مارس ", "年月日", "1年", "昨日", "月", "１２月", "الاثنين ",
    "понедельник ",
    "सोमवार ", "วันจันทร์", "월요일 ", "시", "שני ", "a", "A. ", "Mr. A. B. ", "a\u0301", "\u0316\u0301", "e\u0301",
    "\u0301", "\u200f", "\u200b", "\ufeff", "\xa0", "İ", "ß", "ﷺ", "🌉", "\u202e", "Ω", "\n", "\n\n", "  ", "\t",
    "- ", "• ", "\n- ", "\nMonday\n", "\n- 3 May 2024: it fell", "\n\nOslo, 3 May. ", "…", "!?", "。", "<a ", "<!--",
    "<p>", "&amp;", "{}",
    "[1] ", "http://a.b/2024/03/08/ ", "@a #b ", "not ", "who ", "’s ", "a.m. ", "Mon, 3 Mar 2024 10:00:00 GMT ",
    "Ana Ruiz was arrested in Porto on 4 March 2024. ", "He was arrested. ", "Snow fell again. ",
    "Police arrested 12 people in Porto. ",
    "Ana Ruiz met Ben Okoro in Lima on Monday, and Eva Stone in Oslo on Tuesday. ", "It will open in 17 days. ",
    "Then, on the next day, ", "met for the third time. ", "(Reuters) - ", "Reuters. ", "In May, ",
)  # fmt: skip


@pytest.fixture(autouse=True)
def as_in_every_program() -> Iterator[None]:
    """Look for cycles as seldom as the commands and the readers of the service do: else it is they that are timed."""
    before = gc.get_threshold()
    gc.set_threshold(GARBAGE)
    yield
    gc.set_threshold(*before)


def test_there_are_enough() -> None:
    assert len(set(PIECES)) == len(PIECES) >= 120


@pytest.mark.parametrize("piece", PIECES if ALL else PIECES[::9])
def test_cost_grows_with_the_length(piece: str) -> None:
    steepest = STEEPEST if ALL else ALLOWED_TO_CI
    # A machine that is busy with something else is asked again.
    assert any(_exponent(piece) <= steepest for _ in range(4))


def _exponent(piece: str) -> float:
    short, long = (_cost(piece, length) for length in (SHORT, LONGER * SHORT))
    return math.log(long / short, LONGER) if short > LEAST else 0.0


def _cost(piece: str, length: int) -> float:
    text = (piece * (length // len(piece) + 1))[:length]
    began = time.process_time()
    reconstruct([Article("a", text, "en", "2024-03-08")])
    return time.process_time() - began
