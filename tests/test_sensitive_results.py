"""What a sensitive test says stays with the pupil: no adult finds it at any address."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bilet.assessments.actions import share_result
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.assessments.queries import result_page
from bilet.reports.registry import REPORTS
from bilet.testing.assessments import make_result
from tests.matrix_world import VISITORS, World, make_world
from tests.test_page_budget import client_of, comes_in
from tests.test_permission_matrix import MATRIX, value

pytestmark = pytest.mark.django_db

PERSONAL = [code for code, test in INSTRUMENTS.all("ru").items() if test.is_sensitive]
ADULTS = [name for name in VISITORS if name not in ("nobody", "pupil", "other_pupil")]


def test_there_are_sensitive_tests_to_keep():
    assert {"p03_values", "r10_influences"} <= set(PERSONAL)


@pytest.mark.parametrize("visitor", ADULTS)
def test_no_adult_reads_anything_of_a_sensitive_result_at_any_address(visitor):
    world = make_world()
    assert_nothing_told(world, visitor, addresses(world, visitor))


def assert_nothing_told(world: World, visitor: str, urls: list[str]) -> None:
    """The pages say nothing more when the pupil has taken the sensitive tests."""
    taken = [make_result(code, pupil=world.rows["pupil"]) for code in PERSONAL]
    secrets = {secret for sitting in taken for secret in secrets_of(sitting)}
    client = client_of(world, visitor)
    told = {}
    for url in urls:
        text = words_at(client, url)
        if found := {secret: text.count(secret) for secret in secrets if secret in text}:
            told[url] = found
    # The shelf and other pages name every test and its scales to everybody: before, too.
    Sitting.objects.filter(pk__in=[sitting.pk for sitting in taken]).delete()
    for url, found in told.items():
        text = words_at(client, url)
        new = [secret for secret, count in found.items() if count > text.count(secret)]
        assert not new, f"{visitor} reads at {url}: {new}"


def test_what_the_pupil_shows_the_walk_does_find():
    world = make_world()
    shown = make_result(PERSONAL[0], pupil=world.rows["pupil"])
    share_result(shown, shows=True, at=timezone.now())
    world.rows["result"] = shown
    client = client_of(world, "parent")
    text = "".join(words_at(client, url) for url in addresses(world, "parent"))
    lines = result_page(shown).reading.lines
    assert lines
    assert all(line.text in text and f">{line.scale.title}<" in text for line in lines)


@pytest.mark.parametrize("code", PERSONAL)
@pytest.mark.parametrize("visitor", ADULTS)
def test_for_an_adult_a_sensitive_result_is_a_page_that_is_not_there(visitor, code):
    world = make_world()
    world.rows["result"] = make_result(code, pupil=world.rows["pupil"])
    client = client_of(world, visitor)
    for name, (method, _who, names) in MATRIX.items():
        if "result" in names.split():
            url = reverse(name, args=[value(world, part) for part in names.split()])
            assert getattr(client, method.lower())(url).status_code == 404, name


def addresses(world: World, visitor: str) -> list[str]:
    """All that the visitor opens in the matrix, and every report in every form."""
    urls = [
        reverse(name, args=[value(world, part) for part in names.split()])
        for name, (method, who, names) in MATRIX.items()
        if method == "GET" and comes_in(visitor, who) and name not in PUBLIC
    ]
    if comes_in(visitor, MATRIX["reports:report"][1]):
        pages = [reverse("reports:report", args=[code]) for code in REPORTS]
        urls += [page + form for page in pages for form in ("", "?format=csv")]
    return urls


# The same for everybody, whoever has taken what.
PUBLIC = {name for name, (_method, who, _names) in MATRIX.items() if who == "+" * len(VISITORS)} - {
    "assessments:shelf", "assessments:instrument", "assessments:routes", "guidance:advice",
    "guidance:profile", "reports:published",
}  # fmt: skip


def words_at(client: Client, url: str) -> str:
    """What the address says, without changing anything."""
    save = transaction.savepoint()
    response = client.get(url)
    transaction.savepoint_rollback(save)
    body = b"".join(response) if response.streaming else response.content
    return body.decode(errors="replace").replace("\u00a0", " ")


def secrets_of(sitting: Sitting) -> set[str]:
    """Its title, what it is about, its scales by name and code, what they say, exact scores."""
    page = result_page(sitting)
    assert page is not None
    words = {sitting.instrument, page.instrument.title, page.instrument.talk, page.reading.headline}
    for line in page.reading.lines:
        words |= {f">{line.scale.title}<", f'"{line.scale.code}"', line.text, line.scale.leading}
    words |= {f"{score.value!r}" for score in sitting.scores.all()}
    return {word for word in words if len(re.sub(r"\W", "", word)) > 3}
