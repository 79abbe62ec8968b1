"""Texts to measure on: news prose made of the sentences that the language files are tested with."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "phrases"


def languages() -> list[str]:
    """Return the codes of the languages that have sentences, in alphabetical order."""
    return sorted(path.stem for path in CASES.glob("*.toml"))


def news(language: str, size: int) -> str:
    """Return at least ``size`` characters of prose: a dated sentence, then two undated ones, in paragraphs of four."""
    table = tomllib.loads((CASES / f"{language}.toml").read_text("utf-8"))
    dated = [re.sub(r"[\[\]]", "", row[0]) for row in table["phrases"]]
    plain = table["nothing"]
    sentences: list[str] = []
    for place, sentence in enumerate(dated):
        sentences += [sentence, plain[place % len(plain)], plain[(3 * place + 1) % len(plain)]]
    paragraphs = [" ".join(sentences[place : place + 4]) for place in range(0, len(sentences), 4)]
    page = "\n\n".join(paragraphs) + "\n\n"
    return page * (size // len(page) + 1)
