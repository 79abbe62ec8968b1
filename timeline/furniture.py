"""The furniture of a news page: lines that stand around an article without telling it.

The words are data (``languages/furniture.toml``); the shapes (an embedded post, a heading, a dateline) are here.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

from timeline.article import Role
from timeline.forms import small, stream_safe

_KEY = 3
_LONGEST_FURNITURE = 400
_LONGEST_STAMP = 120
_LONGEST_HEADING = 80
_LONGEST_TITLE = 150
_LONGEST_STORY_TITLE = 200
_HEADING_WORDS = 12
_AFTER_WHOLE_LINE = re.compile(r"[\s\d.,:;…()»›>→|+-]*")
_OPENERS = "([*•»›>→▶►-–— \t"
_SIGNATURE = re.compile(r"(?:^|\s)(?:—|–|--?|&mdash;)\s?[^\n@]{1,80}?\(\s?@\w{1,30}\s?\)")
_POST_LINK = re.compile(r"\bpic\.(?:twitter|x)\.com/\w|https?://t\.co/\w")
_HASHTAG = re.compile(r"(?<![\w&/])#[^\W\d]\w+")
_POST_NOISE = re.compile(
    r"https?://\S+|\bpic\.(?:twitter|x)\.com/\S+|(?<!\w)[#@]\w+|(?:—|–|--?|&mdash;)\s?[^\n@—]{1,80}?\(\s?@\w{1,30}\s?\).{0,60}$"
)
_FINAL = ".!?…。！？;؟।:,"
_CLOSING = "”’»›\"')]」』“ "
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_CITY = r"[^\W\d_][^\W\d_'’. -]*(?:[ '’.-]{1,2}[^\W\d_]+){0,4}\.?"
_DATELINE = re.compile(
    rf"(?:\([^()\n]{{2,30}}\)\s?[-–—]\s)?(?P<city>{_CITY})"
    r"(?P<rest>(?:[,/]\s?[^\n–—]{1,50}?|\s?\([^()\n]{2,30}\)){0,3}),?(?=\s(?:–|—|--?|_)(?:\s|$)|\.-\s)"
)


@cache
def _entries() -> dict[str, tuple[tuple[str, Role, bool], ...]]:
    """Return the entries of the data file under their first letters: text, role, whether it is the whole line."""
    source = resources.files("timeline").joinpath("languages/furniture.toml").read_text("utf-8")
    found: dict[str, list[tuple[str, Role, bool]]] = {}

    def add(entry: str, role: Role, whole: bool) -> None:
        text = folded(entry)
        found.setdefault(text[:_KEY], []).append((text, role, whole))

    data = tomllib.loads(source)
    for lists in data["boilerplate"].values():
        for entry in lists.get("lines", []):
            add(entry, Role.BOILERPLATE, whole=True)
        for entry in lists["starts"]:
            add(entry, Role.BOILERPLATE, whole=False)
    for role in (Role.UPDATE, Role.CAPTION):
        for entry in data[role.value]["starts"]:
            add(entry, role, whole=False)
    return {key: tuple(sorted(set(values), key=lambda value: (-len(value[0]), value))) for key, values in found.items()}


def folded(text: str) -> str:
    """Return text without case, accents and typographic apostrophes, for comparison only.

    >>> folded("Διαβάστε") == folded("ΔΙΑΒΑΣΤΕ")
    True
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", stream_safe(text.replace("’", "'").replace("ı", "i").casefold()))
    return "".join([letter for letter in plain if not unicodedata.combining(letter)])


def furniture(line: str) -> Role | None:
    """Return the role of a line that the word lists know: boilerplate, update or caption; None for any other.

    >>> furniture("Read also: Ten dead"), furniture("Updated: 28.12.2019, 13:20"), furniture("Sources said so.")
    (<Role.BOILERPLATE: 'boilerplate'>, <Role.UPDATE: 'update'>, None)
    """
    if len(line) > _LONGEST_FURNITURE:
        return None
    head = folded(line[:90].lstrip(_OPENERS))
    for text, role, whole in _entries().get(head[:_KEY], ()):
        if head.startswith(text) and _holds(head, text, role, whole, line):
            return role
    return None


def _holds(head: str, text: str, role: Role, whole: bool, line: str) -> bool:
    rest = head[len(text) :]
    if whole:
        return len(line) < 60 and _AFTER_WHOLE_LINE.fullmatch(rest) is not None
    if rest and text[-1].isalnum() and rest[0].isalnum() and text[-1] < "\u2e80":
        return False
    if role is Role.UPDATE:
        # "Published in 2019, the book …" is prose: a stamp is short, has figures, and is no sentence.
        short = len(line) <= _LONGEST_STAMP and not line.endswith((".", "!", "?", "…"))
        return text.endswith(":") or rest.lstrip().startswith((":", "：")) or not rest or (short and _has_digit(rest))
    return True


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def is_post(line: str) -> bool:
    """Return whether a line is an embedded post of a social network: signed, with its short links, or full of hashtags.

    >>> is_post("Rain in Oslo — Weather (@weather) March 5, 2024"), is_post("Rain in Oslo - again")
    (True, False)
    """
    if "@" in line and _SIGNATURE.search(line):
        return True
    if "t.co/" in line or "pic." in line:
        return _POST_LINK.search(line) is not None
    return "#" in line and len(_HASHTAG.findall(line[:2_000])) >= 2


def is_signature(line: str) -> bool:
    """Return whether a line is nothing but the signature of a post whose text stands in the line before."""
    match = _SIGNATURE.match(line)
    return match is not None and match.start() == 0


def post_words(text: str) -> str:
    """Return a post's own words: no links, hashtags, handles or signature.

    >>> post_words("Snow again #winter https://t.co/abc — Weather (@weather) March 5, 2024").strip()
    'Snow again'
    """
    return _POST_NOISE.sub(" ", text[:2_000])


def ends_like_a_sentence(line: str) -> bool:
    """Return whether a line ends with a mark that a heading does not end with, closing quotation marks aside."""
    return line.rstrip(_CLOSING)[-1:] in _FINAL


def is_heading(line: str) -> bool:
    """Return whether a line could be a short heading between paragraphs; its neighbours have the last word.

    >>> is_heading("Tensions in the north"), is_heading("He left."), is_heading("and went on")
    (True, False, False)
    """
    if len(line) >= _LONGEST_HEADING or ends_like_a_sentence(line) or not opens_like_a_sentence(line):
        return False
    return ". " not in line and len(line.split()) <= _HEADING_WORDS and any(letter.isalpha() for letter in line)


def is_title(line: str) -> bool:
    """Return whether the first line of a text could be its title: longer than a heading, but no sentence.

    >>> is_title("Ferry sails again"), is_title("The ferry sailed again on Monday.")
    (True, False)
    """
    return len(line) <= _LONGEST_TITLE and is_story_title(line) and not ends_like_a_sentence(line)


def opens_like_a_sentence(line: str) -> bool:
    """Return whether the first letter or figure of a line is no small letter; hard-wrapped prose goes on with one."""
    first = next((letter for letter in line[:20] if letter.isalnum()), "")
    return bool(first) and not small(first)


def is_story_title(line: str) -> bool:
    """Return whether a line could be the headline of another story: one line, no full stop, no inner sentence end."""
    if not 2 <= len(line) <= _LONGEST_STORY_TITLE or line.rstrip(_CLOSING)[-1:] in ".…。:;,":
        return False
    return opens_like_a_sentence(line) and not re.search(r"[^\W\d_]{4,}\. ", line)


def is_title_case(line: str) -> bool:
    """Return whether most of the longer words of a line begin with a capital, as English headlines do.

    >>> is_title_case("Norway Opens Probe Into Old Deal"), is_title_case("Norway opens probe into old deal")
    (True, False)
    """
    words = [word for word in _WORD.findall(line) if len(word) > 3]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def dateline(text: str) -> tuple[int, int] | None:
    """Return the offsets of the dateline with which a paragraph begins, up to its dash, or None.

    A dateline names a city in capitals, or a city with a figure or an agency after it.

    >>> text = "MINSK, 28 December – The talks ended."
    >>> start, end = dateline(text)
    >>> text[start:end]
    'MINSK, 28 December'
    """
    match = _DATELINE.match(text[:120].lstrip())
    if match is None:
        return None
    city, rest = match["city"], match["rest"]
    capitals = city.isupper() and sum(letter.isalpha() for letter in city) > 2
    words = city.split()
    named = len(words) <= 3 and all(word[0].isupper() for word in words) and (_has_digit(rest) or "(" in rest)
    if not (capitals or named):
        return None
    shift = len(text) - len(text.lstrip())
    return shift + match.start(), shift + match.end()
