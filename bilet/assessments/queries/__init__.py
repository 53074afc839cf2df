"""What the pages of tests read. Each function costs a fixed number of SQL queries."""

from bilet.assessments.queries.beside import Beside, beside
from bilet.assessments.queries.family import (
    FamilyResult,
    OwnResult,
    Sharing,
    decides_alone,
    family_result,
    family_results,
    own_results,
    rows_kept_from,
    shares_all,
    sharing_of,
    with_sharing,
)
from bilet.assessments.queries.guesses import (
    Comparison,
    GuessState,
    comparison,
    examples,
    guess_to_replace,
    guesses_of_guardian,
    guesses_of_pupil,
)
from bilet.assessments.queries.history import History, history_of
from bilet.assessments.queries.norms import Norms, norms_of
from bilet.assessments.queries.results import (
    ResultPage,
    latest_scores,
    own_sittings,
    result_page,
    settings_of,
    zone_of,
)
from bilet.assessments.queries.review import has_review, review_of
from bilet.assessments.queries.routes import (
    RoutePage,
    Step,
    route_page,
    route_pages,
    suits_grade,
)
from bilet.assessments.queries.shelf import ShelfGroup, ShelfTest, next_test, shelf, suits

__all__ = [
    "Beside",
    "Comparison",
    "FamilyResult",
    "GuessState",
    "History",
    "Norms",
    "OwnResult",
    "ResultPage",
    "RoutePage",
    "Sharing",
    "ShelfGroup",
    "ShelfTest",
    "Step",
    "beside",
    "comparison",
    "decides_alone",
    "examples",
    "family_result",
    "family_results",
    "guess_to_replace",
    "guesses_of_guardian",
    "guesses_of_pupil",
    "has_review",
    "history_of",
    "latest_scores",
    "next_test",
    "norms_of",
    "own_results",
    "own_sittings",
    "result_page",
    "review_of",
    "route_page",
    "route_pages",
    "rows_kept_from",
    "settings_of",
    "shares_all",
    "sharing_of",
    "shelf",
    "suits",
    "suits_grade",
    "with_sharing",
    "zone_of",
]
