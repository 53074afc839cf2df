"""Marks, and versions of the advice."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from bilet.guidance.actions import claim_marks, mark_profession, remember_advice, unmark
from bilet.guidance.engine.beliefs import believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.changes import KEPT, Move, moves
from bilet.guidance.engine.selection import disliked
from bilet.guidance.errors import UnknownMarkError, UnknownProfessionError
from bilet.guidance.models import Advice, ProfessionMark
from bilet.guidance.queries.advice import Change, change_between, last_versions
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


def change_after(first: str, then) -> Change:
    """The change that a pupil made for the profession `first` reads after `then` happened."""
    owner, now = Owner(pupil=make_pupil()), timezone.now()
    make_interests(owner.pupil, interests_of(first), at=now - timedelta(days=9))
    advise(owner, now - timedelta(days=8))
    then(owner)
    advise(owner, now + timedelta(minutes=1))
    return change_between(last_versions(owner))


def test_what_changed_is_told_with_its_cause():
    """How far a disliked profession falls depends on how many of its kind the catalogue has."""
    change = change_after(
        "in09", lambda owner: make_told_run(owner.pupil, verdict="disliked", interest_after=1)
    )
    assert change.after == "После пробы «Шов, который держит»"
    line = r"Сварщик: было 1-е место, теперь (\d+-е|ниже первых 20)"
    assert re.fullmatch(line, change.lines[0])
    assert all("было" in line and "теперь" in line for line in change.lines)


def test_a_liked_trial_is_told_by_the_place_it_came_to():
    change = change_after(
        "ur04", lambda owner: make_told_run(owner.pupil, verdict="liked", interest_after=5)
    )
    assert re.fullmatch(r"Сварщик: было \d+-е место, теперь \d+-е", change.lines[0])


def test_a_hidden_profession_is_told_to_be_off_the_list():
    change = change_after("in09", lambda owner: mark_profession(owner, "in09", "hidden", "dull"))
    assert change.lines[0] == "Сварщик: было 1-е место, теперь вне списка"


def test_a_place_that_no_version_keeps_is_named_lower_and_not_gone():
    ranks = [[f"p{n}", 1 - n / 100] for n in range(KEPT)]
    before, after = ranks, [["new", 2.0], *ranks[:-1]]
    assert moves(before, after) == [
        Move("new", None, 1), Move("p0", 1, 2), Move("p1", 2, 3), Move("p2", 3, 4)
    ]  # fmt: skip
    assert moves(after, before, "new")[0] == Move("new", 1, None)
    assert moves(after, before, "new", gone="new")[0].is_gone


def test_a_try_elsewhere_counts_as_a_trial_and_its_no_leaves_the_list():
    owner = Owner(pupil=make_pupil())
    make_interests(owner.pupil)
    now = timezone.now()
    before = believe(evidence_of(owner, at=now), catalogue())
    first = before.catalogue.codes[before.order[0]]
    mark_profession(owner, first, "tried", verdict="disliked")

    found = evidence_of(owner, at=now)
    assert [(t.source, t.profession, t.verdict) for t in found.trials] == [
        ("elsewhere", first, "disliked")
    ]
    assert found.marks == ()
    after = believe(found, catalogue())
    assert first in {after.catalogue.codes[row] for row in disliked(after)}
    assert after.place(before.order[0]) > 1


def test_what_was_tried_stays_tried_whatever_is_thought_of_it_and_the_last_verdict_counts():
    owner = Owner(pupil=make_pupil())
    mark_profession(owner, "in09", "wish")
    mark_profession(owner, "in09", "tried", verdict="mixed")
    assert kinds(owner) == {"wish", "tried"}
    mark_profession(owner, "in09", "hidden", "dull")
    assert kinds(owner) == {"hidden", "tried"}
    mark_profession(owner, "in09", "tried", verdict="liked")
    assert kinds(owner) == {"hidden", "tried"}
    assert ProfessionMark.objects.of(owner).get(kind="tried").verdict == "liked"
    unmark(owner, "in09", "tried")
    assert kinds(owner) == {"hidden"}


@pytest.mark.parametrize(
    ("kind", "verdict"), [("tried", ""), ("tried", "superb"), ("wish", "liked")]
)
def test_a_try_has_a_verdict_and_nothing_else_has_one(kind, verdict):
    owner = Owner(pupil=make_pupil())
    with pytest.raises(UnknownMarkError):
        mark_profession(owner, "in09", kind, verdict=verdict)
    assert kinds(owner) == set()


def test_the_word_of_a_guest_about_a_try_goes_to_the_pupil_even_against_the_pupils_no():
    guest, pupil = uuid4(), make_pupil()
    mark_profession(Owner(guest=guest), "in09", "tried", verdict="liked")
    mark_profession(Owner(pupil=pupil), "in09", "hidden", "dull")
    claim_marks(guest, pupil)
    assert kinds(Owner(pupil=pupil)) == {"hidden", "tried"}


def test_the_change_after_a_try_elsewhere_is_told_by_the_profession():
    owner = Owner(pupil=make_pupil())
    make_interests(owner.pupil)
    now = timezone.now()
    advise(owner, now)
    mark_profession(owner, "in09", "tried", verdict="liked")
    advise(owner, now + timedelta(minutes=1))
    change = change_between(last_versions(owner))
    assert PROFESSIONS.get("in09").person in change.after
    assert "своём опыте" in change.after
