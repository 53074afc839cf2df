"""What operators change: plans."""

from collections.abc import Mapping

from django.db import transaction

from bilet.orgs.models import Organization
from bilet.reports.models import Plan


@transaction.atomic
def set_plans(values: Mapping[tuple[Organization, str], int], *, year: int) -> None:
    """Write the planned numbers of a year; a plan that is there is replaced."""
    Plan.objects.bulk_create(
        [
            Plan(organization=organization, year=year, metric=metric, value=value)
            for (organization, metric), value in values.items()
        ],
        update_conflicts=True,
        unique_fields=["organization", "year", "metric"],
        update_fields=["value"],
    )
