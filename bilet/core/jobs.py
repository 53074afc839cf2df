"""Background jobs of the core."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from bilet.core.models import OutboxMessage, TryCount


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def deliver(*, message_id: str) -> None:
    """Send one letter of the outbox. In the demo it stays there to be read."""
    message = OutboxMessage.objects.filter(pk=message_id, sent_at=None).first()
    if message is None:
        return
    if not settings.DEMO:
        EmailMessage(message.subject, message.text, to=[message.to]).send()
    OutboxMessage.objects.filter(pk=message_id).update(sent_at=timezone.now())


@app.periodic(cron="17 3 * * *")
@app.task
def forget_old_tries(timestamp: int) -> None:
    """Counters of tries older than a day say nothing any more."""
    TryCount.objects.filter(since__lt=timezone.now() - timedelta(days=1)).delete()
