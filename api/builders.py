"""Who does the reading: this process, or a process of its own that may be killed when an article is too much for it."""

from __future__ import annotations

import gc
import os
import resource
import signal
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from api.failures import Unreadable
from api.services import expressions
from api.services.building import decided, kept
from api.services.expressions import Expressions
from api.storage.chronologies import StoredChronology
from timeline import Article
from timeline.pipeline import GARBAGE, GrowingStory

MEBIBYTE = 2**20
MOST_STORIES = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may cost: seconds of CPU, seconds of waiting, and bytes of memory beyond what is taken."""

    cpu: int
    wall: float
    memory: int


ARTICLE = Limits(10, 30.0, 512 * MEBIBYTE)


def story_limits(articles: int) -> Limits:
    """Return what the chronology of a story of so many articles may cost.

    >>> story_limits(100).cpu
    110
    """
    return Limits(60 + articles // 2, 180.0 + 2 * articles, 2_048 * MEBIBYTE)


def request_limits(articles: int) -> Limits:
    """Return what a chronology of so many articles may cost while somebody waits for the answer.

    >>> request_limits(100).cpu
    40
    """
    return Limits(20 + articles // 5, 60.0 + articles / 10, 1_024 * MEBIBYTE)


class Direct:
    """Reads in this process, and remembers what it read of the stories that it worked on last."""

    def __init__(self) -> None:
        self._stories: OrderedDict[str, GrowingStory] = OrderedDict()

    def read(self, story: str, article: Article) -> None:
        """Read one article, so that what it does to a process shows."""
        self._story(story).put(article)

    def build(
        self, story: str, articles: Sequence[Article], decisions: Sequence[Mapping[str, Any]]
    ) -> StoredChronology:
        """Return the chronology of articles; those that were read before are not read again."""
        held = self._story(story)
        held.keep({article.id for article in articles})
        for article in articles:
            held.put(article)
        return kept(held.chronology(decided(decisions)))

    def resolve(self, article: Article) -> Expressions:
        """Return the expressions of one article."""
        return expressions.of_article(article)

    def reconstruct(self, articles: Sequence[Article]) -> str:
        """Return the chronology of articles, which are forgotten, as a JSON text."""
        return expressions.reconstruct(articles)

    def _story(self, name: str) -> GrowingStory:
        found = self._stories.pop(name, None) or GrowingStory()
        self._stories[name] = found
        while len(self._stories) > MOST_STORIES:
            self._stories.popitem(last=False)
        return found


class Apart:
    """Reads in a process of its own, under limits; a killed one is replaced at the next piece of work."""

    def __init__(
        self, builder: Direct | None = None, article: Limits = ARTICLE, threads: bool = False, nice: int = 0
    ) -> None:
        """``threads``: this process may have several, so that the other one cannot be a copy of it."""
        self._builder = builder or Direct()
        self._article = article
        self._method = "spawn" if threads else "fork"
        self._nice = nice
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    def read(self, story: str, article: Article) -> None:
        """Read one article; raise Unreadable with what it died of."""
        self._ask("read", (story, article), self._article)

    def build(
        self, story: str, articles: Sequence[Article], decisions: Sequence[Mapping[str, Any]]
    ) -> StoredChronology:
        """Return the chronology of articles; raise Unreadable with what it died of."""
        found = self._ask("build", (story, list(articles), list(decisions)), story_limits(len(articles)))
        if not isinstance(found, StoredChronology):
            raise Unreadable(f"the reader gave {type(found).__name__}")
        return found

    def resolve(self, article: Article) -> Expressions:
        """Return the expressions of one article; raise Unreadable with what it died of."""
        found = self._ask("resolve", (article,), self._article)
        if not isinstance(found, Expressions):
            raise Unreadable(f"the reader gave {type(found).__name__}")
        return found

    def reconstruct(self, articles: Sequence[Article]) -> str:
        """Return the chronology of articles, which are forgotten, as a JSON text; raise Unreadable."""
        return str(self._ask("reconstruct", (list(articles),), request_limits(len(articles))))

    def prepare(self) -> None:
        """Start the process, so that the first to ask need not wait for it."""
        self._started()

    def close(self) -> None:
        """End the process."""
        if self._process is not None and self._connection is not None:
            self._connection.close()
            self._process.kill()
            self._process.join()
        self._process = self._connection = None

    def _ask(self, what: str, arguments: tuple[Any, ...], limits: Limits) -> object:
        connection = self._started()
        try:
            connection.send((what, arguments, limits))
            if not connection.poll(limits.wall):
                self.close()
                raise Unreadable(f"took longer than {limits.wall:.0f} s")
            fine, value = connection.recv()
        except (EOFError, OSError):
            raise Unreadable(self._died()) from None
        if not fine:
            self.close()
            raise Unreadable(str(value))
        return value

    def _started(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._connection is None:
            self.close()
            context = get_context(self._method)
            mine, theirs = context.Pipe()
            # A copy of this process has this end of the connection too, and would never see it closed.
            other = mine if self._method == "fork" else None
            arguments = (theirs, other, self._builder, self._nice)
            self._process = context.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
            self._process.start()
            theirs.close()
            self._connection = mine
        return self._connection

    def _died(self) -> str:
        code = None
        if self._process is not None:
            self._process.join(5)
            code = self._process.exitcode
        self.close()
        if code is not None and code < 0:
            known = {signal.SIGXCPU: "used more CPU than it may", signal.SIGSEGV: "crashed the reader"}
            name = signal.Signals(-code).name
            return f"{known.get(signal.Signals(-code), 'ended the reader')} ({name})"
        return f"ended the reader (exit code {code})"


def _serve(connection: Connection, other: Connection | None, builder: Direct, nice: int) -> None:
    if other is not None:
        other.close()
    os.nice(nice)
    gc.set_threshold(GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            what, arguments, limits = connection.recv()
        except (EOFError, OSError):
            os._exit(0)
        _limit(limits)
        try:
            answer: tuple[bool, object] = (True, getattr(builder, what)(*arguments))
        except MemoryError:
            answer = (False, "used more memory than it may")
        except RecursionError:
            answer = (False, "is nested too deeply to read")
        except Exception as error:
            # Whatever an article does to its reader is told of the article.
            answer = (False, f"failed with {type(error).__name__}: {error}"[:500])
        connection.send(answer)


def _limit(limits: Limits) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime) + limits.cpu + 1
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, resource.RLIM_INFINITY))
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    taken = int(pages) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + limits.memory, resource.RLIM_INFINITY))
