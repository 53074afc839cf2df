"""What the child and the guardian see side by side: calmly, and nobody is marked."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.assessments import actions, queries
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Guess, Sitting
from bilet.assessments.tests.guessing import (
    CARDS,
    DIRECTIONS,
    compared,
    family,
    guessed,
    opens,
    taken,
    words,
)
from bilet.people.models import Look
from bilet.testing.assessments import INTERESTS, make_result
from bilet.testing.day import agree

pytestmark = pytest.mark.django_db

# What both see


def test_six_rows_have_two_marks_each_and_a_table_with_the_same_numbers(client):
    pupil, parent = family()
    taken(pupil)
    guess = compared(pupil, parent, 0, 4, 2, 3, 1, 2)
    page = opens(client, parent, "comparison", pupil.pk, guess.pk).text
    chart = re.search(r'<svg class="chart.*?</svg>', page, re.S)[0]
    assert chart.count("c-sure") == 6
    assert chart.count("c-dot") == chart.count("c-bar-mark") == 7  # with the key
    cells = re.findall(r'<td class="numbers">([^<]*)</td>', page)
    assert [cells[n] for n in range(0, 18, 3)] == ["0", "20", "10", "15", "5", "10"]
    assert [cells[n] for n in range(2, 18, 3)] == ["0", "20", "10", "15", "5", "10"]


def test_three_questions_are_of_the_largest_differences_and_one_of_what_is_most_alike():
    pupil, parent = family()
    taken(pupil)
    # Differences of 15, 0, 10, 15, 5 and 1 step of 5 less: realistic, social, artistic lead.
    guess = compared(pupil, parent, 3, 4, 0, 0, 2, 1)
    page = queries.comparison(guess, names=("а", "б"), for_pupil=False)
    assert [talk.title for talk in page.talks] == [
        "Работа руками", "Помощь людям", "Творчество", "Исследование",
    ]  # fmt: skip
    found = [str(talk.found) for talk in page.talks]
    assert found == [
        "Здесь тянет меньше, чем вы думали.",
        "Здесь тянет сильнее, чем вы думали.",
        "Здесь тянет сильнее, чем вы думали.",
        "Здесь догадка и ответы ближе всего.",
    ]
    assert len({str(talk.ask) for talk in page.talks}) == 4
    assert page.talks[2].examples == ["Нарисовать обложку для любимой книги", "Сочинить песню"]


def test_a_difference_within_what_the_test_sees_is_called_close():
    pupil, parent = family()
    answers = {f"{s}{n}": "v2" for s in "riasec" for n in range(1, 6)} | {"r1": "v4"}
    make_result(pupil=pupil, answers=answers)
    page = queries.comparison(compared(pupil, parent), names=("а", "б"), for_pupil=False)
    assert {row.kind for row in page.rows} == {"near"}


@pytest.mark.parametrize("steps", [(0, 4, 2, 3, 1, 2), (4, 0, 0, 0, 4, 4)])
def test_nobody_is_told_how_well_who_knows_whom(client, steps):
    pupil, parent = family()
    taken(pupil)
    guess = compared(pupil, parent, *steps)
    for person in (pupil.person, parent):
        page = words(opens(client, person, "comparison", pupil.pk, guess.pk))
        text = re.sub(r"<(svg|style|script|table).*?</\1>", "", page, flags=re.S)
        assert not re.search(
            r"\d+ ?%|\d+ из \d|угада(л|но|ли) |верно|ошибл|знаете (своего|ребён)", text
        )


def test_the_pupil_reads_in_the_familiar_form_and_the_guardian_in_the_polite_one(client):
    pupil, parent = family()
    taken(pupil)
    guess = compared(pupil, parent, 3, 4, 0, 0, 2, 1)
    own = words(opens(client, pupil.person, "comparison", pupil.pk, guess.pk))
    assert "Расскажи, что именно тебе нравится" in own
    assert "Спросите" not in own
    theirs = words(opens(client, parent, "comparison", pupil.pk, guess.pk))
    assert "Спросите, что именно нравится" in theirs
    assert "Расскажи," not in theirs


def test_a_guardians_look_at_the_comparison_is_written_down_and_the_pupils_is_not(client):
    pupil, parent = family()
    taken(pupil)
    guess = compared(pupil, parent)
    opens(client, pupil.person, "comparison", pupil.pk, guess.pk)
    assert not Look.objects.exists()
    opens(client, parent, "comparison", pupil.pk, guess.pk)
    assert Look.objects.get().actor == parent


def test_answers_to_single_questions_are_nobodys_but_the_pupils(client):
    pupil, parent = family()
    taken(pupil)
    guess = compared(pupil, parent)
    page = words(opens(client, parent, "comparison", pupil.pk, guess.pk))
    labels = [response.label for response in INSTRUMENTS.all("ru")[INTERESTS].responses]
    assert not [label for label in labels if label in page]


def test_cards_are_compared_as_well_as_questions(client):
    pupil, parent = family()
    make_result(CARDS, pupil=pupil)
    guess = guessed(pupil, parent, code=CARDS)
    guess = actions.compare_guess(guess.pk, agrees=True, at=timezone.now())
    page = queries.comparison(guess, names=("а", "б"), for_pupil=True)
    assert [row.line.scale.code for row in page.rows] == list(DIRECTIONS)
    assert {row.guessed for row in page.rows} == {50.0}
    assert opens(client, parent, "comparison", pupil.pk, guess.pk).status_code == 200


def test_a_direction_with_too_few_answers_is_left_out(client):
    pupil, parent = family()
    answers = {f"{s}{n}": "v3" for s in "iasec" for n in range(1, 6)}
    sitting = make_result(pupil=pupil, answers=answers)
    Sitting.objects.filter(pk=sitting.pk).update(is_flagged=False)
    page = queries.comparison(compared(pupil, parent), names=("а", "б"), for_pupil=False)
    assert len(page.rows) == 5
    assert len(page.talks) == 4


def test_with_no_direction_known_the_page_says_so(client):
    pupil, parent = family()
    sitting = make_result(pupil=pupil, answers={"r1": "v4"})
    Sitting.objects.filter(pk=sitting.pk).update(is_flagged=False)
    guess = compared(pupil, parent)
    page = opens(client, parent, "comparison", pupil.pk, guess.pk)
    assert "Ответов пока мало" in words(page)


def test_a_comparison_with_an_older_version_stays_in_the_list_while_it_is_open(client):
    pupil, parent = family()
    taken(pupil)
    guess = compared(pupil, parent)
    Guess.objects.filter(pk=guess.pk).update(version=77)
    states = queries.guesses_of_guardian(pupil, parent)
    assert [state.guess for state in states] == [None, None, guess]
    page = opens(client, parent, "comparison", pupil.pk, guess.pk)
    assert "Это результат прежней версии" in words(page)


def test_the_parents_cabinet_leads_to_guesses_only_where_results_are_open(client):
    pupil, parent = family(12)
    client.force_login(parent)
    address = reverse("assessments:guesses", args=[pupil.pk])
    assert address in client.get(reverse("cabinets:parent")).text
    agree(pupil, "results_to_guardian", decision="withdrawn")
    assert address not in client.get(reverse("cabinets:parent")).text
