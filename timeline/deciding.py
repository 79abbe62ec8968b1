"""Applies a person's decisions: articles take their day of publication, mentions are joined and parted, events take a
date or a title or are hidden. Of decisions that contradict each other the latest holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from timeline.article import Article
from timeline.chronology import Outcome
from timeline.decision import Decision, in_order
from timeline.events import Conflict, Event
from timeline.exclusion import never_one
from timeline.interval import Granularity
from timeline.likeness import likeness, reasons
from timeline.mention import Mention
from timeline.quotes import Quotes
from timeline.story import Story

MentionId = tuple[str, int, int]
Group = tuple[list[Mention], tuple[str, ...]]
NEVER = -100.0


@dataclass(slots=True)
class _Case:
    """A decision, the mentions that it names, and what has become of it."""

    decision: Decision
    mentions: list[Mention] = field(default_factory=list)
    apart: list[Mention] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    state: str = "applied"
    events: list[str] = field(default_factory=list)
    hidden: list[Event] = field(default_factory=list)

    def rest(self, why: str) -> None:
        self.state = "resting"
        self.notes.append(why)

    def overruled_by(self, other: Decision) -> None:
        self.state = "overruled"
        self.notes.append(f"decision {other.id} of {other.author} ({other.at}) is later and says otherwise")

    def outcome(self) -> Outcome:
        made = self.decision
        lines = (made.words, *dict.fromkeys(self.notes))
        return Outcome(made.id, made.kind, self.state, tuple(sorted(set(self.events))), lines, tuple(self.hidden))


class Deciding:
    """The decisions of one story on their way through its reconstruction; every step notes what it did."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._cases = [_Case(decision) for decision in in_order(decisions)]
        self._texts: dict[str, str] = {}
        self._dated: dict[str, Decision] = {}

    def articles(self, articles: Sequence[Article]) -> list[Article]:
        """Return the articles, each with the day of publication that was decided for it."""
        self._texts = {article.id: article.text for article in articles}
        held: dict[str, _Case] = {}
        for case in reversed(self._of("publication")):
            decision = case.decision
            if decision.article not in self._texts:
                case.rest(f"article {decision.article!r} is not in the story")
            elif decision.published != held.setdefault(decision.article, case).decision.published:
                case.overruled_by(held[decision.article].decision)
        self._dated = {name: case.decision for name, case in held.items()}
        return [replace(a, published=held[a.id].decision.published) if a.id in held else a for a in articles]

    def published(self, article: str) -> Decision | None:
        """Return the decision that gave an article its day of publication, None where there is none."""
        return self._dated.get(article)

    def regrouped(self, groups: Sequence[Group], story: Story) -> list[Group]:
        """Return the groups of mentions with those joined and parted that persons decided on."""
        quotes = Quotes(self._texts, (m for members, _ in groups for m in members))
        for case in self._cases:
            _find(case, quotes)
        ties, cuts = Ties(), list[_Case]()
        for case in reversed([c for c in self._of("merge", "split") if c.state == "applied"]):
            _settle(case, ties, cuts)
        if not ties.cases and not cuts:
            return list(groups)
        made = _joined(groups, ties)
        for case in reversed(cuts):
            made = [part for group in made for part in _parted(group, case, ties, story)]
        return sorted(made, key=lambda group: group[0][0].id)

    def decided(
        self, events: Sequence[tuple[Event, Conflict | None]]
    ) -> tuple[list[tuple[Event, Conflict | None]], dict[int, str]]:
        """Return the events with decided dates and titles, and for each dated one, by its number, whose date it is."""
        made = list(events)
        home = {m.id: number for number, (event, _) in enumerate(made) for m in event.mentions}
        dates: dict[int, str] = {}
        settled: dict[tuple[int, str], Decision] = {}
        for case in reversed([c for c in self._cases if c.state == "applied" and c.mentions]):
            if case.decision.kind in ("merge", "split"):
                numbers = sorted({home[m.id] for m in (*case.mentions, *case.apart)})
            else:
                numbers = [_most_of(case, home)]
            case.events = [made[number][0].id for number in numbers]
            aspect = _ASPECT.get(case.decision.kind)
            if aspect is not None:
                held = settled.setdefault((numbers[0], aspect), case.decision)
                if _content(held) != _content(case.decision):
                    case.overruled_by(held)
                    continue
                if held is case.decision:
                    made[numbers[0]] = _with(made[numbers[0]], case.decision)
                if aspect == "date":
                    dates[numbers[0]] = f"{case.decision.author} sets its date"
        return self._marked(made), dates

    def _marked(self, made: Sequence[tuple[Event, Conflict | None]]) -> list[tuple[Event, Conflict | None]]:
        """The events with the lines and ids of the decisions that touched them, in the order of the decisions."""
        lines: dict[str, list[Decision]] = {}
        for case in self._cases:
            if case.state != "applied":
                continue
            if case.decision.kind == "publication":
                case.events = [event.id for event, _ in made if any(_needs_day(m, case) for m in event.mentions)]
            for event in case.events:
                lines.setdefault(event, []).append(case.decision)
        return [(_told(event, lines[event.id]), c) if event.id in lines else (event, c) for event, c in made]

    def shown(self, events: Sequence[Event]) -> list[Event]:
        """Return the events for the reader; the hidden ones stay with the decisions that hide them."""
        hidden: set[str] = set()
        for case in self._of("hide"):
            if case.state == "applied":
                case.hidden = [event for event in events if event.id in case.events]
                hidden.update(case.events)
        return [event for event in events if event.id not in hidden]

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return what has become of each decision, in their order."""
        return tuple(case.outcome() for case in self._cases)

    def _of(self, *kinds: str) -> list[_Case]:
        return [case for case in self._cases if case.decision.kind in kinds]


_ASPECT = {"confirm": "date", "date": "date", "retitle": "title"}


def _content(decision: Decision) -> tuple[object, ...]:
    """What a decision says; decisions that say the same do not contradict each other."""
    return (*decision.time, decision.granularity, decision.title, decision.language)


def _find(case: _Case, quotes: Quotes) -> None:
    """Find the mentions that a decision names; without them it rests."""
    decision = case.decision
    missing: list[str] = []
    for named, found in ((decision.mentions, case.mentions), (decision.apart, case.apart)):
        seen: set[MentionId] = set()
        for quote in named:
            mention = quotes.find(quote)
            if isinstance(mention, str):
                missing.append(mention)
            elif mention.id not in seen:
                seen.add(mention.id)
                found.append(mention)
    case.notes.extend(dict.fromkeys(missing))
    if decision.kind == "publication":
        return
    if decision.kind == "merge" and len(case.mentions) < 2:
        case.rest("so there are no two mentions to join" if missing else "its mentions are one already")
    elif not case.mentions or (decision.kind == "split" and not case.apart):
        case.rest("so there is nothing that it could apply to")
    elif {m.id for m in case.mentions} & {m.id for m in case.apart}:
        case.rest("both sides are one mention now")


class Ties:
    """Mentions that decisions hold together, each set with its root."""

    def __init__(self) -> None:
        self.root_of: dict[MentionId, MentionId] = {}
        self.cases: list[_Case] = []

    def root(self, mention: Mention) -> MentionId:
        """Return what stands for all mentions that are held together with one."""
        here = mention.id
        while (above := self.root_of.get(here, here)) != here:
            here = above
        return here

    def tie(self, mentions: Sequence[Mention]) -> None:
        """Hold mentions together."""
        roots = sorted({self.root(m) for m in mentions})
        for other in roots[1:]:
            self.root_of[other] = roots[0]


def _settle(case: _Case, ties: Ties, cuts: list[_Case]) -> None:
    """Take a decision in, unless one of the later ones, which are in already, says otherwise."""
    if case.decision.kind == "split":
        sides = {ties.root(m) for m in case.mentions} & {ties.root(m) for m in case.apart}
        against = next((t for t in ties.cases if ties.root(t.mentions[0]) in sides), None)
        if against is None:
            cuts.append(case)
    else:
        before = dict(ties.root_of)
        ties.tie(case.mentions)
        against = next((c for c in cuts if {ties.root(m) for m in c.mentions} & {ties.root(m) for m in c.apart}), None)
        if against is None:
            ties.cases.append(case)
        else:
            ties.root_of = before
    if against is not None:
        case.overruled_by(against.decision)


def _joined(groups: Sequence[Group], ties: Ties) -> list[Group]:
    """The groups that hold mentions of one set become one."""
    number = {m.id: place for place, (members, _) in enumerate(groups) for m in members}
    target = list(range(len(groups)))

    def root(place: int) -> int:
        while target[place] != place:
            place = target[place]
        return place

    for case in ties.cases:
        places = sorted({root(number[m.id]) for m in case.mentions})
        for place in places[1:]:
            target[place] = places[0]
    made: dict[int, tuple[list[Mention], set[str]]] = {}
    for place, (members, why) in enumerate(groups):
        held = made.setdefault(root(place), ([], set()))
        held[0].extend(members)
        held[1].update(why)
    return [(sorted(members, key=lambda m: m.id), tuple(sorted(why))) for members, why in made.values()]


def _parted(group: Group, case: _Case, ties: Ties, story: Story) -> list[Group]:
    """A group that holds mentions of both sides of a split, as two: the others go with the side that they are like."""
    members = group[0]
    left, right = {ties.root(m) for m in case.mentions}, {ties.root(m) for m in case.apart}
    atoms: dict[MentionId, list[Mention]] = {}
    for m in members:
        atoms.setdefault(ties.root(m), []).append(m)
    if not left & atoms.keys() or not right & atoms.keys():
        return [group]
    gone = [m for root in sorted(left & atoms.keys()) for m in atoms[root]]
    kept = [m for root in sorted(right & atoms.keys()) for m in atoms[root]]
    alike = _Alike(story, members)
    sides = {root: alike(atoms[root], gone) > alike(atoms[root], kept) for root in atoms.keys() - left - right}
    away = left | {root for root, goes in sides.items() if goes}
    parts = ([m for m in members if ties.root(m) in away], [m for m in members if ties.root(m) not in away])
    return [(part, alike.reasons(part)) for part in parts]


class _Alike:
    """How much mentions of one group look alike on average."""

    def __init__(self, story: Story, members: Iterable[Mention]) -> None:
        wanted = {m.id for m in members}
        self._story = story
        self._features = {f.mention.id: f for f in story.features if f.mention.id in wanted}

    def __call__(self, first: Sequence[Mention], second: Sequence[Mention]) -> float:
        points = [self._points(a, b) for a in first for b in second]
        return round(sum(points) / len(points), 6)

    def _points(self, first: Mention, second: Mention) -> float:
        a, b = self._features[first.id], self._features[second.id]
        return NEVER if never_one(a, b) else likeness(a, b, self._story)

    def reasons(self, members: Sequence[Mention]) -> tuple[str, ...]:
        """Return in words what each member has in common with the one that it is most like."""
        found: set[str] = set()
        for place, mention in enumerate(members[1:], 1):
            other = max(members[:place], key=lambda m: (self._points(m, mention), m.id))
            found.update(reasons(self._features[other.id], self._features[mention.id], self._story))
        return tuple(sorted(found))


def _most_of(case: _Case, home: Mapping[MentionId, int]) -> int:
    """The event that holds most of the mentions that a decision names, of several the one of the first mention."""
    counts = Counter(home[m.id] for m in case.mentions)
    number = max(counts, key=lambda n: (counts[n], -n))
    if others := len(case.mentions) - counts[number]:
        case.notes.append(f"{others} of its mentions stand in another event now, which it does not touch")
    return number


def _with(made: tuple[Event, Conflict | None], decision: Decision) -> tuple[Event, Conflict | None]:
    """An event with the date or the title that was decided; a date ends what its sources disagree on."""
    event, conflict = made
    if decision.kind == "retitle":
        language = decision.language or event.language
        return replace(event, title=decision.title, language=language, titles=((language, decision.title),)), conflict
    start, end, offset = decision.time
    clock = decision.granularity in (Granularity.MINUTE, Granularity.HOUR)
    moment = start - 60 * offset if clock and start is not None and offset is not None else None
    dated = replace(
        event,
        start=start,
        end=end,
        granularity=decision.granularity,
        clock=clock,
        offset=offset,
        moment=moment,
        status="confirmed",
    )
    return dated, None


def _told(event: Event, decisions: Sequence[Decision]) -> Event:
    lines = (decision.words for decision in decisions)
    return replace(event, explanation=(*lines, *event.explanation), decisions=tuple(d.id for d in decisions))


def _needs_day(mention: Mention, case: _Case) -> bool:
    """Whether a mention's time depends on the day of publication that a decision gives its article."""
    if mention.article != case.decision.article:
        return False
    if mention.expression is None:
        return mention.known_by is not None
    return mention.expression.anchor is not None and mention.expression.anchor.kind == "publication"
