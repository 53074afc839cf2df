"""From evidence to a score of every profession, taken apart by reasons, and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bilet.guidance.engine.catalogue import LETTERS, Catalogue
from bilet.guidance.engine.facts import Evidence, TrialFact
from bilet.guidance.engine.measured import Measured, measured
from bilet.guidance.engine.wishes import meets
from bilet.psychometrics.matching import (
    WEIGHTS,
    Explanation,
    Fit,
    aptitude_fit,
    choice_fit,
    condition_fit,
    explained_match,
    field_fit,
    interest_fit,
    is_flat,
    spread_trials,
    trial_fit,
)

Floats = NDArray[np.float64]
State = Literal["no_test", "flat", "ranked"]

ALL_WEIGHTS: Mapping[str, float] = {**WEIGHTS, "route": 0.15}
FLAT_BY_CHANCE = 0.2  # how often noise alone may pass for a shape: the words then say «a guess»
SD_OF_SHARE = 0.25  # standard deviation taken for a score as a share of its scale's range
PRIOR_SPREAD = 0.5  # standard error of a score of which nothing is known
SHORTFALL = 3.0  # levels below the profession's that cost the whole share: half a test's range
TRIAL_SPREAD = 0.25  # of what one trial with all its answers says
NEIGHBOUR_SHARE = 0.5  # how much of it a profession of the same profile hears
WISH, FAVOURITE, SURE_OF_CHOICE = 1.0, 0.4, 0.8
VERDICTS = {"liked": 1.0, "mixed": 0.0, "disliked": -1.0}
HIDDEN_AS_TRIAL = {"tried": 0.5, "dull": 0.25}  # «not for me» counts as so much of a trial


@dataclass(frozen=True)
class Beliefs:
    """What the evidence says of every profession of the catalogue."""

    catalogue: Catalogue
    evidence: Evidence
    state: State
    measured: Measured
    explanation: Explanation
    interest_certainty: float
    trials: Fit  # what was said of the tried professions themselves
    spread: Floats  # (n_professions,), standard errors of the scores
    hidden: NDArray[np.bool_]

    @property
    def person(self) -> Floats | None:
        """(6,), interests as shares of the scales' ranges; None while not measured."""
        return self.measured.interests

    @property
    def scores(self) -> Floats:
        return self.explanation.scores

    @cached_property
    def visible_scores(self) -> Floats:
        """Scores, NaN for what the person does not want to see."""
        return np.where(self.hidden, np.nan, self.scores)

    @cached_property
    def spread_before(self) -> Floats:
        """(n_professions,), standard errors as they would be had nothing been tried."""
        nothing = Fit(np.full(self.spread.shape, np.nan), np.zeros(self.spread.shape))
        return _spread(self.measured, nothing, self.catalogue)

    @cached_property
    def order(self) -> list[int]:
        """Rows from the best-fitting on; ties keep the catalogue's order. Empty without a shape."""
        return self.order_by(self.scores) if self.state == "ranked" else []

    def order_by(self, scores: Floats) -> list[int]:
        best_first = np.argsort(-np.round(scores, 9), kind="stable")
        return [int(row) for row in best_first if not self.hidden[row]]

    def place(self, row: int) -> int | None:
        """1 for the best-fitting; None when there is no ranking or the profession is hidden."""
        return self.order.index(row) + 1 if row in self.order else None

    def short_of(self, row: int) -> list[str]:
        """Aptitudes of which the tests show less than the profession asks; the most first."""
        missing = self.catalogue.required[row] - self.measured.aptitudes
        order = np.argsort(-np.nan_to_num(missing, nan=-np.inf), kind="stable")
        return [self.catalogue.aptitudes[place] for place in order if missing[place] > 0]

    @cached_property
    def meets_wishes(self) -> NDArray[np.bool_]:
        """(n_professions,), where conditions are not on the whole the other way round.

        A filter the person may lay over the list; no score knows of it.
        """
        return meets(self.measured.wishes, self.catalogue.ends)


def believe(evidence: Evidence, catalogue: Catalogue) -> Beliefs:
    """Join all evidence. Equal evidence gives equal beliefs, whoever the person is."""
    known = measured(evidence, catalogue)
    person, errors = known.interests, known.interest_errors
    state: State = "no_test"
    if person is not None and errors is not None:
        flat = is_flat(person[None], errors, chance=FLAT_BY_CHANCE)[0]
        state = "flat" if flat else "ranked"
    trials = _trial_fit(evidence, catalogue)
    fits = {
        "fields": field_fit(known.fields, known.field_errors, catalogue.field_numbers),
        "aptitudes": aptitude_fit(
            known.aptitudes, known.aptitude_errors, catalogue.required, unit=SHORTFALL
        ),
        "choice": _choice(evidence, catalogue),
        "conditions": _conditions(evidence, catalogue),
        "route": _route(evidence, catalogue),
        "trials": spread_trials(trials, catalogue.similarity, share=NEIGHBOUR_SHARE),
    }
    certainty = 0.0
    if state == "ranked" and person is not None and errors is not None:
        interests = interest_fit(person, errors, catalogue.profiles)
        certainty = float(interests.certainty[0])
        fits = {"interests": interests, **fits}
    hidden = np.zeros(len(catalogue.codes), dtype=np.bool_)
    hidden[_rows(catalogue, evidence.marked("hidden"))] = True
    return Beliefs(
        catalogue=catalogue,
        evidence=evidence,
        state=state,
        measured=known,
        explanation=explained_match(fits, ALL_WEIGHTS),
        interest_certainty=certainty,
        trials=trials,
        spread=_spread(known, trials, catalogue),
        hidden=hidden,
    )


def _choice(evidence: Evidence, catalogue: Catalogue) -> Fit:
    chosen = np.zeros(len(catalogue.codes))
    chosen[_rows(catalogue, evidence.marked("favourite"))] = FAVOURITE
    chosen[_rows(catalogue, evidence.marked("wish"))] = WISH
    return choice_fit(chosen, certainty=SURE_OF_CHOICE)


def unwanted_conditions(evidence: Evidence, catalogue: Catalogue) -> list[int]:
    """Columns of the conditions for which professions were hidden, and which none wished has."""
    hidden = _rows(catalogue, evidence.marked("hidden", "conditions"))
    wanted = _rows(catalogue, evidence.marked("wish") + evidence.marked("favourite"))
    disliked = catalogue.conditions[hidden].any(axis=0) & ~catalogue.conditions[wanted].any(axis=0)
    return [int(column) for column in np.flatnonzero(disliked)]


def _conditions(evidence: Evidence, catalogue: Catalogue) -> Fit:
    """Professions with the unwanted conditions weigh less; those without them not more."""
    columns = unwanted_conditions(evidence, catalogue)
    nothing = np.full(len(catalogue.codes), np.nan)
    if not columns:
        return Fit(nothing, np.zeros_like(nothing))
    wishes = np.full(len(catalogue.condition_names), np.nan)
    wishes[columns] = -1.0
    value = condition_fit(wishes, catalogue.conditions).value
    times = len(evidence.marked("hidden", "conditions"))
    return Fit((value - 1.0) / 2.0, np.full(value.shape, times / (times + 1.0)))


def _route(evidence: Evidence, catalogue: Catalogue) -> Fit:
    """Hidden because the way is long: other long ways weigh less."""
    rows = _rows(catalogue, evidence.marked("hidden", "route"))
    times = int(catalogue.long_way[rows].sum())
    value = np.where(catalogue.long_way & (times > 0), -1.0, np.nan)
    return Fit(value, np.full(value.shape, times / (times + 1.0)))


def _trial_fit(evidence: Evidence, catalogue: Catalogue) -> Fit:
    """What trials say of the professions that were tried."""
    n = len(catalogue.codes)
    sums, counts = np.zeros((4, n)), np.zeros((4, n))
    runs = np.zeros(n)
    for trial in evidence.trials:
        row = catalogue.row.get(trial.profession)
        if row is None or not trial.is_told:
            continue
        runs[row] += 1.0
        for part, number in enumerate(_numbers(trial)):
            if number is not None:
                sums[part, row] += number
                counts[part, row] += 1.0
    for reason, worth in HIDDEN_AS_TRIAL.items():
        for row in _rows(catalogue, evidence.marked("hidden", reason)):
            if runs[row] == 0:
                runs[row], sums[2, row], counts[2, row] = worth, -1.0, 1.0
    means = np.where(counts > 0, sums / np.maximum(counts, 1.0), np.nan)
    return trial_fit(*means, runs=runs)


def _numbers(trial: TrialFact) -> tuple[float | None, float | None, float | None, float | None]:
    """Before, after, verdict, rubric, in the units of `trial_fit`."""
    before, after = ((x - 1) / 4 if x else None for x in (trial.before, trial.after))
    return before, after, VERDICTS.get(trial.verdict), trial.rubric


def _spread(known: Measured, trials: Fit, catalogue: Catalogue) -> Floats:
    """Standard errors of the scores. Information only ever adds up: no evidence widens a band."""
    information = np.full(len(catalogue.codes), PRIOR_SPREAD**-2)
    if known.interest_errors is not None:
        noise = float(np.mean((known.interest_errors / SD_OF_SHARE) ** 2))
        information += (len(LETTERS) - 1) / noise
    information += _of_fields(known, catalogue) + _of_aptitudes(known, catalogue)
    near = np.clip(catalogue.similarity, 0.0, 1.0) ** 2 * NEIGHBOUR_SHARE
    np.fill_diagonal(near, 1.0)
    information += (near @ full_trials(trials)) / TRIAL_SPREAD**2
    return np.asarray(information**-0.5)


def full_trials(trials: Fit) -> Floats:
    """(n_professions,), for how many trials with all answers it stands; 0 where none was told."""
    # A certainty of s / (s + 1) stands for s.
    full = trials.certainty / np.maximum(1.0 - trials.certainty, 1e-9)
    return np.where(np.isnan(trials.value), 0.0, full)


def _of_fields(known: Measured, catalogue: Catalogue) -> Floats:
    """Information about each profession: a reason that weighs less tells less."""
    precision = (ALL_WEIGHTS["fields"] / known.field_errors) ** 2
    return np.asarray(np.nan_to_num(precision)[catalogue.field_numbers])


def _of_aptitudes(known: Measured, catalogue: Catalogue) -> Floats:
    """The same of what it asks for, shared out among all that it asks for."""
    asked = ~np.isnan(catalogue.required)
    precision = np.nan_to_num((ALL_WEIGHTS["aptitudes"] * SHORTFALL / known.aptitude_errors) ** 2)
    return np.asarray((asked @ precision) / np.maximum(asked.sum(axis=1), 1))


def _rows(catalogue: Catalogue, codes: list[str]) -> list[int]:
    return [catalogue.row[code] for code in codes if code in catalogue.row]
