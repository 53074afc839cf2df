"""Background jobs of guidance."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from bilet.guidance import actions
from bilet.people.policy import policy


@app.periodic(cron="47 3 * * *")
@app.task
def forget_guests(timestamp: int) -> None:
    """What guests wrote and marked stays as long as their cookie."""
    before = timezone.now() - timedelta(days=policy().retention_months.guest_sittings_days)
    actions.forget_guest_plans(before=before)
    actions.forget_guest_marks(before=before)
