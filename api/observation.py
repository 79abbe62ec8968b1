"""What the service tells of itself: a line for each request, and numbers for Prometheus over all its processes."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, request
from sqlalchemy import func, select

from api.call import Call
from api.clock import now
from api.tables import ArticleRow, EventRow, JobRow, TimelineRow

SHARED = "PROMETHEUS_MULTIPROC_DIR"
_BUCKETS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Answered:
    """A request as it was answered: no query, no body, no key, so that nothing secret can stand in what is told."""

    method: str
    endpoint: str
    route: str | None
    status: int
    passed: float
    request_id: str
    key_id: str


class Observer:
    """Counts the requests of an application, and writes a line for each where ``log`` is "json"."""

    def __init__(self, log: str) -> None:
        # Imported here: where its numbers are kept is settled by the environment at the first import.
        from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram

        self.registry = REGISTRY if SHARED in os.environ else CollectorRegistry()
        self._log = log
        names = ("method", "endpoint", "status")
        self._requests = Counter("timeline_requests", "Requests answered.", names, registry=self.registry)
        self._took = Histogram(
            "timeline_request_seconds", "Time to answer.", ("endpoint",), buckets=_BUCKETS, registry=self.registry
        )

    def note(self, answered: Answered) -> None:
        """Take a request into the numbers and the log."""
        self._requests.labels(answered.method, answered.endpoint, answered.status).inc()
        self._took.labels(answered.endpoint).observe(answered.passed)
        if self._log == "json":
            sys.stderr.write(_line(answered))


def register(app: Flask, log: str) -> None:
    """Count the requests of an application, and write a line for each where ``log`` is "json"."""
    observer = app.extensions["observer"] = Observer(log)

    def begin() -> None:
        g.began = time.perf_counter()

    def end(response: Response) -> Response:
        passed = time.perf_counter() - g.get("began", time.perf_counter())
        who = g.get("principal")
        answered = Answered(
            method=request.method,
            endpoint=request.endpoint or "none",
            route=str(request.url_rule) if request.url_rule else None,
            status=response.status_code,
            passed=passed,
            request_id=g.get("request_id", ""),
            key_id=who.key_id if who else "",
        )
        observer.note(answered)
        return response

    app.before_request(begin)
    app.after_request(end)


def metrics(call: Call) -> str:
    """Return the numbers of all processes in the text format of Prometheus."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.core import GaugeMetricFamily
    from prometheus_client.multiprocess import MultiProcessCollector

    registry: Any = current_app.extensions["observer"].registry
    if SHARED in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    stored = GaugeMetricFamily("timeline_stored", "What is kept.", labels=["kind"])
    for kind, row in (("timelines", TimelineRow), ("articles", ArticleRow), ("events", EventRow)):
        stored.add_metric([kind], _count(call, row))
    jobs = GaugeMetricFamily("timeline_jobs", "Jobs by state.", labels=["state"])
    found = call.session.execute(select(JobRow.state, func.count()).group_by(JobRow.state).order_by(JobRow.state))
    for state, number in found:
        jobs.add_metric([state], number)
    kept = CollectorRegistry()
    kept.register(_Given([stored, jobs]))
    return (generate_latest(registry) + generate_latest(kept)).decode()


class _Given:
    """A collector of numbers that are known already."""

    def __init__(self, families: list[Any]) -> None:
        self._families = families

    def collect(self) -> list[Any]:
        """Return them."""
        return self._families


def _count(call: Call, row: Any) -> int:
    return call.session.execute(select(func.count()).select_from(row)).scalar_one()


def _line(answered: Answered) -> str:
    told = {
        "at": now(),
        "request_id": answered.request_id,
        "method": answered.method,
        "route": answered.route,
        "status": answered.status,
        "milliseconds": round(answered.passed * 1000, 1),
        "key": answered.key_id or None,
    }
    return json.dumps(told) + "\n"
