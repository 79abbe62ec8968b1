"""Line charts as SVG: a few series over a logarithmic axis, nothing else"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 360, 70, 50, 40, 150
COLOURS = ("#1b6ca8", "#c8553d", "#4f772d", "#7b2d8b", "#8d6b00")

Series = Sequence[tuple[float, float]]


def chart(title: str, across: str, up: str, series: Mapping[str, Series]) -> str:
    """Return a chart of some series; the axis across is logarithmic, the axis up begins at 0.

    >>> chart("Cost", "articles", "ms", {"one": [(100, 1.0), (1000, 1.5)]}).startswith("<svg")
    True
    """
    points = [point for some in series.values() for point in some]
    low, high = math.log10(min(x for x, _ in points)), math.log10(max(x for x, _ in points))
    most = 1.1 * max(y for _, y in points) or 1.0

    def place(x: float, y: float) -> tuple[float, float]:
        share = (math.log10(x) - low) / (high - low) if high > low else 0.5
        return LEFT + share * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - y / most * (HEIGHT - BOTTOM - TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _text(WIDTH / 2, 22, title, "middle", 15),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, across, "middle"),
        f'<g transform="rotate(-90 16 {HEIGHT / 2})">{_text(16, HEIGHT / 2, up, "middle")}</g>',
    ]
    for step in range(5):
        value = most * step / 4
        _, y = place(10**low, value)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(_text(LEFT - 6, y + 4, f"{value:.3g}", "end"))
    marks = sorted({x for x, _ in points})
    parts += [_text(place(x, 0)[0], HEIGHT - BOTTOM + 16, f"{x:,.0f}", "middle") for x in marks]
    for number, (name, some) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in some))
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in (place(*p) for p in some)]
        y = TOP + 18 * number
        parts.append(f'<path d="M{WIDTH - RIGHT + 10} {y}h18" stroke="{colour}" stroke-width="2"/>')
        parts.append(_text(WIDTH - RIGHT + 34, y + 4, name, "start"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _text(x: float, y: float, told: str, anchor: str, size: int = 12) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">{escape(told)}</text>'
