"""The anchor-free algebra of temporal meanings.

Every operator is a frozen value with ``resolve(anchor)``; its formula is its docstring. The set follows timenorm's
SCATE operators (Bethard and Parker, "A Semantically Compositional Annotation Scheme for Time Normalization", LREC
2016).
"""

from timeline.operators.calendar import Calendar, Years, value_of
from timeline.operators.clock import At, Clock
from timeline.operators.either import Either
from timeline.operators.impossible import FromEvent, Impossible
from timeline.operators.length import Duration, Recurring, Vague
from timeline.operators.period import Beside, Closest, Edge, Holding, Nth, Of, Share
from timeline.operators.range import Lasting, Range
from timeline.operators.reading import Alternative, Anchor, Direction, Operator, Reading
from timeline.operators.shift import Counterpart, In, Moved, Shift

__all__ = [
    "Alternative",
    "Anchor",
    "At",
    "Beside",
    "Calendar",
    "Clock",
    "Closest",
    "Counterpart",
    "Direction",
    "Duration",
    "Edge",
    "Either",
    "FromEvent",
    "Holding",
    "Impossible",
    "In",
    "Lasting",
    "Moved",
    "Nth",
    "Of",
    "Operator",
    "Range",
    "Reading",
    "Recurring",
    "Share",
    "Shift",
    "Vague",
    "Years",
    "value_of",
]
