"""Staff is invited by those above, and reaches nothing above."""

import pytest
from django.urls import reverse

from bilet.access.grants import Role
from bilet.core.models import OutboxMessage
from bilet.orgs.models import Organization
from bilet.people.models import Membership
from bilet.testing.factories import make_organization, make_region, make_staff

pytestmark = pytest.mark.django_db
URL = reverse("people:staff")


@pytest.fixture
def school():
    make_region()
    return make_organization("school", path="ru/50/01/1/")


def invitation(school, role="teacher") -> dict[str, str]:
    return {
        "email": "new@example.org", "first_name": "Олег", "last_name": "Котов",
        "role": role, "organization": str(school.pk),
    }  # fmt: skip


def test_a_regional_operator_invites_an_administrator_who_gets_a_letter(client, school):
    client.force_login(make_staff(Role.REGIONAL_OPERATOR, make_region()))
    client.post(URL, invitation(school, "school_admin"))
    client.post(URL, invitation(school, "school_admin"))
    assert Membership.objects.get(role="school_admin").organization == school
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize("role", ["regional_operator", "federal_operator", "site_manager"])
def test_nobody_invites_above_or_beside_themselves(client, school, role):
    client.force_login(make_staff(Role.SCHOOL_ADMIN, school))
    assert client.post(URL, invitation(school, role)).status_code == 422
    assert not Membership.objects.filter(role=role).exists()


def test_nobody_invites_into_somebody_elses_school(client, school):
    other = make_organization("school", path="ru/50/02/1/")
    client.force_login(make_staff(Role.SCHOOL_ADMIN, other))
    assert client.post(URL, invitation(school)).status_code == 422


def test_a_teacher_is_not_placed_in_a_workshop(client, school):
    site = make_organization("site", path="ru/50/01/2/")
    client.force_login(make_staff(Role.REGIONAL_OPERATOR, make_region()))
    page = client.post(URL, invitation(site))
    assert page.status_code == 422
    assert "не работают" in page.text


def test_who_is_parted_with_is_out_at_the_next_request(client, school):
    teacher = make_staff(Role.TEACHER, school)
    client.force_login(make_staff(Role.SCHOOL_ADMIN, school))
    client.post(reverse("people:staff-removal", args=[teacher.memberships.get().pk]))
    client.force_login(teacher)
    assert client.get(reverse("people:new-class")).status_code == 404


def test_a_parent_has_no_such_page(client, school):
    client.force_login(make_staff(Role.TEACHER, school))
    assert client.get(URL).status_code == 404


def test_an_operator_adds_a_school_with_the_next_free_path(client, school):
    municipality = make_organization("municipality", path="ru/50/03/", parent=make_region())
    client.force_login(make_staff(Role.REGIONAL_OPERATOR, make_region()))
    url = reverse("people:new-organization")
    for name in ("Школа № 1", "Школа № 2"):
        client.post(url, {"kind": "school", "name": name, "municipality": str(municipality.pk)})
    added = Organization.objects.filter(parent=municipality)
    assert [each.path for each in added] == ["ru/50/03/0001/", "ru/50/03/0002/"]
