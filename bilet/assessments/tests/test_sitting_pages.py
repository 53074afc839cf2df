"""A sitting as a browser and the player see it."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import ScaleScore, Sitting
from bilet.assessments.tokens import SALT, token_for
from bilet.testing.assessments import INTERESTS, make_result, make_sitting, packed, some_answers
from bilet.testing.factories import make_parent, make_pupil

pytestmark = pytest.mark.django_db


def send(client, sitting, answers, token=None):
    return client.post(
        reverse("assessments:answers", args=[sitting.pk]),
        json.dumps({"answers": answers}) if isinstance(answers, dict) else answers,
        content_type="application/json",
        headers={"Authorization": f"Sitting {token or token_for(sitting)}"},
    )


def complete(client, sitting, token=None):
    return client.post(
        reverse("assessments:completion", args=[sitting.pk]),
        "{}",
        content_type="application/json",
        headers={"Authorization": f"Sitting {token or token_for(sitting)}"},
    )


def begin(client, code=INTERESTS) -> Sitting:
    response = client.post(reverse("assessments:sittings", args=[code]))
    assert response.status_code == 302
    return Sitting.objects.get(pk=response.url.strip("/").split("/")[-1])


def player_data(response) -> dict:
    start = response.text.index('id="player-data"')
    body = response.text[start:]
    return json.loads(body[body.index(">") + 1 : body.index("</script>")])


def test_a_guest_begins_without_signing_in_and_keeps_the_sitting(client):
    sitting = begin(client)
    assert sitting.guest is not None
    page = client.get(reverse("assessments:sitting", args=[sitting.pk]))
    data = player_data(page)
    assert data["sitting"] == str(sitting.pk)
    assert data["answers"] == {}
    assert client.get(data["form_url"]).json()["items"]
    assert "dist/player.js" in page.text
    assert begin(client).pk == sitting.pk


def test_the_whole_way_of_a_player_from_the_shelf_to_the_result(client):
    sitting = begin(client)
    data = player_data(client.get(reverse("assessments:sitting", args=[sitting.pk])))
    answers = packed(some_answers(INSTRUMENTS.get(INTERESTS)))
    response = send(client, sitting, answers, token=data["token"])
    assert response.json() == {"saved": 30, "finished": False}
    page = client.get(reverse("assessments:sitting", args=[sitting.pk]))
    assert player_data(page)["answers"] == answers
    done = complete(client, sitting, token=data["token"])
    assert done.json() == {"result": data["result_url"]}
    assert client.get(data["result_url"]).status_code == 200
    assert send(client, sitting, answers).json() == {"saved": 30, "finished": True}


def test_saving_costs_one_statement(client, django_assert_num_queries):
    """The player sends no cookies: the token is enough, and no session is looked up."""
    sitting = make_sitting(pupil=make_pupil())
    token = token_for(sitting)
    with django_assert_num_queries(1):
        response = send(client, sitting, packed({"r1": "v4"}), token=token)
    assert response.status_code == 200


def test_errors_are_said_in_the_language_of_the_sitting(client):
    sitting = make_sitting(language="en")
    assert "no answers yet" in complete(client, sitting).json()["error"]


@pytest.mark.parametrize("token", ["", "nonsense", "a:b:c"])
def test_without_a_good_token_nothing_is_saved(client, token):
    sitting = make_sitting()
    response = send(client, sitting, packed({"r1": "v4"}), token=token or "x")
    assert response.status_code == 401
    assert "Открой тест заново" in response.json()["error"]


def test_a_token_opens_its_own_sitting_only(client):
    mine, other = make_sitting(), make_sitting()
    assert send(client, other, packed({"r1": "v4"}), token=token_for(mine)).status_code == 401
    other.refresh_from_db()
    assert other.answers == {}


def test_a_token_lives_two_weeks_and_never_begins_in_the_future(client):
    sitting, now = make_sitting(), timezone.now()
    with time_machine.travel(now - timedelta(days=15), tick=False):
        old = token_for(sitting)
    with time_machine.travel(now - timedelta(days=13), tick=False):
        fresh = token_for(sitting)
    with time_machine.travel(now + timedelta(minutes=7), tick=False):
        future = token_for(sitting)
    with time_machine.travel(now + timedelta(minutes=3), tick=False):
        fast_clock = token_for(sitting)
    given = packed({"r1": "v4"})
    statuses = [send(client, sitting, given, token=t).status_code for t in (old, fresh, future)]
    assert statuses == [401, 200, 401]
    assert send(client, sitting, given, token=fast_clock).status_code == 200


def test_a_token_of_another_purpose_is_refused(client):
    sitting = make_sitting()
    value = f"{sitting.pk.hex}.{INTERESTS}.1.ru"
    foreign = signing.TimestampSigner(salt="something else").sign(value)
    assert send(client, sitting, packed({"r1": "v4"}), token=foreign).status_code == 401
    assert SALT != "something else"


@pytest.mark.parametrize(
    "body",
    [
        "not json",
        "[]",
        '{"answers": []}',
        '{"answers": {"r1": {"v": "v4", "t": 5}}}',
        '{"answers": {"r1": {"v": "v4", "t": -5, "s": 1}}}',
        '{"answers": {"r1": {"v": "v4", "t": NaN, "s": 1}}}',
        '{"answers": {"r1": {"v": "<script>", "t": 5, "s": 1}}}',
        '{"answers": {"r1": {"v": {"a": {"b": "c"}}, "t": 5, "s": 1}}}',
        '{"answers": {"b1": {"v": {"tapped": [-4], "last": 3}, "t": 5, "s": 1}}}',
        '{"answers": {"r1": {"v": "v4", "t": 5, "s": 99999999999999999999}}}',
        '{"answers": {"nobody_knows": {"v": "v4", "t": 5, "s": 1}}}',
        '{"answers": {"r1": {"v": "v4\\u0000", "t": 5, "s": 1}}}',
    ],
)
def test_answers_of_a_wrong_shape_are_named_and_not_saved(client, body):
    sitting = make_sitting()
    response = send(client, sitting, body)
    assert response.status_code == 422
    assert response.json()["error"]
    sitting.refresh_from_db()
    assert sitting.answers == {}


def test_too_many_answers_at_once_are_refused(client):
    sitting = make_sitting()
    many = {f"x{n}": {"v": "v4", "t": 1, "s": n} for n in range(401)}
    assert send(client, sitting, many).status_code == 422
    assert send(client, sitting, " " * 200_001).status_code == 413


def test_a_sitting_that_is_gone_answers_404_as_data(client):
    sitting = make_sitting()
    token = token_for(sitting)
    Sitting.objects.all().delete()
    gone = send(client, sitting, packed({"r1": "v4"}), token=token)
    assert (gone.status_code, "error" in gone.json()) == (404, True)
    assert complete(client, sitting, token=token).status_code == 404


def test_a_test_without_answers_is_not_finished(client):
    sitting = make_sitting()
    response = complete(client, sitting)
    assert response.status_code == 422
    assert "Ответов пока нет" in response.json()["error"]
    assert not ScaleScore.objects.exists()


def test_a_test_changed_meanwhile_says_so(client):
    sitting = make_sitting(version=77, answers={"r1": "v4"})
    assert complete(client, sitting).status_code == 410


def test_answers_of_an_older_version_are_still_taken(client):
    sitting = make_sitting(version=77)
    assert send(client, sitting, packed({"long_gone": "v4"})).status_code == 200


def test_another_site_cannot_forge_an_answer_without_the_token(client):
    sitting = begin(client)
    response = client.post(
        reverse("assessments:answers", args=[sitting.pk]),
        json.dumps({"answers": packed({"r1": "v4"})}),
        content_type="application/json",
    )
    assert response.status_code == 401


def test_a_strangers_sitting_does_not_exist(client):
    sitting = make_sitting(pupil=make_pupil())
    addresses = [
        reverse(f"assessments:{name}", args=[sitting.pk]) for name in ("sitting", "plain", "result")
    ]
    assert {client.get(address).status_code for address in addresses} == {404}
    client.force_login(make_pupil().person)
    assert {client.get(address).status_code for address in addresses} == {404}


def test_an_adult_is_told_that_tests_are_for_pupils(client):
    client.force_login(make_parent(make_pupil()))
    response = client.post(reverse("assessments:sittings", args=[INTERESTS]))
    assert response.status_code == 422
    assert not Sitting.objects.exists()


def test_an_unknown_test_does_not_exist(client):
    assert client.post(reverse("assessments:sittings", args=["x99_no"])).status_code == 404
    assert client.get(reverse("assessments:sitting", args=[uuid4()])).status_code == 404


def test_a_finished_sitting_leads_to_its_result(client):
    pupil = make_pupil()
    client.force_login(pupil.person)
    sitting = make_result(pupil=pupil)
    for name in ("sitting", "plain"):
        response = client.get(reverse(f"assessments:{name}", args=[sitting.pk]))
        assert response.url == reverse("assessments:result", args=[sitting.pk])
