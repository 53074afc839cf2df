"""Titles of films as pictures: a card of paper with a line of ink, in the product's typeface."""

from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

import typst
from PIL import Image, ImageDraw, ImageFont

INK = "#1d2033"
CARD = "#fffdf8"
LINE = "#e4dccb"
SIGNAL = "#c33f14"

SIZE = 30  # px of the letters
WEIGHT = 600
ROW = 40  # px from baseline to baseline
WIDEST = 800  # px of one row; longer titles take two
PADDING = (38, 20)  # px, left of the letters and above them
FINE = 2  # everything is drawn that much larger and scaled down

_PROJECT = Path(__file__).resolve().parents[2]
_FONTS = _PROJECT / "frontend/node_modules/@fontsource-variable/golos-text/files"
_SUBSETS = ("cyrillic", "latin")

Fonts = dict[str, ImageFont.FreeTypeFont]


def font_files() -> list[Path]:
    """The Cyrillic and the Latin part of Golos Text; empty when it is not installed."""
    files = [_FONTS / f"golos-text-{subset}-wght-normal.woff2" for subset in _SUBSETS]
    return files if all(file.exists() for file in files) else []


@cache
def title_card(text: str) -> Image.Image:
    """The words on a card, RGBA with transparent corners, at most about 870 px wide."""
    words = _words_in_golos(text) if font_files() else _words_in_default(text)
    left, above = PADDING
    size = (words.width + left * FINE * 2 - 10 * FINE, words.height + above * FINE * 2)
    card = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(card)
    box = (0, 0, size[0] - 1, size[1] - 1)
    draw.rounded_rectangle(box, 16 * FINE, fill=CARD, outline=LINE, width=2 * FINE)
    bar = (16 * FINE, above * FINE, 23 * FINE, size[1] - above * FINE)
    draw.rounded_rectangle(bar, 4 * FINE, fill=SIGNAL)
    card.alpha_composite(words, (left * FINE, above * FINE))
    return card.resize((size[0] // FINE, size[1] // FINE), Image.Resampling.LANCZOS)


def _words_in_golos(text: str) -> Image.Image:
    fonts = _fonts()
    rows = _rows(text, fonts)
    width = max(_width(row, fonts) for row in rows)
    picture = Image.new("RGBA", (int(width) + 2, ROW * FINE * len(rows)), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    for number, row in enumerate(rows):
        x, baseline = 0.0, (ROW * number + round(ROW * 0.74)) * FINE
        for subset, run in _runs(row):
            draw.text((x, baseline), run, fill=INK, font=fonts[subset], anchor="ls")
            x += fonts[subset].getlength(run)
    return picture


@cache
def _fonts() -> Fonts:
    fonts: Fonts = {}
    for subset, file in zip(_SUBSETS, font_files(), strict=True):
        fonts[subset] = ImageFont.truetype(str(file), SIZE * FINE)
        fonts[subset].set_variation_by_axes([WEIGHT])
    return fonts


def _rows(text: str, fonts: Fonts) -> list[str]:
    """The text cut at spaces into rows of even length, none wider than `WIDEST` if possible."""
    if _width(text, fonts) <= WIDEST * FINE:
        return [text]
    words = text.split(" ")
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    if not cuts:
        return [text]
    return list(min(cuts, key=lambda rows: max(_width(row, fonts) for row in rows)))


def _width(text: str, fonts: Fonts) -> float:
    return sum(fonts[subset].getlength(run) for subset, run in _runs(text))


def _runs(text: str) -> list[tuple[str, str]]:
    """The text cut where the alphabet changes: each subset has its own font file."""
    pairs = groupby(text, key=lambda sign: "cyrillic" if _is_cyrillic(sign) else "latin")
    return [(subset, "".join(signs)) for subset, signs in pairs]


def _is_cyrillic(sign: str) -> bool:
    return "\u0400" <= sign <= "\u045f" or sign == "№"


def _words_in_default(text: str) -> Image.Image:
    """The words in the typeface that comes with typst, where Golos Text is not installed."""
    page = f"""
        #set page(width: auto, height: auto, margin: 2pt, fill: none)
        #set text(size: {SIZE}pt, fill: rgb("{INK}"), weight: {WEIGHT}, hyphenate: false)
        #context {{
          let words = sys.inputs.words
          block(width: calc.min({WIDEST}pt, measure(words).width + 4pt), words)
        }}"""
    png = typst.compile(
        page.encode(),
        format="png",
        ppi=72 * FINE,
        sys_inputs={"words": text},
        ignore_system_fonts=True,
    )
    return Image.open(BytesIO(png)).convert("RGBA")
