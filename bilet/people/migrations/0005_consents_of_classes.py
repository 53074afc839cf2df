"""Until now nobody could change class here: every consent was given in the present one."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    pupils = apps.get_model("people", "Pupil").objects.filter(pk=OuterRef("pupil"))
    consents = apps.get_model("people", "Consent").objects.filter(school_class=None)
    consents.update(school_class=Subquery(pupils.values("school_class")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_consent_class"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
