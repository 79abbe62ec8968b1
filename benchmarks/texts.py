"""Texts to measure on: news prose made of the sentences that the language files are tested with."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from timeline.language import load

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "phrases"
# Characters of news for each temporal expression: 290 in TimeBank and AQUAINT (TempEval-3), 400 in KRAUTS, 227 to 297
# in the French, Spanish and Italian texts of TempEval-2, 237 in ERY2012; 53 in the Chinese ones.
APART = 240
APART_UNSPACED = 53


def languages() -> list[str]:
    """Return the codes of the languages that have sentences, in alphabetical order."""
    return sorted(path.stem for path in CASES.glob("*.toml"))


def news(language: str, size: int) -> str:
    """Return at least ``size`` characters of prose with as many expressions as news has: a dated sentence, then undated
    ones, in paragraphs of four."""
    table = tomllib.loads((CASES / f"{language}.toml").read_text("utf-8"))
    dated = [re.sub(r"[\[\]]", "", row[0]) for row in table["phrases"]]
    plain = cycle([*table["nothing"], *_undated().get(language, {}).get("sentences", ())])
    apart = APART_UNSPACED if load(language).traits.unspaced else APART
    sentences: list[str] = []
    for sentence in dated:
        left = apart - len(sentence)
        sentences.append(sentence)
        while left > 0:
            sentences.append(next(plain))
            left -= len(sentences[-1])
    paragraphs = [" ".join(sentences[place : place + 4]) for place in range(0, len(sentences), 4)]
    page = "\n\n".join(paragraphs) + "\n\n"
    return page * (size // len(page) + 1)


@cache
def _undated() -> dict[str, Any]:
    """Sentences that hold no temporal expression, by language."""
    return tomllib.loads((CASES.parent / "nothing.toml").read_text("utf-8"))
