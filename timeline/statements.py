"""What the texts say about the order of happenings: "after the vote", "the interview follows a meeting", "jailed for
stealing", and the office that somebody holds only once appointed."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.clauses import BECAUSE
from timeline.mention import Mention
from timeline.names import Name, same
from timeline.story import Story

EARLIER = {"after": "turn", "follows": "turn", "because": "turn", "before": "main", "precedes": "main"}


@dataclass(frozen=True, slots=True)
class Told:
    """That the first mention's happening came before the second's, with the reason and the words that say so."""

    first: Mention
    second: Mention
    why: str
    article: str
    start: int
    end: int


def told_orders(mentions: Sequence[Mention]) -> list[Told]:
    """Return what neighbouring clauses of one sentence say about their order, in text order."""
    found = []
    ordered = sorted(mentions, key=lambda m: m.id)
    for before, turned in itertools.pairwise(ordered):
        if turned.turn not in EARLIER or (before.article, before.sentence) != (turned.article, turned.sentence):
            continue
        if turned.turn == "because" and not before.concepts & BECAUSE:
            continue
        first, second = (turned, before) if EARLIER[turned.turn] == "turn" else (before, turned)
        reason = "for what came before" if turned.turn == "because" else f"says '{turned.text.split()[0]}'"
        found.append(Told(first, second, f"{turned.article} {reason}", turned.article, before.start, turned.end))
    return found


def office_orders(story: Story) -> list[Told]:
    """Return the orders that follow from offices: who is called by an office was appointed to it before.

    An appointment is a mention of the kind "appoint" with an office and a name; every mention in another sentence
    that gives the same office and name comes after it.
    """
    appointed = [f for f in story.features if "appoint" in f.kinds and f.mention.holders and f.mention.interval]
    found = []
    for appointment in appointed:
        for holder in story.features:
            person = _same_holder(appointment.mention, holder.mention)
            if (
                holder is appointment
                or person is None
                or "appoint" in holder.kinds
                or not holder.kinds
                or holder.mention.modality == "planned"
            ):
                continue
            m = holder.mention
            why = f"{m.article} names {person.title()} by the office that {appointment.mention.article} says was given"
            found.append(Told(appointment.mention, m, why, m.article, m.start, m.end))
    return found


def _same_holder(first: Mention, second: Mention) -> str | None:
    """The name of a person whom both mentions give the same office, None when there is none."""
    for role, key, spelling in sorted(second.holders):
        if key.startswith("territory:"):
            continue
        for other_role, other_key, other_spelling in sorted(first.holders):
            if role == other_role and same(
                Name(0, 0, key, spelling, False), Name(0, 0, other_key, other_spelling, False)
            ):
                return spelling
    return None
