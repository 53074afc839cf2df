"""A guess given anew at the moment when the pupil agrees to compare."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from bilet.assessments import actions, errors
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Guess
from bilet.assessments.rules import guessed_scales
from bilet.testing.assessments import INTERESTS, make_result
from bilet.testing.factories import make_parent, make_pupil

ROUNDS = 5


@pytest.mark.django_db(transaction=True)
def test_what_is_compared_is_what_had_been_guessed_before():
    test = INSTRUMENTS.all("ru")[INTERESTS]
    codes = [scale.code for scale in guessed_scales(test)]
    for _ in range(ROUNDS):
        pupil = make_pupil()
        parent = make_parent(pupil)
        make_result(pupil=pupil)
        at = timezone.now()
        guess = actions.keep_guess(pupil, parent, test, dict.fromkeys(codes, 0), at=at)
        start, refused = Barrier(2), []

        def anew(pupil=pupil, parent=parent, start=start, refused=refused):
            start.wait()
            try:
                actions.keep_guess(pupil, parent, test, dict.fromkeys(codes, 4), at=timezone.now())
            except errors.GuessFixedError:
                refused.append(True)
            connection.close()

        def compare(guess=guess, start=start):
            start.wait()
            actions.compare_guess(guess.pk, agrees=True, at=timezone.now())
            connection.close()

        threads = [Thread(target=anew), Thread(target=compare)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        kept = Guess.objects.get(pk=guess.pk)
        assert kept.is_fixed
        assert kept.answers == dict.fromkeys(codes, 0 if refused else 4)


@pytest.mark.django_db(transaction=True)
def test_two_first_guesses_at_once_are_one():
    test = INSTRUMENTS.all("ru")[INTERESTS]
    codes = [scale.code for scale in guessed_scales(test)]
    pupil = make_pupil()
    parent = make_parent(pupil)
    start, broken = Barrier(4), []

    def guess(step: int) -> None:
        start.wait()
        try:
            actions.keep_guess(pupil, parent, test, dict.fromkeys(codes, step), at=timezone.now())
        except Exception as error:
            broken.append(error)
        connection.close()

    threads = [Thread(target=guess, args=[step]) for step in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken
    assert len(set(Guess.objects.get().answers.values())) == 1
