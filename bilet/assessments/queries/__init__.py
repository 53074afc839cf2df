"""What the pages of tests read. Each function costs a fixed number of SQL queries."""

from bilet.assessments.queries.history import History, history_of
from bilet.assessments.queries.results import (
    ResultPage,
    latest_scores,
    own_sittings,
    result_page,
    results_of,
    settings_of,
    zone_of,
)
from bilet.assessments.queries.routes import (
    RoutePage,
    Step,
    route_page,
    route_pages,
    suits_grade,
)
from bilet.assessments.queries.shelf import ShelfGroup, ShelfTest, next_test, shelf, suits

__all__ = [
    "History",
    "ResultPage",
    "RoutePage",
    "ShelfGroup",
    "ShelfTest",
    "Step",
    "history_of",
    "latest_scores",
    "next_test",
    "own_sittings",
    "result_page",
    "results_of",
    "route_page",
    "route_pages",
    "settings_of",
    "shelf",
    "suits",
    "suits_grade",
    "zone_of",
]
