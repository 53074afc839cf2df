"""A result as a picture to share: nothing on it says whose it is."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext

from bilet.assessments.queries import ResultPage
from bilet.assessments.reading import Line
from bilet.core import documents

MOST_LINES = 6  # more do not fit on the picture


def picture(page: ResultPage) -> bytes:
    """PNG, 1080 × 1350 pixels."""
    return documents.png("assessments/share.typ", _data(page))


def _data(page: ResultPage) -> dict[str, Any]:
    return {
        "language": (get_language() or "ru").split("-")[0],
        "headline": page.reading.headline,
        "test": page.instrument.title,
        "lines": [_line(line) for line in page.reading.lines[:MOST_LINES]],
        "note": gettext("The dot is the score, the pale stripe is how sure the test is."),
        "address": settings.SITE_URL.removeprefix("https://").removeprefix("http://"),
    }


def _line(line: Line) -> dict[str, Any]:
    band, score = line.band, line.score
    span = score.highest - score.lowest
    place = {name: (getattr(band, name) - score.lowest) / span for name in ("low", "high", "value")}
    return {"title": line.scale.title} | place
