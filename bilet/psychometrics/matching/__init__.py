"""How a person and a profession fit, why, how surely, and what to try next."""

from bilet.psychometrics.matching.doubt import doubt, expected_reduction_of_doubt
from bilet.psychometrics.matching.evidence import (
    WEIGHTS,
    Explanation,
    Fit,
    aptitude_fit,
    choice_fit,
    condition_fit,
    explained_match,
    field_fit,
    interest_fit,
    spread_trials,
    trial_fit,
)
from bilet.psychometrics.matching.profiles import (
    contributions,
    deciding_scales,
    differentiation,
    fit_errors,
    is_flat,
    match,
    profile_certainty,
)
from bilet.psychometrics.matching.shortlist import shortlist

__all__ = [
    "WEIGHTS",
    "Explanation",
    "Fit",
    "aptitude_fit",
    "choice_fit",
    "condition_fit",
    "contributions",
    "deciding_scales",
    "differentiation",
    "doubt",
    "expected_reduction_of_doubt",
    "explained_match",
    "field_fit",
    "fit_errors",
    "interest_fit",
    "is_flat",
    "match",
    "profile_certainty",
    "shortlist",
    "spread_trials",
    "trial_fit",
]
