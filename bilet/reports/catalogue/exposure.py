"""Which fields of work does the advice show to whom, and what do places change?

All profiles are made up: the platform holds nobody's sex. How it is done, and what it cannot
show, stands in `bilet.guidance.engine.exposure`.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.exposure import FieldExposure, Guard, Offers, guard, offers_by_place
from bilet.guidance.engine.next_trial import Candidate
from bilet.guidance.queries.candidates import online
from bilet.orgs.models import Organization
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.library import PROFESSIONS
from bilet.reports.base import Period, Report, Row, Rows
from bilet.reports.queries.scopes import events_below

PROFILES = 500


def rows(scope: Organization, period: Period) -> Rows:
    """One row a field; the last two columns by the events of the scope in the period. One query."""
    held = events_below(scope, period).values_list("profession", flat=True).distinct()
    places = {offer.field: offer for offer in _offers(frozenset(held))}
    return (_row(field, places[field.field]) for field in _guard().fields)


def at_sites(professions: Iterable[str]) -> list[Candidate]:
    """A trial of each profession with a mentor, as a candidate."""
    cards = PROFESSIONS.all("ru")
    return [
        Candidate("event", f"at_site_{code}", "", code, str(cards[code].field), 90, event=code)
        for code in sorted(professions)
        if code in cards
    ]


@lru_cache(maxsize=1)
def _guard() -> Guard:
    """The same for everybody until the content changes, which a process does not see."""
    return guard(catalogue(), profiles=PROFILES)


@lru_cache(maxsize=64)
def _offers(professions: frozenset[str]) -> list[Offers]:
    far = online()
    return offers_by_place(catalogue(), [*far, *at_sites(professions)], far)


def _row(found: FieldExposure, offer: Offers) -> Row:
    return (
        str(FIELD_NAMES[found.field]),
        round(100 * found.men),
        round(100 * found.women),
        _two_digits(found.ratio_of_equals),
        _two_digits(found.ratio),
        _two_digits(found.ratio_with_rotation),
        round(100 * offer.near),
        round(100 * offer.far),
    )


def _two_digits(ratio: float | None) -> float | None:
    """None where too few are shown the field for a ratio to mean anything."""
    return None if ratio is None else round(ratio, 2)


REPORT = Report(
    code="exposure",
    title=_("Bias guard: fields shown to made-up profiles"),
    columns=(
        _("Field of work"),
        _("Shown to interests as of men, %"),
        _("Shown to interests as of women, %"),
        _("Ratio for equal interests (fair: 0.8 to 1.25)"),
        _("Ratio for interests as they are"),
        _("Ratio for interests as they are, with a test of rotation"),
        _("Offered first where events can be reached, %"),
        _("Offered first where only online trials can, %"),
    ),
    rows=rows,
)
