"""Changes: listed, streamed, fed to readers, and told to hooks."""

from __future__ import annotations

import http.server
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from flask.testing import FlaskClient

from api import stream
from api.administration import new_key
from api.db import Database
from api.services import hooks


class Receiver(http.server.ThreadingHTTPServer):
    """Takes what hooks send, and answers with the statuses it was told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taker)
        self.taken: list[tuple[bytes, str]] = []
        self.statuses: list[int] = []


class _Taker(http.server.BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((body, self.headers["Timeline-Signature"]))
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def test_changes_come_in_order_and_go_on_from_any(client: FlaskClient, story: str) -> None:
    told = client.get(f"{story}/changes").get_json()
    kinds = [change["kind"] for change in told["changes"]]
    assert kinds == ["timeline.created", *["article.added"] * 3, "chronology.revised"]
    numbers = [change["id"] for change in told["changes"]]
    assert numbers == sorted(set(numbers))
    assert told["last"] == numbers[-1]
    rest = client.get(f"{story}/changes?since={numbers[1]}&limit=2").get_json()
    assert [change["id"] for change in rest["changes"]] == numbers[2:4]
    lines = client.get("/v1/changes?limit=3", headers={"Accept": "application/x-ndjson"})
    assert [json.loads(line)["id"] for line in lines.text.splitlines()] == numbers[:3]
    assert f"since={numbers[2]}" in lines.headers["Link"]


def _events(text: str) -> list[dict[str, Any]]:
    blocks = [block.split("\n") for block in text.split("\n\n") if block.startswith("id: ")]
    assert all([line.partition(": ")[0] for line in block] == ["id", "event", "data"] for block in blocks)
    return [json.loads(block[2].removeprefix("data: ")) for block in blocks]


def test_a_stream_is_resumed_where_it_ended(client: FlaskClient, story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LONGEST", 0.3)
    monkeypatch.setattr(stream, "STEP", 0.05)
    accept = {"Accept": "text/event-stream"}
    first = client.get(f"{story}/changes", headers=accept)
    assert first.content_type.startswith("text/event-stream")
    seen = _events(first.text)
    assert [change["kind"] for change in seen][-1] == "chronology.revised"
    client.put(
        f"{story}/articles/new", json={"title": "a\ndata: b\r\n\r\nid: 1", "text": "It snowed in Oslo on 9 May 2024."}
    )
    second = client.get(f"{story}/changes", headers={**accept, "Last-Event-ID": str(seen[-1]["id"])})
    assert [change["kind"] for change in _events(second.text)] == ["article.added", "chronology.revised"]
    assert client.get(f"{story}/changes", headers={**accept, "Last-Event-ID": "x"}).status_code == 400


def test_only_some_streams_are_given_at_a_time(
    client: FlaskClient, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(client.application.extensions, "streams", threading.BoundedSemaphore(1))
    monkeypatch.setattr(stream, "LONGEST", 0.1)
    accept = {"Accept": "text/event-stream"}
    held = client.application.test_client().get(f"{story}/changes", headers=accept, buffered=False)
    busy = client.get(f"{story}/changes", headers=accept)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    held.close()
    assert client.get(f"{story}/changes", headers=accept).status_code == 200


def test_atom_and_json_feed_are_read_by_others(client: FlaskClient, story: str) -> None:
    client.patch(story, json={"title": 'A & B <c> "d" \x01'}, headers={"If-Match": "*"})
    client.put(f"{story}/articles/new<&>", json={"text": "It snowed in Oslo on 9 May 2024."})
    atom = client.get(f"{story}/changes", headers={"Accept": "application/atom+xml"})
    ElementTree.fromstring(atom.data)
    found = feedparser.parse(atom.data)
    assert not found.bozo
    assert found.version == "atom10"
    assert "A & B <c>" in found.feed.title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert [entry.id.rpartition("#")[2] for entry in found.entries] == ["2", "1", "0"]
    assert "new<&>" in found.entries[0].content[0].value
    told = client.get(f"{story}/changes", headers={"Accept": "application/feed+json"})
    feed = json.loads(told.text)
    assert (feed["version"], len(feed["items"])) == ("https://jsonfeed.org/version/1.1", 3)


def test_hooks_are_told_in_order_signed_and_again(
    client: FlaskClient, story: str, database: Database, receiver: Receiver
) -> None:
    url = f"http://127.0.0.1:{receiver.server_port}/hook?x=1"
    made = client.post(f"{story}/hooks", json={"url": url})
    secret = made.get_json()["secret"]
    assert made.status_code == 201
    assert "secret" not in client.get(f"{story}/hooks").get_json()["hooks"][0]
    assert hooks.deliver(database, private=True) == 0
    client.put(f"{story}/articles/new", json={"text": "It snowed in Oslo on 9 May 2024."})
    receiver.statuses = [500]
    assert hooks.deliver(database, private=True) == 1
    failed = client.get(f"{story}/hooks").get_json()["hooks"][0]
    assert (failed["failures"], failed["last_answer"]) == (1, "500")
    assert hooks.deliver(database, private=True) == 0
    _due_now(database)
    assert hooks.deliver(database, private=True) == 1
    first, second = receiver.taken
    assert first == second
    body, signature = second
    assert signature == hooks.signature(secret, body)
    assert [change["kind"] for change in json.loads(body)["changes"]] == ["article.added", "chronology.revised"]
    assert hooks.deliver(database, private=True) == 0
    assert client.delete(f"{story}/hooks/{made.get_json()['id']}").status_code == 204
    assert client.get(f"{story}/hooks").get_json()["hooks"] == []


@pytest.mark.row("B13")
@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://192.168.1.1/",
        "http://0.0.0.0/",
        "http://[fe80::1]/",
        "http://[2002:7f00:1::]/",
        "http://224.0.0.1/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fec0::1]/",
        "http://[::]/",
    ],
)
def test_hooks_reach_no_inner_network(client: FlaskClient, story: str, database: Database, url: str) -> None:
    client.post(f"{story}/hooks", json={"url": url})
    client.put(f"{story}/articles/new", json={"text": "Rain."})
    assert hooks.deliver(database) == 1
    answer = client.get(f"{story}/hooks").get_json()["hooks"][0]["last_answer"]
    assert "not a public address" in answer or "gaierror" in answer


INNER = (
    "0177.0.0.1", "0x7f000001", "017700000001", "127.1", "127.0.1", "0", "0.0.0.0", "127.255.255.254", "127.0.0.1.",
    "10.255.255.255", "0xa.0.0.1", "012.0.0.1", "167772161", "172.16.0.1", "172.31.255.254", "172.16.1", "192.168.0.1",
    "192.168.1", "3232235521", "0xc0a80001", "100.64.0.1", "100.127.255.254", "169.254.0.1", "2852039166", "0xa9fea9fe",
    "198.18.0.1", "198.19.255.254", "192.0.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "240.0.0.1",
    "255.255.255.255", "224.0.0.251", "239.255.255.250", "[::1]", "[0:0:0:0:0:0:0:1]", "[::0001]", "[::]", "[::2]",
    "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[::ffff:a9fe:a9fe]", "[::ffff:192.168.0.1]", "[::ffff:0:127.0.0.1]",
    "[fc00::1]", "[fd12:3456::1]", "[fe80::1]", "[febf::1]", "[fec0::1]", "[ff02::1]", "[2002:a00:1::]",
    "[2002:c0a8:1::]", "[64:ff9b::a00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[2001:db8::1]", "[2001::1]",
    "[100::1]", "[::127.0.0.1]", "[::10.0.0.1]",
)  # fmt: skip


def test_no_form_of_an_inner_address_is_reached(
    client: FlaskClient, database: Database, seen: Callable[..., None]
) -> None:
    assert len(set(INNER)) > 60
    told: list[dict[str, str]] = []
    for start in range(0, len(INNER), 20):
        place = client.post("/v1/timelines", json={}).headers["Location"]
        for host in INNER[start : start + 20]:
            assert client.post(f"{place}/hooks", json={"url": f"http://{host}/"}).status_code in (201, 422)
        client.put(f"{place}/articles/new", json={"text": "Rain."})
        while hooks.deliver(database):
            continue
        told += client.get(f"{place}/hooks").get_json()["hooks"]
    answers = [one["last_answer"] for one in told]
    assert len(answers) > 50
    assert [one for one in answers if "not a public address" not in one and "gaierror" not in one] == []
    figure = f"{len(INNER)} forms of inner addresses: none asked, {len(INNER) - len(told)} not taken at all"
    seen("B13", figure, database=database.engine.dialect.name)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "http://", "http://u:p@example.org/", "http://a b/", "x", "http://é/"],
)
def test_addresses_that_are_none(client: FlaskClient, story: str, url: str) -> None:
    answer = client.post(f"{story}/hooks", json={"url": url})
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/url")


class Dripper(threading.Thread):
    """A host that sends its answer a byte at a time, so that no single wait is long."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.start()

    def run(self) -> None:
        """Drip until the other side has had enough."""
        with self.listener, suppress(OSError):
            connection, _ = self.listener.accept()
            with connection:
                while True:
                    connection.sendall(b"H")
                    time.sleep(0.05)


def test_a_host_that_drips_its_answer_is_left(
    client: FlaskClient, story: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "TIMEOUT", 0.4)
    host = Dripper()
    client.post(f"{story}/hooks", json={"url": f"http://127.0.0.1:{host.listener.getsockname()[1]}/"})
    client.put(f"{story}/articles/new", json={"text": "Rain."})
    began = time.monotonic()
    assert hooks.deliver(database, private=True) == 1
    assert time.monotonic() - began < 5
    assert client.get(f"{story}/hooks").get_json()["hooks"][0]["failures"] == 1


def test_slow_hosts_do_not_keep_the_worker(
    client: FlaskClient, story: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "AT_ONCE", 0.0)
    for _ in range(3):
        client.post(f"{story}/hooks", json={"url": "http://127.0.0.1/"})
    client.put(f"{story}/articles/new", json={"text": "Rain."})
    assert [hooks.deliver(database) for _ in range(4)] == [1, 1, 1, 0]


def test_a_stream_ends_with_its_key(
    client: FlaskClient, story: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "STEP", 0.05)
    monkeypatch.setattr(stream, "LONGEST", 20.0)
    key = new_key(database, "reader", ["read"])
    headers = {"Accept": "text/event-stream", "Authorization": f"Bearer {key}"}
    held = client.application.test_client().get(f"{story}/changes", headers=headers, buffered=False)
    told = iter(held.response)
    assert next(told)
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE keys SET revoked_at = '2024-01-01T00:00:00.000000Z'")
    began = time.monotonic()
    assert len(list(told)) < 20
    assert time.monotonic() - began < 5
    held.close()


def _due_now(database: Database) -> None:
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE hooks SET next_at = 0")
