"""Pictures that fit into a line of text or a corner of a card."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bilet.core.charts.parts import frame, plain


def sparkline(values: Sequence[float], *, title: str = "") -> SafeString:
    """A small line without axes, its end marked."""
    width, height, edge = 120, 36, 6
    low, high = min(values, default=0), max(values, default=0)
    step = (width - 2 * edge) / max(len(values) - 1, 1)
    points = [
        (edge + i * step, height - edge - (value - low) / ((high - low) or 1) * (height - 2 * edge))
        for i, value in enumerate(values)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts = [f'<polyline class="c-spark" points="{path}"/>']
    parts += [f'<circle class="c-dot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>' for x, y in points[-1:]]
    desc = ", ".join(plain(value) for value in values)
    return frame(
        height, parts, title or gettext("How it changed"), desc, width=width, kind="c-small"
    )


def donut(share: float, *, title: str = "", shown: str = "") -> SafeString:
    """A part of a whole, from 0 to 1, with the number in the middle."""
    part = min(max(share, 0.0), 1.0)
    said = shown or f"{round(part * 100)}\u202f%"
    length = 2 * 3.14159265 * 40
    parts = [
        '<circle class="c-ring" cx="50" cy="50" r="40"/>',
        f'<circle class="c-arc" cx="50" cy="50" r="40" transform="rotate(-90 50 50)"'
        f' stroke-dasharray="{part * length:.1f} {length:.1f}"/>'
        if part
        else "",
        f'<text class="c-middle" x="50" y="57">{escape(said)}</text>',
    ]
    return frame(
        100, parts, title or gettext("Share of the whole"), said, width=100, kind="c-small"
    )
