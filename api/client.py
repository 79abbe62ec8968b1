"""A client of the service for Python programs: typed, small, on the standard library alone.

    client = Client("http://127.0.0.1:8000")
    story = client.create_timeline("The harbour bridge")
    client.add_articles(story["id"], [{"text": "The bridge opened on 4 March 2024.", "language": "en"}])
    for event in client.events(story["id"]):
        print(event["earliest"], event["title"])

Every method returns what the service answers, as dictionaries and lists; ``openapi.yaml`` says what is in them.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

Json = dict[str, Any]


class Refused(Exception):
    """The service said no: ``status``, the stable ``code``, and the whole ``problem`` (RFC 9457).

    >>> str(Refused(404, {"code": "TIMELINE_NOT_FOUND", "detail": "no timeline 'x'"}))
    "404 TIMELINE_NOT_FOUND: no timeline 'x'"
    """

    def __init__(self, status: int, problem: Json) -> None:
        self.status = status
        self.code = str(problem.get("code", ""))
        self.problem = problem
        super().__init__(f"{status} {self.code}: {problem.get('detail', '')}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the body as text, the ETag, and the headers in lower case."""

    status: int
    text: str
    headers: Mapping[str, str]

    @property
    def etag(self) -> str:
        """The ETag, or an empty text."""
        return self.headers.get("etag", "")

    def json(self) -> Json:
        """Return the body as an object."""
        return cast(Json, json.loads(self.text))


class Client:
    """Speaks to one service; ``key`` is an access key where the service asks for one.

    Answers of 429 and 503 are waited for and asked again, ``tries`` times in all; every request that makes something
    carries an Idempotency-Key, so that asking again does no harm. Methods raise Refused, and OSError where no whole
    answer comes.
    """

    def __init__(self, address: str, key: str | None = None, timeout: float = 30.0, tries: int = 4) -> None:
        self.address = address.rstrip("/")
        self.timeout = timeout
        self.tries = tries
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._count = 0
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def request(self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> Answer:
        """Send a request to a path below the service's address, or to a whole address of it."""
        address = path if path.startswith(self.address) else f"{self.address}{path}"
        data = None if body is None else json.dumps(body).encode()
        sent = {"Accept": "application/json", "Content-Type": "application/json", **self._headers, **(headers or {})}
        for left in range(self.tries - 1, -1, -1):
            answer = self._send(urllib.request.Request(address, data, sent, method=method))
            if answer.status not in (429, 503) or not left:
                break
            time.sleep(min(float(answer.headers.get("retry-after", "1")), 60.0))
        if answer.status >= 400:
            raise Refused(answer.status, json.loads(answer.text) if "json" in answer.headers["content-type"] else {})
        return answer

    def resolve(self, article: Json) -> Json:
        """Return the temporal expressions of an article, none of which is kept."""
        return self.request("POST", "/v1/resolve", article).json()

    def reconstruct(self, articles: Iterable[Json]) -> Json:
        """Return the chronology of articles, none of which is kept."""
        return self.request("POST", "/v1/reconstruct", {"articles": list(articles)}).json()

    def create_timeline(self, title: str = "", **fields: Any) -> Json:
        """Make a timeline and return it."""
        return self.request("POST", "/v1/timelines", {"title": title, **fields}, self._once()).json()

    def timelines(self) -> Iterator[Json]:
        """Yield all timelines, the newest first."""
        return self._pages("/v1/timelines", "timelines")

    def timeline(self, timeline: str) -> Json:
        """Return a timeline."""
        return self.request("GET", _path(timeline)).json()

    def delete_timeline(self, timeline: str) -> None:
        """Delete a timeline and all that belongs to it."""
        self.request("DELETE", _path(timeline))

    def add_articles(self, timeline: str, articles: Iterable[Json], wait: float = 30.0) -> list[Json]:
        """Take articles in, wait until they are read, and return what became of each."""
        answer = self.request("POST", _path(timeline, "articles"), {"articles": list(articles)}, self._once()).json()
        if answer["job"] is not None and wait > 0:
            self.wait(answer["job"]["id"], wait)
        return cast(list[Json], answer["items"])

    def articles(self, timeline: str) -> Iterator[Json]:
        """Yield the articles of a timeline without their texts."""
        return self._pages(_path(timeline, "articles"), "articles")

    def article(self, timeline: str, article: str) -> Json:
        """Return an article with its text."""
        return self.request("GET", _path(timeline, "articles", article)).json()

    def delete_article(self, timeline: str, article: str, wait: float = 30.0) -> None:
        """Erase an article, and wait until the chronology is made without it."""
        job = self.request("DELETE", _path(timeline, "articles", article)).json()["job"]
        if wait > 0:
            self.wait(job["id"], wait)

    def wait(self, job: str, longest: float = 30.0) -> Json:
        """Return a job when it has ended; raise TimeoutError when that takes longer."""
        until = time.monotonic() + longest
        while True:
            told = self.request("GET", f"/v1/jobs/{job}").json()
            if told["state"] not in ("queued", "running"):
                return told
            if time.monotonic() > until:
                raise TimeoutError(f"job {job} is still {told['state']}")
            time.sleep(0.1)

    def wait_until_ready(self, longest: float = 30.0) -> None:
        """Return when the service can be used; raise what its last answer, or none, was when that takes longer."""
        until = time.monotonic() + longest
        while True:
            try:
                self.request("GET", "/health/ready")
            except (OSError, Refused):
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return

    def chronology(self, timeline: str, version: int | None = None) -> Json:
        """Return the chronology of a timeline, as it is or as it was."""
        return self.request("GET", _path(timeline, "chronology", version=version)).json()

    def export(self, timeline: str, form: str) -> str:
        """Return the chronology in another format: csv, ics, jsonld, timelinejs, markdown, html, ndjson, text."""
        return self.request("GET", _path(timeline, "chronology", format=form), headers={"Accept": "*/*"}).text

    def events(self, timeline: str, **filters: Any) -> Iterator[Json]:
        """Yield the events that fit the filters (``earliest``, ``language``, ``q`` …), all of one version."""
        return self._pages(_path(timeline, "events", **filters), "events")

    def event(self, timeline: str, event: str) -> tuple[Json, str]:
        """Return an event with its evidence, and the ETag that a decision about it names."""
        answer = self.request("GET", _path(timeline, "events", event))
        return answer.json(), answer.etag

    def search(self, words: str, **filters: Any) -> Iterator[Json]:
        """Yield the events of all timelines that hold all the words."""
        return self._pages(f"/v1/search?{_query({'q': words, **filters})}", "found")

    def order(self, timeline: str, first: str, second: str) -> Json:
        """Return which of two events came first, and the proof."""
        return self.request("GET", _path(timeline, "order", first=first, second=second)).json()

    def decide(self, timeline: str, decision: Json, etag: str, wait: float = 30.0) -> Json:
        """Make a decision about what has this ETag, wait until the chronology heeds it, and return it."""
        headers = {"If-Match": etag, **self._once()}
        answer = self.request("POST", _path(timeline, "decisions"), decision, headers).json()
        if wait > 0:
            self.wait(answer["job"]["id"], wait)
        return cast(Json, answer["decision"])

    def withdraw(self, timeline: str, decision: str, reason: str = "", wait: float = 30.0) -> Json:
        """Withdraw a decision, wait until the chronology is made without it, and return it."""
        answer = self.request("DELETE", _path(timeline, "decisions", decision, reason=reason)).json()
        if wait > 0:
            self.wait(answer["job"]["id"], wait)
        return cast(Json, answer["decision"])

    def changes(self, timeline: str, since: int = 0) -> Iterator[Json]:
        """Yield what happened to a timeline after a change, up to now."""
        while True:
            told = self.request("GET", _path(timeline, "changes", since=since)).json()
            yield from told["changes"]
            if not told["changes"]:
                return
            since = told["last"]

    def _send(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=self.timeout) as response:
                return Answer(response.status, response.read().decode(), _lower(response.headers))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read().decode(), _lower(error.headers))
        except http.client.HTTPException as error:
            raise ConnectionError(f"{request.full_url}: the answer broke off: {error}") from None

    def _pages(self, path: str, name: str) -> Iterator[Json]:
        following: str | None = path
        while following is not None:
            page = self.request("GET", following).json()
            yield from page[name]
            following = page.get("next")

    def _once(self) -> dict[str, str]:
        self._count += 1
        return {"Idempotency-Key": f"{id(self):x}-{time.time_ns():x}-{self._count}"}


def _path(timeline: str, *parts: str, **query: Any) -> str:
    steps = "/".join(urllib.parse.quote(part, safe="") for part in (timeline, *parts))
    told = _query(query)
    return f"/v1/timelines/{steps}" + (f"?{told}" if told else "")


def _query(values: Mapping[str, Any]) -> str:
    return urllib.parse.urlencode({name: value for name, value in values.items() if value not in (None, "")})


def _lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
