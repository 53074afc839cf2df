"""What the tests measured, each kind of thing pooled over all tests that weigh."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bilet.guidance.engine.catalogue import LETTERS, Catalogue
from bilet.guidance.engine.facts import Evidence, Kind, Score

Floats = NDArray[np.float64]
Units = Callable[[Score], tuple[float, float]]

LEAST_ERROR = 1e-3  # of a share; a scale of a few items may claim none at all


@dataclass(frozen=True)
class Measured:
    """Values and standard errors; NaN where nothing was measured."""

    interests: Floats | None  # (6,), shares of the scales' ranges; None while one is missing
    interest_errors: Floats | None
    fields: Floats  # (n_fields,), from -1 (below the others) to 1 (above them)
    field_errors: Floats
    aptitudes: Floats  # (n_aptitudes,), in levels
    aptitude_errors: Floats
    wishes: Floats  # (n_pairs,), from -1 (the low end) to 1 (the high end), the clear ones alone


def measured(evidence: Evidence, catalogue: Catalogue) -> Measured:
    """Everything the tests say. Flagged sittings are no facts, and tests of class C weigh nothing.

    Wishes are the exception that is none: they are read from a test of class C, for they move
    no score.
    """
    interests, errors = pooled(evidence, "interests", LETTERS, _share)
    known = not np.isnan(interests).any()
    fields, field_errors = pooled(evidence, "fields", catalogue.field_names, _both_ways)
    levels, level_errors = pooled(evidence, "aptitudes", catalogue.aptitudes, _level)
    return Measured(
        interests=interests if known else None,
        interest_errors=errors if known else None,
        fields=np.clip(fields, -1.0, 1.0),
        field_errors=field_errors,
        aptitudes=levels,
        aptitude_errors=level_errors,
        wishes=_wishes(evidence, catalogue.condition_pairs),
    )


def pooled(
    evidence: Evidence, kind: Kind, keys: Sequence[str], units: Units
) -> tuple[Floats, Floats]:
    """Values and errors of `keys`, all tests of the kind that weigh, by their precision."""
    numbers: dict[str, list[tuple[float, float]]] = {key: [] for key in keys}
    for test in evidence.tests:
        if test.kind == kind and test.weighs:
            for score in test.scores:
                if score.key in numbers:
                    numbers[score.key].append(units(score))
    values, errors = np.full(len(keys), np.nan), np.full(len(keys), np.nan)
    for place, key in enumerate(keys):
        if numbers[key]:
            weights = np.array([error**-2 for _, error in numbers[key]])
            values[place] = np.average([value for value, _ in numbers[key]], weights=weights)
            errors[place] = weights.sum() ** -0.5
    return values, errors


def _share(score: Score) -> tuple[float, float]:
    return score.share, max(score.share_error, LEAST_ERROR)


def _both_ways(score: Score) -> tuple[float, float]:
    """The middle of the range is 0: neither above nor below the others."""
    return 2.0 * score.share - 1.0, max(2.0 * score.share_error, LEAST_ERROR)


def _level(score: Score) -> tuple[float, float]:
    return score.value, max(score.error, LEAST_ERROR)


def _wishes(evidence: Evidence, pairs: Sequence[str]) -> Floats:
    """Clear wishes of the latest test that asks for them."""
    found = np.full(len(pairs), np.nan)
    tests = sorted((test for test in evidence.tests if test.kind == "wishes"), key=lambda t: t.at)
    for test in tests[-1:]:
        for score in test.scores:
            if score.key in pairs:
                found[list(pairs).index(score.key)] = np.clip(2.0 * score.share - 1.0, -1.0, 1.0)
    return found
