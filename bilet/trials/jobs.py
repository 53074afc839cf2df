"""Background jobs of trials."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from bilet.people.policy import policy
from bilet.trials import actions


@app.periodic(cron="44 3 * * *")
@app.task
def forget_guest_runs(timestamp: int) -> None:
    """A guest's runs stay as long as the guest's cookie."""
    days = policy().retention_months.guest_sittings_days
    actions.forget_guest_runs(before=timezone.now() - timedelta(days=days))
