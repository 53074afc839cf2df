"""Words for codes of content."""

from django.template import Library

from bilet.trials.library import PROGRAMS

register = Library()


@register.filter
def program_title(code: str) -> str:
    """The programme's title; its code when the content has lost it."""
    found = PROGRAMS.get(code)
    return found.title if found else code
