"""Letters: written to the outbox with the change they tell about, delivered by a job."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from bilet.core.models import OutboxMessage

_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def quiet() -> Iterator[None]:
    """Inside, letters are neither written nor sent: what is done tells of days long past."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def send(
    *, to: str, template: str, context: dict[str, Any], link: str = "", language: str = "ru"
) -> OutboxMessage:
    """Put a letter into the outbox; it leaves after the transaction (see `quiet`).

    Args:
        template: A text template; its first line is the subject, the rest the letter.
        link: Path on this site of the one thing to do; `{{ link }}` in the template, in full.
    """
    if _quiet.get():
        return OutboxMessage(to=to, language=language)
    full = f"{settings.SITE_URL}{link}" if link.startswith("/") else link
    with translation.override(language):
        body = render_to_string(template, {**context, "link": full, "operator": settings.OPERATOR})
    subject, _sep, text = body.strip().partition("\n")
    message = OutboxMessage.objects.create(
        to=to, subject=subject.strip()[:200], text=text.strip(), language=language, link=full
    )
    transaction.on_commit(lambda: _deliver_later(message))
    return message


def _deliver_later(message: OutboxMessage) -> None:
    from bilet.core.jobs import deliver

    deliver.defer(message_id=str(message.pk))
