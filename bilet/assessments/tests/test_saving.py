"""Answers come late, twice, out of order and all at once: the newest of each question stays."""

import random
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from bilet.assessments import actions
from bilet.assessments.saving import Saved
from bilet.testing.assessments import batch, make_sitting, packed

ITEMS = ["r1", "i1", "a1", "s1", "e1"]


def history(dice: random.Random) -> list[tuple[str, dict]]:
    """What a client gave in the course of a sitting: numbers grow, minds change."""
    return [
        (dice.choice(ITEMS), {"v": f"v{dice.randrange(5)}", "t": dice.randrange(9000), "s": s})
        for s in range(1, dice.randrange(2, 12))
    ]


def schedule(dice: random.Random, given: list[tuple[str, dict]]) -> list[dict]:
    """The same answers in batches that overlap, repeat, get lost and overtake each other."""
    batches = []
    for _ in range(dice.randrange(1, 6)):
        start = dice.randrange(len(given))
        batches.append(dict(given[start : start + dice.randrange(1, 6)]))
    batches += dice.choices(batches, k=dice.randrange(3))
    dice.shuffle(batches)
    return batches[: dice.randrange(1, len(batches) + 1)]


@pytest.mark.django_db
def test_what_stays_depends_on_what_arrived_and_never_on_the_way():
    """A thousand schedules of one client."""
    for seed in range(1_000):
        dice = random.Random(seed)  # noqa: S311
        arrived = schedule(dice, history(dice))
        sitting = make_sitting()
        expected: dict[str, dict] = {}
        for answers in arrived:
            saved = actions.save_answers(sitting.pk, batch(answers))
            assert saved == Saved(max(a["s"] for a in answers.values()), finished=False)
            for item, answer in answers.items():
                if answer["s"] > expected.get(item, {"s": -1})["s"]:
                    expected[item] = answer
        sitting.refresh_from_db()
        assert sitting.answers == expected


@pytest.mark.django_db
def test_two_devices_with_the_same_number_agree_whoever_comes_first():
    one, other = ({"r1": {"v": v, "t": 5, "s": 3}} for v in ("v1", "v4"))
    ends = []
    for order in ([one, other], [other, one]):
        sitting = make_sitting()
        for answers in order:
            actions.save_answers(sitting.pk, batch(answers))
        sitting.refresh_from_db()
        ends.append(sitting.answers)
    assert ends[0] == ends[1]


@pytest.mark.django_db
def test_a_finished_sitting_stays_as_it_is():
    sitting = make_sitting(answers={"r1": "v4", "i1": "v2"})
    actions.finish(sitting.pk, at=sitting.started_at)
    saved = actions.save_answers(sitting.pk, batch({"r1": {"v": "v0", "t": 5, "s": 99}}))
    assert saved == Saved(99, finished=True)
    sitting.refresh_from_db()
    assert sitting.answers == packed({"r1": "v4", "i1": "v2"})


@pytest.mark.django_db
def test_a_sitting_that_is_gone_is_told_apart():
    assert actions.save_answers(uuid4(), batch(packed({"r1": "v4"}))) is None


@pytest.mark.django_db
def test_an_empty_batch_changes_nothing():
    sitting = make_sitting(answers={"r1": "v4"})
    assert actions.save_answers(sitting.pk, batch({})) == Saved(0, finished=False)
    sitting.refresh_from_db()
    assert sitting.answers == packed({"r1": "v4"})


@pytest.mark.django_db(transaction=True)
def test_batches_that_come_at_the_same_moment_are_all_kept():
    sitting = make_sitting()
    batches = [{f"x{n}": {"v": "v1", "t": 1, "s": n}} for n in range(40)]

    def save(answers):
        try:
            return actions.save_answers(sitting.pk, batch(answers))
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as pool:
        list(pool.map(save, batches))
    sitting.refresh_from_db()
    assert len(sitting.answers) == 40


@pytest.mark.django_db(transaction=True)
def test_eight_finishes_at_once_leave_one_set_of_scores():
    sitting = make_sitting(answers=dict.fromkeys(["r1", "r2", "r3", "r4", "r5"], "v4"))

    def finish(_):
        try:
            return actions.finish(sitting.pk, at=sitting.started_at)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as pool:
        ends = list(pool.map(finish, range(8)))
    assert {end.finished_at for end in ends} == {sitting.started_at}
    assert [score.scale for score in sitting.scores.all()] == ["realistic"]
