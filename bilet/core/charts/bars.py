"""Bars of three kinds: scores with their certainty, plain ones, and reasons that add up."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bilet.core.charts.parts import (
    BAR,
    LINE,
    TRACK,
    WIDTH,
    at,
    frame,
    label,
    plain,
    signed,
    value,
)
from bilet.core.charts.rows import Band, Bar, Contribution


def bands(
    rows: Sequence[Band],
    *,
    title: str = "",
    scale: tuple[float, float] | None = None,
    ends: tuple[str, str] = ("", ""),
) -> SafeString:
    """Scores with their certainty: the dot is the score, the pale stripe how sure it is.

    Args:
        rows: one per scale of the test.
        title: what the picture is about.
        scale: the ends of the axis; without it from zero to the largest number.
        ends: words under the left and the right end of the axis.
    """
    low, high = scale or (0.0, max([row.high for row in rows], default=1.0))
    track = TRACK if any(row.shown for row in rows) else WIDTH
    middle = f"M{at(0, low, high, track):.1f} " if low < 0 < high else ""
    parts: list[str] = []
    y = 0
    for row in rows:
        lines, y = label(row.label, y, href=row.href)
        start, end, dot = (at(x, low, high, track) for x in (row.low, row.high, row.value))
        parts += [
            lines,
            f'<rect class="c-track" y="{y}" width="{track}" height="{BAR}" rx="8"/>',
            middle and f'<path class="c-axis" d="{middle}{y - 3}v{BAR + 6}"/>',
            f'<rect class="c-sure" x="{start:.1f}" y="{y}" width="{max(end - start, 2):.1f}"'
            f' height="{BAR}" rx="4"/>',
            f'<circle class="c-dot" cx="{dot:.1f}" cy="{y + 8}" r="8"/>',
            value(row.shown, y),
        ]
        y += BAR + 12
    if any(ends):
        parts.append(
            f'<text class="c-note" y="{y + 6}">{escape(ends[0])}</text>'
            f'<text class="c-note" x="{track}" y="{y + 6}" text-anchor="end">'
            f"{escape(ends[1])}</text>"
        )
        y += LINE
    desc = "; ".join(
        gettext("%(label)s: %(value)s, most likely between %(low)s and %(high)s")
        % {
            "label": row.label,
            "value": row.shown or plain(row.value),
            "low": plain(row.low),
            "high": plain(row.high),
        }
        for row in rows
    )
    return frame(y, parts, title or gettext("Scores and how sure they are"), desc)


def bars(rows: Sequence[Bar], *, title: str = "", maximum: float | None = None) -> SafeString:
    """Plain bars from zero; a bar with a field of work has its hue."""
    top = maximum or max([row.value for row in rows], default=0) or 1
    parts: list[str] = []
    y = 0
    for row in rows:
        lines, y = label(row.label, y, href=row.href)
        width = max(min(row.value / top, 1) * TRACK, 3 if row.value else 0)
        hue = f" field-{escape(row.field)}" if row.field else ""
        parts += [
            lines,
            f'<rect class="c-track" y="{y}" width="{TRACK}" height="{BAR}" rx="4"/>',
            f'<rect class="c-bar{hue}" y="{y}" width="{width:.1f}" height="{BAR}" rx="4"/>',
            value(row.shown or plain(row.value), y),
        ]
        y += BAR + 12
    desc = "; ".join(f"{row.label}: {row.shown or plain(row.value)}" for row in rows)
    return frame(y, parts, title or gettext("Bars"), desc)


def contributions(
    rows: Sequence[Contribution], *, title: str = "", total: str = "", shown: str = ""
) -> SafeString:
    """Reasons that add up: each bar starts where the one before ended, the last one is the sum.

    Args:
        rows: what speaks for (positive) and against (negative).
        title: what the picture is about.
        total: the name of the sum.
        shown: how the sum is written; without it, the number.
    """
    sums = [0.0]
    for row in rows:
        sums.append(sums[-1] + row.value)
    low, high = min(sums), max(sums)
    parts: list[str] = []
    y = 0
    zero = at(0, low, high)
    for row, before, after in zip(rows, sums, sums[1:], strict=False):
        lines, y = label(row.label, y)
        parts += [
            lines,
            f'<path class="c-axis" d="M{zero:.1f} {y - 2}v{BAR + 4}"/>',
            _step(y, at(before, low, high), at(after, low, high), row.value),
            value(row.shown or signed(row.value), y),
        ]
        y += BAR + 12
    last = at(sums[-1], low, high)
    left, width = min(zero, last), max(abs(last - zero), 2)
    lines, y = label(total or gettext("Together"), y, strong=True)
    parts += [
        lines,
        f'<path class="c-axis" d="M{zero:.1f} {y - 2}v{BAR + 4}"/>'
        f'<rect class="c-sum" x="{left:.1f}" y="{y}" width="{width:.1f}" height="{BAR}" rx="3"/>',
        value(shown or plain(sums[-1]), y, strong=True),
    ]
    y += BAR + 4
    desc = "; ".join(f"{row.label}: {row.shown or signed(row.value)}" for row in rows)
    desc += f"; {total or gettext('Together')}: {shown or plain(sums[-1])}"
    return frame(y, parts, title or gettext("Reasons and what each of them weighs"), desc)


def _step(y: int, start: float, end: float, value: float) -> str:
    """One bar of the stair, with a notch that shows its direction."""
    kind = "c-plus" if value >= 0 else "c-minus"
    if abs(end - start) < 2:
        end = start + (2 if value >= 0 else -2)
    tip = max(min(6.0, abs(end - start) / 2), 1.0) * (1 if end > start else -1)
    return (
        f'<path class="{kind}" d="M{start:.1f} {y}H{end - tip:.1f}L{end:.1f} {y + BAR / 2}'
        f'L{end - tip:.1f} {y + BAR}H{start:.1f}z"/>'
    )
