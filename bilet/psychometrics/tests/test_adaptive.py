"""Adaptive tests: they stop early, wear out no item and lose little."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bilet.psychometrics.adaptive import bank, is_enough, next_item
from bilet.psychometrics.irt import eap, probability

RNG = np.random.default_rng(20)
A = np.exp(RNG.normal(0.1, 0.35, 120))
B = RNG.normal(0, 1.1, 120)
BANK = bank(A, B)


def sit(person, draws, *, among=5, target=0.40, most=16):
    """One person's adaptive sitting: the items, the answers, the estimate."""
    given_items, answers = [], []
    while True:
        theta, error = BANK.estimate(given_items, answers)
        if is_enough(error, len(answers), target=target, most=most):
            return given_items, answers, theta, error
        item = BANK.next_item(given_items, answers, draw=draws.random(), among=among)
        chance = probability([person], A[[item]], B[[item]])[0, 0]
        given_items.append(item)
        answers.append(float(draws.random() < chance))


def test_guidance_needs_about_a_dozen_items_of_a_good_bank():
    draws = np.random.default_rng(1)
    where = draws.normal(size=200)
    sittings = [sit(person, draws) for person in where]
    assert np.mean([len(items) for items, *_ in sittings]) < 13
    assert np.corrcoef([theta for *_, theta, _ in sittings], where)[0, 1] > 0.88
    assert all(len(set(items)) == len(items) for items, *_ in sittings)


def test_choosing_among_five_uses_more_of_the_bank_and_costs_few_items():
    used, lengths = {}, {}
    for among in (1, 5):
        draws = np.random.default_rng(2)
        sittings = [sit(person, draws, among=among, most=30) for person in draws.normal(size=120)]
        used[among] = len({item for items, *_ in sittings for item in items})
        lengths[among] = np.mean([len(items) for items, *_ in sittings])
    assert used[5] > used[1]
    assert lengths[5] < lengths[1] + 1.5


def test_everyone_ends_up_either_sure_or_at_the_limit():
    draws = np.random.default_rng(3)
    for person in (-4.0, 0.0, 4.0):
        _, answers, theta, error = sit(person, draws)
        assert error < 0.40 or len(answers) == 16
        assert np.isfinite(theta)


@given(st.lists(st.tuples(st.integers(0, 119), st.sampled_from([0.0, 1.0])), max_size=20))
def test_the_estimate_is_the_expected_position_of_the_full_model(pairs):
    shown = dict(pairs)
    sheet = np.full((1, 120), np.nan)
    sheet[0, list(shown)] = list(shown.values())
    theta, error = BANK.estimate(list(shown), list(shown.values()))
    full = eap(sheet, A, B, n_nodes=121)
    assert theta == pytest.approx(full.theta[0], abs=1e-6)
    assert error == pytest.approx(full.error[0], abs=1e-6)


told = arrays(np.float64, 12, elements=st.floats(0, 5))
worn = arrays(np.bool_, 12).filter(lambda used: not used.all())


@given(told, worn, st.floats(0, 1, exclude_max=True))
def test_the_next_item_is_fresh_and_among_the_best(now, used, draw):
    item = next_item(now, used, draw=draw)
    assert not used[item]
    assert (now[~used] > now[item]).sum() < 5


@given(told, worn)
def test_among_one_is_the_most_informative(now, used):
    item = next_item(now, used, draw=0.99, among=1)
    assert now[item] == now[~used].max()


def test_stopping():
    assert not is_enough(0.41, 12)
    assert is_enough(0.39, 12)
    assert not is_enough(0.39, 4)
    assert is_enough(0.60, 16)


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: next_item(np.ones(3), np.ones(2)), r"used must be \(3,\) as items; got \(2,\)"),
        (lambda: next_item(np.ones(3), np.ones(3)), "every item was used"),
        (lambda: next_item(np.ones(3), np.zeros(3), draw=1.0), r"draw in \[0, 1\)"),
        (lambda: is_enough(0.5, 3, least=9, most=5), "got 9 and 5"),
        (lambda: BANK.estimate([1, 2], [1.0]), r"answers must be \(2,\); got \(1,\)"),
        (lambda: bank(A, B, variance=0), "variance must be above 0"),
    ],
)
def test_bad_input_is_named(call, complaint):
    with pytest.raises(ValueError, match=complaint):
        call()
