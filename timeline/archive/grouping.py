"""Which articles are one story, and which stories are worked out together"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from timeline.archive import linking
from timeline.archive.blocking import Pairs, key
from timeline.archive.blocks import Block
from timeline.archive.reads import UNDATED
from timeline.archive.standing import Standing
from timeline.archive.store import digest

BLOCK = 120
WEEK = 7
EMPTY = b"\0"


@dataclass(frozen=True, slots=True)
class Story:
    """A story: its name and the places of its articles, by day of publication and id."""

    name: str
    members: Sequence[int]
    first: int


@dataclass(frozen=True, slots=True)
class Grouped:
    """The stories of an archive; how many links the bound left out, and how many given stories it cut."""

    stories: Sequence[Story]
    left_out: int
    cut: int


def grouped(articles: Standing, links: Iterable[Pairs], most: int) -> Grouped:
    """Return the stories: given ones as they are, the others as links make them, none with more articles than may be.

    A given story with more is cut into parts of one size by day of publication.
    """
    ranked = np.lexsort((articles.ids, articles.days))
    given: dict[str, list[int]] = {}
    free: list[int] = []
    for place in ranked.tolist():
        if articles.stories[place]:
            given.setdefault(articles.stories[place], []).append(place)
        else:
            free.append(place)
    stories: list[Story] = []
    parted = 0
    for name, members in given.items():
        parts = linking.cut(members, most)
        parted += len(parts) > 1
        for number, part in enumerate(parts, 1):
            stories.append(_story(articles, name if len(parts) == 1 else f"{name}/{number}", part))
    found, left_out = _found(articles, free, links, most)
    return Grouped(sorted([*stories, *found], key=lambda story: story.name), left_out, parted)


def _found(articles: Standing, free: Sequence[int], links: Iterable[Pairs], most: int) -> tuple[list[Story], int]:
    """The stories of the articles for which none was given, named after their first article."""
    own = articles.nodes[np.array(free, np.int64)]
    nodes = np.unique(own)
    label, left_out = linking.stories(nodes, links, most)
    members: dict[int, list[int]] = {}
    for place, story in zip(free, label[np.searchsorted(nodes, own)].tolist(), strict=True):
        members.setdefault(story, []).append(place)
    return [_story(articles, _name(articles, some[0]), some) for some in members.values()], left_out


def _name(articles: Standing, place: int) -> str:
    return f"s{bytes(articles.ids[place]).ljust(16, EMPTY).hex()[:20]}"


def _story(articles: Standing, name: str, members: Sequence[int]) -> Story:
    return Story(name, members, int(articles.days[members[0]]))


def blocks(place: Path, version: str, articles: Standing, stories: Sequence[Story]) -> list[Block]:
    """Return the blocks in which stories are worked out, in the order of their weeks.

    A block holds the small stories that began in one week, parted by the digest of their names into so many blocks that
    each has some hundred articles; a large story has its own. So a change touches the blocks of its stories alone.
    """
    return [_block(place, version, articles, some) for some in _packed(stories)]


def _packed(stories: Sequence[Story]) -> Iterator[list[Story]]:
    weeks: dict[int, list[Story]] = {}
    for story in stories:
        weeks.setdefault(story.first // WEEK if story.first != UNDATED else UNDATED, []).append(story)
    for _, some in sorted(weeks.items()):
        small = [story for story in some if len(story.members) <= BLOCK]
        count, total = 1, sum(len(story.members) for story in small)
        while total > count * BLOCK:
            count *= 2
        parted: dict[int, list[Story]] = {}
        for story in small:
            parted.setdefault(digest(story.name)[0] * 256 + digest(story.name)[1] & count - 1, []).append(story)
        yield from (part for _, part in sorted(parted.items()))
        yield from ([story] for story in some if len(story.members) > BLOCK)


def _block(place: Path, version: str, articles: Standing, stories: Sequence[Story]) -> Block:
    """The block of some stories, named after all that goes into it."""
    told: list[str | bytes | int] = [version]
    for story in stories:
        told += [story.name, len(story.members)]
        told += sorted(
            bytes(articles.ids[m]).ljust(16, b"\0") + bytes(articles.contents[m]).ljust(16, b"\0")
            for m in story.members
        )
    spans = tuple((story.name, tuple(articles.span(member) for member in story.members)) for story in stories)
    return Block(place, key(*told), spans)
