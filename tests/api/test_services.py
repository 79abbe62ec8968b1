"""The operations under concurrency: what several writers leave behind is what one alone would have left."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from api import services as module
from api import store
from api.db import Database
from api.migrations import migrate
from api.services import Services, load_sample, reconstruct
from api.tables import Base
from timeline import Article
from timeline.errors import InvalidArticle
from timeline.render.json import document

STORY = [
    Article(f"a{number}", f"The bridge was closed on {number} March 2024.", language="en", source=f"Paper {number}")
    for number in range(1, 9)
]


@pytest.fixture
def services(database_url: str) -> Iterator[Services]:
    made = Services(Database(database_url))
    migrate(made.database.engine)
    yield made
    made.database.engine.dispose()


def test_many_writers_on_one_timeline(services: Services, database_url: str) -> None:
    others = [services, Services(Database(database_url)), Services(Database(database_url))]
    made = services.create_timeline("Bridge")["id"]
    with ThreadPoolExecutor(6) as pool:
        turns = zip(itertools.cycle(others), STORY, strict=False)
        assert all(pool.map(lambda turn: turn[0].add_articles(made, [turn[1]]), turns))
    found = services.timeline(made)
    assert (found["version"], found["article_count"]) == (len(STORY), len(STORY))
    assert services.chronology(made)[1] == document(reconstruct(STORY))
    for other in others[1:]:
        other.database.engine.dispose()


def test_writers_of_the_same_article_make_it_once(services: Services) -> None:
    made = services.create_timeline("Bridge")["id"]
    with ThreadPoolExecutor(6) as pool:
        changed = list(pool.map(lambda _: services.add_articles(made, STORY[:1]), range(6)))
    assert sorted(changed) == [False] * 5 + [True]
    assert services.timeline(made)["version"] == 1


def test_a_timeline_deleted_meanwhile_stays_deleted(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    made = services.create_timeline("Bridge")["id"]
    original = module.stored

    def delete_first(articles: list[Article]) -> store.StoredChronology:
        services.delete_timeline(made)
        return original(articles)

    monkeypatch.setattr(module, "stored", delete_first)
    with pytest.raises(store.UnknownTimeline):
        services.add_articles(made, STORY)
    assert services.timelines(10, None).items == []


def test_a_timeline_that_never_rests_is_given_up(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    made = services.create_timeline("Bridge")["id"]
    other = Services(services.database)
    numbers = itertools.count(100)
    original = module.stored

    def interfere(articles: list[Article]) -> store.StoredChronology:
        monkeypatch.setattr(module, "stored", original)
        number = next(numbers)
        other.add_articles(made, [Article(f"a{number}", "Rain.", language="en")])
        monkeypatch.setattr(module, "stored", interfere)
        return original(articles)

    monkeypatch.setattr(module, "stored", interfere)
    with pytest.raises(store.Busy):
        services.add_articles(made, STORY[:1])
    assert "a1" not in {item["id"] for item in services.articles(made, 200, None).items}


def test_the_sample_is_made_once(services: Services) -> None:
    assert load_sample(services, STORY)
    before = services.timeline("sample")
    assert not load_sample(services, STORY[:2])
    assert services.timeline("sample") == before


def test_a_bad_sample_leaves_nothing(services: Services) -> None:
    with pytest.raises(InvalidArticle):
        load_sample(services, [STORY[0], STORY[0]])
    assert services.timelines(10, None).items == []


def test_everything_of_a_deleted_timeline_is_gone(services: Services) -> None:
    made = services.create_timeline("Bridge")["id"]
    services.add_articles(made, STORY)
    services.delete_timeline(made)
    with services.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            assert session.scalar(select(func.count()).select_from(table)) == 0
