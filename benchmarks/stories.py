"""A generated story of thousands of events: days, months, plans, disputes, and some without a date."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

FIRST = date(2015, 1, 1)
DAYS = 3900
EACH = 20
BEGINNINGS = "Al Ber Cor Dan El Fos Gar Hol Ing Jan Kel Lor Mar Nor Os Pet Quin Ros Sten Tor".split()
NAMES = [begin + end for begin in BEGINNINGS for end in "berg mann sen vik ford ley stad holm ton ard".split()]
VERBS = ["met", "fined", "sued", "praised", "visited", "hired", "dismissed", "searched", "warned", "paid"]
THINGS = ["harbour board", "city council", "ferry union", "court", "bank", "museum", "railway", "hospital", "theatre"]


def long_story(events: int, seed: int = 7) -> list[dict[str, Any]]:
    """Return articles that tell about so many events."""
    chance = random.Random(seed)
    articles = []
    for number in range(events // EACH):
        sentences = [_undated(number), *(_sentence(chance, place) for place in range(1, EACH))]
        articles.append(
            {
                "id": f"a{number}",
                "language": "en",
                "published": "2025-12-01",
                "source": f"Paper {number % 37}",
                "text": "\n\n".join(sentences),
            }
        )
    return articles


def _undated(number: int) -> str:
    """What nobody else tells of: the names stand in no other sentence."""
    who, where = (f"{BEGINNINGS[number // 20 % 20]}{BEGINNINGS[number % 20].lower()}{end}" for end in ("osz", "ivka"))
    return f"{who} {VERBS[number % 10]} the club of {where}."


def _sentence(chance: random.Random, place: int) -> str:
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    first, last, where = chance.choice(NAMES), chance.choice(NAMES), chance.choice(NAMES)
    what = f"{chance.choice(VERBS)} the {chance.choice(THINGS)} of {where}"
    if place == 1:
        return f"{first} {last} {what} in {day:%B %Y}."
    if place == 2:
        return f"{first} {last} will visit the {chance.choice(THINGS)} of {where} on {day.day} {day:%B} 2027."
    return f"{first} {last} {what} on {day.day} {day:%B} {day.year}."
