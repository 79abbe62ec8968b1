"""Who holds which office: the names that stand beside words such as "president" or "envoy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.article import Segment
from timeline.language import Language, load
from timeline.names import Name, names

HOLDER_WORDS = 2
APPOINTED_WORDS = 5
_WORD = re.compile(r"[^\W\d_]+")
