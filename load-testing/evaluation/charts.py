"""Line charts as inline SVG: no script, nothing fetched."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 220
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 12, 28


@dataclass(frozen=True)
class Line:
    """Points are (second, value)."""

    label: str
    colour: int
    points: list[tuple[float, float]]


def chart(title: str, unit: str, lines: list[Line], seconds: float, ramp_seconds: float, most: float | None = None) -> str:
    """A chart from 0 upwards. 'most' is a limit that is drawn too."""
    drawn = [line for line in lines if line.points]
    highest = max([value for line in drawn for _, value in line.points] + [1e-9])
    # A limit far above the measured values is left out, because it would flatten the lines.
    shown = most if most is not None and most <= 3 * highest else None
    ticks = scale(max(highest, shown or 0))
    top, seconds = ticks[-1], max(seconds, 1)

    def x(second: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * min(second, seconds) / seconds

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top

    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">']
    if ramp_seconds > 0:
        parts.append(f'<rect class="ramp" x="{LEFT}" y="{TOP}" width="{x(ramp_seconds) - LEFT:.1f}" height="{HEIGHT - TOP - BOTTOM}"/>')
    for tick in ticks:
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(tick):.1f}" y2="{y(tick):.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(tick) + 4:.1f}" text-anchor="end">{_number(tick)}</text>')
    for second in (tick for tick in time_scale(seconds) if tick <= seconds):
        parts.append(f'<text x="{x(second):.1f}" y="{HEIGHT - 8}" text-anchor="middle">{clock(second)}</text>')
    if shown is not None:
        parts.append(f'<line class="limit" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(shown):.1f}" y2="{y(shown):.1f}"/>')
    # Drawn in reverse, so that the first line is on top where lines coincide, as percentiles of few requests do.
    for line in reversed(drawn):
        points = " ".join(f"{x(second):.1f},{y(value):.1f}" for second, value in line.points)
        parts.append(f'<polyline class="line c{line.colour}" points="{points}"/>')
    parts.append("</svg>")
    legend = "".join(f'<span class="key c{line.colour}">{escape(line.label)}</span>' for line in drawn)
    if shown is not None:
        legend += f'<span class="key limit">limit of p95: {_number(shown)}</span>'
    caption = f'<figcaption><b>{escape(title)}</b> <small>{escape(unit)}</small><span class="legend">{legend}</span></figcaption>'
    return f'<figure>{caption}{"".join(parts)}</figure>'


def scale(highest: float) -> list[float]:
    """Round numbers from 0 up to at least the highest value."""
    rough = highest / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999999)
    return [step * index for index in range(math.ceil(highest / step - 1e-6) + 1)]


def time_scale(seconds: float) -> list[float]:
    step = next((step for step in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800) if seconds / step <= 10), 3600)
    return [step * index for index in range(int(seconds // step) + 1)]


def clock(second: float) -> str:
    return f"{int(second) // 60}:{int(second) % 60:02d}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.3g}"
