"""The lane of answers: what arrives together is written together, by one statement and one COMMIT.

Each request is answered only after the COMMIT that holds its answers, so nothing is promised
that a power cut could take back. One lane writes: two multi-row updates could lock each other.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

import psycopg

from bilet.assessments.errors import LaneBusyError
from bilet.assessments.payload import Batch
from bilet.assessments.saving import SAVE, Saved, outcomes, parameters

ROOM = 2_000  # batches that may wait; who comes then is told to come again
MOST = 256  # batches in one statement
# A row that is being scored is locked for some milliseconds: the others do not wait for it long.
OPTIONS = "-c lock_timeout=250 -c statement_timeout=5000"

Write = Callable[[Mapping[UUID, Batch]], Awaitable[dict[UUID, Saved]]]


class NoDatabaseError(Exception):
    """It cannot be reached: no batch has a chance now."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    sitting: UUID
    batch: Batch
    outcome: asyncio.Future[Saved | None]


class Lane:
    """Gathers batches while one round is written, and writes them in the next."""

    def __init__(self, write: Write, *, room: int = ROOM, most: int = MOST) -> None:
        self._write, self._room, self._most = write, room, most
        self._queue: deque[_Waiting] = deque()
        self._writer: asyncio.Task[None] | None = None

    async def save(self, sitting: UUID, batch: Batch) -> Saved | None:
        """What became of the batch, once it is on the disk; None when there is no such sitting.

        Raises:
            LaneBusyError: too many wait, or the database says no.
        """
        if len(self._queue) >= self._room:
            raise LaneBusyError
        waiting = _Waiting(sitting, batch, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        # Between the writer's last look at the queue and its end nothing else runs, so a batch
        # cannot fall between two writers.
        if self._writer is None:
            self._writer = asyncio.create_task(self._run())
        return await waiting.outcome

    async def _run(self) -> None:
        try:
            while self._queue:
                if waiting := self._next():
                    await self._round(waiting)
        finally:
            self._writer = None

    def _next(self) -> list[_Waiting]:
        """The first batch of each sitting: a statement changes a row once."""
        found: dict[UUID, _Waiting] = {}
        rest: list[_Waiting] = []
        while self._queue and len(found) < self._most:
            waiting = self._queue.popleft()
            if waiting.outcome.done():  # whoever asked has gone; the phone will send it again
                continue
            if waiting.sitting in found:
                rest.append(waiting)
            else:
                found[waiting.sitting] = waiting
        self._queue.extendleft(reversed(rest))
        return list(found.values())

    async def _round(self, waiting: list[_Waiting]) -> None:
        try:
            await self._written(waiting)
        except Exception as error:  # nobody may be left waiting for ever
            _refuse(waiting, error)

    async def _written(self, waiting: list[_Waiting]) -> None:
        """Write them together; when the database says no, each for itself.

        Raises:
            NoDatabaseError: it cannot be reached. Whoever is not answered yet need not try.
        """
        try:
            found = await self._write({each.sitting: each.batch for each in waiting})
        except psycopg.Error as error:
            if len(waiting) == 1:
                return _refuse(waiting, error)
            for each in waiting:  # one of them spoils the rest, or a row is locked
                await self._written([each])
        else:
            for each in waiting:
                if not each.outcome.done():
                    each.outcome.set_result(found.get(each.sitting))


def _refuse(waiting: list[_Waiting], error: Exception) -> None:
    for each in waiting:
        if not each.outcome.done():
            busy = LaneBusyError()
            busy.__cause__ = error
            each.outcome.set_exception(busy)


class Writer:
    """One connection of its own to the database, opened again when it is lost."""

    def __init__(self, address: str) -> None:
        self._address = address  # a connection string
        self._connection: psycopg.AsyncConnection | None = None

    async def __call__(self, batches: Mapping[UUID, Batch]) -> dict[UUID, Saved]:
        """Write the batches in one transaction.

        Raises:
            NoDatabaseError: it cannot be reached.
            psycopg.Error: it says no to this statement.
        """
        connection = await self._open()
        cursor = await connection.execute(SAVE, parameters(batches))
        return outcomes(await cursor.fetchall(), batches)

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def _open(self) -> psycopg.AsyncConnection:
        if self._connection is None or self._connection.closed:
            try:
                self._connection = await psycopg.AsyncConnection.connect(
                    self._address, autocommit=True, options=OPTIONS, connect_timeout=5
                )
            except psycopg.Error as error:
                raise NoDatabaseError from error
        return self._connection
