"""The page of advice with the wishes for conditions laid over the list."""

import re
from uuid import uuid4

import pytest
from django.core import signing

from bilet.guidance.actions import mark_profession
from bilet.guidance.engine.beliefs import believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.models import Advice
from bilet.guidance.queries.evidence import evidence_of
from bilet.guidance.tests.rows import make_wishes
from bilet.people.models import Owner
from bilet.people.requests import GUEST_COOKIE
from bilet.testing.day import agree
from bilet.testing.factories import make_parent, make_pupil
from bilet.testing.guidance import EVEN, make_interests

pytestmark = pytest.mark.django_db
ADVICE, MINE = "/advice/", "/advice/?conditions=mine"
SWITCH = 'href="/advice/?conditions=mine#conditions"'
# Against so much together that one profession of the catalogue is left.
NARROW = {"place": 2.0, "risk": -2.0, "schedule": -2.0, "travel": -2.0, "clean": 2.0}


@pytest.fixture
def pupil(client):
    made = make_pupil()
    make_interests(made)
    client.force_login(made.person)
    return made


def shown(response, *, kinds=("closest", "worth", "surprising")):
    return [card.profession.code for card in response.context["page"].cards if card.kind in kinds]


def plain(response):
    return response.text.replace("\xa0", " ")


def beliefs_of(pupil, at):
    return believe(evidence_of(Owner(pupil=pupil), at=at), catalogue())


def test_the_switch_says_what_is_left_and_is_turned_on_and_off_by_an_address(client, pupil):
    sitting = make_wishes(pupil)
    beliefs = beliefs_of(pupil, sitting.finished_at)
    left = int(beliefs.meets_wishes.sum())
    assert 0 < left < 122
    off = plain(client.get(ADVICE))
    assert re.search(rf"твои пожелания \(под крышей; чисто\), остан\w+ {left} ", off)
    on = client.get(MINE)
    assert re.search(
        rf"По твоим пожеланиям \(под крышей; чисто\) остал\w+ {left} \w+ из 122", plain(on)
    )
    assert 'href="/advice/#conditions"' in on.text
    assert all(beliefs.meets_wishes[catalogue().row[code]] for code in shown(on))
    assert len(shown(on)) >= 6
    assert on.text.count("btn go") == 1


def test_the_order_the_points_and_the_trial_know_nothing_of_it(client, pupil):
    make_wishes(pupil, NARROW)
    off, on = (client.get(address).context["page"] for address in (ADVICE, MINE))
    assert [card.profession.code for card in off.cards] != [c.profession.code for c in on.cards]
    assert on.trial == off.trial
    assert list(on.beliefs.scores) == list(off.beliefs.scores)
    for card in on.cards:
        assert card.place == off.beliefs.place(catalogue().row[card.profession.code])


def test_it_is_not_remembered_and_the_kept_version_is_that_of_the_whole_list(client, pupil):
    make_wishes(pupil, NARROW)
    on = client.get(MINE)
    kept = Advice.objects.get()
    whole = client.get(ADVICE)
    assert Advice.objects.get() == kept
    assert shown(whole) != shown(on)
    first = [code for code, _score in kept.ranking]
    assert first == [catalogue().codes[row] for row in whole.context["page"].beliefs.order[:20]]


def test_an_own_wish_stays_whatever_its_conditions(client, pupil):
    sitting = make_wishes(pupil)
    assert not beliefs_of(pupil, sitting.finished_at).meets_wishes[catalogue().row["ag03"]]
    mark_profession(Owner(pupil=pupil), "ag03", "wish")
    assert shown(client.get(MINE), kinds=("wish",)) == ["ag03"]


def test_when_nothing_is_left_the_page_says_which_wish_takes_most_and_how_to_go_on(client, pupil):
    sitting = make_wishes(pupil, NARROW)
    meets = beliefs_of(pupil, sitting.finished_at).meets_wishes
    (only,) = [code for code, stays in zip(catalogue().codes, meets, strict=True) if stays]
    assert shown(client.get(MINE)) == [only]
    mark_profession(Owner(pupil=pupil), only, "hidden", "other")
    response = client.get(MINE)
    assert shown(response) == []
    text = plain(response)
    assert "в списке не осталось ни одной профессии" in text
    assert "Больше всего убирает пожелание «под открытым небом»" in text
    assert "Выбери «Любые условия»" in text
    assert "Насколько точен порядок" not in text
    assert 'href="/advice/#conditions"' in text
    assert len(shown(client.get(ADVICE))) >= 6


def test_without_a_valid_result_there_is_no_switch_and_the_address_changes_nothing(client, pupil):
    plainly = shown(client.get(ADVICE))
    make_wishes(pupil, NARROW, is_flagged=True)
    for address in (ADVICE, MINE):
        response = client.get(address)
        assert SWITCH not in response.text
        assert shown(response) == plainly


def test_with_both_ends_equally_close_there_is_nothing_to_choose_by(client, pupil):
    make_wishes(pupil, {})
    response = client.get(MINE)
    assert SWITCH not in response.text
    assert "отбирать профессии не по чему" in plain(response)
    assert not response.context["page"].is_narrowed


def test_without_a_list_there_is_nothing_to_narrow(client):
    pupil = make_pupil()
    make_interests(pupil, EVEN)
    make_wishes(pupil)
    client.force_login(pupil.person)
    assert SWITCH not in client.get(MINE).text


def test_a_guest_has_the_switch_too(client):
    guest = uuid4()
    make_interests(guest=guest)
    make_wishes(guest=guest)
    client.cookies[GUEST_COOKIE] = signing.dumps(guest.hex, salt="guest")
    assert client.get(MINE).context["page"].is_narrowed


def test_the_family_reads_the_whole_list(client, pupil):
    make_wishes(pupil, NARROW)
    whole = shown(client.get(ADVICE))
    agree(pupil, "results_to_guardian")
    client.force_login(make_parent(pupil, level=1))
    response = client.get(f"/pupils/{pupil.pk}/advice/?conditions=mine")
    assert shown(response) == whole
    assert SWITCH not in response.text


def test_where_wishes_may_filter_their_test_is_not_said_to_be_for_talk_alone(client, pupil):
    make_wishes(pupil)
    assert client.get(ADVICE).context["page"].talk_tests == []


def test_the_filter_costs_no_query(client, pupil, django_assert_num_queries):
    make_wishes(pupil)
    client.get(ADVICE)
    with django_assert_num_queries(9):
        client.get(ADVICE)
    with django_assert_num_queries(9):
        client.get(MINE)


def test_the_switch_speaks_english(client, pupil):
    make_wishes(pupil)
    client.cookies["language"] = "en"
    text = client.get(MINE).text
    assert "By your wishes (under a roof; clean) 101 professions of 122 are left." in text
    assert "пожелания" not in text
