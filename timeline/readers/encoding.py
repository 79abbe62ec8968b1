"""From bytes to text: the one place where a file is opened."""

from __future__ import annotations

from pathlib import Path

from timeline.article import MAX_TEXT
from timeline.errors import InvalidArticle

MAX_BYTES = 4 * MAX_TEXT


def read_bytes(path: Path, limit: int | None = MAX_BYTES, may_be_empty: bool = False) -> bytes:
    """Return the bytes of a file; raise InvalidArticle when it cannot be opened, is empty where it may not be, or
    exceeds ``limit``."""
    try:
        if limit is not None and path.stat().st_size > limit:
            raise InvalidArticle(str(path), None, f"larger than {limit:,} bytes")
        content = path.read_bytes()
    except OSError as error:
        raise InvalidArticle(str(path), None, f"cannot be read: {error.strerror or error}") from None
    if not may_be_empty and not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise InvalidArticle(str(path), None, "the file is empty")
    return content


def decoded(content: bytes, where: str) -> str:
    """Return UTF-8 bytes as text, without a byte order mark; raise InvalidArticle naming the first wrong byte.

    >>> decoded("Δευτέρα".encode("iso8859-7"), "news.txt")
    Traceback (most recent call last):
    timeline.errors.InvalidArticle: news.txt: not UTF-8: byte 0xc4 at offset 0
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidArticle(
            where, None, f"not UTF-8: byte 0x{content[error.start]:02x} at offset {error.start}"
        ) from None
    return text.removeprefix("\ufeff")
