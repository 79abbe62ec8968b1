"""Forms of words: folded for look-up, spelt out from their alternatives, and cut into first tokens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

MOST_MARKS = 30
JOINER = "\u034f"
# A mark that combines is neither a letter nor a digit.
_LONG_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1}}}")
_GROUP = re.compile(r"\(([^()]*)\)")

# Spaces that do not break are spaces.
_SIGNS = tuple(zip("’ʼşţ\u00a0\u202f", "''șț  ", strict=True))
_ACCENTS = str.maketrans(dict(_SIGNS)) | str.maketrans(
    "άέήίόύώϊϋΐΰὰὲὴὶὸὺὼᾶῆῖῦῶἀἁἐἑἰἱὀὁὑὕἔἕἄἅὄὅἴἵ" + "ς", "αεηιουωιυιυαεηιουωαηιυωααεειιοουυεεααοοιι" + "σ"
)


def stream_safe(text: str) -> str:
    """Return the text with no more than so many combining marks in a row, by UAX #15, 15.1 a joiner between them:
    putting more of them in order costs the square of their number.

    >>> len(stream_safe("e" + "\u0301" * 100)), stream_safe("é") == "é"
    (104, True)
    """
    if _LONG_RUN.search(text) is None:
        return text
    safe: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > MOST_MARKS:
            safe.append(JOINER)
            run = 1
        safe.append(character)
    return "".join(safe)


def fold(text: str, accents: bool = False) -> str:
    """Return the text lower-cased without a change of length; with ``accents`` also without Greek accents and final
    sigma.

    >>> fold("ΠΈΜΠΤΗ", accents=True), len(fold("İstanbul"))
    ('πεμπτη', 8)
    """
    lowered = text.lower()
    if text.isascii():
        return lowered
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c.lower()[0] for c in text)
    if accents:
        return lowered.translate(_ACCENTS)
    for written, read in _SIGNS:
        lowered = lowered.replace(written, read)
    return lowered


def expand(form: str) -> Iterator[str]:
    """Yield every spelling of a form with alternatives.

    >>> list(expand("day(|s)|night"))
    ['day', 'days', 'night']
    """
    for part in _bars(form):
        found = _GROUP.search(part)
        if not found:
            if part.strip():
                yield part.strip()
            continue
        for choice in found[1].split("|"):
            yield from expand(part[: found.start()] + choice + part[found.end() :])


def _bars(form: str) -> list[str]:
    """Split at the bars that stand outside parentheses."""
    parts, depth, last = [], 0, 0
    for place, character in enumerate(form):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            parts.append(form[last:place])
            last = place + 1
    return [*parts, form[last:]]


_MARKS = "".join(chr(c) for c in range(0x300, 0x1000) if unicodedata.category(chr(c)) in ("Mn", "Mc"))
MARKS = frozenset(f"{_MARKS}\u200c\u200d")
WORD = rf"[^\W\d_]+(?:[{_MARKS}\u200c\u200d]+[^\W\d_]*)*"
_FIRST = re.compile(r"\d+|[^\W\d_]|\S")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+\Z")
LONGEST_PREFIX = 5
# Draws an Arabic word out and is no letter of it.
STRETCH = "\u0640"
_IDEOGRAPH = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_ideograph(sign: str) -> bool:
    """Return whether a sign belongs to a script that writes words without spaces.

    >>> is_ideograph("月"), is_ideograph("a")
    (True, False)
    """
    return _IDEOGRAPH.match(sign) is not None


def before_ideographs(text: str, start: int, end: int) -> int:
    """Return where a run of letters ends or goes over into a script that writes words without spaces.

    >>> before_ideographs("DFは昨日", 0, 5), before_ideographs("昨日", 0, 2)
    (2, 0)
    """
    found = _IDEOGRAPH.search(text, start, end)
    return end if found is None else found.start()


def first_token(text: str) -> str:
    """Return the first token of a folded text: a run of letters or digits, one sign, or one ideograph.

    >>> first_token("new year's eve"), first_token("昨日の夜")
    ('new', '昨')
    """
    if _IDEOGRAPH.match(text):
        return text[0]
    found = _WORD.match(text) or _FIRST.match(text)
    return found[0] if found else text[:1]


def small(letter: str) -> bool:
    """Return whether a letter is a small one of a script that also has capitals for the beginnings of sentences.

    >>> small("a"), small("A"), small("ი")
    (True, False, False)
    """
    # Georgian letters count as small ones, but their capitals stand in headings only: title case leaves them.
    return letter.islower() and letter.title() != letter


def is_prefixed(text: str, start: int, prefixes: Collection[str]) -> bool:
    """Return whether the letters right before a place are a word that is written onto what follows ("و15", "الـ24").

    >>> is_prefixed("الـ24", 3, ("ال", "و")), is_prefixed("ab24", 2, ("ال", "و"))
    (True, False)
    """
    letters = _LETTERS_BEFORE.search(text, max(0, start - LONGEST_PREFIX), start)
    return letters is not None and letters[0].replace(STRETCH, "") in prefixes
