"""Articles of any content, written by chance from phrases of many languages and from what breaks readers of text: what
holds of every chronology holds of theirs.

``TIMELINE_ARTICLES`` sets how many are tried. An ordinary run tries some, in a few languages.
"""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from timeline import Article, GrowingStory, reconstruct, resolve
from timeline.timex import bounds

ARTICLES = int(os.environ.get("TIMELINE_ARTICLES", "240"))
FEW = ("en", "bg", "el", "ar", "zh", "fr")
MANY = 2_000
FOLDER = Path(__file__).parents[1] / "cases" / "phrases"
TOGETHER = 3
TRIED: Counter[str] = Counter()

HOSTILE = (
    "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u0301" * 40, "e\u0301", "é", "İ", "ß", "ﷺ", "𝟗",
    "９/１１", "🌉", "👨\u200d👩\u200d👧", "\U000e0041", "\ufffe", "\x1f", "\r", "\u2028", "\x85",
    "ﬁ", "Ω", "１２月", "٣", "۵", "๕", "Ⅻ", "½",
)  # fmt: skip
NUMBERS = (
    "31/02/2024", "2024-13-45", "99.99.99", "12:60", "24:00", "1/2", "24/7", "9/11", "747", "3-1", "10^12 days ago",
    "999999999999999999999999 years ago", "-3 days ago", "year 0", "44 BC", "5 March 99", "2024-W53", "T25:00Z",
    "1 January 10000", "in 40000000 days", "+99:99", "1.1.", "3, 5 and 9 May", "1998-99", "(2015)", "30 February",
    "2,024", "0",
)  # fmt: skip
MARKS = (
    "\n\n",
    "\n",
    ". ",
    "! ",
    "… ",
    "。",
    ": ",
    " - ",
    "(",
    ")",
    "[",
    "“",
    "”",
    '"',
    "«",
    "»",
    "「",
    "」",
    "’",
    ", ",
)
FRAMES = (
    '"{}," she said on Monday.',
    "«{}» сказал он вчера.",
    "„{}“, sagte er gestern.",
    "「{}」と述べた。",
    "{}",
    "Oslo, 3 May. {}",
)
DAYS = (
    "2024-03-06",
    "2023-02-28",
    "2000-02-29",
    "0001-01-01",
    "0001-01-02",
    "1970-01-01T00:00:00Z",
    "9999-12-30",
    None,
)
ZONED = ("2024-03-31T02:30:00+01:00", "2016-12-31T23:59:59Z", "2024-03-06T00:30:00+14:00", "2024-03-06T23:30:00-12:00")


def _phrases() -> dict[str, list[str]]:
    """The sentences of the cases by language, without their marks."""
    codes = FEW if ARTICLES < MANY else sorted(path.stem for path in FOLDER.glob("*.toml"))
    told = {code: tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))["phrases"] for code in codes}
    return {code: [row[0].replace("[", "").replace("]", "") for row in rows] for code, rows in told.items()}


PHRASES = _phrases()
CODES = sorted(PHRASES)
SENTENCES = st.sampled_from(CODES).flatmap(lambda code: st.sampled_from(PHRASES[code]))
PIECES = st.one_of(
    SENTENCES,
    SENTENCES,
    st.tuples(st.sampled_from(FRAMES), SENTENCES).map(lambda pair: pair[0].format(pair[1])),
    st.sampled_from(HOSTILE),
    st.sampled_from(NUMBERS),
    st.sampled_from(MARKS),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)
TEXTS = st.tuples(st.lists(PIECES, max_size=12), st.sampled_from((" ", "", "\n"))).map(
    lambda told: told[1].join(told[0])
)


def _articles(name: st.SearchStrategy[str]) -> st.SearchStrategy[Article]:
    return st.builds(
        Article,
        id=name,
        text=TEXTS,
        language=st.sampled_from((*CODES, None)),
        published=st.sampled_from((*DAYS, *ZONED)),
        source=st.sampled_from(("", "Courier", "Вестник")),
        title=st.one_of(st.just(""), SENTENCES),
    )


def _tries(count: int) -> Callable[..., Any]:
    return settings(
        max_examples=max(count, 1),
        deadline=timedelta(minutes=5),
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        derandomize=ARTICLES < MANY,
        database=None,
    )


def _bounds_hold(told: dict[str, Any]) -> None:
    """Bounds in order, with EDTF that another library reads and that says nothing else."""
    earliest, latest = told["earliest"], told["latest"]
    start, end, _ = bounds(earliest, latest)
    assert start is None or end is None or start < end
    if told.get("edtf") is not None:
        assert parse_edtf(told["edtf"])


@pytest.mark.row("B3")
@_tries(ARTICLES // 2)
@given(_articles(st.just("a")))
def test_one_article(article: Article) -> None:
    TRIED.update("1")
    for expression in (found.to_dict() for found in resolve(article)):
        assert article.text[expression["start"] : expression["end"]] == expression["text"]
        _bounds_hold(expression)
        assert expression["explanation"]
        assert all(expression["explanation"])
    for event in reconstruct([article]).to_dict()["events"]:
        _bounds_hold(event)
        for mention in event["mentions"]:
            assert article.text[mention["start"] : mention["end"]] == mention["text"]
            _bounds_hold(mention)


@pytest.mark.row("B3")
@_tries(ARTICLES // 2 // TOGETHER)
@given(st.tuples(*(_articles(st.just(name)) for name in "abc")), st.permutations("abc"))
def test_some_articles(articles: tuple[Article, ...], order: list[str]) -> None:
    TRIED.update(order)
    by_name = {article.id: article for article in articles}
    whole = reconstruct(articles).to_dict()
    story = GrowingStory()
    for name in (*order, order[0]):
        story.put(by_name[name])
    assert story.chronology().to_dict() == whole
    gone = order[-1]
    story.remove(gone)
    rest = story.chronology().to_dict()
    assert rest == reconstruct([by_name[name] for name in order[:-1]]).to_dict()
    assert gone not in set(_tellers(rest))
    only = {event["id"] for event in whole["events"] if {m["article"] for m in event["mentions"]} == {gone}}
    assert only.isdisjoint(event["id"] for event in rest["events"])


def _tellers(chronology: dict[str, Any]) -> Iterator[str]:
    for event in chronology["events"]:
        yield from (mention["article"] for mention in event["mentions"])


def test_as_many_as_asked_for_were_tried(seen: Any) -> None:
    tried = TRIED.total()
    assert tried >= ARTICLES - TOGETHER
    seen("B3", f"{tried:,} articles in {len(CODES)} languages tried: offsets, EDTF, bounds, order, twice, removal")
