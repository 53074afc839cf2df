"""A family that guesses and compares, and what it reads, for tests."""

import re
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bilet.assessments import actions
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Guess, Sitting
from bilet.people.models import Person, Pupil
from bilet.testing.assessments import INTERESTS, make_result
from bilet.testing.day import agree
from bilet.testing.factories import make_parent, make_pupil

CARDS = "i06_profession_cards"
DIRECTIONS = ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")
# The child's answers in these directions; a score is five times as much, and so is a guess.
LEVELS = {"r": 0, "i": 4, "a": 2, "s": 3, "e": 1, "c": 2}


def family(age: int = 15) -> tuple[Pupil, Person]:
    """A pupil who lets the family see results, and a confirmed parent."""
    pupil = make_pupil(age)
    agree(pupil, "results_to_guardian")
    return pupil, make_parent(pupil)


def taken(pupil: Pupil, **fields: Any) -> Sitting:
    answers = {f"{s}{n}": f"v{level}" for s, level in LEVELS.items() for n in range(1, 6)}
    return make_result(pupil=pupil, answers=answers, **fields)


def guessed(
    pupil: Pupil,
    parent: Person,
    steps: tuple[int, ...] = (2,) * 6,
    *,
    code: str = INTERESTS,
    at: datetime | None = None,
) -> Guess:
    """A guess of one step for each direction."""
    test = INSTRUMENTS.all("ru")[code]
    answers = dict(zip(DIRECTIONS, steps, strict=True))
    return actions.keep_guess(pupil, parent, test, answers, at=at or timezone.now())


def compared(pupil: Pupil, parent: Person, *steps: int) -> Guess:
    """A guess that the pupil has agreed to compare."""
    guess = guessed(pupil, parent, steps or (2,) * 6)
    return actions.compare_guess(guess.pk, agrees=True, at=timezone.now())


def opens(client: Client, person: Person, name: str, *args: object) -> Any:
    client.force_login(person)
    return client.get(reverse(f"assessments:{name}", args=args))


def words(response: HttpResponse) -> str:
    """What stands in the middle of the page."""
    found = re.search(r"<main.*</main>", response.text, re.S)
    assert found
    return found[0].replace("\u00a0", " ")
