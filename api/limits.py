"""What one request may hold. Fixed numbers, told in the API's description; only the body's size is a setting."""

from __future__ import annotations

MAX_BODY = 10_000_000
MAX_TEXT = 1_000_000
MAX_ARTICLES = 500
MAX_TITLE = 300
MAX_DEPTH = 32
MAX_NODES = 20_000
PAGE_SIZE = 50
MAX_PAGE_SIZE = 200
MAX_FAULTS = 100
