"""Everything that grows the tree of organisations."""

from django.db import transaction

from bilet.orgs.errors import UnknownRegionError
from bilet.orgs.models import Organization
from bilet.orgs.regions import REGIONS, Municipality, Region

Kind = Organization.Kind
FEDERATION = {"path": "ru/", "code": "RU", "name": "Россия", "name_en": "Russia"}


@transaction.atomic
def create_region(code: str) -> Organization:
    """The region `code` of the content with its municipalities, below the federation.

    What is there stays, with its rows; names and tiles follow the content. So it may run again
    when a municipality was added.

    Raises:
        UnknownRegionError: the content has no such region.
    """
    region, english = REGIONS.get(code, "ru"), REGIONS.get(code, "en")
    if region is None or english is None:
        raise UnknownRegionError(code=code, known=", ".join(sorted(REGIONS.all("ru"))))
    made, _new = Organization.objects.update_or_create(
        path=region.path,
        defaults={
            "kind": Kind.REGION,
            "code": region.code,
            "name": region.name,
            "name_en": english.name,
            "parent": federation(),
            "time_zone": region.time_zone,
        },
    )
    _write_municipalities(made, region, english)
    return made


def federation() -> Organization:
    """The root of the tree; made when it is not there yet."""
    found, _new = Organization.objects.get_or_create(
        path=FEDERATION["path"], defaults={**FEDERATION, "kind": Kind.FEDERATION}
    )
    return found


def _write_municipalities(made: Organization, region: Region, english: Region) -> None:
    names = {each.code: each.name for each in english.municipalities}
    Organization.objects.bulk_create(
        [_municipality(made, each, names[each.code]) for each in region.municipalities],
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["name", "name_en", "tile_x", "tile_y", "latitude", "longitude"],
    )


def _municipality(region: Organization, each: Municipality, name_en: str) -> Organization:
    return Organization(
        kind=Kind.MUNICIPALITY,
        # Two regions may have municipalities of one name.
        code=f"{region.code}/{each.code}",
        name=each.name,
        name_en=name_en,
        parent=region,
        path=f"{region.path}{each.code}/",
        time_zone=region.time_zone,
        latitude=each.latitude,
        longitude=each.longitude,
        tile_x=each.x,
        tile_y=each.y,
    )


@transaction.atomic
def add_organization(
    parent: Organization, *, kind: str, name: str, address: str = "", directions: str = ""
) -> Organization:
    """A school or a site below a municipality; its path ends with the next free number.

    The municipality's row is locked, so that two of the same moment get different paths.
    """
    parent = Organization.objects.select_for_update().get(pk=parent.pk)
    taken = Organization.objects.filter(parent=parent).values_list("path", flat=True)
    numbers = [int(last) for path in taken if (last := path.rstrip("/").split("/")[-1]).isdigit()]
    return Organization.objects.create(
        parent=parent,
        kind=kind,
        name=name.strip(),
        path=f"{parent.path}{max(numbers, default=0) + 1:04}/",
        time_zone=parent.time_zone,
        address=address.strip(),
        directions=directions.strip(),
    )
