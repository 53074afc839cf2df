"""What a result says, to whom, and what stays hidden."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image

from bilet.assessments import queries
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Opinion, Sitting
from bilet.people.models import Consent, Look, Owner
from bilet.testing.assessments import INTERESTS, make_result, make_sitting
from bilet.testing.factories import make_parent, make_pupil

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def give_results_consent(pupil) -> None:
    Consent.objects.create(
        pupil=pupil, actor=pupil.person, actor_name="Ирина", level=2, purpose="results_to_guardian",
        decision="given", document_version=1, text_sha256="", language="ru", channel="web",
    )  # fmt: skip


@pytest.mark.parametrize("code", list(INSTRUMENTS.all("ru")))
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_result_is_readable_by_its_owner(client, code, language):
    pupil = make_pupil()
    client.force_login(pupil.person)
    client.cookies["language"] = language
    sitting = make_result(code, pupil=pupil)
    response = client.get(reverse("assessments:result", args=[sitting.pk]))
    with translation.override(language):
        instrument = INSTRUMENTS.get(code)
    assert response.status_code == 200
    assert "<svg" in response.text
    assert instrument.talk not in response.text
    if code == "i07_choice_matrix":  # choices that cross are a list of words already
        return
    assert "<table" in response.text
    for scale in instrument.scales:
        assert scale.title in response.text


def test_a_result_page_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    pupil = make_pupil()
    client.force_login(pupil.person)
    now = timezone.now()
    for days in range(20):
        sitting = make_result(pupil=pupil, finished_at=now - timedelta(days=days))
    with django_assert_max_num_queries(9):
        client.get(reverse("assessments:result", args=[sitting.pk]))


def test_a_hasty_result_kindly_offers_to_repeat(client):
    pupil = make_pupil()
    client.force_login(pupil.person)
    sitting = make_result(pupil=pupil)
    Sitting.objects.filter(pk=sitting.pk).update(is_flagged=True)
    page = client.get(reverse("assessments:result", args=[sitting.pk])).text
    assert "Похоже, вышло второпях" in page
    assert page.count('class="btn go') == 1


def test_the_result_of_somebody_else_does_not_exist(client):
    pupil = make_pupil()
    sitting = make_result(pupil=pupil)
    address = reverse("assessments:result", args=[sitting.pk])
    assert client.get(address).status_code == 404
    client.force_login(make_parent(pupil))
    assert client.get(address).status_code == 404


def test_both_opinions_weigh_the_same_and_the_last_one_counts(client):
    pupil = make_pupil()
    client.force_login(pupil.person)
    sitting = make_result(pupil=pupil)
    address = reverse("assessments:opinion", args=[sitting.pk])
    response = client.post(address, {"fits": "no"}, headers=HTMX)
    assert response.status_code == 200
    assert "твоё слово важнее" in response.text
    response = client.post(address, {"fits": "yes"})
    assert response.url.startswith(reverse("assessments:result", args=[sitting.pk]))
    assert Opinion.objects.get().fits
    assert client.post(address, {"fits": "maybe"}).status_code == 404


def test_an_opinion_about_a_strangers_result_is_refused(client):
    sitting = make_result(pupil=make_pupil())
    address = reverse("assessments:opinion", args=[sitting.pk])
    assert client.post(address, {"fits": "yes"}).status_code == 404


def test_a_result_of_an_older_version_says_so(client):
    pupil = make_pupil()
    client.force_login(pupil.person)
    sitting = make_result(pupil=pupil)
    Sitting.objects.filter(pk=sitting.pk).update(version=77)
    page = client.get(reverse("assessments:result", args=[sitting.pk])).text
    assert "Это результат прежней версии" in page


def test_a_parent_reads_the_result_with_how_to_talk_and_the_family_sees_the_look(client):
    pupil = make_pupil()
    give_results_consent(pupil)
    parent = make_parent(pupil)
    client.force_login(parent)
    sitting = make_result(pupil=pupil)
    page = client.get(reverse("assessments:pupil-result", args=[pupil.pk, sitting.pk]))
    assert page.status_code == 200
    assert "Спросите, какое из тридцати" in page.text.replace("\u00a0", " ")
    look = Look.objects.get()
    assert (look.pupil, look.actor, look.what) == (pupil, parent, Look.What.RESULTS)


def test_without_the_childs_or_familys_consent_a_parent_reads_nothing(client):
    pupil = make_pupil()
    client.force_login(make_parent(pupil))
    sitting = make_result(pupil=pupil)
    for address in (
        reverse("assessments:pupil-results", args=[pupil.pk]),
        reverse("assessments:pupil-result", args=[pupil.pk, sitting.pk]),
    ):
        assert client.get(address).status_code == 404
    assert not Look.objects.exists()


def test_a_guardian_who_is_not_confirmed_reads_nothing(client):
    pupil = make_pupil()
    give_results_consent(pupil)
    client.force_login(make_parent(pupil, level=0))
    address = reverse("assessments:pupil-results", args=[pupil.pk])
    assert client.get(address).status_code == 404


def test_a_parent_of_another_child_learns_nothing(client):
    pupil = make_pupil()
    give_results_consent(pupil)
    sitting = make_result(pupil=pupil)
    other = make_pupil()
    give_results_consent(other)
    client.force_login(make_parent(other))
    for pupil_id in (pupil.pk, other.pk):
        address = reverse("assessments:pupil-result", args=[pupil_id, sitting.pk])
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [0, 2, 8])
def test_the_list_for_the_family_costs_a_fixed_number_of_queries(
    client, count, django_assert_max_num_queries
):
    pupil = make_pupil()
    give_results_consent(pupil)
    client.force_login(make_parent(pupil))
    for code in list(INSTRUMENTS.all("ru"))[:count]:
        make_result(code, pupil=pupil)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("assessments:pupil-results", args=[pupil.pk])).text
    assert ("Результатов пока нет" in page) == (count == 0)


def test_the_second_time_the_page_says_what_really_changed(client):
    pupil = make_pupil()
    client.force_login(pupil.person)
    before = timezone.now() - timedelta(days=200)
    make_result(pupil=pupil, answers=_level(0), started_at=before, finished_at=before)
    again = make_result(pupil=pupil, answers=_level(4))
    history = _history(pupil)
    assert history is not None
    assert len(history.grew) == 6
    assert "Раньше и теперь" in client.get(f"/sittings/{again.pk}/result/").text


def test_a_change_within_the_error_is_called_none():
    pupil = make_pupil()
    make_result(pupil=pupil, answers=_level(2))
    make_result(pupil=pupil, answers=_level(2) | {"r1": "v3"})
    history = _history(pupil)
    assert (history.grew, history.fell) == ([], [])


def test_two_sittings_of_one_day_are_told_apart_by_the_hour_where_the_pupil_lives():
    pupil = make_pupil()
    morning = datetime(2026, 3, 2, 9, 30, tzinfo=queries.zone_of(pupil))
    for hours in (0, 5):
        at = (morning + timedelta(hours=hours)).astimezone(UTC)
        make_result(pupil=pupil, started_at=at, finished_at=at)
    scale = _history(pupil).scales[0]
    assert [band.label[-5:] for band in scale.bands] == ["09:30", "14:30"]


def _history(pupil):
    zone = queries.zone_of(pupil)
    return queries.history_of(Owner(pupil=pupil), INSTRUMENTS.get(INTERESTS), zone)


def _level(level: int) -> dict[str, str]:
    return {f"{s}{n}": f"v{level}" for n in range(1, 6) for s in "riasec"}


def test_the_picture_to_share_is_a_picture_and_the_owner_s_alone(client):
    pupil = make_pupil()
    done = make_result(pupil=pupil)
    assert client.get(f"/sittings/{done.pk}/picture.png").status_code == 404
    client.force_login(pupil.person)
    made = client.get(f"/sittings/{done.pk}/picture.png")
    with Image.open(BytesIO(made.content)) as picture:
        assert picture.size == (1080, 1350)


def test_the_tasks_are_explained_after_the_result_and_never_before(client):
    pupil = make_pupil()
    client.force_login(pupil.person)
    begun = make_sitting("a01_matrices", pupil=pupil)
    assert client.get(f"/sittings/{begun.pk}/review/").status_code == 404
    done = make_result("a01_matrices", pupil=pupil, answers={"q1": "a", "q2": "b", "q3": "late"})
    page = client.get(f"/sittings/{done.pk}/review/").text
    assert page.count("Верный ответ") == 3
    assert "без ответа" in page


def test_a_bank_that_will_be_asked_again_is_not_given_away(client):
    pupil = make_pupil()
    client.force_login(pupil.person)
    done = make_result("a05_word_links", pupil=pupil)
    assert client.get(f"/sittings/{done.pk}/review/").status_code == 404


def test_two_free_choices_lead_to_professions_where_they_cross(client):
    pupil = make_pupil()
    client.force_login(pupil.person)
    test = INSTRUMENTS.get("i07_choice_matrix", "ru")
    cell = test.cells[0]
    answers = {test.items[0].id: {cell.row: "1"}, test.items[1].id: {cell.column: "1"}}
    done = make_result(test.code, pupil=pupil, answers=answers)
    page = client.get(f"/sittings/{done.pk}/result/").text
    assert all(f"/professions/{code}/" in page for code in cell.professions)


def test_subjects_that_are_liked_and_hard_are_named():
    test = INSTRUMENTS.get("i08_school_subjects", "ru")
    top = max((r for r in test.responses if r.value is not None), key=lambda r: r.value)
    low = min((r for r in test.responses if r.value is not None), key=lambda r: r.value)
    maths = test.items[0]
    answers = {maths.id: {"interest": top.id, "ease": low.id, "use": top.id}}
    found = queries.beside(test, make_sitting(test.code, answers=answers)).contrasts
    assert any(maths.text in line for line in found)
