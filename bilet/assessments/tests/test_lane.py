"""The lane of answers: together onto the disk, and each one answered for itself."""

import asyncio
import random
from collections.abc import Mapping
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection

from bilet.assessments import actions
from bilet.assessments.errors import LaneBusyError
from bilet.assessments.lane import Lane, NoDatabaseError, Writer
from bilet.assessments.models import Sitting
from bilet.assessments.payload import Batch
from bilet.assessments.saving import Saved
from bilet.assessments.tests.test_saving import history, schedule
from bilet.config import database
from bilet.testing.assessments import batch, make_sitting, packed


def address() -> str:
    return database.address_of(connection.settings_dict)


def an_answer(seq: int, item: str = "r1") -> Batch:
    return batch({item: {"v": f"v{seq % 5}", "t": 900, "s": seq}})


class Paper:
    """Stands in for the database where only the lane is looked at; keeps every statement."""

    def __init__(self, *, spoils: frozenset[UUID] = frozenset(), hold: asyncio.Event | None = None):
        self.rounds: list[dict[UUID, Batch]] = []
        self.spoils, self.hold = spoils, hold

    async def __call__(self, batches: Mapping[UUID, Batch]) -> dict[UUID, Saved]:
        self.rounds.append(dict(batches))
        await (self.hold.wait() if self.hold else asyncio.sleep(0))
        if self.spoils & set(batches):
            raise psycopg.errors.LockNotAvailable
        return {sitting: Saved(given.highest, finished=False) for sitting, given in batches.items()}


def test_what_comes_while_a_round_is_written_goes_into_the_next_and_a_sitting_once_into_each():
    one, other = uuid4(), uuid4()

    async def story():
        hold = asyncio.Event()
        paper = Paper(hold=hold)
        lane = Lane(paper)
        asked = [asyncio.create_task(lane.save(one, an_answer(1)))]
        await asyncio.sleep(0.01)
        for sitting, seq in [(one, 2), (other, 3), (one, 4)]:
            asked.append(asyncio.create_task(lane.save(sitting, an_answer(seq))))
        await asyncio.sleep(0.01)
        hold.set()
        return paper.rounds, [saved.highest for saved in await asyncio.gather(*asked)]

    rounds, highest = asyncio.run(story())
    seqs = [{sitting: given.highest for sitting, given in each.items()} for each in rounds]
    assert seqs == [{one: 1}, {one: 2, other: 3}, {one: 4}]
    assert highest == [1, 2, 3, 4]


def test_no_batch_falls_between_two_writers_however_the_lane_goes_idle():
    async def story(seed: int) -> int:
        dice = random.Random(seed)  # noqa: S311
        lane = Lane(Paper())

        async def visit(seq: int) -> bool:
            for _ in range(dice.randrange(12)):
                await asyncio.sleep(0)
            saved = await asyncio.wait_for(lane.save(uuid4(), an_answer(seq)), timeout=5)
            return saved == Saved(seq, finished=False)

        return sum(await asyncio.gather(*(visit(seq) for seq in range(dice.randrange(1, 9)))))

    for seed in range(500):
        expected = random.Random(seed).randrange(1, 9)  # noqa: S311
        assert asyncio.run(story(seed)) == expected


def test_one_batch_that_cannot_be_written_spoils_no_other():
    locked, *others = (uuid4() for _ in range(6))

    async def story():
        lane = Lane(Paper(spoils=frozenset({locked})))
        asked = [lane.save(sitting, an_answer(n)) for n, sitting in enumerate([locked, *others])]
        return await asyncio.gather(*asked, return_exceptions=True)

    refused, *saved = asyncio.run(story())
    assert isinstance(refused, LaneBusyError)
    assert isinstance(refused.__cause__, psycopg.errors.LockNotAvailable)
    assert saved == [Saved(n, finished=False) for n in range(1, 6)]


def test_a_database_that_goes_away_is_asked_for_once_and_not_by_each_who_waits():
    class Gone(Paper):
        async def __call__(self, batches: Mapping[UUID, Batch]) -> dict[UUID, Saved]:
            self.rounds.append(dict(batches))
            raise NoDatabaseError if len(self.rounds) > 1 else psycopg.OperationalError

    async def story():
        paper = Gone()
        lane = Lane(paper)
        asked = [lane.save(uuid4(), an_answer(n)) for n in range(5)]
        return paper.rounds, await asyncio.gather(*asked, return_exceptions=True)

    rounds, ends = asyncio.run(story())
    assert [len(each) for each in rounds] == [5, 1]
    assert [type(end) for end in ends] == [LaneBusyError] * 5


def test_when_too_many_wait_the_next_is_told_to_come_again():
    async def story():
        hold = asyncio.Event()
        lane = Lane(Paper(hold=hold), room=3)
        asked = [asyncio.create_task(lane.save(uuid4(), an_answer(0)))]
        await asyncio.sleep(0.01)  # it is being written, the room is empty
        asked += [asyncio.create_task(lane.save(uuid4(), an_answer(n))) for n in range(1, 6)]
        await asyncio.sleep(0.01)
        hold.set()
        return await asyncio.gather(*asked, return_exceptions=True)

    ends = asyncio.run(story())
    assert [type(end) for end in ends] == [Saved] * 4 + [LaneBusyError] * 2


@pytest.mark.django_db(transaction=True)
def test_fifty_clients_with_overlapping_batches_leave_what_each_gave_last():
    sittings = {make_sitting().pk: random.Random(n) for n in range(50)}  # noqa: S311
    arrived = {pk: schedule(dice, history(dice)) for pk, dice in sittings.items()}

    async def story():
        writer = Writer(address())
        lane = Lane(writer)
        ways = [lane.save(pk, batch(answers)) for pk, sent in arrived.items() for answers in sent]
        random.Random(7).shuffle(ways)  # noqa: S311
        try:
            return await asyncio.gather(*ways)
        finally:
            await writer.close()

    assert all(saved.finished is False for saved in asyncio.run(story()))
    for pk, sent in arrived.items():
        expected: dict[str, dict] = {}
        for answers in sent:
            for item, answer in answers.items():
                if answer["s"] > expected.get(item, {"s": -1})["s"]:
                    expected[item] = answer
        assert stored(pk) == expected


@pytest.mark.django_db(transaction=True)
def test_finished_and_gone_sittings_are_told_apart_within_one_statement():
    done = make_sitting(answers={"r1": "v4", "i1": "v2"})
    actions.finish(done.pk, at=done.started_at)
    going = make_sitting()

    async def story():
        writer = Writer(address())
        lane = Lane(writer)
        asked = [lane.save(pk, an_answer(99)) for pk in (done.pk, going.pk, uuid4())]
        try:
            return await asyncio.gather(*asked)
        finally:
            await writer.close()

    assert asyncio.run(story()) == [Saved(99, finished=True), Saved(99, finished=False), None]
    assert stored(done.pk) == packed({"r1": "v4", "i1": "v2"})


@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_holds_delays_the_others_for_a_moment_only_and_is_sent_back():
    held, free = make_sitting(), make_sitting()

    async def story():
        writer = Writer(address())
        lane = Lane(writer)
        other = await psycopg.AsyncConnection.connect(address())
        await other.execute("SELECT 1 FROM assessments_sitting WHERE id = %s FOR UPDATE", [held.pk])
        asked = asyncio.gather(
            lane.save(held.pk, an_answer(1)),
            lane.save(free.pk, an_answer(2)),
            return_exceptions=True,
        )
        ends = await asyncio.wait_for(asked, timeout=5)
        await other.rollback()
        again = await lane.save(held.pk, an_answer(1))
        await other.close()
        await writer.close()
        return ends, again

    (refused, saved), again = asyncio.run(story())
    assert isinstance(refused, LaneBusyError)
    assert saved == Saved(2, finished=False)
    assert again == Saved(1, finished=False)
    assert set(stored(held.pk)) == set(stored(free.pk)) == {"r1"}


@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_opened_again_and_what_was_not_written_was_not_confirmed():
    sitting = make_sitting()

    async def story():
        writer = Writer(address())
        lane = Lane(writer)
        first = await lane.save(sitting.pk, an_answer(1))
        async with await psycopg.AsyncConnection.connect(address(), autocommit=True) as other:
            await other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE %s",
                ["%unnest(%jsonb_each(given.batch%"],
            )
        ends = [first]
        for seq in (2, 3):
            ends += await asyncio.gather(
                lane.save(sitting.pk, an_answer(seq, f"r{seq}")), return_exceptions=True
            )
        await writer.close()
        return ends

    first, cut, after = asyncio.run(story())
    assert first == Saved(1, finished=False)
    assert isinstance(cut, LaneBusyError)
    assert after == Saved(3, finished=False)
    assert set(stored(sitting.pk)) == {"r1", "r3"}


def test_without_a_database_everybody_is_sent_back_at_once():
    async def story():
        lane = Lane(Writer("host=127.0.0.1 port=9 dbname=none"))
        asked = [lane.save(uuid4(), an_answer(n)) for n in range(30)]
        return await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), timeout=20)

    assert {type(end) for end in asyncio.run(story())} == {LaneBusyError}


def stored(pk: UUID) -> dict:
    return Sitting.objects.get(pk=pk).answers
