"""The data sets of an archive: their columns, and the rows that one story brings to each, by day"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from timeline.chronology import Chronology
from timeline.interval import iso_day
from timeline.reading import ReadArticle

UNDATED = "undated"
_TEXT, _NUMBER, _REAL = pa.string(), pa.int64(), pa.float64()


def _schema(texts: str, numbers: str = "", reals: str = "") -> pa.Schema:
    columns = [
        (name, kind) for names, kind in ((texts, _TEXT), (numbers, _NUMBER), (reals, _REAL)) for name in names.split()
    ]
    return pa.schema([pa.field(name, kind) for name, kind in columns])


# ``told`` are the sentences of an event, to be searched; ``document`` is the object of the chronology as JSON, so that
# nothing is lost; ``position`` its place in the story.
SCHEMAS: Mapping[str, pa.Schema] = {
    "stories": _schema("story title first_day last_day", "articles events"),
    "articles": _schema(
        "story id language given_language source title url published published_earliest published_latest "
        "published_basis text document",
        "position",
    ),
    "expressions": _schema("story article text type value earliest latest granularity document", "start end"),
    "mentions": _schema("story article event language text earliest latest modality", "start end"),
    "events": _schema(
        "story id title language earliest latest granularity modality status told document",
        "position mentions sources",
        "salience",
    ),
    "conflicts": _schema("story event kind document", "position"),
    "statements": _schema("story first second article why document", "position start end"),
}
REJECTED = _schema("where stage reason record")

Row = dict[str, Any]


def rows(story: str, read: Sequence[ReadArticle], found: Chronology) -> Iterator[tuple[str, str, Row]]:
    """Yield what a story brings: the data set, the day, the row.

    The day of an article, its expressions and its mentions is that of its publication; that of an event and its
    conflicts the first on which an article told it; that of a story and its statements the first of its articles'.
    """
    document = found.to_dict()
    day = {one.article.id: str(one.article.day or UNDATED) for one in read}
    dated = sorted(d for d in day.values() if d != UNDATED) or [UNDATED]
    titles = sorted(document["events"], key=lambda event: (-event["salience"], event["id"]))
    yield (
        "stories",
        dated[0],
        {
            "story": story,
            "title": titles[0]["title"] if titles else "",
            "first_day": dated[0] if dated[0] != UNDATED else None,
            "last_day": dated[-1] if dated[0] != UNDATED else None,
            "articles": len(read),
            "events": len(titles),
        },
    )
    yield from _articles(story, read, document["articles"], day)
    yield from _events(story, document, day)
    for position, told in enumerate(document["statements"]):
        shown = {name: told[name] for name in ("first", "second", "article", "why", "start", "end")}
        yield "statements", dated[0], {"story": story, "position": position, **shown, "document": text(told)}


def _articles(
    story: str, read: Sequence[ReadArticle], told: Sequence[Row], day: Mapping[str, str]
) -> Iterator[tuple[str, str, Row]]:
    for position, (one, article) in enumerate(zip(read, told, strict=True)):
        own = {name: article[name] for name in SCHEMAS["articles"].names if name in article}
        named = {"story": story, "position": position, "text": one.article.text, "document": text(article)}
        named |= {"given_language": one.article.language}
        yield "articles", day[one.article.id], own | named
        for expression in one.expressions:
            found = expression.to_dict()
            own = {name: found[name] for name in SCHEMAS["expressions"].names if name in found}
            named = {"story": story, "article": one.article.id, "document": text(found)}
            yield "expressions", day[one.article.id], own | named


def _events(story: str, document: Row, day: Mapping[str, str]) -> Iterator[tuple[str, str, Row]]:
    first: dict[str, str] = {}
    for position, event in enumerate(document["events"]):
        first[event["id"]] = min((day[m["article"]] for m in event["mentions"]), default=UNDATED)
        own = {name: event[name] for name in SCHEMAS["events"].names if name in event}
        own["told"] = "\n".join(dict.fromkeys(mention["text"] for mention in event["mentions"]))
        counts = {"mentions": len(event["mentions"]), "sources": len(event["origins"]), "position": position}
        yield "events", first[event["id"]], own | counts | {"story": story, "document": text(event)}
        for mention in event["mentions"]:
            own = {name: mention[name] for name in SCHEMAS["mentions"].names if name in mention}
            yield "mentions", day[mention["article"]], own | {"story": story, "event": event["id"]}
    for position, conflict in enumerate(document["conflicts"]):
        own = {"story": story, "event": conflict["event"], "kind": conflict["kind"], "document": text(conflict)}
        yield "conflicts", first[conflict["event"]], own | {"position": position}


def text(content: Any) -> str:
    """Return an object of a chronology as it is kept."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def batch(table: str, some: Sequence[Row]) -> pa.RecordBatch:
    """Return rows as a batch with the columns of their data set."""
    schema = REJECTED if table == "rejected" else SCHEMAS[table]
    return pa.RecordBatch.from_pylist(list(some), schema=schema)


def day_name(number: int) -> str:
    """Return the day of a number as partitions name it.

    >>> day_name(19788)
    '2024-03-06'
    """
    return iso_day(number)
