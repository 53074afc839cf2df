"""A guardian guesses, the pupil decides, both look: calmly, and nobody is marked."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bilet.assessments import actions, errors, rules
from bilet.assessments.models import Guess, Sitting
from bilet.assessments.tests.guessing import (
    DIRECTIONS,
    compared,
    family,
    guessed,
    opens,
    taken,
    words,
)
from bilet.people.gate import record_look
from bilet.people.models import Guardianship, Look
from bilet.testing.assessments import INTERESTS
from bilet.testing.day import agree
from bilet.testing.factories import make_parent, make_pupil

pytestmark = pytest.mark.django_db

# The guess


@pytest.mark.parametrize("code", rules.GUESSED)
def test_a_guess_is_six_short_questions_answered_without_scripts(client, code):
    pupil, parent = family()
    page = words(opens(client, parent, "guess", pupil.pk, code))
    assert page.count("<legend>") == 6
    assert page.count('type="radio"') == 6 * rules.GUESS_STEPS
    address = reverse("assessments:guess", args=[pupil.pk, code])
    answer = client.post(address, dict.fromkeys(DIRECTIONS, "3"))
    assert answer.url == reverse("assessments:guesses", args=[pupil.pk])
    guess = Guess.objects.get()
    assert (guess.guardian, guess.instrument, guess.version) == (parent, code, 1)
    assert guess.answers == dict.fromkeys(DIRECTIONS, 3)


@pytest.mark.parametrize("wrong", [{}, {"realistic": ""}, {"realistic": "5"}, {"realistic": "x"}])
def test_a_guess_that_leaves_something_out_is_asked_for_it_and_not_kept(client, wrong):
    pupil, parent = family()
    client.force_login(parent)
    answers = {} if not wrong else dict.fromkeys(DIRECTIONS, "1") | wrong
    page = client.post(reverse("assessments:guess", args=[pupil.pk, INTERESTS]), answers)
    assert page.status_code == 422
    assert not Guess.objects.exists()


def test_the_form_offers_the_words_of_the_childs_answers_and_none_of_the_answers(client):
    pupil, parent = family()
    taken(pupil)
    page = words(opens(client, parent, "guess", pupil.pk, INTERESTS))
    assert page.count("Скорее не хочу") == 6
    assert "checked" not in page
    assert not Look.objects.exists()


def test_a_new_guess_replaces_the_one_before():
    pupil, parent = family()
    guessed(pupil, parent, (0,) * 6)
    again = guessed(pupil, parent, (4,) * 6)
    assert Guess.objects.get() == again
    assert set(again.answers.values()) == {4}


def test_each_guardian_and_each_test_has_a_guess_of_its_own():
    pupil, mother = family()
    father = make_parent(pupil)
    for guardian in (mother, father):
        for code in rules.GUESSED:
            guessed(pupil, guardian, code=code)
    assert Guess.objects.count() == 4


def test_the_database_keeps_one_guess_and_no_comparison_with_nothing():
    pupil, parent = family()
    guess = guessed(pupil, parent)
    same = {"pupil": pupil, "guardian": parent, "instrument": INTERESTS, "version": 1}
    for fields in ({}, {"version": 2, "compared_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Guess.objects.create(**same | fields, answers={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Guess.objects.filter(pk=guess.pk).update(closed_at=timezone.now())


def test_from_the_comparison_on_the_guess_stays_as_it_is(client):
    pupil, parent = family()
    taken(pupil)
    guess = compared(pupil, parent)
    with pytest.raises(errors.GuessFixedError):
        guessed(pupil, parent, (4,) * 6)
    actions.compare_guess(guess.pk, agrees=False, at=timezone.now())
    with pytest.raises(errors.GuessFixedError):
        guessed(pupil, parent, (4,) * 6)
    assert opens(client, parent, "guess", pupil.pk, INTERESTS).status_code == 302


@pytest.mark.parametrize("what", rules.SEEN_BY)
def test_a_guess_made_after_a_look_at_results_is_not_called_a_blind_one(client, what):
    pupil, parent = family()
    assert guessed(pupil, parent).is_blind
    taken(pupil)
    assert guessed(pupil, parent).is_blind
    record_look(parent, pupil, what)
    assert not guessed(pupil, parent).is_blind
    page = words(opens(client, parent, "guess", pupil.pk, INTERESTS))
    assert "Вы уже открывали результаты" in page


def test_a_look_before_the_child_took_the_test_gives_nothing_away():
    pupil, parent = family()
    record_look(parent, pupil, Look.What.RESULTS)
    Look.objects.update(at=timezone.now() - timedelta(days=3))
    taken(pupil)
    assert guessed(pupil, parent).is_blind


@pytest.mark.parametrize("who", ["pupil", "stranger", "unconfirmed", "without consent"])
def test_only_a_guardian_who_reads_results_guesses(client, who):
    pupil, _parent = family()
    people = {
        "pupil": pupil.person,
        "stranger": make_parent(make_pupil()),
        "unconfirmed": make_parent(pupil, level=0),
        "without consent": make_parent(pupil),
    }
    if who == "without consent":
        agree(pupil, "results_to_guardian", decision="withdrawn")
    assert opens(client, people[who], "guess", pupil.pk, INTERESTS).status_code == 404


@pytest.mark.parametrize("code", ["i03_klimov_pairs", "r10_influences", "x99_none"])
def test_other_tests_are_not_guessed(client, code):
    pupil, parent = family()
    assert opens(client, parent, "guess", pupil.pk, code).status_code == 404


# The pupil decides


def test_nobody_compares_before_the_pupil_has_pressed_and_both_do_afterwards(client):
    pupil, parent = family()
    taken(pupil)
    guess = guessed(pupil, parent)
    for person in (pupil.person, parent):
        assert opens(client, person, "comparison", pupil.pk, guess.pk).status_code == 404
    client.force_login(pupil.person)
    address = reverse("assessments:agreement", args=[pupil.pk, guess.pk])
    answer = client.post(address, {"agrees": "yes"})
    assert answer.url == reverse("assessments:comparison", args=[pupil.pk, guess.pk])
    for person in (pupil.person, parent):
        assert opens(client, person, "comparison", pupil.pk, guess.pk).status_code == 200


def test_the_pupil_closes_the_comparison_at_once_and_may_open_the_same_again(client):
    pupil, parent = family()
    first = taken(pupil)
    guess = compared(pupil, parent)
    actions.compare_guess(guess.pk, agrees=False, at=timezone.now())
    for person in (pupil.person, parent):
        assert opens(client, person, "comparison", pupil.pk, guess.pk).status_code == 404
    taken(pupil)
    again = actions.compare_guess(guess.pk, agrees=True, at=timezone.now())
    assert again.sitting == first
    assert opens(client, parent, "comparison", pupil.pk, guess.pk).status_code == 200


def test_saying_not_now_leaves_the_guess_open_to_be_given_anew(client):
    pupil, parent = family()
    taken(pupil)
    guess = guessed(pupil, parent)
    client.force_login(pupil.person)
    address = reverse("assessments:agreement", args=[pupil.pk, guess.pk])
    assert client.post(address, {"agrees": "no"}).url == reverse(
        "assessments:guesses", args=[pupil.pk]
    )
    assert not guessed(pupil, parent, (4,) * 6).is_fixed


def test_there_is_nothing_to_compare_before_the_test_is_taken_with_attention():
    pupil, parent = family()
    guess = guessed(pupil, parent)
    for fields in ({}, {"is_flagged": True}, {"version": 77}):
        if fields:
            sitting = taken(pupil)
            Sitting.objects.filter(pk=sitting.pk).update(**fields)
        with pytest.raises(errors.NothingToCompareError):
            actions.compare_guess(guess.pk, agrees=True, at=timezone.now())


@pytest.mark.parametrize("who", ["guardian", "another pupil"])
def test_only_the_pupil_decides(client, who):
    pupil, parent = family()
    taken(pupil)
    guess = guessed(pupil, parent)
    client.force_login(parent if who == "guardian" else make_pupil().person)
    address = reverse("assessments:agreement", args=[pupil.pk, guess.pk])
    assert client.post(address, {"agrees": "yes"}).status_code == 404
    assert not Guess.objects.get().is_fixed


def test_another_guardian_and_one_whose_link_has_ended_see_no_comparison(client):
    pupil, mother = family()
    taken(pupil)
    guess = compared(pupil, mother)
    assert opens(client, make_parent(pupil), "comparison", pupil.pk, guess.pk).status_code == 404
    Guardianship.objects.filter(guardian=mother).update(status=Guardianship.Status.FROZEN)
    for person in (mother, pupil.person):
        assert opens(client, person, "comparison", pupil.pk, guess.pk).status_code == 404
    assert "Пока никто не угадывал" in words(opens(client, pupil.person, "guesses", pupil.pk))


def test_without_the_consent_the_comparison_is_closed_to_the_guardian(client):
    pupil, parent = family()
    taken(pupil)
    guess = compared(pupil, parent)
    agree(pupil, "results_to_guardian", decision="withdrawn")
    assert opens(client, parent, "comparison", pupil.pk, guess.pk).status_code == 404


def test_the_result_page_tells_the_pupil_of_a_guess_and_nobody_without_one(client):
    pupil, parent = family()
    sitting = taken(pupil)
    told = "Взрослый из семьи угадывал твои ответы"
    assert told not in words(opens(client, pupil.person, "result", sitting.pk))
    guessed(pupil, parent)
    assert told in words(opens(client, pupil.person, "result", sitting.pk))


@pytest.mark.parametrize(
    ("relation", "button"), [("parent", "родителем"), ("guardian", "взрослым")]
)
def test_the_button_calls_the_adult_what_they_are(client, relation, button):
    pupil, adult = family()
    Guardianship.objects.update(relation=relation)
    taken(pupil)
    guessed(pupil, adult)
    page = words(opens(client, pupil.person, "guesses", pupil.pk))
    assert f"Сравнить с {button}" in page.replace(" со ", " с ")
    assert page.count('class="btn"') == 2
