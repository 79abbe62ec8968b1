"""Mentions: the clauses in which one article tells one happening."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.expression import ResolvedExpression
from timeline.interval import Interval
from timeline.names import Name

REPORTS = frozenset(("announce", "report"))
# What is named in passing far more often than told: without a date a clause that names no more tells no happening.
PASSING = frozenset(("war", "law"))
# Kinds that say only what becomes of another happening.
PHASES = frozenset(("begin", "end", "postpone"))


@dataclass(frozen=True, slots=True)
class Since:
    """From which other happening a clause counts its time: "six months after his arrest".

    ``length`` is what is counted, ``ahead`` whether the clause's own time comes after; the other happening is named at
    ``start`` to ``end``, by the ``word`` at that span, and of the ``kinds``; ``interval`` is its time where the clause
    tells it.
    """

    length: ResolvedExpression
    ahead: bool
    start: int
    end: int
    word: tuple[int, int]
    kinds: frozenset[str]
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A clause that tells one happening.

    ``concepts`` are the kinds of event that its words name, ``roles`` the offices, ``words`` the skeletons of its
    longer words, ``order`` "first" or "again" where it counts the happening among others. ``known_by`` is the
    interval before whose end it must have begun, for mentions without a date in a dated article. ``length`` is a
    length of time told in the clause, ``turn`` how the clause stands to the one before it, ``reported`` whether its
    event words stand in what somebody is said to have said, ``credit`` the news agency that the sentence names as its
    origin, ``sourcing`` "dates" where the clause says that somebody dates a happening, "attributed" where it tells
    what somebody claims or according to whom, else ""; ``lasting`` whether it gives its time from one end to the
    other; ``zone`` the offset of its article's publication in minutes, where that is known; ``since`` the other
    happening from which it counts its time; ``rival`` the day on the other side of the day of writing that its date
    may mean; ``written`` the number of the day of publication, where that is known; ``says`` whether it tells no more
    than that somebody said something; ``looks`` "past" or "future" where the words of the clause tell which way its
    date looks; ``moved`` whether the clause tells that something is put off; ``set_for`` the earlier day of which it
    is moved, where the clause gives both; ``outdated`` whether its day was set for the happening and did not hold;
    ``denied`` whether the clause tells that it did not happen then; ``intended`` whether it tells what was once
    planned.
    """

    article: str
    language: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    expression: ResolvedExpression | None
    interval: Interval | None
    known_by: Interval | None
    modality: str
    concepts: frozenset[str]
    roles: frozenset[str]
    names: tuple[Name, ...]
    numbers: frozenset[str]
    words: frozenset[str]
    order: str | None
    position: float
    source: str
    turn: str = ""
    length: ResolvedExpression | None = None
    holders: frozenset[tuple[str, str, str]] = frozenset()
    reported: bool = False
    credit: str = ""
    sourcing: str = ""
    lasting: bool = False
    zone: int | None = None
    since: Since | None = None
    rival: Interval | None = None
    written: int | None = None
    says: bool = False
    looks: str = ""
    moved: bool = False
    outdated: bool = False
    set_for: Interval | None = None
    denied: bool = False
    intended: bool = False

    @property
    def id(self) -> tuple[str, int, int]:
        """Article and span: what a mention is, whatever else is found out about it."""
        return (self.article, self.start, self.end)
