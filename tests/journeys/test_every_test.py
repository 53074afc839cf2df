"""Every test of the bank is taken in a real browser at 360 px, from its page to its result."""

from uuid import uuid4

import pytest
from django.core import signing
from django.utils import timezone
from playwright.sync_api import Page

from bilet.assessments.actions import start_sitting
from bilet.assessments.library import INSTRUMENTS
from bilet.people.models import Owner
from bilet.people.requests import GUEST_COOKIE
from tests.journeys.answering import take
from tests.journeys.seeing import see

# Four ratings on one screen: the last may lie below it, the way on may not.
LONG = "rate_options"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("code", list(INSTRUMENTS.all("ru")))
def test_a_guest_takes_the_test_to_its_result(live_server, page_at, device, code):
    guest = uuid4()
    sitting = start_sitting(Owner(guest=guest), INSTRUMENTS.get(code, "ru"), at=timezone.now())
    phone = device()
    cookie = signing.dumps(guest.hex, salt="guest")
    phone.add_cookies([{"name": GUEST_COOKIE, "value": cookie, "url": live_server.url}])
    phone.clock.install()
    page = page_at(f"/sittings/{sitting.pk}/", on=phone)

    def seen(kind: str) -> None:
        in_sight(page, kind)
        see(page, f"test-{code}-{kind}")

    take(page, seen)
    see(page, f"result-{code}")
    sitting.refresh_from_db()
    assert sitting.finished_at is not None
    assert sitting.scores.exists() or code == "i07_choice_matrix"


def in_sight(page: Page, kind: str) -> None:
    """The answers and the way on stand on the first screen of a phone."""
    screen = page.locator(".player-screen[data-kind]")
    if not screen.count():
        return  # a task against the clock fills the screen by itself
    height = page.viewport_size["height"]
    foot, answers = (
        screen.locator(part).bounding_box() for part in (".player-foot", ".player-answers")
    )
    assert foot["y"] + foot["height"] <= height, kind
    if kind != LONG:
        assert answers["y"] + answers["height"] <= foot["y"], kind
