"""The API against its own description: generated requests, sound and unsound, one by one and in sequences.

``TIMELINE_CASES`` sets how many requests each operation gets; the few of an ordinary run only show that all is wired
up.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, seed, settings, strategies
from hypothesis.errors import FlakyStrategyDefinition, Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.schemas import OpenApiSchema

from api.administration import new_key
from api.app import create_app
from api.builders import Direct
from api.config import Config
from api.migrations import migrate
from api.services import processing

pytestmark = pytest.mark.row("B2")

CASES = int(os.environ.get("TIMELINE_CASES", "5"))
SEQUENCES = max(CASES // 5, 2)
# What no schema can say: that something was changed meanwhile, or that a date does not exist.
ACCEPTED = "['2xx', '3xx', '401', '403', '404', '409', '412', '422', '428', '503']"
REFUSED = "['400', '401', '403', '404', '405', '406', '409', '410', '412', '413', '415', '422', '428', '5xx']"
CONFIG = (
    f"[checks]\npositive_data_acceptance.expected-statuses = {ACCEPTED}\n"
    f"negative_data_rejection.expected-statuses = {REFUSED}\n"
)
HEADERS = {"Accept-Encoding": "identity"}
SETTINGS = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@pytest.fixture
def described(database_url: str, tmp_path: Path) -> Iterator[OpenApiSchema]:
    """Give the description of a service that keeps some articles."""
    app = create_app(Config(database_url=database_url))
    migrate(app.extensions["database"].engine)
    # A key of the test's own: the first one that a generated request makes closes the service to those without.
    HEADERS["Authorization"] = f"Bearer {new_key(app.extensions['database'], 'contract', ['admin'])}"
    _fill(app)
    config = tmp_path / "schemathesis.toml"
    config.write_text(CONFIG, encoding="utf-8")
    schema = schemathesis.openapi.from_wsgi(
        "/v1/openapi.json", app, config=SchemathesisConfig.from_path(config), headers={"Accept-Encoding": "identity"}
    )
    yield schema
    app.extensions["database"].engine.dispose()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=str)
def test_every_operation(described: OpenApiSchema, mode: GenerationMode) -> None:
    tried = {found.ok().label: _tried(found.ok(), mode, described.app) for found in described.get_all_operations()}
    untried = {label for label, count in tried.items() if count == 0}
    # Of what takes nothing, nothing can be got wrong.
    assert len(tried) > 40
    assert all(label.startswith(("GET", "DELETE")) for label in untried), untried
    assert not untried or mode == GenerationMode.NEGATIVE


def test_sequences_of_requests(described: OpenApiSchema) -> None:
    sent: Counter[str] = Counter()

    @schemathesis.hook
    def before_call(context: object, case: schemathesis.Case, kwargs: object) -> None:
        case.headers.update(HEADERS)
        case.query.pop("cursor", None)
        sent[case.operation.label] += 1

    # A few a seed: what a sequence does depends on what those before it left behind, which Hypothesis cannot replay.
    some = settings(SETTINGS, max_examples=25, stateful_step_count=12, derandomize=False, database=None)
    for number in range(SEQUENCES):
        machine = described.as_state_machine()
        try:
            seed(number)(machine).run(settings=some)
        except FlakyStrategyDefinition:
            continue
    assert sent.total() > 100 * SEQUENCES
    assert len(sent) > 15


def _tried(operation: Any, mode: GenerationMode, app: Flask) -> int:
    count = 0

    @SETTINGS
    @given(case=operation.as_strategy(generation_mode=mode), there=strategies.booleans())
    def send(case: schemathesis.Case, there: bool) -> None:
        nonlocal count
        count += 1
        if there and mode == GenerationMode.POSITIVE:
            known = {"timeline_id": "harbour-bridge", "article_id": "a1"}
            case.path_parameters.update({name: known[name] for name in case.path_parameters if name in known})
        # A cursor can only come from an answer.
        if mode == GenerationMode.POSITIVE:
            case.query.pop("cursor", None)
        case.headers.update(HEADERS)
        case.call_and_validate()
        if count % 10 == 0:
            _fill(app)

    try:
        send()
    except Unsatisfiable:
        assert mode == GenerationMode.NEGATIVE
    return count


def _fill(app: Flask) -> None:
    """See to it that there is a timeline with articles, whatever has been deleted meanwhile."""
    client = app.test_client()
    client.environ_base.update({f"HTTP_{k.upper().replace('-', '_')}": v for k, v in HEADERS.items()})
    client.post("/v1/timelines", json={"id": "harbour-bridge", "title": "The harbour bridge"})
    told = [{"id": f"a{n}", "language": "en", "source": f"S{n}", "text": f"It opened on {n} May 2024."} for n in (1, 2)]
    client.post("/v1/timelines/harbour-bridge/articles", json={"articles": told})
    processing.drain(app.extensions["database"], Direct())
