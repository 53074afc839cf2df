"""A thousand sittings over a bad line: batches get lost, come twice, come late and out of order.

The player keeps what was not confirmed and sends it again, so in the end the server must have
exactly what the person gave last, question by question.
"""

import random
from typing import Any

import pytest
from django.urls import reverse

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.assessments.tokens import token_for
from bilet.testing.assessments import INTERESTS, make_sitting

pytestmark = pytest.mark.django_db
SITTINGS = 1_000
GIVEN = 12  # answers of one sitting, some to the same question again


class Line:
    """A phone with an outbox, and a network that does what it likes with the batches."""

    def __init__(self, client, sitting: Sitting, dice: random.Random) -> None:
        self.client, self.dice = client, dice
        self.address = reverse("assessments:answers", args=[sitting.pk])
        self.headers = {"Authorization": f"Sitting {token_for(sitting)}"}
        self.outbox: dict[str, dict[str, Any]] = {}
        self.under_way: list[dict[str, Any]] = []  # sent, not arrived yet
        self.clock = 0

    def give(self, item: str, value: str) -> None:
        # The clock of a phone may jump back; the numbers of answers never do.
        self.clock = max(self.clock + 1, self.clock + self.dice.randint(-5_000, 9_000))
        self.outbox[item] = {"v": value, "t": 1_200, "s": self.clock}

    def send(self) -> None:
        if self.outbox:
            items = self.dice.sample(sorted(self.outbox), self.dice.randint(1, len(self.outbox)))
            self.under_way.append({item: self.outbox[item] for item in items})

    def fate(self) -> None:
        """Some batch is lost, arrives without an answer, arrives twice, or arrives well."""
        if not self.under_way:
            return
        batch = self.under_way.pop(self.dice.randrange(len(self.under_way)))
        luck = self.dice.random()
        if luck < 0.3:
            return
        self.post(batch)
        if luck < 0.45:
            return  # saved, but the phone never hears of it
        if luck < 0.6:
            self.under_way.append(batch)  # the network delivers it once more, later
        self.confirm(batch)

    def confirm(self, batch: dict[str, Any]) -> None:
        for item, answer in batch.items():
            if self.outbox.get(item) == answer:
                del self.outbox[item]

    def post(self, batch: dict[str, Any]) -> None:
        response = self.client.post(
            self.address,
            {"answers": batch},
            content_type="application/json",
            headers=self.headers,
        )
        assert response.status_code == 200

    def land(self) -> None:
        """The line is good at last: everything still under way comes, then the outbox."""
        self.dice.shuffle(self.under_way)
        for batch in self.under_way:
            self.post(batch)
        if self.outbox:
            self.post(dict(self.outbox))


def test_after_a_thousand_sittings_over_a_bad_line_nothing_is_lost_or_doubled(client):
    test = INSTRUMENTS.get(INTERESTS, "ru")
    items, values = [item.id for item in test.items], [r.id for r in test.responses]
    for seed in range(SITTINGS):
        dice = random.Random(seed)  # noqa: S311
        sitting = make_sitting()
        line = Line(client, sitting, dice)
        meant: dict[str, str] = {}
        for _ in range(GIVEN):
            item, value = dice.choice(items[:8]), dice.choice(values)
            meant[item] = value
            line.give(item, value)
            if dice.random() < 0.5:
                line.send()
            if dice.random() < 0.5:
                line.fate()
        line.land()
        sitting.refresh_from_db()
        assert {item: given["v"] for item, given in sitting.answers.items()} == meant, seed
