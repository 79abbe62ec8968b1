"""The Python client against the running service."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from api.client import Client, Refused

COMMAND = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]
BRIDGE = {"id": "a/1", "language": "en", "source": "A", "text": "The bridge of Oslo opened on 4 March 2024."}
RIVER = {"id": "a2", "language": "en", "source": "B", "text": "The river flooded Bergen on 6 March 2024."}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    database = str(tmp_path_factory.mktemp("client") / "news.sqlite3")
    with subprocess.Popen(
        [*COMMAND, "--port", "0", "--database", database], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        made = Client(process.stdout.readline().strip())
        for _ in range(100):
            try:
                made.request("GET", "/health/ready")
                break
            except OSError:
                subprocess.run(["sleep", "0.1"], check=True)
        yield made
        process.terminate()


def test_from_nothing_to_a_corrected_timeline(client: Client) -> None:
    story = client.create_timeline("Oslo and Bergen")["id"]
    assert [item["status"] for item in client.add_articles(story, [BRIDGE, RIVER])] == [202, 202]
    assert [item["id"] for item in client.articles(story)] == ["a/1", "a2"]
    assert client.article(story, "a/1")["text"] == BRIDGE["text"]
    first, second = client.events(story, page_size=1)
    assert (first["earliest"], second["earliest"]) == ("2024-03-04", "2024-03-06")
    assert client.order(story, first["id"], second["id"])["relation"] == "before"
    event, etag = client.event(story, first["id"])
    wanted = {"kind": "date", "event": event["id"], "earliest": "2024-03-05", "latest": "2024-03-05", "reason": "r"}
    made = client.decide(story, wanted, etag)
    assert client.event(story, first["id"])[0]["earliest"] == "2024-03-05"
    with pytest.raises(Refused, match="412 EVENT_CHANGED"):
        client.decide(story, wanted, etag)
    client.withdraw(story, made["id"])
    assert client.chronology(story)["events"] == client.chronology(story, 1)["events"]
    assert client.export(story, "csv").startswith("event,earliest")
    assert [item["timeline"] for item in client.search("bergen")] == [story]
    kinds = [change["kind"] for change in client.changes(story)]
    assert kinds.count("chronology.revised") == 3
    client.delete_article(story, "a/1")
    assert len(list(client.events(story))) == 1
    assert story in [item["id"] for item in client.timelines()]
    client.delete_timeline(story)
    with pytest.raises(Refused) as caught:
        client.timeline(story)
    assert (caught.value.status, caught.value.code) == (404, "TIMELINE_NOT_FOUND")


def test_without_keeping(client: Client) -> None:
    assert client.resolve(BRIDGE)["expressions"][0]["value"] == "2024-03-04"
    assert len(client.reconstruct([BRIDGE, RIVER])["events"]) == 2


def test_an_answer_that_breaks_off_is_an_error_of_the_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = Client(f"http://127.0.0.1:{server.getsockname()[1]}")

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(10_000)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(ConnectionError, match="broke off"):
            client.request("GET", "/v1/limits")
        thread.join()


def test_a_service_that_never_answers_is_not_waited_for_for_ever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    with pytest.raises(OSError, match="refused"):
        Client(f"http://127.0.0.1:{port}", tries=1).wait_until_ready(0.1)


def test_an_oembed_consumer_gets_the_frame(client: Client) -> None:
    micawber = pytest.importorskip("micawber", reason="micawber is not installed")
    story = client.create_timeline("Ana & Ben <i>")["id"]
    known = micawber.ProviderRegistry()
    known.register(re.escape(client.address) + r"/timelines/\S+", micawber.Provider(f"{client.address}/oembed"))
    address = f"{client.address}/timelines/{story}"
    told = known.request(address, maxwidth=500)
    assert (told["type"], told["title"], told["width"]) == ("rich", "Ana & Ben <i>", 500)
    shown = micawber.parse_text(f"See\n{address}\n", known)
    assert shown.count("<iframe") == 1
    assert f"/embed/timelines/{story}" in shown
    with pytest.raises(micawber.ProviderException):
        known.request(f"{client.address}/timelines/none")
