"""The tree of organisations: federation > region > municipality > school or site."""

from __future__ import annotations

import uuid
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def below(self, scope: Organization) -> OrganizationQuerySet:
        """The subtree of `scope`, itself included."""
        return self.filter(path__startswith=scope.path)


class Organization(models.Model):
    """A node of the tree. A region's `code` is ISO 3166-2 ("RU-MOS")."""

    class Kind(models.TextChoices):
        FEDERATION = "federation", _("Federation")
        REGION = "region", _("Region")
        MUNICIPALITY = "municipality", _("Municipality")
        SCHOOL = "school", _("School")
        SITE = "site", _("Site")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    # "ru/50/046/1234/": one indexed prefix match finds a whole subtree on any database.
    path = models.CharField(max_length=200, unique=True)
    time_zone = models.CharField(max_length=40, default="Europe/Moscow")
    address = models.CharField(max_length=300, blank=True)
    directions = models.CharField(max_length=300, blank=True)  # how to get there
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    access = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    # The place of a municipality (or region) on the tile map.
    tile_x = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_y = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="organization_code_once"
            )
        ]
        indexes = [
            models.Index(fields=["path"], opclasses=["varchar_pattern_ops"], name="org_path_prefix")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
