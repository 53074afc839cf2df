"""`{{ text|markdown }}`: our own Markdown content as sanitised HTML."""

from functools import lru_cache

import nh3
from django.template import Library
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = Library()
_parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


@register.filter
def markdown(text: str) -> SafeString:
    """HTML of `text`: headings start at h2, no scripts, no styles, no pictures from elsewhere."""
    return mark_safe(_rendered(text))  # noqa: S308


@lru_cache(maxsize=512)
def _rendered(text: str) -> str:
    return nh3.clean(
        _parser.render(text),
        tags={"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "a", "code",
              "pre", "table", "thead", "tbody", "tr", "th", "td", "hr", "br"},
        attributes={"a": {"href", "title"}},
        link_rel="noopener noreferrer",
    )  # fmt: skip
