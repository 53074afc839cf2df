"""What a teacher-navigator reads of results: by the consent, in the class, while it holds."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.access.grants import Role
from bilet.assessments import queries, rules
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import SharedResult, ShownToTeacher
from bilet.assessments.rules import Reader
from bilet.people.actions import consents
from bilet.people.models import Guardianship, Look
from bilet.testing.assessments import INTERESTS, make_result
from bilet.testing.day import agree
from bilet.testing.factories import (
    make_class,
    make_parent,
    make_pupil,
    make_staff,
    make_teacher,
)

pytestmark = pytest.mark.django_db
PURPOSE = rules.RESULTS_TO_TEACHER
PERSONAL = [code for code, test in INSTRUMENTS.all("ru").items() if test.is_sensitive]
SCALES = [scale.title for scale in INSTRUMENTS.all("ru")[INTERESTS].scales]
TALK = "Как об этом говорить"


@pytest.fixture
def school_class():
    return make_class(grade=8)


@pytest.fixture
def teacher(school_class):
    return make_teacher(school_class)


def pupil_of(school_class, age: int = 12, *purposes: str):
    pupil = make_pupil(age, school=school_class.school, school_class=school_class, number=4)
    agree(pupil, *(purposes or [PURPOSE]))
    return pupil


def page(client, person, name: str, *args) -> str:
    client.force_login(person)
    response = client.get(reverse(f"assessments:{name}", args=args))
    return response.text.replace("\u00a0", " ") if response.status_code == 200 else ""


def shows(client, sitting, answer: str = "yes", to: str = "teacher"):
    client.force_login(sitting.pupil.person)
    address = reverse("assessments:sharing", args=[sitting.pk])
    return client.post(address, {"shows": answer, "to": to})


# The consent


def test_the_consent_opens_results_to_the_teacher_and_who_looked_is_written_down(
    client, school_class, teacher
):
    pupil = pupil_of(school_class)
    sitting = make_result(pupil=pupil)
    every = page(client, teacher, "pupil-results", pupil.pk)
    assert INSTRUMENTS.all("ru")[INTERESTS].title in every
    assert "делите класс на «сильных» и «слабых»" in every
    single = page(client, teacher, "pupil-result", pupil.pk, sitting.pk)
    assert TALK in single
    assert "Ученик читает здесь" in single
    assert all(scale in single for scale in SCALES)
    assert {look.actor for look in Look.objects.all()} == {teacher}
    assert {look.what for look in Look.objects.all()} == {Look.What.RESULTS}
    assert {look.role for look in Look.objects.all()} == {Role.TEACHER}
    data = reverse("people:pupil-data", args=[pupil.pk])
    client.force_login(make_parent(pupil))
    assert teacher.polite_name in client.get(data).text


@pytest.mark.parametrize("purposes", [("results_to_guardian",), ("readiness_to_teacher",)])
def test_no_other_consent_opens_them(client, school_class, teacher, purposes):
    pupil = pupil_of(school_class, 12, *purposes)
    make_result(pupil=pupil)
    assert not page(client, teacher, "pupil-results", pupil.pk)
    assert not Look.objects.exists()


@pytest.mark.parametrize("decision", ["withdrawn", "refused"])
def test_withdrawn_it_opens_nothing_at_once(client, school_class, teacher, decision):
    pupil = pupil_of(school_class)
    sitting = make_result(pupil=pupil)
    assert page(client, teacher, "pupil-result", pupil.pk, sitting.pk)
    agree(pupil, PURPOSE, decision=decision)
    assert not page(client, teacher, "pupil-results", pupil.pk)
    assert not page(client, teacher, "pupil-result", pupil.pk, sitting.pk)


def test_only_teachers_of_the_class_read_and_nobody_else_at_school(client, school_class):
    pupil = pupil_of(school_class)
    sitting = make_result(pupil=pupil)
    colleague = make_teacher(make_class(school_class.school))
    administration = make_staff(Role.SCHOOL_ADMIN, school_class.school)
    for person in (colleague, administration):
        assert not page(client, person, "pupil-results", pupil.pk)
        assert not page(client, person, "pupil-result", pupil.pk, sitting.pk)


def test_a_teacher_who_has_left_the_class_reads_nothing_more(client, school_class, teacher):
    pupil = pupil_of(school_class)
    assert page(client, teacher, "pupil-results", pupil.pk)
    school_class.teachers.remove(teacher)
    assert not page(client, teacher, "pupil-results", pupil.pk)


def test_in_a_new_class_it_is_asked_for_again(client, school_class, teacher):
    pupil = pupil_of(school_class)
    make_result(pupil=pupil)
    new_class = make_class(school_class.school, grade=9)
    new_teacher = make_teacher(new_class)
    pupil.school_class = new_class
    pupil.save()
    for person in (teacher, new_teacher):
        assert not page(client, person, "pupil-results", pupil.pk)
    parent = make_parent(pupil)
    client.force_login(parent)
    address = reverse("people:pupil-consents", args=[pupil.pk])
    card = client.get(address).text.split("Результаты — учителю-навигатору")[1].split("</form>")[0]
    assert 'value="give"' in card
    client.post(address, {"purpose": PURPOSE, "decision": "give"})
    assert page(client, new_teacher, "pupil-results", pupil.pk)
    assert not page(client, teacher, "pupil-results", pupil.pk)


def test_out_of_every_class_nobody_at_school_reads(client, school_class, teacher):
    pupil = pupil_of(school_class)
    pupil.school_class = None
    pupil.save()
    agree(pupil, PURPOSE)
    assert not page(client, teacher, "pupil-results", pupil.pk)
    assert not rules.teacher_reads(pupil)


def test_a_class_that_moves_up_is_the_same_class(client, school_class, teacher):
    pupil = pupil_of(school_class)
    school_class.grade, school_class.year = 9, school_class.year + 1
    school_class.save()
    assert page(client, teacher, "pupil-results", pupil.pk)


def test_a_parent_who_teaches_the_class_reads_as_a_parent(school_class, teacher):
    pupil = pupil_of(school_class, 12, PURPOSE, "results_to_guardian")
    assert rules.reader_of(teacher, pupil) == Reader.TEACHER
    Guardianship.objects.create(guardian=teacher, pupil=pupil, level=2, confirmed_at=timezone.now())
    assert rules.reader_of(teacher, pupil) == Reader.FAMILY


# What the pupil decides


@pytest.mark.parametrize("age", [12, 16])
@pytest.mark.parametrize("code", PERSONAL)
def test_a_personal_result_is_read_while_the_pupil_shows_it_to_the_teacher(
    client, school_class, teacher, code, age
):
    pupil = pupil_of(school_class, age)
    sitting = make_result(code, pupil=pupil)
    title = INSTRUMENTS.all("ru")[code].title
    for answer, is_read in (("no", False), ("yes", True), ("no", False)):
        shows(client, sitting, answer)
        assert (title in page(client, teacher, "pupil-results", pupil.pk)) is is_read
        single = page(client, teacher, "pupil-result", pupil.pk, sitting.pk)
        assert ("<table" in single) is is_read


@pytest.mark.parametrize("code", [INTERESTS, PERSONAL[0]])
def test_what_is_shown_to_the_family_is_not_shown_to_the_teacher_nor_back(
    client, school_class, teacher, code
):
    pupil = pupil_of(school_class, 15, PURPOSE, "results_to_guardian")
    parent = make_parent(pupil)
    sitting = make_result(code, pupil=pupil)
    shows(client, sitting, to="family")
    assert "<table" in page(client, parent, "pupil-result", pupil.pk, sitting.pk)
    assert "<table" not in page(client, teacher, "pupil-result", pupil.pk, sitting.pk)
    shows(client, sitting, "no", to="family")
    shows(client, sitting)
    assert "<table" not in page(client, parent, "pupil-result", pupil.pk, sitting.pk)
    assert "<table" in page(client, teacher, "pupil-result", pupil.pk, sitting.pk)
    assert not SharedResult.objects.exists()


def test_from_fourteen_the_teacher_reads_the_main_line_and_no_scale(client, school_class, teacher):
    pupil = pupil_of(school_class, 14)
    sitting = make_result(pupil=pupil, answers={f"i{n}": "v4" for n in range(1, 6)}
                          | {f"{s}{n}": "v0" for s in "rasec" for n in range(1, 6)})  # fmt: skip
    single = page(client, teacher, "pupil-result", pupil.pk, sitting.pk)
    assert "Тебя тянет исследовать" in single
    assert "кнопка «Показать учителю»" in single
    assert "<table" not in single
    assert '<svg class="chart' not in single
    assert not [scale for scale in SCALES if scale in single]


def test_all_shown_to_the_family_at_once_is_not_all_shown_to_the_teacher(
    client, school_class, teacher
):
    pupil = pupil_of(school_class, 15)
    sitting = make_result(pupil=pupil)
    client.force_login(pupil.person)
    client.post(reverse("assessments:all-sharing", args=[pupil.pk]), {"shows": "yes"})
    assert "<table" not in page(client, teacher, "pupil-result", pupil.pk, sitting.pk)


def test_nothing_can_be_shown_to_a_teacher_without_the_consent(client, school_class):
    pupil = pupil_of(school_class, 15, "results_to_guardian")
    sitting = make_result(pupil=pupil)
    assert shows(client, sitting).status_code == 422
    assert not ShownToTeacher.objects.exists()
    own = page(client, pupil.person, "result", sitting.pk)
    assert "Показать учителю" not in own


def test_with_the_consent_goes_what_was_shown(client, school_class, teacher):
    pupil = pupil_of(school_class, 12)
    parent = make_parent(pupil)
    sitting = make_result(PERSONAL[0], pupil=pupil)
    shows(client, sitting)
    consents.withdraw(pupil, PURPOSE, by=parent)
    consents.decide(pupil, {PURPOSE: True}, by=parent)
    assert page(client, teacher, "pupil-results", pupil.pk)
    assert not page(client, teacher, "pupil-result", pupil.pk, sitting.pk)


def test_shown_in_one_class_a_result_is_not_shown_in_the_next(client, school_class):
    pupil = pupil_of(school_class, 12)
    sitting = make_result(PERSONAL[0], pupil=pupil)
    shows(client, sitting)
    pupil.school_class = make_class(school_class.school, grade=9)
    pupil.save()
    agree(pupil, PURPOSE)
    new_teacher = make_teacher(pupil.school_class)
    assert page(client, new_teacher, "pupil-results", pupil.pk)
    assert not page(client, new_teacher, "pupil-result", pupil.pk, sitting.pk)


@pytest.mark.parametrize(
    ("code", "age", "sentence", "buttons"),
    [
        (INTERESTS, 12, "этот результат видит и учитель-навигатор твоего класса", 0),
        (INTERESTS, 15, "видит главное и что это значит, а шкалы и числа", 4),
        (PERSONAL[0], 12, "увидит его, только если ты покажешь его учителю", 4),
    ],
)
def test_the_pupil_reads_what_the_teacher_sees(client, school_class, code, age, sentence, buttons):
    pupil = pupil_of(school_class, age)
    own = page(client, pupil.person, "result", make_result(code, pupil=pupil).pk)
    assert sentence in own
    assert "В школе его не видит никто" not in own
    assert own.count('name="shows"') == buttons


def test_the_pupil_sees_in_one_list_who_reads_what(client, school_class):
    pupil = pupil_of(school_class, 15)
    make_result(pupil=pupil)
    make_result(PERSONAL[0], pupil=pupil)
    shows(client, make_result(PERSONAL[1], pupil=pupil))
    own = page(client, pupil.person, "pupil-results", pupil.pk)
    assert "Что видят семья и учитель" in own
    for words in ("видишь только ты", "учитель видит главное", "учитель видит всё"):
        assert own.count(words) == 1
    by_test = {result.page.instrument.code: result for result in queries.own_results(
        pupil, at=timezone.now())}  # fmt: skip
    assert by_test[PERSONAL[1]].family.is_hidden
