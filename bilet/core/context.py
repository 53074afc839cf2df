"""What every template knows about the site."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

DISPLAY_COOKIE = "display"
# The "version for the visually impaired": tokens swapped on the same pages.
DISPLAY_CHOICES = {
    "text": ("normal", "large", "huge"),
    "scheme": ("site", "mono", "inverse", "blue"),
    "space": ("normal", "wide"),
    "pictures": ("on", "off"),
}


@dataclass(frozen=True, slots=True)
class Site:
    demo: bool
    operator: str
    language: str
    languages: list[tuple[str, Any]]
    display: dict[str, str]
    url: str


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "site": Site(
            demo=settings.DEMO,
            operator=settings.OPERATOR,
            language=getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
            languages=list(settings.LANGUAGES),
            display=display_of(request.COOKIES.get(DISPLAY_COOKIE, "")),
            url=settings.SITE_URL,
        )
    }


def display_of(cookie: str) -> dict[str, str]:
    """The display settings in a cookie like `text=large.scheme=mono`; unknown parts are dropped."""
    given = dict(part.partition("=")[::2] for part in cookie.split("."))
    return {
        name: given[name] if given.get(name) in choices else choices[0]
        for name, choices in DISPLAY_CHOICES.items()
    }
