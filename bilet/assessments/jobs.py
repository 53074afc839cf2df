"""Background jobs of assessments."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from bilet.assessments import actions
from bilet.people.policy import policy


@app.periodic(cron="41 3 * * *")
@app.task
def forget_guest_sittings(timestamp: int) -> None:
    """A guest's sittings stay as long as the guest's cookie."""
    days = policy().retention_months.guest_sittings_days
    actions.forget_guest_sittings(before=timezone.now() - timedelta(days=days))
