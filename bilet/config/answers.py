"""The lane of answers as a server: one address, and nothing else.

The site saves answers too, by the same functions, and the player sees no difference. This small
process (`bilet answers`, behind the proxy) takes the load of a lesson off the site.
"""

import json
import logging
import re
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined]

from bilet.assessments import errors, inbox
from bilet.assessments.lane import Lane, Writer
from bilet.assessments.payload import MAX_BYTES
from bilet.config import database
from bilet.core.errors import DomainError

ADDRESS = re.compile(r"/sittings/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/answers/")
PAUSE = "2"  # seconds until a refused batch is worth sending again
HEADERS = [
    ("content-type", "application/json"),
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
]
_log = logging.getLogger(__name__)


class Answers:
    """An RSGI application."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane

    @classmethod
    def on_the_database(cls) -> Self:
        """With a connection of its own to the database of the site."""
        return cls(Lane(Writer(database.address_of(settings.DATABASES["default"]))))

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        status, said = await self._answer(scope, protocol)
        headers = [*HEADERS, ("retry-after", PAUSE)] if status == 503 else HEADERS
        protocol.response_str(status, headers, json.dumps(said))

    async def _answer(self, scope: Scope, protocol: HTTPProtocol) -> tuple[int, dict[str, Any]]:
        if scope.path == "/healthz":
            return 200, {"alive": True}
        found = ADDRESS.fullmatch(scope.path)
        if found is None:
            return 404, {"error": "There is nothing here."}
        if scope.method != "POST":
            return 405, {"error": "POST only."}
        return await self._saved(UUID(found[1]), scope, protocol)

    async def _saved(
        self, sitting: UUID, scope: Scope, protocol: HTTPProtocol
    ) -> tuple[int, dict[str, Any]]:
        language = settings.LANGUAGE_CODE
        try:
            authorization = scope.headers.get("authorization") or ""
            opened = inbox.opened_by(authorization, sitting, at=timezone.now())
            language = opened.language
            batch = inbox.answers_in(await _body(protocol), opened)
            return 200, inbox.receipt(await self._lane.save(sitting, batch))
        except DomainError as error:
            if isinstance(error, errors.LaneBusyError):
                _log.warning("Answers are sent back to wait: %r", error.__cause__)
            with translation.override(language):
                return inbox.refusal(error)


async def _body(protocol: HTTPProtocol) -> bytes:
    """The body, read no further than answers may be long."""
    body = bytearray()
    async for part in protocol:
        body += part
        if len(body) > MAX_BYTES:
            raise errors.AnswersTooLargeError
    return bytes(body)
