"""What one request may hold. Fixed numbers, told at ``/v1/limits``; only the body's size is a setting."""

from __future__ import annotations

MAX_BODY = 10_000_000
MAX_TEXT = 1_000_000
MAX_ARTICLES = 500
MAX_BULK = 500
MAX_TITLE = 300
MAX_QUERY = 200
MAX_DEPTH = 32
MAX_NODES = 20_000
MAX_TAGS = 50_000
MAX_PAIRS = 50
PAGE_SIZE = 50
MAX_PAGE_SIZE = 200
MAX_FAULTS = 100
