"""Generated archives: articles of invented stories in eight languages, with few large stories and many small ones

``python -m benchmarks.articles COUNT [--seed N] [--given] > archive.jsonl``. The same numbers give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from babel.dates import format_date

BEGIN = date(2022, 1, 3)
A_DAY = 200
LARGEST = 300
UNDATED = 0.02
COPIES = 0.08
SYLLABLES = (
    "ba be bo da de do fa fe ga go ka ke ko la le li lo lu ma me mi mo na ne ni no pa pe po ra re ri ro ru sa se si so "
    "ta te ti to va ve vi vo za zo"
).split()
ENDS = "n r s l k t m d ".split(" ")
COMPANIES = "Nord Delta Lumen Marin Orbis Terra Vesta Borea Kappa Rivo".split()
_LATIN = "a b d e f g i k l m n o p r s t u v z".split()
_CYRILLIC = dict(zip(_LATIN, "а б д е ф г и к л м н о п р с т у в з".split(), strict=True))
_GREEK = dict(zip(_LATIN, "α μπ ντ ε φ γκ ι κ λ μ ν ο π ρ σ τ ου β ζ".split(), strict=True))
SCRIPTS = {"bg": _CYRILLIC, "ru": _CYRILLIC, "el": _GREEK}


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened in a story: when, which sentence tells it, with whom, and the number told."""

    day: date
    kind: int
    first: str
    second: str
    number: int


@dataclass(frozen=True, slots=True)
class Story:
    """A story: where it plays, who is in it, what happens, and how many articles tell it."""

    name: str
    town: str
    company: str
    people: tuple[str, ...]
    happenings: tuple[Happening, ...]
    size: int


@cache
def prose() -> dict[str, Any]:
    """Return the sentences by language."""
    return tomllib.loads((Path(__file__).parent / "prose.toml").read_text("utf-8"))


def sizes(count: int, random: Random, largest: int = LARGEST) -> Iterator[int]:
    """Yield the sizes of stories until they have so many articles together: of sizes between n and 2n come as many
    articles for every n (Zipf)."""
    left = count
    while left > 0:
        size = min(int(1 / (1 - random.random() * (1 - 1 / largest))), left)
        left -= size
        yield size


def story(name: str, size: int, days: int, random: Random) -> Story:
    """Return a story that begins on one of some days and goes on the longer the more articles it has."""
    people = tuple(f"{_word(random, 2)} {_word(random, 3)}" for _ in range(3 + min(size, 30) // 6))
    begin = BEGIN + timedelta(days=random.randrange(max(1, days)))
    happenings = []
    for number in range(2 + min(size, 120) // 3):
        first, second = random.sample(people, 2)
        day = begin + timedelta(days=number // 2 + random.randrange(2))
        happenings.append(Happening(day, random.randrange(10), first, second, random.randrange(11, 990)))
    company = f"{_word(random, 3)} {_word(random, 2)}"
    return Story(name, _word(random, 3), company, people, tuple(happenings), size)


def _word(random: Random, syllables: int) -> str:
    return ("".join(random.choice(SYLLABLES) for _ in range(syllables)) + random.choice(ENDS)).capitalize()


def articles(count: int, seed: int = 1, given: bool = False, largest: int = LARGEST) -> Iterator[dict[str, Any]]:
    """Yield so many articles as JSON objects, story by story; ``given`` names the story of each."""
    random = Random(f"archive {seed}")
    days = count // A_DAY
    number = 0
    for place, size in enumerate(sizes(count, random, largest)):
        own = Random(f"story {seed} {place}")
        told = story(f"story-{place:06}", size, days, own)
        text = ""
        for _ in range(size):
            copied = text if text and own.random() < COPIES else ""
            made = article(told, f"a{number:08}", own, copied)
            number += 1
            text = made["text"]
            yield made | ({"story": told.name} if given else {})


def article(told: Story, name: str, random: Random, copied: str = "") -> dict[str, Any]:
    """Return an article of a story: its newest happenings, some before them, what is to come, and what people say."""
    language = random.choice(sorted(prose()))
    now = random.choice(told.happenings)
    published = now.day + timedelta(days=random.randrange(2))
    past = sorted((h for h in told.happenings if h.day <= published), key=lambda h: h.day, reverse=True)
    words = _Words(language, published, told, random)
    news = [words.happened(h) for h in past[:2]]
    before = [words.happened(h) for h in random.sample(past[2:], min(3, len(past[2:])))]
    later = [words.planned(published + timedelta(days=random.randrange(3, 30)))]
    also = [words.also() for _ in range(7)]
    lines = [" ".join([*news, *also[:2]]), " ".join([*before, *also[2:5]]), " ".join([*later, *also[5:]])]
    title = news[0].rstrip(".")
    return {
        "id": name,
        "language": language,
        "published": None if random.random() < UNDATED else published.isoformat(),
        "source": f"{random.choice(COMPANIES)} {random.randrange(40)}",
        "title": title,
        "text": copied or "\n\n".join([title, *lines]),
    }


class _Words:
    """Fills the sentences of one language for one article."""

    def __init__(self, language: str, published: date, told: Story, random: Random) -> None:
        self.language, self.published, self.told, self.random = language, published, told, random
        self.table = prose()[language]

    def happened(self, happening: Happening) -> str:
        template: str = self.table["happened"][happening.kind]
        return self._filled(template, happening.first, happening.second, happening.number, self._day(happening.day))

    def planned(self, day: date) -> str:
        return self._told("planned", self._date(day))

    def also(self) -> str:
        return self._told("also", "")

    def _told(self, kind: str, day: str) -> str:
        first, second = self.random.sample(self.told.people, 2)
        return self._filled(self.random.choice(self.table[kind]), first, second, self.random.randrange(11, 990), day)

    def _filled(self, template: str, first: str, second: str, number: int, day: str) -> str:
        names = {"p": first, "q": second, "o": self.told.company, "t": self.told.town}
        written = {key: _written(name, self.language) for key, name in names.items()}
        return template.format(**written, n=number, d=day)

    def _day(self, day: date) -> str:
        """A day before the publication, as news tell it."""
        back = (self.published - day).days
        if back < 2:
            return str(self.table["yesterday" if back else "today"])
        if back < 6:
            weekday = format_date(day, "EEEE", locale=self.language)
            return str(self.table["weekday"]).format(wd=weekday)
        return self._date(day)

    def _date(self, day: date) -> str:
        written = format_date(day, self.table["pattern"], locale=self.language)
        return str(self.table["date"]).format(date=written)


def _written(name: str, language: str) -> str:
    """A name in the script of a language."""
    letters = SCRIPTS.get(language)
    if letters is None:
        return name
    return " ".join("".join(letters.get(c, c) for c in word.lower()).capitalize() for word in name.split())


def main() -> None:
    """Write an archive as JSON lines to standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.articles", description="Generate an archive.")
    parser.add_argument("count", type=int, help="how many articles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--given", action="store_true", help="name the story of each article")
    options = parser.parse_args()
    for one in articles(options.count, options.seed, options.given):
        sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
