"""From item responses to scale scores, one function per way of asking."""

from bilet.psychometrics.scoring.choices import (
    best_worst_counts,
    option_counts,
    rank_means,
    sjt_agreement,
    weighted_share,
)
from bilet.psychometrics.scoring.ratings import centred_scores, scale_scores
from bilet.psychometrics.scoring.tasks import (
    Concentration,
    concentration,
    d_prime,
    percent_correct,
    rate_correct,
    staircase_span,
)

__all__ = [
    "Concentration",
    "best_worst_counts",
    "centred_scores",
    "concentration",
    "d_prime",
    "option_counts",
    "percent_correct",
    "rank_means",
    "rate_correct",
    "scale_scores",
    "sjt_agreement",
    "staircase_span",
    "weighted_share",
]
