"""Temporal expressions: as understood from the text, and as placed in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.interval import Granularity, Interval, Unresolved
from timeline.operators import Alternative, At, Clock, Duration, Either, In, Operator, Recurring, Vague
from timeline.timex import edtf

# How the expressions of an article, by their spans, fall when it was published on the day of a number.
Place = Callable[[int], Mapping[tuple[int, int], Interval | None]]


@dataclass(frozen=True, slots=True)
class Expression:
    """A temporal expression that is understood but not yet anchored.

    ``type`` is the TIMEX3 type, ``rule`` the stable name of the rule that read it, ``before`` the folded word before
    it.
    """

    start: int
    end: int
    text: str
    type: str
    meaning: Operator
    rule: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None


@dataclass(frozen=True, slots=True)
class AnchorPoint:
    """What an expression was counted from.

    ``kind`` is publication, expression, quotation, tweet, dateline, event or none; ``expression`` the span of the
    expression that gave the date, if one did.
    """

    kind: str
    at: Interval | None = None
    expression: tuple[int, int] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's anchor object."""
        return {
            "kind": self.kind,
            "at": self.at.earliest if self.at else None,
            "expression": {"start": self.expression[0], "end": self.expression[1]} if self.expression else None,
        }


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch that a counted length covers: ``counting`` says whether both ends count ("inclusive") or not."""

    earliest: str
    latest: str
    counting: str
    other_earliest: str
    other_counting: str

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's window object."""
        return {
            "earliest": self.earliest,
            "latest": self.latest,
            "counting": self.counting,
            "other": {"earliest": self.other_earliest, "counting": self.other_counting},
        }


@dataclass(frozen=True, slots=True)
class ResolvedExpression:
    """An expression with its place in time, or the reason why it has none."""

    expression: Expression
    type: str
    value: str
    interval: Interval | Unresolved
    anchor: AnchorPoint | None
    explanation: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()
    window: Window | None = None

    @property
    def start(self) -> int:
        """The first character."""
        return self.expression.start

    @property
    def end(self) -> int:
        """The character after the last one."""
        return self.expression.end

    @property
    def placed(self) -> Interval | None:
        """The interval, or None when there is none."""
        return self.interval if isinstance(self.interval, Interval) else None

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's expression object."""
        placed = self.placed
        return {
            "start": self.start,
            "end": self.end,
            "text": self.expression.text,
            "type": self.type,
            "value": self.value,
            "mod": self.expression.mod,
            "quant": self.expression.quant,
            "freq": self.expression.freq,
            "earliest": placed.earliest if placed else None,
            "latest": placed.latest if placed else None,
            "granularity": str(placed.granularity) if placed else None,
            "edtf": edtf(placed) if placed else None,
            "anchor": self.anchor.to_dict() if self.anchor else None,
            "window": self.window.to_dict() if self.window else None,
            "alternatives": [
                {"earliest": other.interval.earliest, "latest": other.interval.latest, "why": other.why}
                for other in self.alternatives
            ],
            "rule": self.expression.rule,
            "explanation": list(self.explanation),
        }


def type_of(meaning: Operator) -> str:
    """Return the TIMEX3 type of a meaning: TIME below a day or with a part of the day, else DATE, DURATION or SET."""
    if isinstance(meaning, Either):
        return type_of(meaning.first)
    if isinstance(meaning, Duration | In):
        return "DURATION"
    if isinstance(meaning, Recurring):
        return "SET"
    if isinstance(meaning, Vague):
        return "DATE"
    timed = meaning.grain in (Granularity.MINUTE, Granularity.HOUR) or isinstance(meaning, At | Clock)
    return "TIME" if timed else "DATE"
