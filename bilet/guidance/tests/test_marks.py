"""Marks, and versions of the advice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from bilet.guidance.actions import claim_marks, mark_profession, remember_advice, unmark
from bilet.guidance.engine.beliefs import believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.errors import UnknownMarkError, UnknownProfessionError
from bilet.guidance.models import Advice, ProfessionMark
from bilet.guidance.queries.advice import change_between, last_versions
from bilet.guidance.queries.evidence import evidence_of
from bilet.people.models import Owner
from bilet.professions.library import PROFESSIONS
from bilet.testing.factories import make_pupil
from bilet.testing.guidance import make_interests, make_told_run

pytestmark = pytest.mark.django_db


def kinds(owner, code="in09"):
    return {mark.kind for mark in ProfessionMark.objects.of(owner).filter(profession=code)}


def advise(owner, at):
    beliefs = believe(evidence_of(owner, at=at), catalogue())
    last = next(iter(last_versions(owner)), None)
    return remember_advice(owner, beliefs, last, at=at)


def test_marking_twice_is_marking_once_and_the_last_reason_counts():
    owner = Owner(pupil=make_pupil())
    mark_profession(owner, "in09", "hidden", "dull")
    mark_profession(owner, "in09", "hidden", "conditions")
    assert ProfessionMark.objects.of(owner).get().reason == "conditions"


def test_a_no_takes_back_the_yes_and_the_other_way_round():
    owner = Owner(pupil=make_pupil())
    mark_profession(owner, "in09", "wish")
    mark_profession(owner, "in09", "favourite")
    assert kinds(owner) == {"wish", "favourite"}
    mark_profession(owner, "in09", "hidden", "dull")
    assert kinds(owner) == {"hidden"}
    mark_profession(owner, "in09", "wish")
    assert kinds(owner) == {"wish"}
    unmark(owner, "in09", "wish")
    assert kinds(owner) == set()


def test_only_real_professions_and_marks_are_kept():
    owner = Owner(pupil=make_pupil())
    with pytest.raises(UnknownProfessionError):
        mark_profession(owner, "zz99", "wish")
    with pytest.raises(UnknownMarkError):
        mark_profession(owner, "in09", "love")
    with pytest.raises(UnknownMarkError):
        mark_profession(owner, "in09", "hidden", "because")


def test_a_guests_marks_go_to_the_pupil_and_the_pupils_own_win():
    guest, pupil = uuid4(), make_pupil()
    theirs, own = Owner(guest=guest), Owner(pupil=pupil)
    mark_profession(theirs, "in09", "wish")
    mark_profession(theirs, "it02", "hidden", "dull")
    mark_profession(theirs, "ar01", "wish")
    mark_profession(theirs, "bl06", "favourite")
    mark_profession(own, "in09", "wish")
    mark_profession(own, "it02", "favourite")
    mark_profession(own, "ar01", "hidden", "other")
    claim_marks(guest, pupil)
    assert not ProfessionMark.objects.of(theirs).exists()
    assert [kinds(own, code) for code in ("in09", "it02", "ar01", "bl06")] == [
        {"wish"}, {"favourite"}, {"hidden"}, {"favourite"},
    ]  # fmt: skip


def test_versions_of_a_guest_go_with_the_marks():
    guest, pupil = uuid4(), make_pupil()
    make_interests(guest=guest)
    advise(Owner(guest=guest), timezone.now())
    claim_marks(guest, pupil)
    assert Advice.objects.of(Owner(pupil=pupil)).count() == 1


def test_a_version_is_kept_when_the_evidence_is_new_and_only_then():
    owner, now = Owner(pupil=make_pupil()), timezone.now()
    assert advise(owner, now) is None
    make_interests(owner.pupil)
    assert advise(owner, now) is not None
    assert advise(owner, now + timedelta(hours=1)) is None
    mark_profession(owner, "in09", "hidden", "dull")
    assert advise(owner, now + timedelta(hours=2)).cause["kind"] == "mark"
    unmark(owner, "in09", "hidden")
    assert advise(owner, now + timedelta(hours=3)).cause["kind"] == "less"
    assert Advice.objects.of(owner).count() == 3


def interests_of(code: str) -> tuple[int, ...]:
    """The answers of somebody made for a profession: its numbers on the scale of the test."""
    numbers = PROFESSIONS.all("ru")[code].riasec_numbers()
    return tuple(round((number - 1) / 6 * 20) for number in numbers)


def test_what_changed_is_told_with_its_cause():
    owner, now = Owner(pupil=make_pupil()), timezone.now()
    make_interests(owner.pupil, interests_of("in09"), at=now - timedelta(days=9))
    first = advise(owner, now - timedelta(days=8))
    make_told_run(owner.pupil, verdict="disliked", interest_after=1, at=now)
    second = advise(owner, now)
    was = [code for code, _ in first.ranking].index("in09") + 1
    places = {code: place for place, (code, _) in enumerate(second.ranking, start=1)}
    change = change_between(last_versions(owner))
    assert change.after == "После пробы «Шов, который держит»"
    if "in09" in places:
        assert places["in09"] > was
        assert change.lines[0] == f"Сварщик: было {was}-е место, теперь {places['in09']}-е"
    else:  # so many professions of its kind that it leaves the part that a version keeps
        assert change.lines[0] == f"Сварщик: было {was}-е место, теперь вне списка"
