"""A sheet typed in at school: once, by those who teach, scored, and read by the pupil alone."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bilet.access.grants import GRANTS, Permission, Role
from bilet.assessments import actions, paper
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.assessments.paper import Paper
from bilet.assessments.paper_form import PaperForm
from bilet.assessments.passport import passport
from bilet.assessments.scorers import scores_of
from bilet.testing.assessments import INTERESTS, batch, packed, some_answers
from bilet.testing.factories import (
    make_class,
    make_guest_like_pupil,
    make_organization,
    make_parent,
    make_pupil,
    make_staff,
    make_teacher,
)

SEED = 123_456_789
ALL = list(INSTRUMENTS.all("ru").values())
TYPED = [test.code for test in ALL if paper.may_be_typed_in(test)]
SENSITIVE = [test.code for test in ALL if test.is_sensitive]


def sheet_of(code: str, seed: int = SEED, language: str = "ru") -> Paper:
    return Paper(INSTRUMENTS.get(code, language), seed, language)


@pytest.fixture
def school_class(db):
    return make_class(grade=8)


@pytest.fixture
def pupil(school_class):
    return make_pupil(school=school_class.school, school_class=school_class, number=7)


@pytest.fixture
def teacher(school_class):
    return make_teacher(school_class)


@pytest.fixture
def signed(client, teacher) -> Client:
    client.force_login(teacher)
    return client


def marks(code: str, answers: dict, seed: int = SEED, language: str = "ru") -> dict[str, str]:
    """The answers as a teacher types them from the sheet."""
    form = PaperForm(sheet_of(code, seed, language))
    typed = {}
    for name, field in form.fields.items():
        item, _dot, part = name.partition(".")
        given = answers.get(item)
        given = given.get(part) if part and isinstance(given, dict) else given
        if given is None:
            continue
        if isinstance(given, dict):
            typed[name] = " ".join(field.marks[field.ids.index(id_)] for id_ in given)
        else:
            typed[name] = field.marks[field.ids.index(given)] if hasattr(field, "ids") else given
    return typed


def send(client, pupil, code=INTERESTS, answers=None, *, seed=SEED, **more):
    given = some_answers(INSTRUMENTS.get(code, "ru"), seed) if answers is None else answers
    body = {"whose-pupil": str(pupil.pk)} | marks(code, given, seed) | more
    return client.post(sheet_of(code, seed).path, body)


@pytest.mark.parametrize("code", TYPED)
def test_every_sheet_is_typed_in_as_it_was_answered(signed, pupil, code):
    instrument = INSTRUMENTS.get(code, "ru")
    given = some_answers(instrument, SEED)
    page = signed.get(sheet_of(code).path)
    assert page.status_code == 200
    response = send(signed, pupil, code, given)
    assert response.status_code == 302, response.text
    sitting = Sitting.objects.get()
    assert {item: answer["v"] for item, answer in sitting.answers.items()} == given
    assert {answer["t"] for answer in sitting.answers.values()} == {None}
    assert (sitting.pupil, sitting.seed, sitting.version) == (pupil, SEED, instrument.version)
    assert sitting.finished_at is not None
    wanted = {score.scale: score.value for score in scores_of(instrument, SEED, given)}
    assert {score.scale: score.value for score in sitting.scores.all()} == wanted


def test_the_sitting_says_who_typed_it_in_and_keeps_it_when_they_leave(signed, pupil, teacher):
    send(signed, pupil)
    sitting = Sitting.objects.get()
    assert (sitting.is_entered, sitting.entered_by) == (True, teacher)
    teacher.delete()
    sitting.refresh_from_db()
    assert (sitting.is_entered, sitting.entered_by) == (True, None)


def test_times_are_unknown_so_nobody_was_too_quick(signed, pupil):
    send(signed, pupil)
    assert "speed" not in Sitting.objects.get().flags


def test_typing_in_says_nothing_about_how_long_a_test_takes(signed, pupil, school_class):
    cache.clear()
    for n in range(12):
        other = make_pupil(school=school_class.school, school_class=school_class, number=n + 10)
        send(signed, other)
    found = passport(INSTRUMENTS.get(INTERESTS, "ru"))
    assert found.taken == 12
    assert found.minutes is None


def test_the_teacher_reads_that_it_is_in_and_never_the_result(signed, pupil):
    page = signed.get(send(signed, pupil).url)
    assert "Внесено: № 7 Аня" in page.text.replace("\u00a0", " ")
    assert "Внесён 1 лист с этим номером" in page.text.replace("\u00a0", " ")
    sitting = Sitting.objects.get()
    for scale in INSTRUMENTS.get(INTERESTS, "ru").scales:
        for band in ("low", "middle", "high"):
            assert getattr(scale.bands, band) not in page.text
    result = reverse("assessments:result", args=[sitting.pk])
    assert result not in page.text
    assert signed.get(result).status_code == 404


def test_the_pupil_finds_the_result_and_reads_that_the_school_typed_it_in(signed, pupil):
    send(signed, pupil)
    sitting = Sitting.objects.get()
    signed.force_login(pupil.person)
    page = signed.get(reverse("assessments:result", args=[sitting.pk]))
    assert page.status_code == 200
    assert "с бумаги, внесла школа" in page.text
    own = signed.get(reverse("assessments:pupil-results", args=[pupil.pk]))
    assert "с бумаги, внесла школа" in own.text


def test_sending_twice_makes_one_sitting_and_the_first_answers_stay(signed, pupil):
    first = some_answers(INSTRUMENTS.get(INTERESTS, "ru"), SEED)
    send(signed, pupil, answers=first)
    again = send(signed, pupil, answers=first | {"r1": "v0"})
    assert "Лист уже внесён" in signed.get(again.url).text
    sitting = Sitting.objects.get()
    assert {item: answer["v"] for item, answer in sitting.answers.items()} == first


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_sitting():
    school_class = make_class()
    pupil = make_pupil(school=school_class.school, school_class=school_class)
    teacher, at = make_teacher(school_class), timezone.now()
    given = batch(packed(some_answers(INSTRUMENTS.get(INTERESTS, "ru"))))

    def press(_n):
        try:
            return actions.enter_sheet(sheet_of(INTERESTS), pupil, given, by=teacher, at=at)[1]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(press, range(4))) == [False, False, False, True]
    assert Sitting.objects.count() == 1
    assert Sitting.objects.get().scores.count() == 6


def test_another_sheet_is_another_sitting(signed, pupil):
    send(signed, pupil)
    send(signed, pupil, seed=SEED + 1)
    assert Sitting.objects.count() == 2


def test_a_pupil_without_a_name_or_a_consent_is_typed_in_by_nickname(signed, school_class):
    nameless = make_guest_like_pupil(school=school_class.school, school_class=school_class)
    page = signed.get(sheet_of(INTERESTS).path)
    assert nameless.nickname in page.text
    assert send(signed, nameless).status_code == 302
    assert Sitting.objects.get().pupil == nameless


def test_pupils_of_other_classes_do_not_exist_here(signed, school_class):
    stranger = make_pupil(school=school_class.school, school_class=make_class(school_class.school))
    assert stranger.nickname not in signed.get(sheet_of(INTERESTS).path).text
    assert send(signed, stranger).status_code == 200
    assert not Sitting.objects.exists()


def test_the_schools_administrator_types_in_for_every_class(client, pupil):
    client.force_login(make_staff(Role.SCHOOL_ADMIN, pupil.school))
    assert send(client, pupil).status_code == 302


def test_only_those_who_teach_type_in():
    holders = {role for role, granted in GRANTS.items() if Permission.TESTS_ENTER in granted}
    assert holders == {Role.TEACHER, Role.SCHOOL_ADMIN}


def test_pupils_parents_and_operators_find_nothing(client, pupil):
    path = sheet_of(INTERESTS).path
    assert "/login/" in client.get(path).url
    region = make_staff(Role.REGIONAL_OPERATOR, make_organization("region"))
    for person in (pupil.person, make_parent(pupil), region):
        client.force_login(person)
        assert client.get(path).status_code == 404
        assert client.post(path, {"whose-pupil": str(pupil.pk)}).status_code == 404
    assert not Sitting.objects.exists()


def test_a_sheet_of_an_older_version_says_so(signed, pupil):
    path = reverse("assessments:paper-entry", args=[INTERESTS, 99, SEED])
    page = signed.get(path)
    assert page.status_code == 422
    assert "Этот лист — версии 99" in page.text
    assert signed.post(path, {"whose-pupil": str(pupil.pk)}).status_code == 422
    assert not Sitting.objects.exists()


@pytest.mark.parametrize("code", SENSITIVE)
def test_a_sensitive_sheet_is_not_typed_in(signed, pupil, code):
    path = reverse("assessments:paper-entry", args=[code, 1, SEED])
    page = signed.get(path)
    assert page.status_code == 422
    assert "Этот тест личный" in page.text
    assert signed.post(path, {"whose-pupil": str(pupil.pk)}).status_code == 422
    assert not Sitting.objects.exists()


@pytest.mark.parametrize("args", [
    ["x99_no", 1, SEED], ["a04_calculation", 1, SEED], [INTERESTS, 1, 2**63],
])  # fmt: skip
def test_a_sheet_that_cannot_be_does_not_exist(signed, pupil, args):
    assert signed.get(reverse("assessments:paper-entry", args=args)).status_code == 404


# What is typed


def test_lines_left_out_are_asked_about_once(signed, pupil):
    given = some_answers(INSTRUMENTS.get(INTERESTS, "ru"), SEED)
    del given["r1"]
    page = send(signed, pupil, answers=given)
    assert page.status_code == 200
    assert "Не заполнено: 1" in page.text.replace("\u00a0", " ")
    assert not Sitting.objects.exists()
    assert send(signed, pupil, answers=given, without="1").status_code == 302
    assert "r1" not in Sitting.objects.get().answers


def test_an_empty_sheet_is_not_kept(signed, pupil):
    page = send(signed, pupil, answers={}, without="1")
    assert "Лист пустой" in page.text
    assert not Sitting.objects.exists()


def test_a_sheet_without_a_pupil_is_not_kept(signed, pupil):
    body = marks(INTERESTS, some_answers(INSTRUMENTS.get(INTERESTS, "ru"), SEED))
    assert signed.post(sheet_of(INTERESTS).path, body).status_code == 200
    assert not Sitting.objects.exists()


@pytest.mark.parametrize("mark", ["6", "0", "А", "11", "-", "<b>"])
def test_a_number_that_is_in_no_box_is_named(signed, pupil, mark):
    page = send(signed, pupil, r1=mark)
    assert "здесь может быть 1–5" in page.text
    assert not Sitting.objects.exists()


@pytest.mark.parametrize(("mark", "right"), [("б", True), (" Б ", True), ("B", False),
                                             ("2", False), ("Д", False)])  # fmt: skip
def test_letters_are_those_of_the_sheet_large_or_small(signed, pupil, mark, right):
    """A Latin B is not «В», and 2 may be an answer that somebody read out: neither is guessed."""
    page = send(signed, pupil, "r05_routes", w1=mark)
    assert (page.status_code == 302) == right
    if right:
        assert Sitting.objects.get().answers["w1"]["v"] == "b"
    else:
        assert "здесь может быть А–Г" in page.text


def test_an_english_sheet_takes_latin_letters(signed, pupil):
    path = sheet_of("r05_routes", language="en").path
    answers = some_answers(INSTRUMENTS.get("r05_routes", "en"), SEED)
    body = {"whose-pupil": str(pupil.pk)} | marks("r05_routes", answers, language="en")
    assert body["w1"] in "ABCD"
    assert signed.post(path, body).status_code == 302
    assert Sitting.objects.get().language == "en"


@pytest.mark.parametrize("typed", ["АБ", "а, б", "б а б"])
def test_several_letters_are_one_answer(signed, pupil, typed):
    response = send(signed, pupil, "i07_choice_matrix", objects=typed)
    assert response.status_code == 302, response.text
    options = [option.id for option in INSTRUMENTS.get("i07_choice_matrix", "ru").items[0].options]
    assert set(Sitting.objects.get().answers["objects"]["v"]) == set(options[:2])


def test_more_letters_than_allowed_are_refused(signed, pupil):
    page = send(signed, pupil, "i07_choice_matrix", objects="абвг")
    assert "не больше 3" in page.text
    assert not Sitting.objects.exists()


# The teacher's page


def test_a_sheet_is_found_by_what_is_printed_on_it(signed, pupil):
    page = signed.get(reverse("assessments:papers"))
    assert reverse("assessments:paper", args=["a01_matrices"]) in page.text
    found = signed.get(
        reverse("assessments:papers"), {"test": INTERESTS, "version": 1, "seed": "123 456\u00a0789"}
    )
    assert found.url == sheet_of(INTERESTS).path
    wrong = signed.get(
        reverse("assessments:papers"), {"test": "p03_values", "version": 1, "seed": "9" * 24}
    )
    assert wrong.status_code == 200


def test_the_page_costs_the_same_for_any_class(signed, school_class, django_assert_max_num_queries):
    for number in range(30):
        make_pupil(school=school_class.school, school_class=school_class, number=number)
    with django_assert_max_num_queries(10):
        assert signed.get(sheet_of(INTERESTS).path).status_code == 200


def test_a_teacher_without_pupils_is_told_what_to_do(signed):
    assert "Создайте класс" in signed.get(sheet_of(INTERESTS).path).text
