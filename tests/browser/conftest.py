"""A Chromium, real processes of the service, and another site: what the tests of the pages share."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from api.administration import new_key
from api.client import Client
from api.db import Database

ELEMENT = Path(__file__).resolve().parents[2] / "api" / "web" / "static" / "news-timeline.js"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'nonce-x'; connect-src {service}; frame-src {service}; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
LAYOUT = (Path(__file__).parent / "layout.js").read_text("utf-8").partition("\n")[2]
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
STORY: list[dict[str, Any]] = [
    {
        "id": "en",
        "language": "en",
        "published": "2024-03-07",
        "source": "Example Courier",
        "url": "https://courier.example/bridge",
        "text": "The harbour bridge opened on Monday.\n\nMayor Ada Berg will speak to the council on 20 March 2024.",
    },
    {
        "id": "ar",
        "language": "ar",
        "published": "2024-03-08",
        "source": "بريد المثال",
        "text": "استقالت رئيسة البلدية آدا بيرغ في 6 مارس 2024.",
    },
    {
        "id": "undated",
        "language": "en",
        "source": "Example Post",
        "text": "Mayor Ada Berg resigned on 5 March 2024.\n\nA crane fell into the harbour on a Saturday.",
    },
]
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


@pytest.fixture(scope="module")
def service(start: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Give origin and id of a public timeline in a service that asks everybody else for a key."""
    database = str(tmp_path_factory.mktemp("news") / "news.sqlite3")
    origin, _, name = start(STORY, database).partition("/timelines/")
    opened = urllib.request.Request(
        f"{origin}/v1/timelines/{name}",
        data=b'{"visibility": "public"}',
        headers={"Content-Type": "application/json", "If-Match": "*"},
        method="PATCH",
    )
    urllib.request.urlopen(opened, timeout=10).close()
    new_key(Database(f"sqlite:///{database}"), "admin", ["admin"])
    return origin, name


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


@pytest.fixture
def page_of(site: Any) -> Callable[..., str]:
    """Give what puts a page with the element on the other site and returns its address."""

    def held(
        src: str, inside: str = "", attributes: str = "", lang: str = "en", style: str = "", policy: str = ""
    ) -> str:
        site.hold("/news-timeline.js", ELEMENT.read_text(encoding="utf-8"), "text/javascript")
        service = "/".join(src.split("/")[:3]) if src.startswith("http") else "'self'"
        text = (
            f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>A report</title>'
            '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
            f'<link rel="icon" href="data:,"><style nonce="x">{style}</style></head><body><main><h1>A report</h1>'
            f'<news-timeline src="{src}" {attributes}>{inside}</news-timeline>'
            '</main><script src="/news-timeline.js"></script></body></html>'
        )
        told = (
            (policy or POLICY)
            .format(service=service)
            .replace("default-src 'none';", "default-src 'none'; img-src data:;")
        )
        return str(site.hold("/report", text, Content_Security_Policy=told))

    return held


@pytest.fixture
def told(site: Any, page_of: Callable[..., str]) -> Callable[..., str]:
    """Give what puts events, in pages, on the site and returns the address of a page that shows them."""

    def held(*pages: list[dict[str, Any]], **options: Any) -> str:
        for number, events in enumerate(pages):
            answer: dict[str, Any] = {"version": 1, "events": events}
            if number + 1 < len(pages):
                answer["next"] = f"{site.address}/data/{number + 1}"
            site.hold(f"/data/{number}", json.dumps(answer), "application/json")
        return page_of("/data/0", **options)

    return held


@pytest.fixture
def event() -> Callable[..., dict[str, Any]]:
    """Give what makes an event as the API gives it."""
    return _event


@pytest.fixture
def ready() -> Callable[[Any], Any]:
    """Give what waits for all data of a page's element and returns it."""
    return _ready


def _event(number: int = 1, **fields: Any) -> dict[str, Any]:
    """An event as the API gives it."""
    usual = {
        "id": f"e{number}",
        "title": f"The council met for the {number}. time",
        "language": "en",
        "earliest": "2024-03-04",
        "latest": "2024-03-04",
        "granularity": "day",
        "extent": "within",
        "modality": "actual",
        "status": "single-source",
        "sources": ["Courier"],
        "languages": ["en"],
        "explanation": ["stated: 2024-03-04"],
        "mentions": [],
    }
    return {**usual, **fields}


def _ready(page: Any) -> Any:
    """The element, when all its data is there."""
    element = page.locator("news-timeline")
    element.locator("section[aria-busy=false]").wait_for()
    return element


def _wait(address: str) -> None:
    assert address.startswith("http://127.0.0.1:"), address
    Client(address.partition("/timelines")[0], tries=1).wait_until_ready()


@pytest.fixture
def workbench() -> Callable[[Any], Any]:
    """Give what waits for a page's workbench and returns it."""
    return _workbench


def _workbench(page: Any) -> Any:
    """The workbench, when all events are there."""
    found = page.locator("timeline-workbench[aria-busy=false]")
    found.locator("nav.views").wait_for()
    return found


@pytest.fixture
def misplaced() -> Callable[[Any], list[str]]:
    """Give what returns the texts of a page that lie over each other or are cut off; fails where there is no text."""

    def found(page: Any) -> list[str]:
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        page.wait_for_function("scrollY === 0")
        lines, problems = page.evaluate(LAYOUT)
        assert lines > 5, "no text was measured"
        return list(problems)

    return found
