"""From item responses to scale scores, one function per way of asking."""

from bilet.psychometrics.scoring.choices import (
    best_worst_counts,
    option_counts,
    rank_means,
    sjt_agreement,
    weighted_share,
)
from bilet.psychometrics.scoring.ideas import different_ideas, originality
from bilet.psychometrics.scoring.ratings import centred_scores, scale_scores
from bilet.psychometrics.scoring.tasks import (
    Concentration,
    concentration,
    d_prime,
    percent_correct,
    rate_correct,
    reversal_span,
    staircase_span,
)

__all__ = [
    "Concentration",
    "best_worst_counts",
    "centred_scores",
    "concentration",
    "d_prime",
    "different_ideas",
    "option_counts",
    "originality",
    "percent_correct",
    "rank_means",
    "rate_correct",
    "reversal_span",
    "scale_scores",
    "sjt_agreement",
    "staircase_span",
    "weighted_share",
]
