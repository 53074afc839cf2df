"""A run: begun, saved in any order, finished once, told about, kept."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.people.models import Owner
from bilet.testing.factories import make_parent, make_person, make_pupil
from bilet.testing.trials import (
    make_consent,
    make_finished_run,
    make_run,
    poster,
    weld_product,
)
from bilet.trials import actions, errors, jobs
from bilet.trials.library import PROGRAMS
from bilet.trials.models import TrialRun

pytestmark = pytest.mark.django_db


def start(client, code="weld_seam", **data):
    return client.post(reverse("trials:runs", args=[code]), {"interest": 4} | data)


def send(client, run, name, product, seq=1):
    return client.post(
        reverse(f"trials:{name}", args=[run.pk]),
        json.dumps({"seq": seq, "product": product}),
        content_type="application/json",
    )


def code_product(code):
    return {"stages": {"bus": {"code": code, "runs": 1, "passed": {"early": True}}}}


@pytest.fixture
def pupil(client):
    pupil = make_pupil()
    client.force_login(pupil.person)
    return pupil


# Begin


def test_a_guest_begins_without_a_name_and_comes_back(client):
    response = start(client)
    run = TrialRun.objects.get()
    assert response.url == reverse("trials:run", args=[run.pk])
    assert (run.pupil, run.interest_before, run.field) == (None, 4, "industry")
    assert client.get(response.url).status_code == 200


def test_interest_is_asked_first(client):
    response = start(client, interest="")
    assert response.status_code == 422
    assert not TrialRun.objects.exists()


def test_who_begins_again_goes_on_with_what_was_begun(client, pupil):
    assert start(client).url == start(client).url
    assert TrialRun.objects.count() == 1


def test_an_adult_does_not_begin(client):
    client.force_login(make_person())
    start(client)
    assert not TrialRun.objects.exists()


def test_a_programme_without_an_online_task_is_not_begun():
    program = PROGRAMS.get("first_aid_post")
    with pytest.raises(errors.NoOnlineTaskError):
        actions.start_run(program, Owner(guest=uuid4()), field="health", interest=3)


def test_a_page_of_a_run_says_who_may_not_be_here(client):
    assert client.get(reverse("trials:run", args=[make_run().pk])).status_code == 404


@pytest.mark.parametrize("code", ["code_timetable", "design_poster", "weld_seam"])
def test_every_kind_of_task_has_its_page(client, pupil, code, django_assert_max_num_queries):
    run = make_run(code, pupil=pupil)
    with django_assert_max_num_queries(6):
        shown = client.get(reverse("trials:run", args=[run.pk])).content.decode()
    assert "trial-data" in shown


# Save


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 2), (3, 3, 3)])
def test_saves_may_come_in_any_order_and_the_newest_stays(client, pupil, order):
    run = make_run(pupil=pupil)
    for seq in order:
        response = send(client, run, "product", code_product(f"{seq}"), seq)
        assert response.status_code == 200
    run.refresh_from_db()
    assert run.product == code_product("3")
    assert run.saved_seq == 3 == response.json()["seq"]


def test_a_save_of_a_guest_is_one_statement(client, django_assert_num_queries):
    start(client)
    run = TrialRun.objects.get()
    with django_assert_num_queries(1):
        send(client, run, "product", code_product("x"), 5)


def test_nobody_saves_into_the_run_of_another(client, pupil):
    run = make_run()
    assert send(client, run, "product", {}).status_code == 404
    run.refresh_from_db()
    assert run.saved_seq == 0


def test_a_finished_run_is_frozen(client, pupil):
    run = make_finished_run(pupil=pupil)
    before = run.product
    response = send(client, run, "product", {}, 99)
    assert (response.status_code, response.json()["state"]) == (409, "finished")
    run.refresh_from_db()
    assert run.product == before


def test_a_product_of_more_than_200_kb_is_refused_in_words(client, pupil):
    run = make_run(pupil=pupil)
    response = send(client, run, "product", code_product("x" * 200_000))
    assert response.status_code == 413
    assert "200" in response.json()["error"]


BROKEN = [
    b"", b"[]", b"{", b'{"seq": 1}', b'{"seq": 0, "product": {}}', b'{"seq": 1, "product": []}',
    b'{"seq": "1", "product": {}}', b'{"seq": 1, "product": {"a": "\\u0000"}}',
    b'{"seq": 1, "product": {"a": "\\ud800"}}', b'{"seq": 1, "product": {"a": NaN}}',
    b'{"seq": 1, "product": {"a": 1e999}}', b'{"seq": 1e400, "product": {}}',
    b'{"seq": 1, "product": ' + b'{"a":' * 3000 + b"1" + b"}" * 3000 + b"}",
    b'{"seq": 99999999999999999999, "product": {}}', b"\xff\xfe",
]  # fmt: skip


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
@pytest.mark.parametrize("name", ["product", "completion"])
def test_a_broken_save_is_refused_and_breaks_nothing(client, pupil, body, name):
    run = make_run(pupil=pupil)
    address = reverse(f"trials:{name}", args=[run.pk])
    response = client.post(address, body, content_type="application/json")
    assert response.status_code == 422
    assert response.json()["error"]


# Finish


def test_the_server_looks_at_a_seam_itself(client, pupil):
    run = make_run("weld_seam", pupil=pupil)
    product = weld_product(speed=1.0) | {"shares": {"sound": 1}, "done": ["flat", "corner"]}
    response = send(client, run, "completion", product, 9)
    assert response.json()["next"] == reverse("trials:reflection", args=[run.pk])
    run.refresh_from_db()
    assert run.feedback[0]["shares"]["burn"] > 0.95
    assert run.steps_done == ["flat"]
    assert run.finished_at is not None


def test_the_server_looks_at_a_poster_itself(client, pupil):
    run = make_run("design_poster", pupil=pupil)
    pale = poster(rules={"ink": 3})
    product = {"versions": [pale, poster()], "feedback": [{"check": "contrast", "ok": True}]}
    send(client, run, "completion", product, 9)
    run.refresh_from_db()
    contrast = {n["version"]: n["ok"] for n in run.feedback if n["check"] == "contrast"}
    assert contrast == {1: False, 2: True}


def test_a_run_is_finished_once(client, pupil):
    run = make_run("weld_seam", pupil=pupil)
    send(client, run, "completion", weld_product(speed=1.0))
    run.refresh_from_db()
    first = run.finished_at
    response = send(client, run, "completion", weld_product(speed=3.0))
    assert response.status_code == 200
    run.refresh_from_db()
    assert (run.finished_at, run.feedback[0]["shares"]["sound"]) == (first, 0.0)


@pytest.mark.parametrize("product", [{}, {"seams": {"flat": []}}, {"seams": {"nowhere": []}}])
def test_a_look_at_an_empty_page_is_no_trial(client, pupil, product):
    run = make_run("weld_seam", pupil=pupil)
    response = send(client, run, "completion", product)
    assert response.status_code == 422
    run.refresh_from_db()
    assert run.finished_at is None


def test_what_is_no_product_is_not_finished(client, pupil):
    run = make_run("weld_seam", pupil=pupil)
    assert send(client, run, "completion", {"seams": "all perfect"}).status_code == 422


# Afterwards


def tell(client, run, **data):
    answers = {"interest": 2, "verdict": "disliked", "words": ""} | data
    return client.post(reverse("trials:reflection", args=[run.pk]), answers)


def test_disliked_is_an_answer(client, pupil):
    run = make_finished_run(pupil=pupil, verdict="", interest_after=None)
    response = tell(client, run, words="Скучно ждать")
    shown = client.get(response.url).content.decode()
    assert "это тоже ответ" in shown
    assert "До: 3 из 5. После: 2 из 5." in shown
    assert "Скучно ждать" in shown


def test_one_says_it_after_the_work_and_not_before(client, pupil):
    run = make_run(pupil=pupil)
    assert tell(client, run).url == reverse("trials:run", args=[run.pk])
    with pytest.raises(errors.NotFinishedError):
        actions.reflect(run, interest=3, verdict="mixed", words="")


@pytest.mark.parametrize("wrong", [{"interest": 6}, {"verdict": "great"}, {"words": "я" * 501}])
def test_answers_that_are_none_are_asked_again(client, pupil, wrong):
    run = make_finished_run(pupil=pupil, verdict="")
    assert tell(client, run, **wrong).status_code == 422


@pytest.mark.parametrize("code", ["code_timetable", "design_poster", "weld_seam"])
def test_the_result_shows_what_was_made(client, pupil, code, django_assert_max_num_queries):
    run = make_run(code, pupil=pupil)
    products = {"code_timetable": code_product("print('<b>')"), "weld_seam": weld_product(),
                "design_poster": {"versions": [poster()], "wishes": {"0": "keep"}}}  # fmt: skip
    send(client, run, "completion", products[code])
    tell(client, run)
    with django_assert_max_num_queries(9):
        shown = client.get(reverse("trials:result", args=[run.pk])).content.decode()
    expected = {"code_timetable": "print(&#x27;&lt;b&gt;&#x27;)", "weld_seam": "seam-picture",
                "design_poster": "poster-picture"}  # fmt: skip
    assert expected[code] in shown
    assert "/advice/" in shown
    assert "style=" not in shown


def test_a_poster_never_carries_the_colours_of_a_stranger(client, pupil):
    run = make_run("design_poster", pupil=pupil)
    product = {"versions": [poster() | {"palette": 7, "ground": 6, "colour": 'red" onload="x'}]}
    send(client, run, "completion", product)
    shown = client.get(reverse("trials:result", args=[run.pk])).content.decode()
    assert "onload" not in shown


def test_a_guest_keeps_everything_on_becoming_a_pupil(client):
    start(client)
    run = TrialRun.objects.get()
    send(client, run, "completion", weld_product())
    pupil = make_pupil()
    actions.claim_runs(run.guest, pupil)
    run.refresh_from_db()
    assert (run.guest, run.pupil) == (None, pupil)
    client.force_login(pupil.person)
    assert client.get(reverse("trials:result", args=[run.pk])).status_code == 200


def test_what_a_guest_leaves_is_forgotten_after_a_month_and_a_pupils_is_not():
    long_ago = timezone.now() - timedelta(days=31)
    make_run(guest=uuid4(), started_at=long_ago)
    fresh = make_run(guest=uuid4())
    own = make_run(started_at=long_ago)
    jobs.forget_guest_runs(timestamp=0)
    assert set(TrialRun.objects.all()) == {fresh, own}


# The family


def result(client, run):
    return client.get(reverse("trials:result", args=[run.pk]))


def test_the_family_sees_that_it_was_done_and_neither_work_nor_words(client):
    run = make_finished_run()
    make_consent(run.pupil, "results_to_guardian")
    client.force_login(make_parent(run.pupil))
    response = result(client, run)
    shown = response.content.decode()
    assert response.status_code == 200
    assert "мои тайные слова" not in shown
    assert "next_bus" not in shown
    assert run.pupil.looks.count() == 1


def test_without_consent_the_family_sees_no_result(client):
    run = make_finished_run()
    client.force_login(make_parent(run.pupil))
    assert result(client, run).status_code == 404


def test_a_withdrawn_consent_closes_the_page_at_once(client):
    run = make_finished_run()
    make_consent(run.pupil, "results_to_guardian", at=timezone.now() - timedelta(days=1))
    make_consent(run.pupil, "results_to_guardian", "withdrawn")
    client.force_login(make_parent(run.pupil))
    assert result(client, run).status_code == 404


def test_a_run_under_way_is_nobody_elses_business(client):
    run = make_run()
    make_consent(run.pupil, "results_to_guardian")
    client.force_login(make_parent(run.pupil))
    assert result(client, run).status_code == 404


def test_strangers_see_nothing(client):
    run = make_finished_run()
    assert result(client, run).status_code == 404
    client.force_login(make_pupil().person)
    assert result(client, run).status_code == 404
