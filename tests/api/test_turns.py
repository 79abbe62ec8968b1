"""Texts that are read while a request waits: one after the other, and never at the cost of the service."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import turns
from api.builders import Apart, Direct, Limits
from api.failures import Busy, Unreadable
from api.services.expressions import Expressions
from api.turns import InTurn
from timeline import Article

ONE_DATABASE = True
ARTICLE = Article("a1", "Snow fell on Monday.", "en", "2024-03-06")


class Poisoned(Direct):
    """A reader that some texts are too much for."""

    def resolve(self, article: Article) -> Expressions:
        if "LOOP" in article.text:
            while True:
                pass
        if "CRASH" in article.text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "SLOW" in article.text:
            time.sleep(1)
        return super().resolve(article)

    def reconstruct(self, articles: Sequence[Article]) -> str:
        if any("MEMORY" in article.text for article in articles):
            bytearray(2**40)
        return super().reconstruct(articles)


@pytest.fixture
def reader() -> Iterator[InTurn]:
    apart = Apart(Poisoned(), Limits(1, 20.0, 2**29), threads=True)
    yield InTurn(apart, threads=4)
    apart.close()


def test_a_text_is_read_as_it_is_in_this_process(reader: InTurn) -> None:
    assert reader.resolve(ARTICLE) == Direct().resolve(ARTICLE)
    assert reader.reconstruct([ARTICLE]) == Direct().reconstruct([ARTICLE])


@pytest.mark.parametrize(
    ("text", "reason"),
    [("LOOP", "used more CPU than it may (SIGXCPU)"), ("CRASH", "crashed the reader (SIGSEGV)")],
)
def test_the_next_text_is_read_when_one_was_too_much(reader: InTurn, text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as raised:
        reader.resolve(Article("bad", text))
    assert str(raised.value) == f"reading this {reason}"
    assert reader.resolve(ARTICLE).told["expressions"]


def test_a_story_may_not_take_all_memory(reader: InTurn) -> None:
    with pytest.raises(Unreadable, match="memory"):
        reader.reconstruct([Article("bad", "MEMORY")])
    assert reader.reconstruct([ARTICLE])


def test_who_would_keep_the_last_thread_waiting_is_sent_away(reader: InTurn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "FOR_A_PLACE", 0.1)
    monkeypatch.setattr(turns, "FOR_THE_TURN", 0.3)
    reader.resolve(ARTICLE)
    begun = threading.Barrier(4)

    def ask(_: int) -> str:
        begun.wait()
        try:
            reader.resolve(Article("slow", "SLOW"))
        except Busy:
            return "busy"
        return "read"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ask, range(4))) == ["busy", "busy", "busy", "read"]
    assert reader.resolve(ARTICLE)


def test_the_client_is_told(app: Flask, client: FlaskClient, reader: InTurn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "reader", reader)
    answer = client.post("/v1/resolve", json={"id": "a", "text": "CRASH"})
    assert answer.status_code == 422
    assert answer.get_json()["code"] == "UNREADABLE"
    assert answer.get_json()["detail"] == "reading this crashed the reader (SIGSEGV)"
