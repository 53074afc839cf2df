"""What every picture is put together from: the frame, labels, numbers."""

from collections.abc import Sequence
from textwrap import wrap
from zlib import crc32

from django.utils.formats import get_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH = 320
TRACK = 250  # bars end here; their numbers stand to the right
LINE = 20  # a line of text
BAR = 16


def frame(
    height: float,
    parts: Sequence[str],
    title: str,
    desc: str,
    *,
    width: float = WIDTH,
    kind: str = "",
) -> SafeString:
    body = "".join(parts)
    role = "group" if "<a " in body else "img"
    key = f"c{crc32(f'{title}{desc}{body}'.encode()):08x}"
    return mark_safe(  # noqa: S308 # every text above went through escape()
        f'<svg class="chart {kind}" xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="-1 -1 {width + 2:g} {height + 2:g}" role="{role}"'
        f' aria-labelledby="{key}t {key}d"><title id="{key}t">{escape(title)}</title>'
        f'<desc id="{key}d">{escape(desc)}</desc>{body}</svg>'
    )


def label(text: str, y: int, *, href: str = "", strong: bool = False) -> tuple[str, int]:
    """The label's lines above a bar, and where the bar begins."""
    lines = wrap(text, 36) or [""]
    spans = "".join(
        f'<tspan x="0" y="{y + 14 + i * LINE}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )
    kind = ' class="c-strong"' if strong else ""
    shown = f"<text{kind}>{spans}</text>"
    if href:
        shown = f'<a href="{escape(href)}">{shown}</a>'
    return shown, y + len(lines) * LINE


def value(text: str, y: int, *, strong: bool = False) -> str:
    kind = "c-value c-strong" if strong else "c-value"
    return f'<text class="{kind}" x="{WIDTH}" y="{y + 13}">{escape(text)}</text>' if text else ""


def at(value: float, low: float, high: float, track: float = TRACK) -> float:
    """A number's place on the track, its dot never half outside."""
    share = (value - low) / ((high - low) or 1)
    return 8 + min(max(share, 0.0), 1.0) * (track - 16)


def plain(value: float) -> str:
    """A number as people read it: whole when it can be, with a decimal comma in Russian."""
    text = f"{value:.1f}".removesuffix(".0").replace("-", "−")
    return text.replace(".", str(get_format("DECIMAL_SEPARATOR")))


def signed(value: float) -> str:
    return f"+{plain(value)}" if value > 0 else plain(value)
