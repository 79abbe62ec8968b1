"""A Chromium, real processes of the service, and another site: what the tests of the pages share."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COMMAND = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]
Start = Callable[..., str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Give a running Chromium."""
    playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright_api.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Give what starts a service over a sample story and returns the address of its page."""
    with ExitStack() as running:

        def started(story: list[dict[str, Any]], database: str = "") -> str:
            folder = tmp_path_factory.mktemp("service")
            (folder / "story.jsonl").write_text("\n".join(json.dumps(item) for item in story), encoding="utf-8")
            where = ["--database", database or str(folder / "news.sqlite3")]
            command = [*COMMAND, "--port", "0", *where, "--sample", str(folder / "story.jsonl")]
            process = running.enter_context(
                subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
            )
            running.callback(process.terminate)
            assert process.stdout is not None
            shown = process.stdout.readline().strip()
            _wait(shown)
            return shown

        yield started


@dataclass
class Site:
    """Another site: what it holds by path (media type, text, further headers), and what it was asked for."""

    address: str = ""
    holds: dict[str, tuple[str, str, dict[str, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def hold(self, path: str, text: str, media: str = "text/html", **headers: str) -> str:
        """Put something at a path; return its address."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.holds[path] = (f"{media}; charset=utf-8", text, told)
        return f"{self.address}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    """Give a site of another origin."""
    held = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.asked.append(self.path)
            media, text, headers = held.holds.get(self.path, ("text/plain", "nothing here", {}))
            content = text.encode()
            self.send_response(200 if self.path in held.holds else 404)
            for name, value in {"Content-Type": media, "Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        held.address = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield held
        server.shutdown()


class Visit:
    """One page in a fresh profile, and everything that it asked for and complained of."""

    def __init__(self, browser: Any, address: str, script: str = "", **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        if script:
            self.page.add_init_script(script)
        self.page.goto(address)

    def __enter__(self) -> Any:
        return self.page

    def __exit__(self, *_: object) -> None:
        self.context.close()


@pytest.fixture
def visit(browser: Any) -> Callable[..., Visit]:
    """Give what opens a page in a fresh profile."""
    return lambda address, **options: Visit(browser, address, **options)


def _wait(address: str) -> None:
    assert address.startswith("http://127.0.0.1:"), address
    ready = f"{address.partition('/timelines')[0]}/health/ready"
    end = time.monotonic() + 20
    while True:
        try:
            urllib.request.urlopen(ready, timeout=5).close()
            return
        except OSError:
            assert time.monotonic() < end, "the service did not start"
            time.sleep(0.1)
