"""Event timelines from news articles: every date with its sentence, its expression, its anchor and the rule.

The library is pure: it reads no clock, no network and no environment. The same articles give the same result, byte for
byte, in whatever order they come.

    >>> import timeline
    >>> told = timeline.Article("a1", "Ana Ruiz was arrested in Porto on Monday.", "en", "2024-03-06")
    >>> [expression.value for expression in timeline.resolve(told)]
    ['2024-03-04']
    >>> timeline.reconstruct([told]).events[0].title
    'Ana Ruiz was arrested in Porto on Monday.'
"""

from timeline.article import Article
from timeline.chronology import Chronology
from timeline.decision import Decision
from timeline.difference import difference
from timeline.errors import (
    InvalidArticle,
    InvalidChronology,
    InvalidDecision,
    InvalidLanguageFile,
    TimelineError,
    UnknownEvent,
    UnknownLanguage,
)
from timeline.events import Conflict, Event
from timeline.expression import ResolvedExpression
from timeline.mention import Mention
from timeline.ordering import Network, Order, order
from timeline.pipeline import GrowingStory, reconstruct, resolve

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Chronology",
    "Conflict",
    "Decision",
    "Event",
    "GrowingStory",
    "InvalidArticle",
    "InvalidChronology",
    "InvalidDecision",
    "InvalidLanguageFile",
    "Mention",
    "Network",
    "Order",
    "ResolvedExpression",
    "TimelineError",
    "UnknownEvent",
    "UnknownLanguage",
    "difference",
    "order",
    "reconstruct",
    "resolve",
]
