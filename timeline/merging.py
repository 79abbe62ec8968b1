"""Joins the mentions that tell the same happening, whatever article and language they stand in.

Pairs that share a day, a name or a kind of event are compared; the likest pairs join first, and a group takes in
another as long as their members are alike on average and no two of them exclude each other. The order in which
articles arrive plays no part: ties fall to the alphabetical order of article and place.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from timeline.disputes import ONLY_ONES, SET_AGAINST, only_ones, rivals, set_against
from timeline.exclusion import never_one, undisputable
from timeline.likeness import FROM_CONTEXT, likeness, reasons
from timeline.mention import REPORTS, Mention
from timeline.pairs import Pairs
from timeline.putting_off import PUT_OFF, held_then, put_off
from timeline.story import LIGHT, Story
from timeline.translations import translated

JOIN = 2.2
AVERAGE = 1.5
MOST_COMPARED = 12
TRANSLATED = 0.3
LEAD = 0.1


def merged(story: Story) -> list[tuple[list[Mention], tuple[str, ...]]]:
    """Return the groups of mentions that are one happening, each with the reasons, groups and members in a stable
    order."""
    groups = Groups(story)
    for _, i, j in groups.candidates():
        groups.join(i, j)
    groups.translate()
    groups.refer()
    groups.put_off()
    groups.dispute()
    return groups.result()


class Groups:
    """The growing groups of a story's mentions."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.member_of = list(range(len(story.features)))
        self.members: dict[int, list[int]] = {i: [i] for i in self.member_of}
        self.known: dict[tuple[int, int], float | None] = {}
        self.reasons: dict[int, set[str]] = {}
        self.outdated: set[int] = set()
        # The pairs of mentions of which one article sets the one's day against the other's.
        self.against: set[frozenset[int]] = set()
        # What two groups were too little alike for, by how many members spoke; no size where they exclude each other.
        self._refused: dict[tuple[int, int], tuple[int, int] | None] = {}

    def compare(self, i: int, j: int) -> float | None:
        """Return the likeness of two mentions, None when they can never be one."""
        pair = (i, j) if i < j else (j, i)
        if pair not in self.known:
            a, b = self.story.features[pair[0]], self.story.features[pair[1]]
            self.known[pair] = None if never_one(a, b) else likeness(a, b, self.story)
        return self.known[pair]

    def excluded(self, i: int, j: int) -> bool:
        """Return whether two mentions can never be one."""
        pair = (i, j) if i < j else (j, i)
        if pair in self.known:
            return self.known[pair] is None
        return never_one(self.story.features[i], self.story.features[j])

    def candidates(self) -> list[tuple[float, int, int]]:
        """Return the pairs worth joining, the likest first."""
        scored = []
        for i, j in Pairs(self.story).near(JOIN):
            found = self.compare(i, j)
            if found is not None and found >= JOIN:
                scored.append((-found, i, j))
        return sorted(scored)

    def join(self, i: int, j: int) -> bool:
        """Join the groups of two mentions where nothing speaks against it; return whether they are one now.

        Of large groups some members speak for all.
        """
        a, b = sorted((self.member_of[i], self.member_of[j]))
        if a == b:
            return True
        first, second = self.members[a][:MOST_COMPARED], self.members[b][:MOST_COMPARED]
        sizes = len(first), len(second)
        if self._refused.get((a, b), ()) in (sizes, None):
            return False
        total = 0.0
        for x in first:
            for y in second:
                found = self.compare(x, y)
                if found is None:
                    self._refused[a, b] = None
                    return False
                total += found
        if total / (sizes[0] * sizes[1]) < AVERAGE:
            self._refused[a, b] = sizes
            return False
        features = self.story.features
        self._unite(a, b, set(reasons(features[i], features[j], self.story)))
        return True

    def translate(self) -> None:
        """Join what translations of one text tell at the same place."""
        for i, j in list(translated(self.story.features, self.member_of, self.compare, TRANSLATED)):
            a, b = self.member_of[i], self.member_of[j]
            if a != b and self._compatible(a, b, set()):
                self._unite(a, b, {"two articles tell the same in the same order"})

    def refer(self) -> None:
        """Let an undated mention that only refers to a happening ("the election") join the one of its kind in the
        article.

        Of several the one with which it shares the more telling names is meant; where none stands out, none is.
        """
        told = self._told_in()
        for place, features in enumerate(self.story.features):
            group = self.member_of[place]
            mention = features.mention
            kinds = mention.concepts - REPORTS - LIGHT
            if mention.expression is not None or not kinds or any(self._dated(m) for m in self.members[group]):
                continue
            ranked = sorted(
                ((self._shared(place, other), other) for other in self._referents(place, kinds, told)),
                key=lambda r: (-r[0], r[1]),
            )
            if (
                ranked
                and (len(ranked) == 1 or ranked[0][0] > ranked[1][0])
                and (ranked[0][0] > 0 or not features.names)
            ):
                self._unite(
                    group, ranked[0][1], {"one refers to the other, the only one of its kind in the article that fits"}
                )

    def put_off(self) -> None:
        """Join the group of the day for which a happening was set first with that of the day to which it was moved."""
        features = self.story.features
        for i, j in list(put_off(features, self.members.values())):
            a, b = self.member_of[i], self.member_of[j]
            before = [m for m in self.members[a] if features[m].mention.interval is not None]
            if a == b or any(held_then(features[m]) for m in before if m != i):
                continue
            if all(features[m].days == features[i].days or features[m].mention.modality == "planned" for m in before):
                self.outdated.update(before)
                self._unite(self._without_excluded(a, b), b, {PUT_OFF})

    def dispute(self) -> None:
        """Join the groups whose mentions give different days for one happening."""
        features = self.story.features
        disputes = list(set_against(features))
        self.against.update(map(frozenset, disputes))
        for i, j in disputes:
            self._dispute_beside(i, j)
        for told in only_ones(features, self.members):
            a, b = self.member_of[told.first], self.member_of[told.second]
            if a == b or not self._disputable(a, b, told.riders):
                continue
            for rider in told.riders:
                group = self.member_of[rider]
                self._part(group, rider, [m for m in self.members[group] if m != rider])
            a, b = self.member_of[told.first], self.member_of[told.second]
            self._unite(a, b, {ONLY_ONES.format(told.kind.replace("_", " "))})

    def _compatible(self, a: int, b: int, against: set[int]) -> bool:
        """Whether nothing excludes that two groups are one, the two mentions set against each other aside."""
        return all({x, y} == against or not self.excluded(x, y) for x in self.members[a] for y in self.members[b])

    def _dispute_beside(self, i: int, j: int) -> None:
        """Join the groups of two mentions set against each other; the second leaves one whose others are of no kind
        with it where these cannot be what the first tells."""
        a, b = self.member_of[i], self.member_of[j]
        if a == b:
            return
        if self._disputable(a, b):
            self._unite(a, b, {SET_AGAINST})
            return
        features, others = self.story.features, [m for m in self.members[b] if m != j]
        if any(features[j].mention.concepts & features[m].mention.concepts for m in others):
            return
        if not any(undisputable(features[m], features[j]) for m in self.members[a] if m != i):
            self._part(b, j, others)
            self._unite(self.member_of[i], j, {SET_AGAINST})

    def _without_excluded(self, a: int, b: int) -> int:
        """Part from the first group what happened "yesterday", on a day not known that is not the second's; return the
        first."""
        features = self.story.features
        for member in list(self.members[a]):
            others = [m for m in self.members[a] if m != member]
            if others and features[member].named and any(self.excluded(member, m) for m in self.members[b]):
                self._part(a, member, others)
                a = self.member_of[others[0]]
        return a

    def _part(self, group: int, member: int, others: list[int]) -> None:
        """Take a member out of its group, whose day may have been one that did not hold."""
        self.outdated.discard(member)
        why = self.reasons.pop(group, set())
        del self.members[group]
        keep = min(others)
        self.members[keep], self.members[member] = others, [member]
        self.reasons[keep] = why
        for other in others:
            self.member_of[other] = keep
        self.member_of[member] = member

    def _disputable(self, a: int, b: int, riders: Collection[int] = ()) -> bool:
        """Whether two groups can be one happening of disputed time, mentions set against each other aside, and those
        that only ride along."""
        features = self.story.features
        return all(
            frozenset((x, y)) in self.against
            or rivals(features[x], features[y])
            or not undisputable(features[x], features[y])
            for x in self.members[a]
            for y in self.members[b]
            if x not in riders and y not in riders
        )

    def _dated(self, member: int) -> bool:
        return self.story.features[member].mention.expression is not None

    def _told_in(self) -> dict[str, list[int]]:
        """The dated mentions of each article."""
        found: dict[str, list[int]] = {}
        for place, features in enumerate(self.story.features):
            if self._dated(place):
                found.setdefault(features.mention.article, []).append(place)
        return found

    def _referents(self, place: int, kinds: frozenset[str], told: dict[str, list[int]]) -> list[int]:
        """The groups that tell a dated happening of one of the kinds in the same article, before the mention or in an
        article that opens with the mention, and do not exclude it."""
        own = self.member_of[place]
        mention = self.story.features[place].mention
        here = told.get(mention.article, ())
        groups = {
            self.member_of[m]
            for m in here
            if self.story.features[m].mention.concepts & kinds
            and (self.story.features[m].mention.start < mention.start or mention.position < LEAD)
        }
        return [
            group
            for group in sorted(groups - {own})
            if not any(
                self.excluded(x, y)
                for x in self.members[own][:MOST_COMPARED]
                for y in self.members[group][:MOST_COMPARED]
            )
        ]

    def _shared(self, place: int, group: int) -> float:
        """The weight of the names that a mention shares with a group, those of its sentence's other clauses by half."""
        features, weight = self.story.features[place], self.story.name_weight
        theirs = {name for m in self.members[group] for name in self.story.features[m].names}
        own = sum(weight[name] for name in sorted(features.names & theirs))
        return round(own + FROM_CONTEXT * sum(weight[name] for name in sorted(features.context & theirs)), 6)

    def _unite(self, a: int, b: int, reasons: set[str]) -> None:
        keep, drop = min(a, b), max(a, b)
        self.reasons.setdefault(keep, set()).update(self.reasons.pop(drop, set()), reasons)
        for member in self.members.pop(drop):
            self.member_of[member] = keep
            self.members[keep].append(member)

    def result(self) -> list[tuple[list[Mention], tuple[str, ...]]]:
        """Return the groups in the order of their first members."""
        return [
            ([self._told(m) for m in sorted(members)], tuple(sorted(self.reasons.get(group, ()))))
            for group, members in sorted(self.members.items())
        ]

    def _told(self, member: int) -> Mention:
        mention = self.story.features[member].mention
        return replace(mention, outdated=True) if member in self.outdated else mention
