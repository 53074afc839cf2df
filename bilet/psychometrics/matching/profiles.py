"""The fit of two profiles: the correlation of their shapes, taken apart by scale."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from bilet.psychometrics.arrays import (
    BoolArray,
    FloatArray,
    IntArray,
    matrix,
    non_negative,
    vector,
)

_CHUNK = 16_384  # persons at a time


def match(person_scores: FloatArray, profession_profiles: FloatArray) -> NDArray[np.float32]:
    """Fit of each person to each profession: Pearson's correlation of the raw profiles.

    Args:
        person_scores: (n_persons, n_scales), in one unit for all scales; NaN for no score.
        profession_profiles: (n_professions, n_scales), in one unit of their own.

    Returns:
        (n_persons, n_professions), float32, from -1 to 1; higher fits better. A person whose
        profile is flat or has a gap has a row of NaN: there is no shape to compare, and no
        ranking is made up. A flat or incomplete profession has a column of NaN.

    Raises:
        ValueError: the shapes disagree or there are fewer than two scales.

    Notes:
        Correlation keeps the whole shape; three-letter codes throw most of it away, and
        z-scores of both sides against the crowd lose it too. McCloy, Campbell, Oswald,
        Lewis & Rivkin (1999), Linking Client Assessment Profiles to O*NET Occupational
        Profiles, National Center for O*NET Development. Persons are taken in pieces: one
        million by 122 professions stay below 2 GiB.

    Examples:
        >>> match(np.array([[1.0, 2.0, 3.0]]), np.array([[10.0, 20.0, 30.0], [3.0, 2.0, 1.0]]))
        array([[ 1., -1.]], dtype=float32)
    """
    person_scores = matrix(person_scores, "match", "person_scores", "(n_persons, n_scales)")
    professions = _professions("match", person_scores.shape[1], profession_profiles)
    shapes = _unit(professions).T
    fits = np.empty((person_scores.shape[0], professions.shape[0]), dtype=np.float32)
    for start in range(0, person_scores.shape[0], _CHUNK):
        chunk = _unit(person_scores[start : start + _CHUNK])
        fits[start : start + _CHUNK] = np.clip(chunk @ shapes, -1.0, 1.0)
    return fits


def contributions(person: FloatArray, profession: FloatArray) -> FloatArray:
    """What each scale adds to the fit of one person and one profession.

    Args:
        person: (n_scales,), scores.
        profession: (n_scales,), profile.

    Returns:
        (n_scales,), summing to their `match`. A scale above (or below) the own mean on both
        sides adds; a scale above on one side and below on the other takes away. All NaN
        where either profile is flat or has a gap.

    Raises:
        ValueError: the shapes disagree or there are fewer than two scales.
    """
    person = vector(person, "contributions", "person")
    professions = _professions("contributions", person.size, np.atleast_2d(profession))
    return np.asarray(_unit(person[None])[0] * _unit(professions)[0])


def fit_errors(
    person: FloatArray, errors: FloatArray, profession_profiles: FloatArray
) -> FloatArray:
    """Standard error of one person's fit to each profession.

    Args:
        person: (n_scales,), scores.
        errors: (n_scales,), their standard errors.
        profession_profiles: (n_professions, n_scales), taken as exact.

    Returns:
        (n_professions,), in units of correlation, at most 1; NaN where there is no fit.

    Raises:
        ValueError: the shapes disagree or an error is negative.

    Notes:
        First-order propagation (delta method): the derivative of the correlation to a score
        is (q - r u) / |c|, with u and q the two unit shapes and c the centred scores.
    """
    person = vector(person, "fit_errors", "person")
    errors = vector(errors, "fit_errors", "errors", person.size)
    errors = non_negative(errors, "fit_errors", "errors")
    professions = _professions("fit_errors", person.size, profession_profiles)
    shape, shapes = _unit(person[None])[0], _unit(professions)
    length = np.linalg.norm(person - person.mean())
    slopes = shapes - (shapes @ shape)[:, None] * shape
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(((slopes * errors) ** 2).sum(axis=1)) / length
    return np.asarray(np.minimum(spread, 1.0))


def differentiation(person_scores: FloatArray) -> FloatArray:
    """How far a person's strongest scale lies above the weakest.

    Args:
        person_scores: (n_persons, n_scales), in one unit for all scales.

    Returns:
        (n_persons,), 0 or more, over the known scales; NaN with fewer than two.

    Raises:
        ValueError: `person_scores` is not two-dimensional.

    Notes:
        Holland (1997), Making Vocational Choices, 3rd ed.
    """
    scores = matrix(person_scores, "differentiation", "person_scores", "(n_persons, n_scales)")
    known = ~np.isnan(scores)
    top = np.where(known, scores, -np.inf).max(axis=1, initial=-np.inf)
    bottom = np.where(known, scores, np.inf).min(axis=1, initial=np.inf)
    enough = known.sum(axis=1) > 1
    return np.where(enough, np.where(enough, top, 0.0) - np.where(enough, bottom, 0.0), np.nan)


def is_flat(person_scores: FloatArray, errors: FloatArray, *, chance: float = 0.05) -> BoolArray:
    """Whether a profile could be noise around one level: "not differentiated yet".

    Args:
        person_scores: (n_persons, n_scales), in one unit for all scales; NaN for no score.
        errors: broadcasts with `person_scores`, standard errors, above 0.
        chance: How often noise alone may pass for a shape.

    Returns:
        (n_persons,), True where the known scales do not differ beyond their errors, or
        fewer than two are known.

    Raises:
        ValueError: the shapes disagree or an error is not positive.

    Notes:
        Weighted sum of squares about the weighted mean against chi-square with
        (known scales - 1) degrees: Cochran (1954), Biometrics 10(1), 101-129,
        https://doi.org/10.2307/3001666
    """
    scores = matrix(person_scores, "is_flat", "person_scores", "(n_persons, n_scales)")
    spread = np.broadcast_to(non_negative(errors, "is_flat", "errors"), scores.shape)
    known = ~(np.isnan(scores) | np.isnan(spread))
    if (spread[known] == 0).any():
        raise ValueError("is_flat: errors must be above 0")
    weight = np.where(known, 1.0 / np.where(known, spread, 1.0) ** 2, 0.0)
    filled = np.where(known, scores, 0.0)
    total = np.maximum(weight.sum(axis=1, keepdims=True), 1e-300)
    mean = (weight * filled).sum(axis=1, keepdims=True) / total
    excess = (weight * (filled - mean) ** 2).sum(axis=1)
    degrees = known.sum(axis=1) - 1
    return np.asarray((degrees < 1) | (excess <= chi2.ppf(1.0 - chance, np.maximum(degrees, 1))))


def profile_certainty(person_scores: FloatArray, errors: FloatArray) -> FloatArray:
    """Share of the differences within a profile that is not error of measurement.

    Args:
        person_scores: (n_persons, n_scales), in one unit for all scales; NaN for no score.
        errors: broadcasts with `person_scores`, standard errors.

    Returns:
        (n_persons,), 1 - mean squared error / variance over the known scales, from 0 (all
        noise, or fewer than two scales) to 1.

    Raises:
        ValueError: the shapes disagree or an error is negative.
    """
    scores = matrix(person_scores, "profile_certainty", "person_scores", "(n_persons, n_scales)")
    spread = np.broadcast_to(non_negative(errors, "profile_certainty", "errors"), scores.shape)
    known = ~(np.isnan(scores) | np.isnan(spread))
    n = np.maximum(known.sum(axis=1), 2)
    mean = np.where(known, scores, 0.0).sum(axis=1) / n
    variance = (np.where(known, scores - mean[:, None], 0.0) ** 2).sum(axis=1) / (n - 1)
    noise = (np.where(known, spread, 0.0) ** 2).sum(axis=1) / n
    some = (variance > 0) & (known.sum(axis=1) > 1)
    certain = np.clip(1.0 - noise / np.where(some, variance, 1.0), 0.0, 1.0)
    return np.where(some, certain, 0.0)


def deciding_scales(
    person: FloatArray, profession_profiles: FloatArray, profession: int
) -> IntArray:
    """How many places a profession would fall if a scale were left out of both profiles.

    Args:
        person: (n_scales,), scores; three scales or more.
        profession_profiles: (n_professions, n_scales).
        profession: Row of the profession in question.

    Returns:
        (n_scales,), above 0: the scale speaks for the profession and carries its place;
        below 0: the scale speaks against it; 0: the place does not hang on it.

    Raises:
        ValueError: the shapes disagree, there are fewer than three scales, or no such row.
    """
    person = vector(person, "deciding_scales", "person")
    professions = _professions("deciding_scales", person.size, profession_profiles)
    if person.size < 3 or not 0 <= profession < professions.shape[0]:
        raise ValueError(
            "deciding_scales: needs 3 scales and a profession's row; "
            f"got {person.size} scales and row {profession} of {professions.shape[0]}"
        )
    place = _place(match(person[None], professions)[0], profession)
    without = [
        _place(
            match(np.delete(person, scale)[None], np.delete(professions, scale, axis=1))[0],
            profession,
        )
        for scale in range(person.size)
    ]
    return np.array(without, dtype=np.int_) - place


def _place(fits: NDArray[np.float32], profession: int) -> int:
    return int((fits > fits[profession]).sum())


def _unit(profiles: FloatArray) -> FloatArray:
    """Rows centred and of length 1; NaN for a flat row or one with a gap."""
    centred = profiles - profiles.mean(axis=1, keepdims=True)
    length = np.sqrt((centred**2).sum(axis=1, keepdims=True))
    size = np.abs(profiles).max(axis=1, keepdims=True, initial=0.0)
    shaped = length > 1e-9 * size
    return np.where(shaped, centred / np.where(shaped, length, 1.0), np.nan)


def _professions(where: str, n_scales: int, profiles: FloatArray) -> FloatArray:
    table = matrix(profiles, where, "profession_profiles", "(n_professions, n_scales)")
    if table.shape[1] != n_scales or n_scales < 2:
        raise ValueError(
            f"{where}: persons and professions need the same scales, 2 or more; "
            f"got {n_scales} and {table.shape}"
        )
    return table
