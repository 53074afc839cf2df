"""How much of a result the family reads, and who decides about it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.assessments import actions, queries, rules
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import SharedAll, SharedResult
from bilet.assessments.rules import Reads
from bilet.people.models import Look
from bilet.testing.assessments import INTERESTS, make_result, make_sitting
from bilet.testing.day import agree
from bilet.testing.factories import make_parent, make_pupil

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
PERSONAL = [code for code, test in INSTRUMENTS.all("ru").items() if test.is_sensitive]
SCALES = [scale.title for scale in INSTRUMENTS.all("ru")[INTERESTS].scales]
TALK = "Как об этом говорить"


def family(age: int = 15):
    """A pupil who lets the family see results, and a confirmed parent."""
    pupil = make_pupil(age)
    agree(pupil, "results_to_guardian")
    return pupil, make_parent(pupil)


def page(client, person, name: str, *args) -> str:
    client.force_login(person)
    response = client.get(reverse(f"assessments:{name}", args=args))
    return response.text.replace("\u00a0", " ") if response.status_code == 200 else ""


def shows(client, sitting, answer: str = "yes", **extra):
    client.force_login(sitting.pupil.person)
    address = reverse("assessments:sharing", args=[sitting.pk])
    return client.post(address, {"shows": answer}, **extra)


# The rule


@pytest.mark.parametrize(
    ("age", "shared", "shares_all", "open_test", "personal_test"),
    [
        (13, False, False, Reads.DETAILS, Reads.NOTHING),
        (13, True, False, Reads.DETAILS, Reads.DETAILS),
        (13, False, True, Reads.DETAILS, Reads.NOTHING),
        (14, False, False, Reads.MEANING, Reads.NOTHING),
        (14, True, False, Reads.DETAILS, Reads.DETAILS),
        (14, False, True, Reads.DETAILS, Reads.NOTHING),
    ],
)
@pytest.mark.parametrize("code", PERSONAL)
def test_the_pupil_decides_about_personal_tests_always_and_about_details_from_fourteen(
    code, age, shared, shares_all, open_test, personal_test
):
    pupil = make_pupil(birth_date=date(2000, 5, 17))
    choice = {"shared": shared, "shares_all": shares_all, "today": date(2000 + age, 5, 17)}
    assert rules.adult_reads(pupil, INTERESTS, **choice) == open_test
    assert rules.adult_reads(pupil, code, **choice) == personal_test


def test_a_pupil_whose_age_is_not_known_keeps_the_details():
    pupil = make_pupil(birth_date=None)
    reads = rules.adult_reads(
        pupil, INTERESTS, shared=False, shares_all=False, today=date(2026, 9, 1)
    )
    assert reads == Reads.MEANING


def test_a_test_that_is_kept_no_more_counts_as_personal():
    assert rules.is_sensitive("x99_gone")
    assert not rules.is_sensitive(INTERESTS)


# Personal results


@pytest.mark.parametrize("age", [12, 16])
@pytest.mark.parametrize("code", PERSONAL)
def test_a_personal_result_is_read_while_the_pupil_shows_it_and_not_a_moment_longer(
    client, code, age
):
    pupil, parent = family(age)
    sitting = make_result(code, pupil=pupil)
    title = INSTRUMENTS.all("ru")[code].title
    for answer, is_read in (("no", False), ("yes", True), ("no", False)):
        shows(client, sitting, answer)
        assert (title in page(client, parent, "pupil-results", pupil.pk)) is is_read
        single = page(client, parent, "pupil-result", pupil.pk, sitting.pk)
        assert bool(single) is is_read
        assert (TALK in single) is is_read
        assert ("<table" in single) is is_read


@pytest.mark.parametrize("code", PERSONAL)
def test_showing_all_results_shows_no_personal_one(client, code):
    pupil, parent = family()
    make_result(code, pupil=pupil)
    actions.share_all(pupil, shows=True, at=timezone.now())
    assert "Результатов пока нет" in page(client, parent, "pupil-results", pupil.pk)


def test_taken_once_more_a_personal_result_is_the_pupils_alone_again(client):
    pupil, parent = family()
    at = timezone.now()
    old = make_result(PERSONAL[0], pupil=pupil, finished_at=at - timedelta(days=30))
    actions.share_result(old, shows=True, at=at)
    new = make_result(PERSONAL[0], pupil=pupil, finished_at=at)
    listed = [result.page.sitting for result in queries.family_results(pupil, at=at)]
    assert listed == [old]
    assert not page(client, parent, "pupil-result", pupil.pk, new.pk)


def test_an_adult_who_finds_nothing_leaves_no_look(client):
    pupil, parent = family()
    sitting = make_result(PERSONAL[0], pupil=pupil)
    page(client, parent, "pupil-result", pupil.pk, sitting.pk)
    assert not Look.objects.exists()


# Details from fourteen


def test_under_fourteen_the_family_reads_scales_and_numbers(client):
    pupil, parent = family(12)
    single = page(client, parent, "pupil-result", pupil.pk, make_result(pupil=pupil).pk)
    assert "<table" in single
    assert all(scale in single for scale in SCALES)


def test_from_fourteen_the_family_reads_the_main_line_and_how_to_talk_but_no_scale(client):
    pupil, parent = family(14)
    sitting = make_result(pupil=pupil, answers={f"i{n}": "v4" for n in range(1, 6)}
                          | {f"{s}{n}": "v0" for s in "rasec" for n in range(1, 6)})  # fmt: skip
    single = page(client, parent, "pupil-result", pupil.pk, sitting.pk)
    assert "Тебя тянет исследовать" in single
    assert "Тебе хочется докопаться" in single
    assert TALK in single
    assert "С 14 лет шкалы и числа открывает сам ребёнок" in single
    assert "<table" not in single
    assert '<svg class="chart' not in single
    assert not [scale for scale in SCALES if scale in single]


def test_from_fourteen_the_pupil_opens_details_of_one_result_and_closes_them(client):
    pupil, parent = family(16)
    sitting, other = make_result(pupil=pupil), make_result("i03_klimov_pairs", pupil=pupil)
    shows(client, sitting)
    assert "<table" in page(client, parent, "pupil-result", pupil.pk, sitting.pk)
    assert "<table" not in page(client, parent, "pupil-result", pupil.pk, other.pk)
    shows(client, sitting, "no")
    assert "<table" not in page(client, parent, "pupil-result", pupil.pk, sitting.pk)


def test_from_fourteen_the_pupil_opens_details_of_all_results_coming_ones_too(client):
    pupil, parent = family(16)
    client.force_login(pupil.person)
    address = reverse("assessments:all-sharing", args=[pupil.pk])
    client.post(address, {"shows": "yes"})
    sitting = make_result(pupil=pupil)
    assert "<table" in page(client, parent, "pupil-result", pupil.pk, sitting.pk)
    client.force_login(pupil.person)
    client.post(address, {"shows": "no"})
    assert "<table" not in page(client, parent, "pupil-result", pupil.pk, sitting.pk)


def test_showing_a_result_does_not_replace_the_consent(client):
    pupil, parent = family(16)
    sitting = make_result(pupil=pupil)
    shows(client, sitting)
    agree(pupil, "results_to_guardian", decision="withdrawn")
    assert not page(client, parent, "pupil-result", pupil.pk, sitting.pk)


# Who decides


def test_only_the_pupil_shows_a_result(client):
    pupil, parent = family()
    sitting = make_result(pupil=pupil)
    for person in (parent, make_pupil().person):
        client.force_login(person)
        for address in (
            reverse("assessments:sharing", args=[sitting.pk]),
            reverse("assessments:all-sharing", args=[pupil.pk]),
        ):
            assert client.post(address, {"shows": "yes"}).status_code == 404
    assert not SharedResult.objects.exists()
    assert not SharedAll.objects.exists()


def test_a_result_that_is_not_finished_cannot_be_shown(client):
    assert shows(client, make_sitting(pupil=make_pupil())).status_code == 404


def test_anything_but_yes_or_no_changes_nothing(client):
    assert shows(client, make_result(pupil=make_pupil()), "maybe").status_code == 404
    assert not SharedResult.objects.exists()


def test_pressing_twice_is_pressing_once(client):
    sitting = make_result(pupil=make_pupil())
    shows(client, sitting)
    shows(client, sitting)
    assert SharedResult.objects.count() == 1


def test_both_answers_weigh_the_same_and_work_without_scripts(client):
    sitting = make_result(PERSONAL[0], pupil=make_pupil())
    fragment = shows(client, sitting, headers=HTMX).text
    assert fragment.count('class="btn"') == 2
    assert fragment.count('aria-pressed="true"') == 1
    answer = shows(client, sitting, "no")
    assert answer.url == reverse("assessments:result", args=[sitting.pk]) + "#sharing"


@pytest.mark.parametrize(
    ("code", "age", "sentence", "buttons"),
    [
        (INTERESTS, 12, "видит этот результат и совет, как о нём говорить", 0),
        (INTERESTS, 15, "С 14 лет решаешь ты", 2),
        (PERSONAL[0], 12, "Это личный результат", 2),
        (PERSONAL[0], 15, "Это личный результат", 2),
    ],
)
def test_the_pupil_reads_in_one_sentence_who_else_sees_it(client, code, age, sentence, buttons):
    pupil = make_pupil(age)
    sitting = make_result(code, pupil=pupil)
    own = page(client, pupil.person, "result", sitting.pk)
    assert sentence in own
    assert own.count('name="shows"') == buttons


def test_a_guest_is_asked_nothing_about_a_family(client):
    sitting = make_result(PERSONAL[0], pupil=make_pupil())
    assert queries.sharing_of(make_result(), at=timezone.now()) is None
    assert client.post(reverse("assessments:sharing", args=[sitting.pk])).status_code == 302


def test_the_pupil_sees_who_reads_what(client):
    pupil, _parent = family(15)
    make_result(pupil=pupil)
    make_result(PERSONAL[0], pupil=pupil)
    shows(client, make_result("i03_klimov_pairs", pupil=pupil))
    own = page(client, pupil.person, "pupil-results", pupil.pk)
    assert "Что видит семья" in own
    for words in ("видишь только ты", "семья видит главное", "семья видит всё"):
        assert own.count(words) == 1
    assert not Look.objects.exists()


def test_an_older_result_that_is_still_shown_is_in_the_pupils_list():
    pupil, at = make_pupil(), timezone.now()
    old = make_result(pupil=pupil, finished_at=at - timedelta(days=30))
    actions.share_result(old, shows=True, at=at)
    new = make_result(pupil=pupil, finished_at=at)
    assert [result.page.sitting for result in queries.own_results(pupil, at=at)] == [new, old]


def test_the_familys_address_leads_the_pupil_to_the_own_result(client):
    pupil = make_pupil()
    client.force_login(pupil.person)
    sitting = make_result(pupil=pupil)
    answer = client.get(reverse("assessments:pupil-result", args=[pupil.pk, sitting.pk]))
    assert answer.url == reverse("assessments:result", args=[sitting.pk])


# The file of all data


def taken_along(client, person, pupil) -> dict:
    client.force_login(person)
    return client.get(reverse("people:pupil-export", args=[pupil.pk])).json()


@pytest.mark.parametrize(("age", "kept"), [(12, [PERSONAL[0]]), (16, [PERSONAL[0], INTERESTS])])
def test_a_guardian_takes_along_no_answers_or_scores_that_the_family_does_not_read(
    client, age, kept
):
    pupil, parent = family(age)
    for code in (INTERESTS, *PERSONAL):
        make_result(code, pupil=pupil)
    begun = make_sitting(PERSONAL[0], pupil=pupil, answers={"a": "b"})
    shown = pupil.sittings.get(instrument=PERSONAL[1])
    actions.share_result(shown, shows=True, at=timezone.now())
    theirs, own = taken_along(client, parent, pupil), taken_along(client, pupil.person, pupil)
    left = {row["instrument"] for row in theirs["assessments.Sitting"]}
    assert left == {INTERESTS, *PERSONAL} - set(kept)
    sittings = {row["id"] for row in theirs["assessments.Sitting"]}
    assert {row["sitting"] for row in theirs["assessments.ScaleScore"]} <= sittings
    assert len(own["assessments.Sitting"]) == 4
    assert str(begun.pk) not in sittings


def test_a_guess_is_in_the_file_of_the_one_who_gave_it_and_of_the_pupil_once_compared(client):
    pupil, mother = family()
    father = make_parent(pupil)
    make_result(pupil=pupil)
    test = INSTRUMENTS.all("ru")[INTERESTS]
    at = timezone.now()
    guess = actions.keep_guess(pupil, mother, test, {"realistic": 1}, at=at)

    def has_guess(person) -> bool:
        return bool(taken_along(client, person, pupil).get("assessments.Guess"))

    assert [has_guess(person) for person in (mother, father, pupil.person)] == [True, False, False]
    actions.compare_guess(guess.pk, agrees=True, at=at)
    assert [has_guess(person) for person in (mother, father, pupil.person)] == [True, False, True]
