"""Tagging and anchoring against dateparser's search and against the floor: read the file, decode, scan for digits.

All three are measured in the same process on the same texts, in processor time; the figures to quote are the ratios.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.texts import languages, news
from timeline import Article, resolve

PUBLISHED = "2024-03-06"
REFERENCE = datetime(2024, 3, 6)
GROWTH = (1_000, 10_000, 100_000, 1_000_000)
PEER_SIZE = 2_000
OWN_SIZE = 30_000
UNKNOWN_PEER_SIZE = 400
UNKNOWN = ("en", "de", "es", "ru", "zh")
TOGETHER = "ar bg de el en es fr ru uk zh".split()
DIGITS = re.compile(r"\d+")


def rate(work: Callable[[str], object], text: str, least: float = 0.2) -> float:
    """Return how many kB of UTF-8 a second of processor time gets through, once what the text needs was made; repeats
    until ``least`` seconds passed."""
    work(text)
    size, done, began = len(text.encode()), 0, time.process_time()
    while True:
        work(text)
        done += size
        spent = time.process_time() - began
        if spent >= least:
            return done / 1000 / spent


def own(language: str | None) -> Callable[[str], object]:
    """Return the work of tagging and anchoring one text."""
    return lambda text: resolve(Article("a", text, language, PUBLISHED))


def floor(text: str) -> float:
    """Return the rate of reading, decoding and scanning the same text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text"
        path.write_text(text, "utf-8")
        return rate(lambda _: DIGITS.findall(path.read_bytes().decode()), text)


def peer(language: str | None) -> Callable[[str], object] | None:
    """Return the work of dateparser's search, None where it is not installed or does not know the language."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None
    settings = {"RELATIVE_BASE": REFERENCE}
    return lambda text: search_dates(text, languages=[language] if language else None, settings=settings)


def table() -> list[str]:
    """Return the lines of the tables: rates by language, then with the language unknown, growth, and memory."""
    return [*given(), "", *articles(), "", *unknown(), "", *growth(), "", memory()]


def given() -> list[str]:
    """Return the rates and ratios of each language, which both are told."""
    lines = ["language  ours kB/s  floor kB/s  share of floor  dateparser kB/s  ours / dateparser"]
    for language in languages():
        text = news(language, OWN_SIZE)
        ours, least = rate(own(language), text), floor(text)
        work = peer(language)
        try:
            theirs = rate(work, news(language, PEER_SIZE)[:PEER_SIZE], 0.05) if work else None
        except ValueError:
            theirs = None
        lines.append(f"{language:8}  {ours:9.0f}  {least:10.0f}  {ours / least:14.4f}  {_compared(ours, theirs)}")
    return lines


def _compared(ours: float, theirs: float | None) -> str:
    """The columns for the other's rate, and for ours as a multiple of it."""
    return f"{theirs:15.1f}  {ours / theirs:17.1f}" if theirs else f"{'-':>15}  {'-':>17}"


def articles() -> list[str]:
    """Return the rates on articles of one's own: the folder that TIMELINE_NEWS names holds files of JSON lines with
    ``text`` and ``lang``."""
    folder = os.environ.get("TIMELINE_NEWS")
    if not folder:
        return ["articles of your own: not measured, as TIMELINE_NEWS names no folder"]
    lines = ["articles                     number  characters  ours kB/s  dateparser kB/s  ours / dateparser"]
    for path in sorted(Path(folder).glob("*.jsonl")):
        found = [json.loads(line) for line in path.open(encoding="utf-8")]
        language, text = found[0]["lang"], "\n\n".join(one["text"] for one in found)
        own(language)(text[:OWN_SIZE])
        ours = _together(own(language), [one["text"] for one in found])
        other = peer(language)
        theirs = rate(other, text[:PEER_SIZE], 0.05) if other else None
        lines.append(f"{path.stem:27}  {len(found):6}  {len(text):10}  {ours:9.0f}  {_compared(ours, theirs)}")
    return lines


def _together(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """How many kB of UTF-8 a second of processor time gets through, each text once."""
    began = time.process_time()
    for text in texts:
        work(text)
    return sum(len(text.encode()) for text in texts) / 1000 / (time.process_time() - began)


def unknown() -> list[str]:
    """Return the rates and ratios where the language has to be found."""
    lines = ["language found  ours kB/s  dateparser kB/s  ours / dateparser"]
    work = peer(None)
    for language in UNKNOWN:
        text = news(language, OWN_SIZE)
        ours = rate(own(None), text)
        theirs = rate(work, news(language, UNKNOWN_PEER_SIZE)[:UNKNOWN_PEER_SIZE], 0.05) if work else None
        lines.append(f"{language:14}  {ours:9.0f}  {_compared(ours, theirs)}")
    return lines


def growth() -> list[str]:
    """Return the seconds that texts of growing length take, each with the ratio to the one before."""
    lines = ["growth (en): characters, seconds, ratio to the size before"]
    own("en")(news("en", max(GROWTH))[: GROWTH[1]])
    before = 0.0
    for size in GROWTH:
        text = news("en", size)[:size]
        began = time.process_time()
        own("en")(text)
        spent = time.process_time() - began
        lines.append(f"{size:9}  {spent:8.3f}  {spent / before if before else float('nan'):6.1f}")
        before = spent
    return lines


def memory() -> str:
    """Return what a fresh process holds with ten languages in use, and how long the import takes."""
    texts = {language: news(language, 1_000)[:1_000] for language in TOGETHER}
    program = (
        "import json, re, sys, time\n"
        "began = time.perf_counter()\n"
        "import timeline\n"
        "spent = time.perf_counter() - began\n"
        "for code, text in json.load(sys.stdin).items():\n"
        "    timeline.resolve(timeline.Article('a', text, code, '2024-03-06'))\n"
        "held = int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1024\n"
        "print(f'import {spent:.2f} s; {held:.0f} MB resident with ten languages in use')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
