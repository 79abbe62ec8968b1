"""Everything that the library raises on purpose.

    TimelineError
    ├── InvalidArticle      an article, or a file that should hold one, cannot be read
    ├── InvalidDecision     a decision of a person that is none
    ├── InvalidChronology   a chronology document does not have the shape it should
    ├── InvalidArchive      an archive, or what should become one, cannot be used
    ├── InvalidLanguageFile a language's data file is wrong
    ├── UnknownLanguage     a language tag that is none
    └── UnknownEvent        an event id that the chronology does not hold

Each carries one readable line. The exceptions know nothing of HTTP or of exit codes.
"""

from __future__ import annotations


class TimelineError(Exception):
    """The root of the tree: ``str(error)`` is one line that names what is wrong and where."""


class InvalidArticle(TimelineError):
    """An article that cannot be used.

    ``where`` names its origin (a file, a line, an id), ``field`` the part that is wrong, or None.

    >>> str(InvalidArticle("news.jsonl, line 3", "published", "not a date: '31.13.2024'"))
    "news.jsonl, line 3: published: not a date: '31.13.2024'"
    """

    def __init__(self, where: str, field: str | None, reason: str) -> None:
        self.where = where
        self.field = field
        self.reason = reason
        parts = [part for part in (where, field, reason) if part]
        super().__init__(": ".join(parts))


class InvalidDecision(TimelineError):
    """A decision that cannot be used: ``where`` names its origin, ``field`` the part that is wrong, or None.

    >>> str(InvalidDecision("decision 'd1'", "earliest", "not a date: 'soon'"))
    "decision 'd1': earliest: not a date: 'soon'"
    """

    def __init__(self, where: str, field: str | None, reason: str) -> None:
        self.where = where
        self.field = field
        self.reason = reason
        super().__init__(": ".join(part for part in (where, field, reason) if part))


class InvalidChronology(TimelineError):
    """A chronology document that is not one; the message names the place in it."""


class InvalidArchive(TimelineError):
    """An archive, or its input, that cannot be used; the message names the place and the reason."""


class InvalidLanguageFile(TimelineError):
    """A language's data file with a key, pattern or example that does not hold."""


class UnknownLanguage(TimelineError):
    """A language tag that is no well-formed BCP 47 tag."""


class UnknownEvent(TimelineError):
    """An event id that the chronology does not hold; ``event`` is that id."""

    def __init__(self, event: str) -> None:
        self.event = event
        super().__init__(f"no event {event!r} in this chronology")
