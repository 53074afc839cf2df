"""Interests, fields, aptitudes, conditions, own choice and trials, joined and explained.

Every reason is a `Fit`: a value per profession and how certain it is. The score of a
profession is the plain sum of weight * certainty * value, so each reason's part can be
shown, and taking a reason away changes the score by exactly that part.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from bilet.psychometrics.arrays import FloatArray, IntArray, matrix, non_negative, vector
from bilet.psychometrics.matching.profiles import match, profile_certainty

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "interests": 1.0,
        "fields": 0.4,
        "aptitudes": 0.3,
        "conditions": 0.3,
        "choice": 0.5,
        "trials": 0.8,
    }
)
"""How much a fully certain reason may add. Interests lead; a trial can outweigh an expressed
choice; aptitudes can lower a little and never veto. A judgement, not an estimate: no data of
pupils stand behind the numbers yet."""

_TRIAL_PARTS = (1.0, 1.0, 2.0, 1.0)  # level of interest after, its change, verdict, rubric


class Fit(NamedTuple):
    """One reason. A value of NaN means "nothing known" and adds nothing."""

    value: FloatArray  # (n_professions,), from -1 (speaks against) to 1 (speaks for)
    certainty: FloatArray  # (n_professions,), from 0 to 1


@dataclass(frozen=True)
class Explanation:
    """The joined score of every profession, by reasons."""

    names: tuple[str, ...]
    contributions: FloatArray  # (n_reasons, n_professions)

    @property
    def scores(self) -> FloatArray:
        """(n_professions,), higher fits better; 0 where nothing is known."""
        return np.asarray(self.contributions.sum(axis=0))

    def without(self, name: str) -> FloatArray:
        """(n_professions,), the scores as if this reason had not been given.

        Raises:
            ValueError: there is no such reason.
        """
        if name not in self.names:
            raise ValueError(f"without: no reason {name!r}; known are {self.names}")
        return np.asarray(self.scores - self.contributions[self.names.index(name)])

    def reasons(self, profession: int) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
        """What speaks for and what against one profession, the largest parts first."""
        parts = [
            (name, float(part))
            for name, part in zip(self.names, self.contributions[:, profession], strict=True)
        ]
        for_it = sorted((p for p in parts if p[1] > 0), key=lambda p: -p[1])
        against = sorted((p for p in parts if p[1] < 0), key=lambda p: p[1])
        return for_it, against


def explained_match(fits: Mapping[str, Fit], weights: Mapping[str, float] = WEIGHTS) -> Explanation:
    """Join the reasons into one score per profession that can be taken apart again.

    Args:
        fits: One `Fit` per reason, each of (n_professions,).
        weights: What a fully certain reason may add; 0 or more. Every reason needs one.

    Returns:
        An `Explanation`: contributions = weight * certainty * value, 0 where the value is
        NaN, in the order of `fits`.

    Raises:
        ValueError: there is no reason, the lengths disagree, a reason has no weight, a
            weight is negative, a value lies outside -1 to 1 or a certainty outside 0 to 1.
    """
    if not fits:
        raise ValueError("explained_match: give at least one reason")
    if unknown := fits.keys() - weights.keys():
        raise ValueError(f"explained_match: no weight for {sorted(unknown)}")
    n_professions = np.asarray(next(iter(fits.values())).value).size
    parts = np.empty((len(fits), n_professions))
    for row, (name, fit) in enumerate(fits.items()):
        value = vector(fit.value, "explained_match", f"value of {name}", n_professions)
        certainty = np.broadcast_to(np.asarray(fit.certainty, dtype=np.float64), value.shape)
        _check_range("explained_match", f"value of {name}", value, -1.0, 1.0)
        _check_range("explained_match", f"certainty of {name}", certainty, 0.0, 1.0)
        if weights[name] < 0:
            raise ValueError(f"explained_match: the weight of {name} is negative")
        known = ~(np.isnan(value) | np.isnan(certainty))
        parts[row] = np.where(known, weights[name] * certainty * value, 0.0)
    return Explanation(tuple(fits), parts)


def interest_fit(person: FloatArray, errors: FloatArray, profession_profiles: FloatArray) -> Fit:
    """Fit of interests: the correlation of profiles, as certain as the profile is.

    Args:
        person: (n_scales,), scores in one unit for all scales.
        errors: (n_scales,), standard errors.
        profession_profiles: (n_professions, n_scales).

    Returns:
        `Fit` of (n_professions,); a flat profile has a certainty of 0.

    Raises:
        ValueError: the shapes disagree or an error is negative.
    """
    person = vector(person, "interest_fit", "person")
    errors = vector(errors, "interest_fit", "errors", person.size)
    value = match(person[None], profession_profiles)[0].astype(np.float64)
    certainty = profile_certainty(person[None], errors)[0]
    return Fit(value, np.full(value.shape, certainty))


def field_fit(person: FloatArray, errors: FloatArray, fields: IntArray) -> Fit:
    """Fit of fields of work: a profession gets what the person says of its field.

    Args:
        person: (n_fields,), how much each field is preferred, from -1 (least) to 1 (most);
            NaN where not asked. Preferences within one person: high means above the others.
        errors: (n_fields,), standard errors.
        fields: (n_professions,), number of the field each belongs to.

    Returns:
        `Fit` of (n_professions,); NaN where the field was not asked. Certainty: the share of
        the differences between the fields that is not error, the same for all.

    Raises:
        ValueError: the shapes disagree, a preference lies outside -1 to 1, an error is
            negative or a field has no preference.
    """
    person = vector(person, "field_fit", "person")
    errors = non_negative(vector(errors, "field_fit", "errors", person.size), "field_fit", "errors")
    _check_range("field_fit", "person", person, -1.0, 1.0)
    numbers = np.asarray(fields)
    if numbers.size and (numbers.min() < 0 or numbers.max() >= person.size):
        raise ValueError(f"field_fit: fields must be 0 to {person.size - 1}; got {numbers.max()}")
    certainty = profile_certainty(person[None], errors)[0]
    return Fit(person[numbers], np.full(numbers.shape, certainty))


def aptitude_fit(
    person: FloatArray, errors: FloatArray, required: FloatArray, *, unit: FloatArray | float
) -> Fit:
    """One-sided fit of aptitudes: a shortfall costs a little, a surplus nothing.

    Args:
        person: (n_aptitudes,), scores; NaN where not measured.
        errors: (n_aptitudes,), standard errors.
        required: (n_professions, n_aptitudes), the level from which on nothing is missing,
            in the person's units; NaN where the profession asks for nothing.
        unit: broadcasts with `person`, the shortfall that costs the whole share, above 0;
            two standard deviations of the scale are a mild choice.

    Returns:
        `Fit` of (n_professions,): value from -1 to 0, minus the mean shortfall in units, each
        at most 1; NaN where nothing asked for was measured. Certainty: mean of
        1 / (1 + (error / unit)^2), times the share of the asked aptitudes that was measured.

    Raises:
        ValueError: the shapes disagree, an error is negative or a unit not positive.
    """
    person = vector(person, "aptitude_fit", "person")
    errors = vector(errors, "aptitude_fit", "errors", person.size)
    errors = non_negative(errors, "aptitude_fit", "errors")
    required = matrix(required, "aptitude_fit", "required", "(n_professions, n_aptitudes)")
    if required.shape[1] != person.size or not (np.asarray(unit) > 0).all():
        raise ValueError(
            "aptitude_fit: person and required need the same aptitudes, and unit is above 0; "
            f"got {person.shape} and {required.shape}"
        )
    asked = ~np.isnan(required)
    known = asked & ~(np.isnan(person) | np.isnan(errors))
    n_known = known.sum(axis=1)
    shortfall = np.where(known, np.clip((required - person) / unit, 0.0, 1.0), 0.0)
    sure = np.where(known, 1.0 / (1.0 + (errors / unit) ** 2), 0.0)
    with np.errstate(invalid="ignore"):
        value = 0.0 - shortfall.sum(axis=1) / n_known
    return Fit(value, sure.sum(axis=1) / np.maximum(asked.sum(axis=1), 1))


def condition_fit(wishes: FloatArray, conditions: FloatArray) -> Fit:
    """Fit of working conditions and values: what the pupil wants against what there is.

    Args:
        wishes: (n_conditions,), from -1 (does not want) to 1 (wants); NaN for no answer.
        conditions: (n_professions, n_conditions), from 0 (never) to 1 (always); NaN unknown.

    Returns:
        `Fit` of (n_professions,): value = mean of wish * (2 * condition - 1), weighted by the
        strength of the wish, from -1 to 1; NaN where no wish meets a known condition.
        Certainty: the share of all conditions that was answered and is known.

    Raises:
        ValueError: the shapes disagree or a number lies out of range.
    """
    wishes = vector(wishes, "condition_fit", "wishes")
    conditions = matrix(conditions, "condition_fit", "conditions", "(n_professions, n_conditions)")
    if conditions.shape[1] != wishes.size:
        raise ValueError(
            "condition_fit: wishes must be (n_conditions,) and conditions (n_professions, "
            f"n_conditions); got {wishes.shape} and {conditions.shape}"
        )
    _check_range("condition_fit", "wishes", wishes, -1.0, 1.0)
    _check_range("condition_fit", "conditions", conditions, 0.0, 1.0)
    known = ~(np.isnan(conditions) | np.isnan(wishes))
    strength = np.where(known, np.abs(wishes), 0.0).sum(axis=1)
    agreement = np.where(known, wishes * (2.0 * conditions - 1.0), 0.0).sum(axis=1)
    met = strength > 0
    value = np.where(met, agreement / np.where(met, strength, 1.0), np.nan)
    return Fit(np.clip(value, -1.0, 1.0), known.sum(axis=1) / max(wishes.size, 1))


def choice_fit(chosen: FloatArray, *, certainty: float = 1.0) -> Fit:
    """The pupil's own answer to "what do you want to become?".

    Args:
        chosen: (n_professions,), 1 named first, less for later ones, 0 not named.
        certainty: How sure the pupil is, from 0 to 1.

    Returns:
        `Fit` of (n_professions,). It never speaks against a profession that was not named.

    Raises:
        ValueError: a number lies outside 0 to 1.

    Notes:
        Asking predicts about as well as a good inventory or better: Holland & Lutz (1967),
        ACT Research Report 18. So it has its own weight and is never overridden.
    """
    chosen = vector(chosen, "choice_fit", "chosen")
    _check_range("choice_fit", "chosen", chosen, 0.0, 1.0)
    _check_range("choice_fit", "certainty", np.asarray(certainty), 0.0, 1.0)
    return Fit(chosen, np.full(chosen.shape, certainty))


def trial_fit(
    before: FloatArray,
    after: FloatArray,
    verdict: FloatArray,
    rubric: FloatArray,
    *,
    runs: FloatArray | float = 1.0,
) -> Fit:
    """What trials of a profession say: interest before and after, verdict, mentor's rubric.

    Args:
        before: (n_professions,), interest before the trial, 0 to 1; NaN where not asked.
        after: (n_professions,), interest after it, 0 to 1.
        verdict: (n_professions,), the pupil's word: -1 not mine, 0 not sure, 1 mine.
        rubric: (n_professions,), the mentor's rubric, 0 to 1.
        runs: (n_professions,), how many trials stand behind it; the four are their means.

    Returns:
        `Fit` of (n_professions,). Value: weighted mean of what is known of 2 * after - 1,
        after - before, verdict (counts twice) and 2 * rubric - 1; NaN without any. Certainty
        s / (s + 1) with s = runs * known share: one full trial .5, three .75.

    Raises:
        ValueError: the lengths disagree or a number lies out of range.
    """
    before = vector(before, "trial_fit", "before")
    given = {"after": after, "verdict": verdict, "rubric": rubric}
    arrays = {name: vector(x, "trial_fit", name, before.size) for name, x in given.items()}
    for name, values in (("before", before), *arrays.items()):
        _check_range("trial_fit", name, values, -1.0 if name == "verdict" else 0.0, 1.0)
    runs = non_negative(runs, "trial_fit", "runs")
    level, word, mentor = arrays["after"], arrays["verdict"], arrays["rubric"]
    parts = np.stack([2.0 * level - 1.0, level - before, word, 2.0 * mentor - 1.0])
    weight = np.where(np.isnan(parts), 0.0, np.array(_TRIAL_PARTS)[:, None])
    known = weight.sum(axis=0)
    with np.errstate(invalid="ignore"):
        value = (np.where(weight > 0, parts, 0.0) * weight).sum(axis=0) / known
    strength = runs * known / sum(_TRIAL_PARTS)
    return Fit(value, strength / (strength + 1.0))


def spread_trials(fit: Fit, similarity: FloatArray, *, share: float = 0.5) -> Fit:
    """Let trials speak, more softly, for the professions that resemble the tried ones.

    Args:
        fit: What `trial_fit` returned, of (n_professions,).
        similarity: (n_professions, n_professions), correlation of profiles; NaN counts as 0.
        share: Part of a trial's certainty that a profession of the same profile gets, 0 to 1.

    Returns:
        `Fit` of (n_professions,). Tried professions keep theirs; an untried one gets the
        mean of the tried ones' values, weighted by certainty * similarity^2, and the largest
        share * certainty * similarity^2. Only similarity above 0 counts: disliking one
        profession says nothing for its opposite.

    Raises:
        ValueError: the shapes disagree or `share` lies outside 0 to 1.
    """
    value = vector(fit.value, "spread_trials", "value")
    _check_range("spread_trials", "share", np.asarray(share), 0.0, 1.0)
    near = np.clip(np.nan_to_num(np.asarray(similarity, dtype=np.float64)), 0.0, 1.0)
    if near.shape != (value.size, value.size):
        raise ValueError(
            "spread_trials: similarity must be (n_professions, n_professions) for "
            f"{value.size} professions; got {near.shape}"
        )
    tried = ~np.isnan(value)
    voice = near**2 * np.where(tried, fit.certainty, 0.0)
    loud = voice.sum(axis=1) > 0
    echo = (voice @ np.where(tried, value, 0.0)) / np.where(loud, voice.sum(axis=1), 1.0)
    heard = share * voice.max(axis=1, initial=0.0)
    return Fit(
        np.where(tried, value, np.where(loud, np.clip(echo, -1.0, 1.0), np.nan)),
        np.where(tried, fit.certainty, heard),
    )


def _check_range(where: str, name: str, values: FloatArray, low: float, high: float) -> None:
    if ((values < low - 1e-9) | (values > high + 1e-9)).any():
        raise ValueError(f"{where}: {name} must lie between {low:g} and {high:g}")
