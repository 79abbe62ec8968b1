"""A timeline of sample articles, there from the first moment on."""

from __future__ import annotations

from collections.abc import Iterable

from api.builders import Direct
from api.call import LOCAL, Call
from api.cursor import Cursors
from api.db import Database
from api.failures import Unknown
from api.services import articles, processing, stories
from api.services.articles import New
from timeline import Article
from timeline.errors import InvalidArticle


def load_sample(database: Database, items: Iterable[Article], timeline_id: str = "sample") -> bool:
    """Make a timeline of articles under a fixed id unless it is there; return whether it was made.

    Raises InvalidArticle, with nothing stored, for articles that cannot be used.
    """
    given = list(items)
    if len({item.id for item in given}) < len(given):
        raise InvalidArticle("sample", "id", "two articles have the same id")
    with database.writing() as session:
        call = Call.made(session, LOCAL, Cursors(""))
        try:
            call.timeline(timeline_id)
            return False
        except Unknown:
            stories.create(call, "Sample", "internal", timeline_id)
            articles.add_all(call, timeline_id, [New(item) for item in given])
    processing.drain(database, Direct())
    return True
