"""What points at a pupil: all of it leaves with the pupil, and all of it can be taken along."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.core.serializers.python import Serializer
from django.db import models
from django.db.models.deletion import Collector
from django.utils.module_loading import import_string

from bilet.people.models import AccessCode, Person, Pupil

# Secrets and their hashes are not data about a person.
NOT_EXPORTED = (AccessCode,)


def rows_of(pupil: Pupil) -> dict[type[models.Model], list[models.Model]]:
    """Every row that deleting the pupil deletes, found by following the foreign keys."""
    collector = Collector(using="default")
    collector.collect([pupil.person])
    found: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for model, rows in collector.data.items():
        # The collector reads only keys: the rows are read whole, a table at a time.
        found[model].extend(model._base_manager.filter(pk__in=[row.pk for row in rows]))
    for queryset in collector.fast_deletes:
        if isinstance(queryset, models.QuerySet):
            found[queryset.model].extend(queryset)
    return dict(found)


def export_pupil(pupil: Pupil, *, reader: Person) -> dict[str, Any]:
    """All rows about the pupil by table, in the shape of plain data.

    What the pupil keeps from `reader` is left out: `EXPORT_CLOSERS` of the settings say what.
    """
    closed = {row for path in settings.EXPORT_CLOSERS for row in import_string(path)(pupil, reader)}
    found = sorted(rows_of(pupil).items(), key=lambda item: item[0]._meta.label)
    return {
        model._meta.label: [
            {"id": str(row["pk"]), **row["fields"]}
            for row in Serializer().serialize([row for row in rows if row not in closed])
        ]
        for model, rows in found
        if model not in NOT_EXPORTED
    }
