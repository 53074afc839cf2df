"""Scores and guesses of them in one picture: a dot on its stripe, and a diamond."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from bilet.core.charts import Band
from bilet.core.charts.parts import BAR, LINE, TRACK, at, frame, label, plain

HALF = 12  # of the diamond's width: it goes around the dot where both meet
ROOM = 5  # above and below it


@dataclass(frozen=True, slots=True)
class Mark:
    """One row: the score with its certainty, the guess, and the ends of the scale."""

    band: Band
    guess: float
    guess_shown: str
    lowest: float
    highest: float


def picture(marks: Sequence[Mark], names: tuple[str, str]) -> SafeString:
    """Drawn for a phone.

    Args:
        marks: one for each direction.
        names: what the dot and what the diamond stand for.
    """
    parts, y = _key(names)
    for mark in marks:
        band = mark.band
        lines, y = label(band.label, y)
        y += ROOM
        start, end, dot, guess = (
            at(x, mark.lowest, mark.highest) for x in (band.low, band.high, band.value, mark.guess)
        )
        parts += [
            lines,
            f'<rect class="c-track" y="{y}" width="{TRACK}" height="{BAR}" rx="8"/>',
            f'<rect class="c-sure" x="{start:.1f}" y="{y}" width="{max(end - start, 2):.1f}"'
            f' height="{BAR}" rx="4"/>',
            _dot(dot, y + 8),
            _diamond(guess, y + 8),
        ]
        y += BAR + 12 + ROOM
    parts.append(
        f'<text class="c-note" y="{y + 6}">{escape(pgettext("wish", "less"))}</text>'
        f'<text class="c-note" x="{TRACK}" y="{y + 6}" text-anchor="end">'
        f"{escape(pgettext('wish', 'more'))}</text>"
    )
    desc = "; ".join(_said(mark, names) for mark in marks)
    title = gettext("Six directions: %(own)s and %(guess)s") % {"own": names[0], "guess": names[1]}
    return frame(y + LINE, parts, title, desc)


def _key(names: tuple[str, str]) -> tuple[list[str], int]:
    """What the signs mean, one below the other: names may be long."""
    own, guess = (escape(name) for name in names)
    return [
        f'{_dot(13, 12)}<text x="32" y="17">{own}</text>',
        f'{_diamond(13, 40)}<text x="32" y="45">{guess}</text>',
    ], 60


def _dot(x: float, y: float) -> str:
    return f'<circle class="c-dot" cx="{x:.1f}" cy="{y}" r="8"/>'


def _diamond(x: float, y: float) -> str:
    return (
        f'<path class="c-bar-mark" d="M{x:.1f} {y - HALF}l{HALF} {HALF}l-{HALF} {HALF}'
        f'l-{HALF} -{HALF}z"/>'
    )


def _said(mark: Mark, names: tuple[str, str]) -> str:
    band = mark.band
    said = gettext("%(label)s: %(value)s, most likely between %(low)s and %(high)s") % {
        "label": band.label,
        "value": band.shown or plain(band.value),
        "low": plain(band.low),
        "high": plain(band.high),
    }
    return f"{said}; {names[1]}: {mark.guess_shown}"
