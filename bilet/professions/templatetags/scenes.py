"""The scene of a field of work, put into the page as SVG so that it follows the page's colours.

The shapes carry classes of one letter, dressed by `.scene` in `guidance.css`:
a the air, b what is far, c paper, h the hue, i ink, s the signal, o a thing outlined in ink;
lines: e ink, l the field's line, w paper, t thin hue, f sparks, r rows, v a paper ring,
g a thick limb over its outline k.
"""

from functools import cache
from pathlib import Path

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bilet.professions.profession import Field_

register = Library()
FOLDER = Path(__file__).resolve().parents[1] / "static" / "professions" / "scenes"


@register.simple_tag
def scene(field: str) -> SafeString:
    """The scene of `field`: decoration, silent for those who do not see it."""
    return format_html(
        '<span class="picture scene field-{}" aria-hidden="true">{}</span>', field, _svg(field)
    )


@cache
def _svg(field: str) -> SafeString:
    """Raises ValueError when there is no such field."""
    path = FOLDER / f"{Field_(field)}.svg"
    return mark_safe(path.read_text(encoding="utf-8").strip())  # noqa: S308 # a file of ours
