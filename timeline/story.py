"""The mentions of a story with their evidence, and how telling each name, kind of event and word is in it.

Rare names, kinds and words weigh more than common ones (inverse document frequency, Spärck Jones 1972).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.echoes import Echoes
from timeline.interval import local_days
from timeline.kinds import all_related
from timeline.mention import REPORTS, Mention
from timeline.names import Name, identities, set_apart

TELLING = 0.5
LEAST_NAMES, FEW_MENTIONS = 0.7, 5
# Happenings of which one undoes the other: a clause that names one of the two does not tell what names the other.
# Opening and closing are told of one thing ("did not reopen") and are no such pair.
OPPOSITES = (
    ("begin", "end"), ("arrive", "leave"), ("lose", "find"), ("lose", "return"), ("vanish", "find"),
    ("arrest", "release"), ("marry", "divorce"), ("recruit", "lay_off"), ("appoint", "resign"), ("launch", "land"),
    ("allow", "ban"), ("approve", "veto"), ("damage", "repair"), ("born", "bury"),
)  # fmt: skip
PUT_OFF = frozenset(("postpone",))
LIGHT = frozenset("begin end offer refuse return leave travel arrive accuse agree find win lose law".split())


@dataclass(frozen=True, slots=True)
class Features:
    """A mention's evidence with the story's identities of its names.

    ``rivals`` is how many mentions of its article have its time, itself among them; ``heavy`` the kinds that tell much,
    ``rare`` the names of people and bodies that few mentions share; ``name_total`` and ``word_norm`` the weight of its
    names and the length of its vector of words; ``days`` the numbers of its first and last day,
    wherever in the world; ``named`` the days that its article, one without a date, names as such, where it is dated
    "yesterday" itself; ``opposed`` the kinds that undo one of its own, ``related`` those that belong together with a
    heavy one.
    """

    mention: Mention
    names: frozenset[str]
    context: frozenset[str]
    kinds: frozenset[str]
    rivals: int
    heavy: frozenset[str]
    rare: frozenset[str]
    name_total: float
    word_norm: float
    days: tuple[int, int] | None
    named: frozenset[str] = frozenset()
    opposed: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Story:
    """All mentions of a story, with how telling each name, kind and word is in it, and on how many days each kind of
    event is told; ``least_names`` is the weight of names below which sharing all of them says little."""

    features: tuple[Features, ...]
    name_weight: Mapping[str, float]
    kind_weight: Mapping[str, float]
    word_weight: Mapping[str, float]
    kind_days: Mapping[str, int]
    least_names: float


def story_of(mentions: Sequence[Mention]) -> Story:
    """Return the mentions with their evidence; a capital at the start of a sentence makes a name only when it is one
    elsewhere."""
    own = _names(mentions)
    kinds: dict[tuple[str, tuple[int, int]], set[str]] = {}
    around: dict[tuple[str, tuple[int, int]], set[str]] = {}
    for mention in mentions:
        around.setdefault((mention.article, mention.sentence), set()).update(own[mention.id])
        kinds.setdefault((mention.article, mention.sentence), set()).update(_kinds(mention))
    context = {m.id: frozenset(around[m.article, m.sentence]) - own[m.id] for m in mentions}
    told = {m.id: _kinds(m) or frozenset(kinds[m.article, m.sentence]) for m in mentions}
    busy = Counter(_time(m) for m in mentions)
    named = _days_named(mentions)
    name_weight = _weights([own[m.id] | context[m.id] for m in mentions])
    word_weight = _weights([m.words for m in mentions])
    features = tuple(
        Features(
            m,
            own[m.id],
            context[m.id],
            told[m.id],
            busy[_time(m)] if m.interval is not None else 1,
            told[m.id] - LIGHT,
            frozenset(n for n in own[m.id] if name_weight[n] >= TELLING and not n.startswith("territory:")),
            _sum(name_weight[n] for n in own[m.id] or context[m.id]),
            math.sqrt(_sum(word_weight[w] ** 2 for w in m.words)),
            local_days(m.interval) if m.interval is not None else None,
            named.get(m.article, frozenset()) - {_pattern(m)} if _counted(m) else frozenset(),
            _opposed(told[m.id]),
            all_related(told[m.id] - LIGHT),
        )
        for m in mentions
    )
    days: dict[str, set[tuple[int, int]]] = {}
    for f in features:
        for kind in f.kinds if f.days is not None else ():
            days.setdefault(kind, set()).add(f.days or (0, 0))
    kind_days = {kind: len(found) for kind, found in days.items()}
    # In a small story even its rarest names stand in a good part of the mentions.
    least_names = LEAST_NAMES * len(mentions) / (len(mentions) + FEW_MENTIONS)
    return Story(features, name_weight, _weights([told[m.id] for m in mentions]), word_weight, kind_days, least_names)


def _days_named(mentions: Sequence[Mention]) -> dict[str, frozenset[str]]:
    """The days of the year ("01-14") that articles name without being able to place them."""
    found: dict[str, set[str]] = {}
    for m in mentions:
        if (day := _pattern(m)) is not None:
            found.setdefault(m.article, set()).add(day)
    return {article: frozenset(days) for article, days in found.items()}


def _pattern(mention: Mention) -> str | None:
    """The day of the year that a mention names without its year, None where it names none."""
    value = mention.expression.value if mention.expression is not None and mention.interval is None else ""
    return value[5:] if re.fullmatch(r"XXXX-\d\d-\d\d", value) else None


def _counted(mention: Mention) -> bool:
    """Whether a mention is dated by the day of writing, which is not known: "yesterday"."""
    expression = mention.expression
    return mention.interval is None and expression is not None and expression.value.startswith("XXXX-XX-XX")


def _kinds(mention: Mention) -> frozenset[str]:
    """The kinds of what a mention tells; of what is put off to a day ahead those of the happening itself."""
    to_come = mention.moved and mention.modality == "planned" and mention.interval is not None
    return mention.concepts - REPORTS - (PUT_OFF if to_come else frozenset())


def _opposed(kinds: frozenset[str]) -> frozenset[str]:
    return frozenset(b if a in kinds else a for a, b in OPPOSITES if (a in kinds) != (b in kinds))


def _names(mentions: Sequence[Mention]) -> dict[tuple[str, int, int], frozenset[str]]:
    """The identities of each mention's names."""
    told: dict[str, list[Name]] = {}
    for m in mentions:
        told.setdefault(m.article, []).extend(m.names)
    apart = set[frozenset[tuple[str, str]]]().union(*(set_apart(found) for found in told.values()))
    identity = identities((n for found in told.values() for n in found), apart)
    surely = {identity[n.key, n.spelling] for m in mentions for n in m.names if not n.opens}
    spellings: dict[str, set[str]] = {}
    for m in mentions:
        for n in m.names:
            if identity[n.key, n.spelling] in surely:
                spellings.setdefault(identity[n.key, n.spelling], set()).add(n.spelling)
    echoes = Echoes.of(spellings)
    return {
        m.id: frozenset(name for n in m.names if (name := identity[n.key, n.spelling]) in surely or not n.opens)
        | echoes.within(m.text)
        for m in mentions
    }


def _time(mention: Mention) -> tuple[str, int, int]:
    interval = mention.interval
    return (mention.article, interval.first_day, interval.last_day) if interval is not None else ("", 0, 0)


def _sum(weights: Iterable[float]) -> float:
    """The sum, the same whatever order a set gives its members in."""
    return math.fsum(weights)


def _weights(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(item for items in sets for item in items)
    total = len(sets) + 1
    if total <= 2:
        return dict.fromkeys(counts, 1.0)
    return {item: math.log(total / count) / math.log(total) + 0.05 for item, count in counts.items()}
