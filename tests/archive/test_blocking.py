"""Pairs, links and stories: bounded whatever the skew, and the same however the work is parted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import Article
from timeline.archive import blocking, linking
from timeline.archive.blocking import PAIRS, Bucket, Gathering, Part
from timeline.archive.reads import signs_path
from timeline.archive.signs import ROWS, Rows, rows, signs
from timeline.archive.store import fresh
from timeline.reading import read

SIGNS = st.lists(st.lists(st.integers(0, 30), max_size=8, unique=True), min_size=1, max_size=40)


def made(found: list[list[int]]) -> Rows:
    return rows([[sign << 55 for sign in sorted(own)] for own in found], range(len(found)))


@given(SIGNS)
def test_pairs_are_those_that_share_signs(found: list[list[int]]) -> None:
    told = {(int(p["a"]), int(p["b"])): int(p["signs"]) for p in blocking.pairs(made(found))}
    often = {sign for sign in range(31) if sum(sign in own for own in found) > blocking.HOT}
    for a, first in enumerate(found):
        for b in range(a + 1, len(found)):
            shared = set(first) & set(found[b])
            assert len(shared - often) <= told.get((a, b), 0) <= len(shared)


def test_one_huge_story_makes_no_more_pairs_than_so_many_an_article() -> None:
    count = 20_000
    found = blocking.pairs(made([[1, 2, 3, 4, 5]] * count))
    assert len(found) <= blocking.NEIGHBOURS * count
    label, _ = linking.stories(np.arange(count, dtype=np.uint64), [blocking.links(found, 0)], count)
    assert len(set(label.tolist())) == 1


def test_a_sign_that_nearly_all_carry_is_passed_over() -> None:
    every = made([[1, 2 + number % 5] for number in range(50)])
    kept, common = blocking.thinned(every, np.zeros(0, np.uint64), most=20)
    assert common.tolist() == [1 << 55]
    assert len(kept) == 50


@settings(max_examples=25)
@given(SIGNS, st.integers(1, 5), st.integers(1, 4))
def test_parts_and_buckets_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, found: list[list[int]], buckets: int, chunks: int
) -> None:
    place = tmp_path_factory.mktemp("place")
    parts = []
    for number in range(chunks):
        own = [(node, some) for node, some in enumerate(found) if node % chunks == number]
        table = rows([[sign << 55 for sign in sorted(some)] for _, some in own], [node for node, _ in own])
        with fresh(signs_path(place, f"c{number}")) as file:
            np.save(file, table)
        parts.append(Part(f"c{number}", (0,) if number == 0 else ()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "CHUNKS_IN_RUN", 3)
        merged = tuple(blocking.merge(run) for run in blocking.runs(place, "version", parts))
    assert len(merged) == -(-chunks // 3)
    links = _links(place, merged, buckets)
    # The first article of the first part is replaced.
    wanted = blocking.links(blocking.pairs(made([[], *found[1:]])), blocking.LEAST)
    assert links.tolist() == wanted.tolist()


def _links(place: Path, merged: tuple[str, ...], count: int) -> np.ndarray:
    spread = blocking.ranges(count)
    keys = [blocking.pair(Bucket(place, f"b{first}", merged, first, end)) for first, end in spread]
    orders = [Gathering(place, f"l{first}", tuple(keys), first, end) for first, end in spread]
    return np.concatenate([np.load(order.path) for order in orders if blocking.gather(order)])


def test_two_stories_that_one_article_mentions_stay_two() -> None:
    def clique(first: int, count: int) -> list[tuple[int, int, int, int]]:
        return [(a, b, 1000, 9) for a in range(first, first + count) for b in range(a + 1, first + count)]

    told = np.array([*clique(0, 10), *clique(10, 10), (3, 15, 500, 3)], PAIRS)
    label, left_out = linking.stories(np.arange(20, dtype=np.uint64), [told], 100)
    assert label.tolist() == [0] * 10 + [10] * 10
    assert left_out == 0


def test_no_story_outgrows_the_bound() -> None:
    chain = np.array([(a, a + 1, 1000 - a, 9) for a in range(50)], PAIRS)
    label, left_out = linking.stories(np.arange(51, dtype=np.uint64), [chain], 20)
    assert max(np.unique(label, return_counts=True)[1]) <= 20
    assert left_out > 0


def test_one_story_in_several_languages_shares_signs() -> None:
    told = [
        ("en", "Lukashenko met Maduro in Caracas on 4 March 2024."),
        ("bg", "Лукашенко се срещна с Мадуро в Каракас на 4 март 2024."),
        ("el", "Ο Λουκασένκο συναντήθηκε με τον Μαδούρο στο Καράκας στις 4 Μαρτίου 2024."),
    ]
    found = [set(signs(read(Article(code, text, code, "2024-03-06")))) for code, text in told]
    other = set(signs(read(Article("x", "Ana Ruiz was arrested in Porto on 4 March 2024.", "en", "2024-03-06"))))
    for first in found:
        for second in found:
            assert len(first & second) >= 6
        assert len(first & other) <= 1


def test_rows_are_in_the_order_of_signs() -> None:
    table = rows([[5, 9], [], [5]], [70, 80, 90])
    assert table.dtype == ROWS
    assert [(int(r["sign"]), int(r["node"]), int(r["place"]), int(r["size"])) for r in table] == [
        (5, 70, 0, 2),
        (5, 90, 2, 1),
        (9, 70, 0, 2),
    ]
