"""The pairs of mentions that may tell one happening: those that share a day, a name or a kind of event, and look alike
by quick upper bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from timeline.exclusion import CONFLICT_DAYS
from timeline.likeness import NEWS_DAYS, REPORTED, WEIGHTS, name_points
from timeline.story import LIGHT, Features, Story

MOST_PER_KEY = 400
MOST_DAYS = 4
NEVER = -1_000_000
ROUNDING = 1e-9
MOST_HELD = 64
SAME_TIME, FEW_THEN, INSIDE = WEIGHTS["same day"], WEIGHTS["few then"], WEIGHTS["inside"]
SAME_DATE, NEWS, NO_TIME, APART = (WEIGHTS[n] for n in ("same date", "news of one day", "no common time", "apart"))
APART_KIND = {name: WEIGHTS[f"{name} kind"] for name in ("other", "related", "foreign")}
APART_KIND_ACROSS = {name: WEIGHTS[f"{name} kind in another language"] for name in APART_KIND}
OTHER_NAMES_ACROSS = WEIGHTS["other names in another language"]
OLD_NEWS = WEIGHTS["old news"]
WORDING, BACK = WEIGHTS["wording"], WEIGHTS["refers back"]


class Pairs:
    """The mentions of a story in columns, for quick upper bounds of likeness.

    A bound is never below the likeness itself; what it lets through is compared in full.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        features = story.features
        names, kinds = story.name_weight, story.kind_weight
        ordered = sorted(kinds)
        bit = {kind: 1 << place for place, kind in enumerate(ordered)}
        self._bits = [kinds[kind] for kind in ordered]
        self._all_heavy = sum(bit[kind] for kind in ordered if kind not in LIGHT)
        self._known_kinds: dict[int, float] = {}
        self._square = {word: weight * weight for word, weight in story.word_weight.items()}
        self._kinds = [sum(bit[kind] for kind in f.kinds) for f in features]
        self._heavy = [mask & self._all_heavy for mask in self._kinds]
        self._related = [sum(bit[kind] for kind in f.related if kind in bit) for f in features]
        self._around = [f.names | f.context for f in features]
        self._named = [bool(f.names) for f in features]
        self._name_top = [
            WEIGHTS["names"] + WEIGHTS["telling name"] * max((names[n] for n in around), default=0.0)
            for around in self._around
        ]
        self._language = [f.mention.language for f in features]
        self._article = [f.mention.article for f in features]
        self._reported = [REPORTED if f.mention.reported else 1.0 for f in features]
        self._words = [f.mention.words for f in features]
        self._norm = [f.word_norm for f in features]
        self._first = [f.days[0] if f.days is not None else NEVER for f in features]
        self._last = [f.days[1] if f.days is not None else NEVER for f in features]
        self._moment = [f.mention.interval is not None and f.mention.interval.has_clock for f in features]
        self._few = [FEW_THEN / f.rivals for f in features]
        self._open = [f.mention.interval is None and f.mention.expression is not None for f in features]
        self._news = [_day_of_news(f) for f in features]
        self._extra = [_extra(f) for f in features]
        self._back = [f.mention.order == "first" and f.days is None for f in features]
        self._known = [f.mention.known_by.last_day if f.mention.known_by is not None else -NEVER for f in features]
        self._planned = [f.mention.modality == "planned" for f in features]
        self._kind_class = _classes(zip(self._kinds, self._language, self._reported, strict=True))
        self._time_class = _classes(
            zip(
                self._first, self._last, self._moment, self._few, self._open, self._news, self._known, self._planned,
                self._back, strict=True,
            )
        )  # fmt: skip
        self._by_kind: dict[int, dict[int, float]] = {}
        self._by_time: dict[int, dict[int, float]] = {}
        self._untimed = dict.fromkeys(self._time_class, 0.0)

    def near(self, least: float) -> Iterator[tuple[int, int]]:
        """Yield the pairs of places, the smaller one first, whose likeness may be ``least`` or more."""
        postings = Postings(self.story)
        for place in range(len(self._kinds)):
            for other in self._hopeful(place, postings.earlier(place), least, self._by_time_of(place)):
                yield other, place

    def _hopeful(self, i: int, others: Iterable[int], least: float, by_time: dict[int, float]) -> list[int]:
        """Those of some mentions whose likeness to one may be high enough.

        Points for kinds and times are the same for many mentions and are remembered, those for times in ``by_time``;
        those for names are bounded first and worked out only where the bound does not decide.
        """
        by_kind = self._by_kind.setdefault(self._kind_class[i], {})
        kind_class, time_class, extras, tops, arounds = (
            self._kind_class,
            self._time_class,
            self._extra,
            self._name_top,
            self._around,
        )
        articles = self._article
        article = articles[i]
        around, top, extra, words = arounds[i], tops[i], extras[i], self._words[i]
        names, across = self._named[i], OTHER_NAMES_ACROSS
        needed, story, features = least - ROUNDING, self.story, self.story.features
        found = []
        for j in others:
            kinds, times = by_kind.get(kind_class[j]), by_time.get(time_class[j])
            if kinds is None:
                kinds = by_kind[kind_class[j]] = self._kind_points(i, j)
            if times is None:
                times = by_time[time_class[j]] = self._time_points(i, j)
            if article == articles[j]:
                # Nothing speaks against mentions of one article that they have no time in common, nor so much that
                # their kinds belong to different families.
                times = max(times - NO_TIME, 0.0) if times > NEVER else times
                kinds = max(kinds, self._apart_kind(i, j)["other"]) if kinds < 0.0 else kinds
            other = extras[j]
            missing = needed - kinds - times - (extra if extra < other else other)
            if not around.isdisjoint(arounds[j]):
                named = top if top < tops[j] else tops[j]
            else:
                named = across if names and self._named[j] else 0.0
            alike = 0.0
            if missing > named:
                if missing > WORDING + named:
                    continue
                alike = self._wording(words & self._words[j], i, j)
                if missing > named + alike:
                    continue
            missing -= name_points(features[i], features[j], story)
            if missing > alike and missing > (alike or self._wording(words & self._words[j], i, j)):
                continue
            found.append(j)
        return found

    def alike(self, i: int, others: Iterable[int], least: float) -> list[int]:
        """Return those of some mentions that may be like one by ``least`` or more in what they tell, times aside."""
        return self._hopeful(i, others, least, self._untimed)

    def _wording(self, shared: frozenset[str], i: int, j: int) -> float:
        """The points for the words that two mentions share."""
        square = self._square
        return WORDING * sum([square[word] for word in shared]) / max(self._norm[i] * self._norm[j], ROUNDING)

    def _by_time_of(self, i: int) -> dict[int, float]:
        """The points for times that are known for mentions with the time of one; mentions of one article come together,
        so that only the last few times are held."""
        if self._time_class[i] not in self._by_time:
            if len(self._by_time) >= MOST_HELD:
                self._by_time.clear()
            self._by_time[self._time_class[i]] = {}
        return self._by_time[self._time_class[i]]

    def _kind_points(self, i: int, j: int) -> float:
        """The points for the kinds of two mentions."""
        a, b = self._kinds[i], self._kinds[j]
        shared = a & b
        if shared:
            heavy = self._heavy[i], self._heavy[j]
            if not (heavy[0] and heavy[1]) or heavy[0] & heavy[1]:
                return self._kind_weight(shared)
        if not a or not b:
            return 0.0
        heavy = self._heavy[i], self._heavy[j]
        apart = "other" if not all(heavy) else "related" if heavy[0] & self._related[j] else "foreign"
        return self._apart_kind(i, j)[apart] * min(self._reported[i], self._reported[j])

    def _apart_kind(self, i: int, j: int) -> dict[str, float]:
        """The points for two mentions of different kinds."""
        return APART_KIND if self._language[i] == self._language[j] else APART_KIND_ACROSS

    def _kind_weight(self, shared: int) -> float:
        """The points for a set of shared kinds, which are few in a story."""
        found = self._known_kinds.get(shared)
        if found is None:
            weights = [self._bits[place] for place in range(shared.bit_length()) if shared >> place & 1]
            light = 0.5 if not shared & self._all_heavy else 1.0
            found = light * WEIGHTS["kind"] * (0.3 + 0.7 * max(weights))
            self._known_kinds[shared] = found
        return found

    def _time_points(self, i: int, j: int) -> float:
        """The most points that the times of two mentions can bring."""
        if self._first[i] != NEVER and self._first[j] != NEVER:
            return self._time_dated(i, j)
        back = self._back[i] or self._back[j]
        if self._first[i] != NEVER:
            i, j = j, i
        return self._time_undated(i, j) + (BACK if back and self._first[j] != NEVER else 0.0)

    def _time_dated(self, i: int, j: int) -> float:
        """The most points that the times of two dated mentions can bring."""
        first = self._first[j]
        if first == self._first[i] and self._last[j] == self._last[i]:
            return SAME_TIME + min(self._few[i], self._few[j])
        apart = max(first, self._first[i]) - min(self._last[j], self._last[i])
        if apart > 0:
            return APART if apart <= CONFLICT_DAYS else NEVER
        return SAME_TIME + min(self._few[i], self._few[j]) if self._moment[i] or self._moment[j] else INSIDE

    def _time_undated(self, i: int, j: int) -> float:
        """The most points that the times of an undated mention and another can bring."""
        if self._first[j] > self._known[i] and not self._planned[j]:
            return NEVER
        if self._open[i] or self._open[j]:
            return SAME_DATE
        news = self._news[i]
        if NEVER in (news, self._news[j]):
            return NO_TIME
        if news == self._news[j]:
            return NEWS
        return NO_TIME + OLD_NEWS if abs(news - self._news[j]) > NEWS_DAYS else NO_TIME


class Postings:
    """Which mentions share something with an earlier one; what very many share is no sign."""

    def __init__(self, story: Story) -> None:
        self._signs = [_signs_of(f) for f in story.features]
        often = Counter(sign for signs in self._signs for sign in signs)
        self._holders: dict[str, list[int]] = {sign: [] for sign, count in often.items() if 1 < count <= MOST_PER_KEY}

    def earlier(self, place: int) -> set[int]:
        """Return the earlier mentions that share a day, a name or a kind with one; to be called for one mention after
        the other."""
        shared = [self._holders[sign] for sign in self._signs[place] if sign in self._holders]
        found = set[int]().union(*shared)
        for holders in shared:
            holders.append(place)
        return found


def _signs_of(features: Features) -> list[str]:
    """What a mention is looked up under: the days of its time, its kinds of event, and its names."""
    days = []
    if features.days is not None:
        first, last = features.days
        days = [f"time {first} {last}", *(f"day {day}" for day in range(first, last + 1) if last - first < MOST_DAYS)]
    kinds = [f"kind {kind}" for kind in features.kinds]
    return [*days, *kinds, *(f"name {name}" for name in features.names | features.context)]


def _day_of_news(features: Features) -> int:
    known = features.mention.known_by or features.mention.interval
    return known.last_day if known is not None else NEVER


def _extra(features: Features) -> float:
    """The most points that offices, numbers, lengths and counts of a mention can bring."""
    m = features.mention
    found = WEIGHTS["office"] * bool(m.roles) + WEIGHTS["number"] * bool(m.numbers)
    found += WEIGHTS["length"] * (m.length is not None)
    return found + WEIGHTS["same count"] * bool(m.order)


def _classes(rows: Iterable[Hashable]) -> list[int]:
    """The number of each row among the distinct ones."""
    known: dict[Hashable, int] = {}
    return [known.setdefault(row, len(known)) for row in rows]
