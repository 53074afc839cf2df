"""Fairness of items: a published table, planted unfairness, and laws."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from bilet.psychometrics.dif import mantel_haenszel
from bilet.psychometrics.irt import probability

# Admissions to six departments of Berkeley, 1973: men admitted, men rejected, women admitted,
# women rejected. Bickel, Hammel & O'Connell (1975), Science 187, 398-404.
BERKELEY = [
    (512, 313, 89, 19),
    (353, 207, 17, 8),
    (120, 205, 202, 391),
    (138, 279, 131, 244),
    (53, 138, 94, 299),
    (22, 351, 24, 317),
]


def berkeley():
    admitted, women, department = [], [], []
    for level, counts in enumerate(BERKELEY):
        for count, right, focal in zip(counts, (1, 0, 1, 0), (0, 0, 1, 1), strict=True):
            admitted += [float(right)] * count
            women += [bool(focal)] * count
            department += [float(level)] * count
    return np.array(admitted)[:, None], np.array(women), np.array(department)


def test_berkeley_admissions_have_the_published_common_odds_ratio():
    """R: mantelhaen.test(UCBAdmissions), with the continuity correction."""
    found = mantel_haenszel(*berkeley())
    assert found.odds_ratio == pytest.approx(0.9046968, abs=1e-6)
    assert found.chi_square == pytest.approx(1.4269, abs=1e-4)
    assert found.p_value == pytest.approx(0.2323, abs=1e-4)
    assert found.category.tolist() == ["A"]
    interval = 0.9046968 * np.exp(np.array([-1.959964, 1.959964]) * found.delta_error / 2.35)
    assert_allclose(interval, [0.7719074, 1.0603298], atol=1e-3)


def sheets(planted=0.0, gap=0.0, n=3_000):
    rng = np.random.default_rng(9)
    a, b = np.ones(20), np.linspace(-1.5, 1.5, 20)
    focal = np.arange(n) % 2 == 0
    where = rng.normal(size=n) - gap * focal
    harder = np.zeros(20)
    harder[7] = planted
    chance = np.where(focal[:, None], probability(where, a, b + harder), probability(where, a, b))
    return (rng.random((n, 20)) < chance).astype(float), focal


def test_an_item_made_harder_for_one_group_is_found():
    found = mantel_haenszel(*sheets(planted=0.9))
    assert found.category[7] == "C"
    assert found.delta[7] == pytest.approx(-2.35 * 0.9, abs=0.5)
    assert (np.delete(found.category, 7) != "C").all()


def test_a_difference_in_ability_alone_is_not_taken_for_unfairness():
    found = mantel_haenszel(*sheets(gap=0.8))
    assert (found.category == "A").sum() >= 19
    assert (found.p_value < 0.05).sum() <= 3


def test_swapping_the_groups_turns_the_sign():
    responses, focal = sheets(planted=0.5)
    there, back = mantel_haenszel(responses, focal), mantel_haenszel(responses, ~focal)
    assert_allclose(there.delta, -back.delta)
    assert_allclose(there.chi_square, back.chi_square)
    assert_allclose(there.delta_error, back.delta_error)


def test_an_item_all_solve_tells_nothing():
    responses, focal = sheets()
    responses[:, 3] = 1
    found = mantel_haenszel(responses, focal)
    assert np.isnan([found.odds_ratio[3], found.chi_square[3], found.p_value[3]]).all()
    assert found.category[3] == ""


def test_persons_with_gaps_are_left_out_unless_matched_otherwise():
    responses, focal = sheets()
    responses[:50, 0] = np.nan
    left_out = mantel_haenszel(responses, focal)
    assert_allclose(left_out.odds_ratio, mantel_haenszel(responses[50:], focal[50:]).odds_ratio)
    matched = mantel_haenszel(responses, focal, np.nansum(responses[:, 1:], axis=1))
    assert np.isfinite(matched.odds_ratio).all()


def test_bad_input_is_named():
    with pytest.raises(ValueError, match=r"got \(2,\), \(3,\) and \(3, 4\)"):
        mantel_haenszel(np.ones((3, 4)), np.ones(2))
    with pytest.raises(ValueError, match="0, 1 or NaN"):
        mantel_haenszel(np.full((3, 4), 0.5), np.ones(3))
