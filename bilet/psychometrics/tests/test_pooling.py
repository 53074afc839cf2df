"""Laws of several measures taken as one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilet.psychometrics.pooling import pooled

value = st.floats(-5, 5)
error = st.floats(0.05, 3)
measures = st.lists(st.tuples(value, error), min_size=1, max_size=6)

# Thirteen trials of a vaccine: cases and non-cases among the vaccinated, then among the others.
# Colditz et al. (1994), JAMA 271(9), 698-702, https://doi.org/10.1001/jama.1994.03510330076038
VACCINE = np.array([
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
], dtype=np.float64)  # fmt: skip


def fixed(found):
    weights = np.array([error**-2.0 for _, error in found])
    mean = np.average([value for value, _ in found], weights=weights)
    return float(mean), float(weights.sum() ** -0.5)


def of(found):
    return pooled(*zip(*found, strict=True))


def test_the_published_trials_of_a_vaccine_give_the_published_numbers():
    """As the R package metafor has them, `rma(…, measure = "RR", method = "DL")`."""
    a, b, c, d = VACCINE.T
    ratio = np.log(a / (a + b)) - np.log(c / (c + d))
    found = pooled(ratio, np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)))
    assert found.between**2 == pytest.approx(0.3088, abs=5e-5)
    assert found.value == pytest.approx(-0.7141, abs=5e-5)
    assert found.error == pytest.approx(0.1787, abs=5e-5)


@given(value, error)
def test_one_measure_is_left_as_it_is(value, error):
    found = pooled([value], [error])
    assert (found.value, found.error) == pytest.approx((value, error))
    assert found.between == 0


@given(value, error, error, st.floats(-0.99, 0.99))
def test_measures_that_agree_within_their_errors_are_pooled_by_precision(v, one, other, part):
    """Whatever lies within one standard error of the difference is no disagreement."""
    found = [(v, one), (v + part * float(np.hypot(one, other)), other)]
    assert (of(found).value, of(found).error) == pytest.approx(fixed(found))
    assert of(found).between == 0


@given(value, error, error, st.floats(1.05, 9), st.sampled_from([-1, 1]))
def test_a_difference_beyond_the_errors_widens_the_band(v, one, other, times, way):
    apart = [(v, one), (v + way * times * float(np.hypot(one, other)), other)]
    assert of(apart).error > fixed(apart)[1]
    assert of(apart).between > 0


@given(value, error, error, st.floats(0, 5), st.floats(0, 5))
def test_the_farther_apart_the_wider(v, one, other, near, far):
    near, far = sorted((near, far))
    found = [of([(v, one), (v + gap, other)]).error for gap in (near, far)]
    assert found[0] <= found[1] + 1e-9


@given(value, st.floats(0.05, 0.5), st.floats(1, 9))
def test_two_equally_sure_measures_far_apart_give_a_band_from_one_to_the_other(v, error, gap):
    found = pooled([v, v + gap], [error, error])
    assert (found.value, found.error) == pytest.approx((v + gap / 2, gap / 2))


@given(measures)
def test_the_band_is_never_narrower_than_without_a_thought_of_disagreement(found):
    assert of(found).error >= fixed(found)[1] * (1 - 1e-12)


@given(measures, st.randoms())
def test_the_order_of_the_measures_changes_nothing(found, chance):
    shuffled = chance.sample(found, len(found))
    one, other = of(found), of(shuffled)
    assert (one.value, one.error) == pytest.approx((other.value, other.error), abs=1e-9)


@given(measures, st.floats(-3, 3))
def test_what_is_turned_or_moved_keeps_its_band(found, by):
    plain = of(found)
    turned, moved = of([(-v, e) for v, e in found]), of([(v + by, e) for v, e in found])
    assert (turned.value, turned.error) == pytest.approx((-plain.value, plain.error), abs=1e-6)
    assert (moved.value, moved.error) == pytest.approx((plain.value + by, plain.error), abs=1e-6)


@given(measures)
def test_the_mean_lies_among_the_measures(found):
    values = [value for value, _ in found]
    assert min(values) - 1e-9 <= of(found).value <= max(values) + 1e-9


@pytest.mark.parametrize(
    ("values", "errors"),
    [([], []), ([1.0], [0.0]), ([1.0], [-1.0]), ([1.0, 2.0], [1.0]), ([float("nan")], [1.0]),
     ([1.0], [float("nan")])],
)  # fmt: skip
def test_what_cannot_be_pooled_is_refused(values, errors):
    with pytest.raises(ValueError, match="pooled"):
        pooled(values, errors)
