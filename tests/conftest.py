"""What all tests share: how long an example takes is no matter of right or wrong; services that really run."""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from api.client import Client

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

TOLD = pytest.StashKey[set[str]]()
"""The rows of which a test told what it saw."""
DATABASES = ("sqlite", "postgresql")
SERVE = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]


@contextmanager
def _serving(database: str, tries: int = 1) -> Iterator[Client]:
    command = [*SERVE, "--port", "0", "--database", database]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        client = Client(process.stdout.readline().strip(), tries=tries)
        try:
            client.wait_until_ready()
            yield client
        finally:
            process.terminate()
            process.wait(40)


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[Client]]:
    """Return what runs a service over a database and gives a client of it, as a context."""
    return _serving


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let one row of the table of reliability be named."""
    parser.addoption("--row", help="only the tests that measure this row of the table of reliability")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave only the tests that measure the row that was named: marked with it, or telling what they saw of it."""
    row = config.getoption("--row", default=None)
    if row is not None:
        left = [item for item in items if row in _rows(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in left])
        items[:] = left


def _rows(item: pytest.Item) -> set[str]:
    marked = {str(name) for mark in item.iter_markers("row") for name in mark.args}
    function = getattr(item, "function", None)
    source = inspect.getsource(function) if inspect.isfunction(function) else ""
    return marked | set(re.findall(r"""seen\(\s*["']([A-Z]\d+)["']""", source))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep of a test that is about a row, and tells nothing of it itself, whether it passed."""
    report = yield
    if report.when == "call" and report.outcome != "skipped":
        told = item.stash.get(TOLD, set())
        for row in {str(name) for mark in item.iter_markers("row") for name in mark.args} - told:
            _keep(row, "", next((kind for kind in DATABASES if kind in item.nodeid), ""), report.passed)
    return report


def _keep(row: str, figure: str, database: str, met: bool) -> None:
    name = os.environ.get("TIMELINE_FIGURES")
    if name:
        told = {"row": row, "database": database, "figure": figure, "met": met}
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(told, ensure_ascii=False) + "\n")


@pytest.fixture
def seen(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Return what keeps a figure for the table of reliability: the identifier of its row, what was seen, on which
    database, and whether the target is met; a line of JSON in the file that ``TIMELINE_FIGURES`` names, if it names
    one."""

    def keep(row: str, figure: str, *, database: str = "", met: bool = True) -> None:
        request.node.stash.setdefault(TOLD, set()).add(row)
        _keep(row, figure, database, met)

    return keep
