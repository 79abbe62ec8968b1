"""What the service cannot do, in its own words: raised by storage and services, told as problems by ``api.errors``.

Failure
├── Unknown          nothing has this id: timeline, article, event, revision, decision, job, key, hook
├── AlreadyThere     something else has this id
├── Stale            the list or the thing has changed since it was read
├── Impossible       a value that cannot be used here
├── Unreadable       a text, or a story, that brought down whoever read it
└── Busy             others keep the service busy; worth trying again
"""

from __future__ import annotations


class Failure(Exception):
    """``code`` is stable; ``str(failure)`` is one sentence."""

    code = "FAILURE"

    def __init__(self, code: str, detail: str, pointer: str = "") -> None:
        self.code = code
        self.pointer = pointer
        super().__init__(detail)


class Unknown(Failure):
    """Nothing has this id, as far as the asker may know.

    >>> unknown = Unknown("article", "a1")
    >>> unknown.code, str(unknown)
    ('ARTICLE_NOT_FOUND', "no article 'a1'")
    """

    def __init__(self, noun: str, name: str) -> None:
        super().__init__(f"{noun.upper()}_NOT_FOUND", f"no {noun} {name[:200]!r}")


class AlreadyThere(Failure):
    """Something else has this id."""


class Stale(Failure):
    """What the asker knows has changed since."""


class Impossible(Failure):
    """A value that cannot be used; ``pointer`` says where in the body it stands."""


class Unreadable(Failure):
    """A text, or a story, that brought down whoever read it; ``str(failure)`` says how.

    >>> str(Unreadable("used more CPU than it may"))
    'used more CPU than it may'
    """

    def __init__(self, detail: str) -> None:
        super().__init__("UNREADABLE", detail)


class Busy(Failure):
    """Others keep the service busy."""
