"""Beginning a test again, and becoming somebody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bilet.assessments import actions
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.testing.assessments import INTERESTS, guest_owner, make_result, make_sitting, packed
from bilet.testing.factories import make_pupil

pytestmark = pytest.mark.django_db
SCALES = "riasec"


def profile(**levels: int) -> dict[str, str]:
    """Answers to the short interests: one letter's items all get one answer."""
    return {f"{s}{n}": f"v{levels.get(s, 0)}" for n in range(1, 6) for s in SCALES}


def test_after_finishing_a_new_sitting_begins():
    owner = guest_owner()
    first = actions.start_sitting(owner, INSTRUMENTS.get(INTERESTS), at=timezone.now())
    Sitting.objects.filter(pk=first.pk).update(answers=packed(profile(i=4)))
    actions.finish(first.pk, at=timezone.now())
    second = actions.start_sitting(owner, INSTRUMENTS.get(INTERESTS), at=timezone.now())
    assert second.pk != first.pk


def test_an_unfinished_sitting_waits_for_two_weeks():
    owner, now = guest_owner(), timezone.now()
    begun = actions.start_sitting(owner, INSTRUMENTS.get(INTERESTS), at=now)
    later = now + timedelta(days=13)
    assert actions.start_sitting(owner, INSTRUMENTS.get(INTERESTS), at=later).pk == begun.pk
    late = now + timedelta(days=15)
    assert actions.start_sitting(owner, INSTRUMENTS.get(INTERESTS), at=late).pk != begun.pk


def test_a_sitting_of_an_older_version_is_not_gone_on_with():
    owner = guest_owner()
    old = make_sitting(version=77)
    Sitting.objects.filter(pk=old.pk).update(guest=owner.guest)
    begun = actions.start_sitting(owner, INSTRUMENTS.get(INTERESTS), at=timezone.now())
    assert begun.pk != old.pk


def test_a_guest_who_becomes_a_pupil_keeps_the_results():
    sitting, pupil = make_result(), make_pupil()
    actions.claim_sittings(sitting.guest, pupil)
    sitting.refresh_from_db()
    assert (sitting.pupil, sitting.guest) == (pupil, None)


def test_guests_are_forgotten_and_pupils_are_not():
    old = timezone.now() - timedelta(days=31)
    make_sitting(started_at=old)
    kept = [make_sitting(), make_sitting(pupil=make_pupil(), started_at=old)]
    assert actions.forget_guest_sittings(before=timezone.now() - timedelta(days=30)) == 1
    assert set(Sitting.objects.all()) == set(kept)
