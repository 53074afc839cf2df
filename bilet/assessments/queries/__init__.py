"""What the pages of tests read. Each function costs a fixed number of SQL queries."""

from bilet.assessments.queries.results import (
    ResultPage,
    latest_scores,
    own_sittings,
    result_page,
    results_of,
    settings_of,
    zone_of,
)
from bilet.assessments.queries.shelf import ShelfGroup, ShelfTest, next_test, shelf, suits

__all__ = [
    "ResultPage",
    "ShelfGroup",
    "ShelfTest",
    "latest_scores",
    "next_test",
    "own_sittings",
    "result_page",
    "results_of",
    "settings_of",
    "shelf",
    "suits",
    "zone_of",
]
