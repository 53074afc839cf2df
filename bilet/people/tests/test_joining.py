"""How children and adults come in, and what stays true."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bilet.people import errors
from bilet.people.actions import classes, codes, consents, guardians, pupils
from bilet.people.models import AccessCode, Consent, Guardianship, Pupil
from bilet.people.policy import CONSENTS, REQUIRED
from bilet.testing.factories import (
    make_class,
    make_guest_like_pupil,
    make_organization,
    make_parent,
    make_person,
    make_pupil,
    make_region,
    make_teacher,
)

pytestmark = pytest.mark.django_db
Kind = AccessCode.Kind


@pytest.fixture
def school_class():
    make_region()
    return make_class(make_organization("school", path="ru/50/1/"))


def yes_to_all() -> dict[str, bool]:
    return dict.fromkeys(CONSENTS.all(), True)


def test_a_child_joins_by_a_class_code_without_a_name(school_class):
    code = codes.issue_class_code(school_class, by=make_teacher(school_class))
    pupil = pupils.join_class(codes.find_code(code, Kind.CLASS), number=7, guest=None)
    assert pupil.birth_date is None
    assert pupil.person.get_full_name() == ""
    assert pupil.region.path == "ru/50/"


def test_a_code_is_read_however_it_is_typed(school_class):
    code = codes.issue_class_code(school_class, by=make_teacher(school_class))
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert codes.find_code(typed, Kind.CLASS).school_class == school_class


def test_two_children_cannot_take_one_number(school_class):
    pupils.seat_in(school_class, 7)
    with pytest.raises(errors.NumberTakenError, match="7"):
        pupils.seat_in(school_class, 7)
    assert school_class.pupils.count() == 1


def test_a_new_class_code_kills_the_old_one(school_class):
    teacher = make_teacher(school_class)
    old = codes.issue_class_code(school_class, by=teacher)
    codes.issue_class_code(school_class, by=teacher)
    with pytest.raises(errors.ExpiredCodeError):
        codes.find_code(old, Kind.CLASS)


def test_a_wrong_code_is_told_what_to_check():
    with pytest.raises(errors.UnknownCodeError, match="двенадцать"):
        codes.find_code("AAAA-BBBB-CCCC", Kind.CLASS)


def test_a_code_works_for_its_own_purpose_only(school_class):
    code = codes.issue_class_code(school_class, by=make_teacher(school_class))
    with pytest.raises(errors.UnknownCodeError):
        codes.find_code(code, Kind.LOGIN_CARD)


def test_a_slip_makes_a_guardian_once():
    pupil, teacher = make_guest_like_pupil(), make_person()
    code = codes.issue_guardian_slip(pupil, by=teacher)
    slip = codes.find_code(code, Kind.GUARDIAN_SLIP)
    link = guardians.accept_slip(slip, make_person(), birth_date=date(2014, 5, 1))
    assert link.level == Guardianship.Level.CODES
    with pytest.raises(errors.UsedCodeError):
        guardians.accept_slip(slip, make_person(), birth_date=date(2014, 5, 1))


def test_a_known_birth_date_must_match_and_five_wrong_ones_burn_the_slip():
    pupil = make_pupil()
    code = codes.issue_guardian_slip(pupil, by=make_person())
    slip = codes.find_code(code, Kind.GUARDIAN_SLIP)
    for _ in range(5):
        with pytest.raises(errors.WrongBirthDateError):
            guardians.accept_slip(slip, make_person(), birth_date=date(2000, 1, 1))
        guardians.refuse_wrong_birth_date(slip)
    with pytest.raises(errors.ExpiredCodeError):
        codes.find_code(code, Kind.GUARDIAN_SLIP)


def test_a_child_is_not_their_own_guardian():
    pupil = make_pupil()
    slip = codes.find_code(codes.issue_guardian_slip(pupil, by=pupil.person), Kind.GUARDIAN_SLIP)
    with pytest.raises(errors.OwnGuardianError):
        guardians.accept_slip(slip, pupil.person, birth_date=pupil.birth_date)


def test_the_school_raises_a_link_and_a_code_does_not_lower_it():
    pupil = make_pupil()
    parent = make_parent(pupil, level=1)
    teacher = make_person()
    link = guardians.confirm_by_school(
        Guardianship.objects.get(guardian=parent), by=teacher, evidence="file"
    )
    assert (link.level, link.confirmed_by) == (2, teacher)
    assert guardians.link(pupil, parent, level=1, evidence="code").level == 2


def test_two_parents_and_two_children_are_all_linked():
    first, second = make_pupil(), make_pupil()
    mother, father = make_parent(first, second), make_parent(first)
    assert first.guardianships.count() == 2
    assert {g.pupil for g in mother.guardian_of.all()} == {first, second}
    assert father.guardian_of.count() == 1


def test_refusing_the_first_consent_keeps_nothing():
    pupil = make_guest_like_pupil()
    with pytest.raises(errors.ConsentMissingError):
        consents.decide(pupil, yes_to_all() | {REQUIRED: False}, by=make_parent(pupil))
    assert not Consent.objects.exists()


def test_a_consent_keeps_the_very_text_it_was_given_to():
    pupil = make_pupil()
    consents.decide(pupil, yes_to_all(), by=make_parent(pupil))
    row = Consent.objects.get(purpose="booking_to_site")
    assert row.text_sha256 == CONSENTS.all()["booking_to_site"].fingerprint()
    assert row.level == 2


def test_withdrawing_the_first_consent_forgets_the_name_at_once():
    pupil = make_pupil()
    parent = make_parent(pupil)
    consents.decide(pupil, yes_to_all(), by=parent)
    consents.withdraw(pupil, REQUIRED, by=parent)
    fresh = Pupil.objects.select_related("person").get(pk=pupil.pk)
    assert (fresh.birth_date, fresh.person.first_name) == (None, "")
    assert str(fresh) == fresh.nickname


def test_a_withdrawal_is_a_new_row_and_the_old_one_stays():
    pupil = make_pupil()
    parent = make_parent(pupil)
    consents.decide(pupil, yes_to_all(), by=parent)
    consents.withdraw(pupil, "research", by=parent)
    consents.withdraw(pupil, "research", by=parent)
    decisions = Consent.objects.filter(purpose="research").values_list("decision", flat=True)
    assert sorted(decisions) == ["given", "withdrawn"]


def test_seats_are_prepared_for_the_numbers_nobody_took(school_class):
    pupils.seat_in(school_class, 2)
    assert [p.number for p in classes.prepare_seats(school_class, 3)] == [1, 3]


def test_a_class_moves_up_in_september_once(school_class):
    pupil = pupils.seat_in(school_class, 1)
    pupils.start_new_year(school_class, year=2027)
    pupils.start_new_year(school_class, year=2027)
    pupil.refresh_from_db()
    assert (school_class.grade, pupil.grade) == (9, 9)


def test_a_sign_in_link_lives_half_an_hour():
    code = codes.issue_sign_in_link(make_person())
    later = timezone.now() + timedelta(minutes=31)
    with pytest.raises(errors.ExpiredCodeError):
        codes.find_code(code, Kind.ADULT_LINK, at=later)
