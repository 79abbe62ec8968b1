"""Feeds that mean it ill, in any encoding: nothing outside is read or asked for, and reading them costs no more than
reading an ordinary feed does."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

SECRET = "quokka-4711"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp500", "latin-1")
MOST_TIMES, LEAST_SECONDS = 10, 0.5
MOST_BYTES = 100 * 2**20
ITEM = "<item><title>t</title><description>{}</description><pubDate>Mon, 04 Mar 2024 00:00:00 GMT</pubDate></item>"
READ = """
import json, resource, sys, time
from timeline.errors import InvalidArticle
from timeline.readers import feed
feed.parse(open(sys.argv[1], "rb").read())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
told = []
for name in sys.argv[1:]:
    began = time.process_time()
    try:
        read = feed.parse(open(name, "rb").read())
        text = " ".join(article.text + article.title + article.source for article in read)
    except InvalidArticle as error:
        text = "refused: " + str(error)
    told.append((text[:20_000], time.process_time() - began))
print(json.dumps([told, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024]))
"""


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """Give a port that somebody listens on, and the paths that were asked for there."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, asked
        server.shutdown()


def _documents(secret: Path, port: int) -> dict[str, str]:
    """Feeds by what they try, each with an encoding to be filled in."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    web = f"http://127.0.0.1:{port}"
    tried = {
        "billion laughs": (f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]>', "&l9;"),
        "quadratic": (f'<!DOCTYPE r [<!ENTITY a "{"a" * 20_000}">]>', "&a;" * 5_000),
        "recursive": ('<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
        "file": (f'<!DOCTYPE r [<!ENTITY e SYSTEM "file://{secret}">]>', "&e;"),
        "http": (f'<!DOCTYPE r [<!ENTITY e SYSTEM "{web}/entity">]>', "&e;"),
        "public": (f'<!DOCTYPE r [<!ENTITY e PUBLIC "x" "{web}/public">]>', "&e;"),
        "parameter": (f'<!DOCTYPE r [<!ENTITY % p SYSTEM "{web}/parameter"> %p;]>', "x"),
        "external DTD": (f'<!DOCTYPE r SYSTEM "{web}/dtd">', "x"),
        "file DTD": (f'<!DOCTYPE r SYSTEM "file://{secret}">', "x"),
        "style sheet": (f'<?xml-stylesheet type="text/xsl" href="{web}/style"?>', "x"),
        "XInclude file": (
            "",
            f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{secret}" parse="text"/>',
        ),
        "XInclude http": ("", f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{web}/include"/>'),
        "schema": ("", f'<a xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="a {web}/schema"/>'),
        "frames": ("", f"&lt;iframe src='{web}/frame'&gt;&lt;/iframe&gt;&lt;img src='{web}/image'&gt;Rain."),
        "lower case": (f'<!doctype r [<!entity e system "{web}/lower">]>', "&e;"),
        "spaced": (f'<!  DOCTYPE r [<! ENTITY e SYSTEM "{web}/spaced">]>', "&e;"),
        "deep": ("", "<a>" * 20_000 + "x" + "</a>" * 20_000),
        "attributes": ("", "<a " + " ".join(f'a{n}="x"' for n in range(20_000)) + "/>"),
        "open comments": ("", "<!--" * 50_000),
        "open sections": ("", "<![CDATA[" * 50_000),
        "character references": ("", "&#" * 50_000),
    }
    head = '<?xml version="1.0" encoding="{}"?>'
    rss = head + '%s<rss version="2.0"><channel><title>c</title>%s</channel></rss>'
    return {name: rss % (told, ITEM.replace("{}", body)) for name, (told, body) in tried.items()}


def _written(folder: Path, documents: dict[str, str]) -> list[Path]:
    paths = []
    for name, document in documents.items():
        for encoding in ENCODINGS:
            path = folder / f"{name.replace(' ', '-')}.{encoding}"
            path.write_bytes(document.replace("{}", encoding.removesuffix("-sig"), 1).encode(encoding))
            paths.append(path)
    return paths


def test_nothing_is_read_or_asked_for(
    tmp_path: Path, listener: tuple[int, list[str]], seen: Callable[..., Any]
) -> None:
    port, asked = listener
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    ordinary = tmp_path / "ordinary.xml"
    words = "It rained in Oslo on Monday, they said, and more was to come. " * 2_000
    ordinary.write_text('<rss version="2.0"><channel><title>c</title>' + ITEM.replace("{}", words) + "</channel></rss>")
    paths = _written(tmp_path, _documents(secret, port))
    done = subprocess.run(
        [sys.executable, "-c", READ, str(ordinary), *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (120, 120)),
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told, memory = json.loads(done.stdout)
    allowed = max(LEAST_SECONDS, MOST_TIMES * told[0][1])
    assert "It rained" in told[0][0]
    slow = [(path.name, spent) for path, (_, spent) in zip(paths, told[1:], strict=True) if spent > allowed]
    leaked = [path.name for path, (text, _) in zip(paths, told[1:], strict=True) if SECRET in text or "haha" in text]
    showed = f"{len(leaked)} showed what they must not, {len(asked)} requests, {len(slow)} slow, {memory >> 20} MB more"
    seen("B9", f"{len(paths)} feeds: {showed}")
    assert (leaked, asked, slow) == ([], [], [])
    assert memory < MOST_BYTES
    assert len(told) > 150
