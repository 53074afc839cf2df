"""The bias guard: which fields of work are shown to whom, tried out on made-up profiles. Pure.

The platform holds nobody's sex, so nothing can be counted of real pupils. Instead two
populations of profiles are made up, whose interests differ as published differences between
men and women do, and the engine advises both. Three questions:

1. Do equal profiles get equal lists? Every tenth profile comes again with other ids, titles,
   days and order of facts: each list must be the same.
2. Between profiles of the two populations that are as good as equal, is each field shown as
   often? The ratio must lie within `FAIR`. An engine that came to know the group would fail here.
3. As the populations are, how far do the fields differ? For information: interests differ.

And of places: what is offered as the next trial where events can be reached, and where only
trials in the browser can.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from bilet.guidance.engine.beliefs import Beliefs, believe
from bilet.guidance.engine.catalogue import LETTERS, Catalogue
from bilet.guidance.engine.facts import Evidence, Score, TestFact
from bilet.guidance.engine.next_trial import Candidate, best_trial
from bilet.guidance.engine.selection import select

Floats = NDArray[np.float64]
Advise = Callable[[Evidence, str], list[int]]  # evidence and group → rows of the list

MEN, WOMEN = "men", "women"
SEX_DIFFERENCES = (0.84, 0.26, -0.35, -0.68, 0.0, -0.33)
"""Cohen's d, men less women, R I A S E C: Su, Rounds & Armstrong (2009), Psychological Bulletin
135(6), 859-884, https://doi.org/10.1037/a0017364, 503,188 respondents of 47 inventories. Read in
the abstract, which gives no number for E: 0 is taken."""
ROTATION_DIFFERENCE = 0.60
"""The same for mental rotation, of the review named in docs/psychometrics/a07_rotation.md."""
FAIR = (0.8, 1.25)
LEAST = 50  # a field that fewer of either group are shown is too rare for a ratio
MIDDLE, SD, ERROR = 0.5, 0.2, 0.11  # of observed scores, in shares of a scale; the error of one
LEVEL_SD, LEVEL_ERROR = 1.2, 1.0  # of a skill test, in levels
CALIPER = 0.2  # how far apart, in standard deviations, two profiles may lie to count as equal
CANDIDATES, POOL = 60, 300_000  # of one population for each pair wanted, of the other in all
EVERY_TENTH = 10


@dataclass(frozen=True, slots=True)
class FieldExposure:
    """How often a field is in the list, as shares of profiles; ratios are women to men."""

    field: str
    profiles: int  # of each population, and of each column
    men: float
    women: float
    equal_men: float  # among profiles that have an equal one in the other population
    equal_women: float
    with_rotation_men: float  # when a test of rotation was taken as well
    with_rotation_women: float

    @property
    def ratio(self) -> float | None:
        return self._ratio(self.women, self.men)

    @property
    def ratio_of_equals(self) -> float | None:
        return self._ratio(self.equal_women, self.equal_men)

    @property
    def ratio_with_rotation(self) -> float | None:
        return self._ratio(self.with_rotation_women, self.with_rotation_men)

    def _ratio(self, one: float, other: float) -> float | None:
        enough = max(one, other) * self.profiles >= LEAST and other > 0
        return one / other if enough else None

    @property
    def is_fair(self) -> bool:
        ratio = self.ratio_of_equals
        return ratio is None or FAIR[0] <= ratio <= FAIR[1]


@dataclass(frozen=True, slots=True)
class Guard:
    profiles: int  # of each population
    equals: int  # pairs of equal profiles
    again: int  # lists that were made twice from equal evidence
    unlike: int  # of them, lists that came out otherwise
    fields: tuple[FieldExposure, ...]

    @property
    def is_fair(self) -> bool:
        return self.unlike == 0 and all(field.is_fair for field in self.fields)


def guard(
    catalogue: Catalogue, *, profiles: int = 500, seed: int = 2026, advise: Advise | None = None
) -> Guard:
    """Try the engine out on two made-up populations. The same seed gives the same numbers.

    Args:
        profiles: How many of each population; the pool of possible equals is larger.
        advise: What makes a list of evidence and group; the engine, which knows no group,
            when not given.
    """
    advise = advise or (lambda evidence, _group: listed(believe(evidence, catalogue)))
    rng = np.random.default_rng(seed)
    men, women = (_people(rng, profiles, sign) for sign in (1, -1))
    alike = _equals(rng, profiles)
    spatial = rng.normal(size=(2, profiles)) * LEVEL_SD + 2.0
    spatial += np.array([[0.5], [-0.5]]) * ROTATION_DIFFERENCE * LEVEL_SD
    columns = {
        "men": _shown(men, MEN, catalogue, advise),
        "women": _shown(women, WOMEN, catalogue, advise),
        "equal_men": _shown(alike[0], MEN, catalogue, advise),
        "equal_women": _shown(alike[1], WOMEN, catalogue, advise),
        "with_rotation_men": _shown(men, MEN, catalogue, advise, spatial[0]),
        "with_rotation_women": _shown(women, WOMEN, catalogue, advise, spatial[1]),
    }
    shares = {name: found.mean(axis=0) for name, found in columns.items()}
    again = men[::EVERY_TENTH]
    return Guard(
        profiles=profiles,
        equals=len(alike[0]),
        again=len(again),
        unlike=sum(_comes_out_otherwise(shares_, advise) for shares_ in again),
        fields=tuple(
            FieldExposure(
                field, profiles, **{name: float(share[n]) for name, share in shares.items()}
            )
            for n, field in enumerate(catalogue.field_names)
        ),
    )


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered first, as shares of profiles by field."""

    field: str
    near: float
    far: float


def offers_by_place(
    catalogue: Catalogue,
    near: Sequence[Candidate],
    far: Sequence[Candidate],
    *,
    profiles: int = 200,
    seed: int = 2026,
) -> list[Offers]:
    """The field of the next trial, for the same profiles, near the sites and far from them."""
    rng = np.random.default_rng(seed)
    people = np.concatenate([_people(rng, profiles // 2, sign) for sign in (1, -1)])
    counts = np.zeros((2, len(catalogue.field_names)))
    for shares in people:
        beliefs = believe(evidence_of_profile(shares), catalogue)
        for place, candidates in enumerate((near, far)):
            found = best_trial(beliefs, list(candidates))
            if found is not None:
                row = catalogue.row[found.candidate.profession]
                counts[place, catalogue.field_numbers[row]] += 1.0
    counts /= len(people)
    return [
        Offers(field, float(counts[0, n]), float(counts[1, n]))
        for n, field in enumerate(catalogue.field_names)
    ]


def listed(beliefs: Beliefs) -> list[int]:
    """Rows of the professions of the list."""
    return [pick.row for pick in select(beliefs)]


def evidence_of_profile(shares: Floats, spatial: float | None = None) -> Evidence:
    """A short test of interests, (6,) shares of its scales; maybe one of rotation, in levels."""
    at = datetime(2026, 9, 1, 9, tzinfo=UTC)
    interests = tuple(
        Score(letter, 20.0 * share, 20.0 * ERROR, 0.0, 20.0)
        for letter, share in zip(LETTERS, np.clip(shares, 0.0, 1.0), strict=True)
    )
    tests = [TestFact("made-up-1", "i02_interests_short", "", at, True, interests)]
    if spatial is not None:
        scores = (Score("space", spatial, LEVEL_ERROR, -1.0, 5.0),)
        tests.append(TestFact("made-up-2", "a07_rotation", "", at, True, scores, "aptitudes"))
    return Evidence(tests=tuple(tests))


def _people(rng: np.random.Generator, amount: int, sign: int) -> Floats:
    """(amount, 6), observed scores as shares; scales are not correlated, which is assumed."""
    middle = MIDDLE + sign * SD * np.array(SEX_DIFFERENCES) / 2.0
    return rng.normal(size=(amount, len(LETTERS))) * SD + middle


def _equals(rng: np.random.Generator, most: int) -> tuple[Floats, Floats]:
    """Up to `most` pairs of profiles, one of each population, nearly the same in every scale.

    Nearest neighbours within a caliper: Rosenbaum & Rubin (1985), The American Statistician
    39(1), 33-38, https://doi.org/10.1080/00031305.1985.10479383
    """
    men, women = _people(rng, CANDIDATES * most, 1), _people(rng, POOL, -1)
    distance, nearest = cKDTree(women).query(men, distance_upper_bound=CALIPER * SD)
    found = np.flatnonzero(np.isfinite(distance))[:most]
    return men[found], women[nearest[found]]


def _shown(
    people: Floats, group: str, catalogue: Catalogue, advise: Advise, spatial: Floats | None = None
) -> NDArray[np.bool_]:
    """(n_people, n_fields), whether the field is in the list."""
    found = np.zeros((len(people), len(catalogue.field_names)), dtype=np.bool_)
    for number, shares in enumerate(people):
        level = None if spatial is None else float(spatial[number])
        rows = advise(evidence_of_profile(shares, level), group)
        found[number, catalogue.field_numbers[rows]] = True
    return found


def _comes_out_otherwise(shares: Floats, advise: Advise) -> bool:
    """Whether the same scores of another person, in another order, give another list."""
    own = evidence_of_profile(shares, 1.0)
    other = Evidence(
        tests=tuple(
            replace(test, id=f"other-{test.id}", title="Другой", at=test.at - timedelta(days=90))
            for test in reversed(own.tests)
        )
    )
    return advise(own, MEN) != advise(other, WOMEN)
