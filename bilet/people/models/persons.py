"""Anyone who signs in, and where they work."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from bilet.access.grants import GRANTS, Permission, Role
from bilet.orgs.models import Organization


class Person(AbstractUser):
    """Anyone who signs in. A pupil has no password; an adult signs in by e-mail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patronymic = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=5, default="ru")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="person_email_once",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def polite_name(self) -> str:
        """«Ирина Петровна» when known, the full name otherwise."""
        return f"{self.first_name} {self.patronymic}".strip() or str(self)

    def roles(self) -> frozenset[Role]:
        """All roles of the person. Two queries; kept for the request."""
        if not hasattr(self, "_roles"):
            self._roles = self._find_roles()
        return self._roles

    def _find_roles(self) -> frozenset[Role]:
        own = self.guardian_of.active().order_by().values_list(models.Value(str(Role.PARENT)))
        found = {Role(role) for (role,) in self.memberships.values_list("role").union(own)}
        if hasattr(self, "pupil"):
            found.add(Role.PUPIL)
        return frozenset(found)

    def may(self, permission: Permission) -> bool:
        """Whether any role of the person holds `permission` at all."""
        return any(permission in GRANTS[role] for role in self.roles())

    def workplaces(self, permission: Permission) -> models.QuerySet[Organization]:
        """Organisations in which the person holds `permission` by work; not their subtrees."""
        roles = [role for role, granted in GRANTS.items() if permission in granted]
        return Organization.objects.filter(
            memberships__person=self, memberships__role__in=roles
        ).distinct()

    def works_over(self, permission: Permission) -> models.QuerySet[Organization]:
        """Organisations of all subtrees in which the person holds `permission` by work."""
        reach = models.Q(pk__in=[])
        for path in self.workplaces(permission).values_list("path", flat=True):
            reach |= models.Q(path__startswith=path)
        return Organization.objects.filter(reach)


class Membership(models.Model):
    """`person` works in `organization` in a staff role."""

    STAFF_ROLES = [
        (Role.TEACHER, _("Teacher-navigator")),
        (Role.SCHOOL_ADMIN, _("School administrator")),
        (Role.SITE_MANAGER, _("Site manager")),
        (Role.MENTOR, _("Mentor")),
        (Role.MUNICIPAL_OPERATOR, _("Municipal operator")),
        (Role.REGIONAL_OPERATOR, _("Regional operator")),
        (Role.FEDERAL_OPERATOR, _("Federal operator")),
    ]
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30, choices=STAFF_ROLES)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organization", "role"], name="membership_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} at {self.organization}"
