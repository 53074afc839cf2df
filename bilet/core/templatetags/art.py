"""Own illustrations, put into the page as SVG so that they follow the page's colours."""

from functools import cache
from pathlib import Path

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = Library()
FOLDER = Path(__file__).resolve().parents[1] / "static" / "core" / "art"


@register.simple_tag
def art(name: str, alt: str = "", class_: str = "") -> SafeString:
    """The illustration `name`; decoration for those who do not see it unless `alt` is given."""
    if alt:
        return format_html(
            '<span class="picture {}" role="img" aria-label="{}">{}</span>', class_, alt, _svg(name)
        )
    return format_html('<span class="picture {}" aria-hidden="true">{}</span>', class_, _svg(name))


@cache
def _svg(name: str) -> SafeString:
    if not name.replace("-", "").isalnum():
        raise ValueError(f"{name!r} is no name of an illustration")
    return mark_safe((FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip())  # noqa: S308 # a file of ours
