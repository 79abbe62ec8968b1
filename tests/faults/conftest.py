"""The databases of ``tests/api``."""

from __future__ import annotations

from importlib import util
from pathlib import Path

_SHARED = util.spec_from_file_location("fixtures_of_faults", Path(__file__).parents[1] / "api" / "conftest.py")
assert _SHARED
assert _SHARED.loader
shared = util.module_from_spec(_SHARED)
_SHARED.loader.exec_module(shared)

postgresql, database_url, pytest_generate_tests = (
    shared.postgresql,
    shared.database_url,
    shared.pytest_generate_tests,
)
