"""Regions come from the content, as often as one likes."""

import pytest
from django.core.management import CommandError, call_command

from bilet.access.grants import Role
from bilet.core.models import OutboxMessage
from bilet.orgs.actions import create_region
from bilet.orgs.errors import UnknownRegionError
from bilet.orgs.models import Organization
from bilet.orgs.regions import REGIONS
from bilet.people.models import Person

pytestmark = pytest.mark.django_db


def test_a_region_stands_below_the_federation_with_all_its_municipalities():
    region = create_region("RU-MOS")
    assert (region.path, region.code, region.parent.path) == ("ru/50/", "RU-MOS", "ru/")
    places = Organization.objects.filter(parent=region, kind="municipality")
    assert places.count() == len(REGIONS.get("RU-MOS").municipalities) == 60
    mytishchi = places.get(path="ru/50/mytishchi/")
    assert (mytishchi.name, mytishchi.name_en) == ("Мытищи", "Mytishchi")
    assert (mytishchi.tile_x, mytishchi.tile_y) == (4, 3)


def test_creating_a_region_twice_keeps_every_row_and_mends_names():
    region = create_region("RU-MOS")
    before = set(Organization.objects.values_list("pk", flat=True))
    Organization.objects.filter(path="ru/50/mytishchi/").update(name="Не то")
    assert create_region("RU-MOS").pk == region.pk
    assert set(Organization.objects.values_list("pk", flat=True)) == before
    assert Organization.objects.get(path="ru/50/mytishchi/").name == "Мытищи"


def test_no_region_is_made_that_the_content_does_not_know():
    with pytest.raises(UnknownRegionError, match="RU-MOS"):
        create_region("RU-XXX")
    assert not Organization.objects.exists()


def test_the_files_of_regions_have_no_mistakes():
    assert REGIONS.mistakes() == []


def test_the_command_invites_the_operator_by_a_sign_in_letter(
    capsys, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks():
        call_command("create_region", "RU-MOS", "--operator", "Operator@example.org")
    operator = Person.objects.get(email="operator@example.org")
    work = operator.memberships.get()
    assert (work.role, work.organization.code) == (Role.REGIONAL_OPERATOR, "RU-MOS")
    letter = OutboxMessage.objects.get(to="operator@example.org")
    assert "/login/" in letter.link
    assert "60" in capsys.readouterr().out


def test_the_command_refuses_in_one_sentence_and_leaves_nothing_behind():
    with pytest.raises(CommandError, match="RU-XXX"):
        call_command("create_region", "RU-XXX", "--operator", "operator@example.org")
    with pytest.raises(CommandError, match="e-mail"):
        call_command("create_region", "RU-MOS", "--operator", "nobody")
    assert not Organization.objects.exists()
    assert not Person.objects.exists()
