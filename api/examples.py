"""Examples for the API's description: a story is told to the service, and what it answers is written down.

``python -m api.openapi`` makes ``examples.json`` anew. What differs from run to run (moments, random ids, cursors) is
replaced by fixed values, and long lists are cut, so that the same code gives the same file.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.builders import Direct
from api.migrations import migrate
from api.services.processing import drain

FILE = Path(__file__).with_name("examples.json")
MOMENT = "2024-03-08T12:00:00.000000Z"
SHOWN = 2
STORY = "/v1/timelines/harbour-bridge"
_MOMENT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_SECRET = re.compile(r"(?<=[\"/_])[0-9a-f]{64}(?=\")|tl_[0-9a-f]{12}_[\w-]{43}")
_RANDOM = re.compile(r"(?<=[\"/])(?:[0-9a-f]{20}|[0-9a-f]{16}|[0-9a-f]{12})(?=\")")
_CURSOR = re.compile(r"cursor=[\w-]+")
_ARTICLES: list[dict[str, Any]] = [
    {
        "id": "a1",
        "language": "en",
        "published": "2024-03-07",
        "source": "Example Courier",
        "title": "Harbour bridge opens",
        "text": "The harbour bridge opened on Monday. Mayor Ada Berg will speak to the council on 20 March.",
    },
    {
        "id": "a2",
        "language": "de",
        "published": "2024-03-08",
        "source": "Beispielzeitung",
        "text": "Die Hafenbrücke wurde am Montag eröffnet. Bürgermeisterin Ada Berg trat am 6. März zurück.",
    },
    {"id": "a3", "language": "en", "source": "Example Post", "text": "Mayor Ada Berg resigned on 5 March 2024."},
]
_JSON = "application/json"


@dataclass
class _Scene:
    client: FlaskClient
    app: Flask
    told: dict[str, dict[str, Any]] = field(default_factory=dict)

    def play(self, method: str, path: str, body: object = None, **headers: str) -> TestResponse:
        """Send a request, keep it and its answer as the example of its operation, do the work that it leaves."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        with self.app.test_request_context(path, method=method) as context:
            endpoint = str(context.request.endpoint).partition(".")[2]
        response = self.client.open(path, method=method, json=body, headers=sent)
        if response.status_code >= 400:
            raise AssertionError(f"{method} {path}: {response.text}")
        answer = _cut(response.get_json()) if response.mimetype == _JSON else response.text or None
        entry = self.told.setdefault(endpoint, {})
        entry[str(response.status_code)] = {"request": body, "answer": answer}
        drain(self.app.extensions["database"], Direct())
        return response


def load() -> dict[str, dict[str, Any]]:
    """Return the examples of each operation by its name, then by status: ``request`` and ``answer``."""
    file = resources.files("api") / "examples.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def recorded(make: Any) -> str:
    """Return the text of ``examples.json``; ``make`` gives an application for the URL of a database."""
    with tempfile.TemporaryDirectory() as folder:
        app = make(f"sqlite:///{folder}/examples.sqlite3")
        migrate(app.extensions["database"].engine)
        scene = _Scene(app.test_client(), app)
        _play(scene)
        app.extensions["database"].engine.dispose()
    text = json.dumps(scene.told, ensure_ascii=False, indent=1, sort_keys=True)
    return _steady(text) + "\n"


def _play(scene: _Scene) -> None:
    play = scene.play
    play("POST", "/v1/resolve", _ARTICLES[0])
    play("POST", "/v1/reconstruct", {"articles": _ARTICLES})
    play("POST", "/v1/timelines", {"id": "harbour-bridge", "title": "The harbour bridge"})
    play("GET", "/v1/timelines")
    etag = play("GET", STORY).headers["ETag"]
    play("PATCH", STORY, {"title": "The harbour bridge and its mayor"}, If_Match=etag)
    play("POST", f"{STORY}/articles", _ARTICLES[0])
    job = play("POST", f"{STORY}/articles", {"articles": _ARTICLES}).get_json()["job"]
    play("GET", f"{STORY}/articles")
    etag = play("GET", f"{STORY}/articles/a3").headers["ETag"]
    longer = {**_ARTICLES[2], "text": f"{_ARTICLES[2]['text']} The council will choose another on 2 April 2024."}
    play("PUT", f"{STORY}/articles/a3", longer, If_Match=etag)
    play(
        "PATCH", f"{STORY}/articles/a3", {"visibility": "public", "embargo_until": "2024-03-09T06:00:00Z"}, If_Match="*"
    )
    play("GET", f"{STORY}/article-versions/a3")
    play("GET", f"{STORY}/expressions/a1")
    play("GET", f"/v1/jobs/{job['id']}")
    play("GET", f"{STORY}/jobs")
    _read(scene)
    _decide(scene)
    hook = play("POST", f"{STORY}/hooks", {"url": "https://newsroom.example/timeline"}).get_json()
    play("GET", f"{STORY}/hooks")
    play("DELETE", f"{STORY}/hooks/{hook['id']}")
    for path in ("/v1/changes", f"{STORY}/changes", "/v1/limits", "/v1/languages", "/health/live", "/health/ready"):
        play("GET", path)
    play("DELETE", f"{STORY}/articles/a3")
    play("GET", "/v1/audit")
    key = play("POST", "/v1/keys", {"name": "The desk", "scopes": ["read", "ingest"]}).get_json()
    scene.client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {_admin(scene)}"
    play("GET", "/v1/keys")
    play("DELETE", f"/v1/keys/{key['id']}")
    play("DELETE", STORY)


def _read(scene: _Scene) -> None:
    play = scene.play
    play("GET", f"{STORY}/chronology")
    events = play("GET", f"{STORY}/events?page_size=2&modality=actual").get_json()["events"]
    first, second = (event["id"] for event in events[:2])
    play("GET", f"{STORY}/events/{first}")
    play("GET", "/v1/search?q=bridge")
    play("GET", f"{STORY}/conflicts")
    play("GET", f"{STORY}/revisions")
    play("GET", f"{STORY}/difference?from=1")
    play("GET", f"{STORY}/order?first={first}&second={second}")
    play("POST", f"{STORY}/order", {"events": [first, second]})


def _decide(scene: _Scene) -> None:
    play = scene.play
    event = scene.client.get(f"{STORY}/events?q=resigned").get_json()["events"][0]["id"]
    etag = scene.client.get(f"{STORY}/events/{event}").headers["ETag"]
    wanted = {
        "kind": "date",
        "event": event,
        "earliest": "2024-03-06",
        "latest": "2024-03-06",
        "author": "Ana Ruiz",
        "reason": "The council's minutes say so.",
    }
    made = play("POST", f"{STORY}/decisions", wanted, If_Match=etag).get_json()["decision"]
    play("GET", f"{STORY}/decisions")
    play("GET", f"{STORY}/decisions/{made['id']}")
    play("DELETE", f"{STORY}/decisions/{made['id']}?reason=The+minutes+were+wrong")


def _admin(scene: _Scene) -> str:
    # The first key closes the service to those without one; the examples go on with a key of their own.
    from api.administration import new_key

    return new_key(scene.app.extensions["database"], "examples", ["admin"])


def _cut(value: Any, depth: int = 0) -> Any:
    if isinstance(value, dict):
        return {name: _cut(item, depth + 1) for name, item in value.items()}
    if isinstance(value, list):
        return [_cut(item, depth + 1) for item in value[: SHOWN if depth < 4 else 1]]
    return value


def _steady(text: str) -> str:
    text = _SECRET.sub(lambda found: "tl_0123456789ab_…" if found[0].startswith("tl_") else found[0], text)
    text = re.sub(r'(?<="secret": "|"digest": ")[0-9a-f]{64}', "…", text)
    text = _CURSOR.sub("cursor=AAAA", _MOMENT.sub(MOMENT, text))
    names: dict[str, str] = {}
    for name in _RANDOM.findall(text):
        names.setdefault(name, f"{len(names) + 1:0{len(name)}d}")
    return _RANDOM.sub(lambda found: names[found[0]], text)
