"""One article sent again and again by many clients at once is one article, read once.

``TIMELINE_POSTS`` sets how often it is sent.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.client import Client, Refused

POSTS = int(os.environ.get("TIMELINE_POSTS", "100"))
CLIENTS = 16
TOLD = {"id": "a1", "language": "en", "text": "The bridge of Oslo opened on 4 March 2024."}


@pytest.mark.parametrize("keyed", [False, True], ids=["without a key", "with a key"])
def test_many_posts_of_one_article(service: Client, keyed: bool, seen: Callable[..., None]) -> None:
    story = service.create_timeline("Many")["id"]
    path = f"/v1/timelines/{story}/articles"

    def send(_: int) -> tuple[int, str]:
        answer = service.request("POST", path, TOLD, {"Idempotency-Key": "one"} if keyed else {})
        return answer.status, answer.headers.get("location", "")

    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = Counter(pool.map(send, range(POSTS)))
    if keyed:
        assert len(answers) == 1
    else:
        assert sorted(Counter(status for status, _ in answers.elements()).items()) == [(200, POSTS - 1), (202, 1)]
    jobs = service.request("GET", f"/v1/timelines/{story}/jobs").json()["jobs"]
    assert len(jobs) == 1
    service.wait(jobs[0]["id"])
    assert [item["id"] for item in service.articles(story)] == ["a1"]
    assert len(list(service.events(story))) == 1
    assert service.timeline(story)["version"] == 1
    seen("F6", f"{POSTS} posts by {CLIENTS} clients {'with' if keyed else 'without'} a key: one article, one version")


@pytest.mark.row("F6")
def test_the_same_key_for_another_article(service: Client) -> None:
    story = service.create_timeline("Other")["id"]
    path = f"/v1/timelines/{story}/articles"
    service.request("POST", path, TOLD, {"Idempotency-Key": "two"})
    with pytest.raises(Refused, match="422 IDEMPOTENCY_KEY_REUSED"):
        service.request("POST", path, {**TOLD, "id": "a2"}, {"Idempotency-Key": "two"})


def test_a_crawl_while_articles_arrive_sees_each_event_once(service: Client) -> None:
    story = service.create_timeline("Crawl")["id"]
    cities = ("Oslo", "Bergen", "Lima", "Quito", "Tunis", "Dakar", "Porto", "Riga", "Minsk", "Sofia")
    told = [
        {"id": f"a{n}", "language": "en", "source": f"S{n}", "text": f"The bridge of {city} fell on {n + 1} May 2024."}
        for n, city in enumerate(cities)
    ]
    service.add_articles(story, told)
    expected = [event["id"] for event in service.events(story)]
    seen: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        crawl = service.events(story, page_size=1)
        seen.append(next(crawl)["id"])
        late = [{**item, "id": f"late-{item['id']}", "text": item["text"].replace("May", "July")} for item in told]
        adding = pool.submit(service.add_articles, story, late)
        seen += [event["id"] for event in crawl]
        assert all(item["status"] == 202 for item in adding.result())
    assert seen == expected
    assert len(list(service.events(story))) > len(expected)
