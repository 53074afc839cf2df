"""Which guided route is of use now: all that a pupil is shown of their readiness."""

from collections.abc import Iterable, Mapping

from bilet.assessments.queries import RoutePage, suits_grade
from bilet.guidance.engine.readiness import Group

# Tests that serve each group, as field.md 1.3 has it: games and short looks for who is searching,
# knowledge of work for who is keen, values and abilities to compare by, the last checks.
SERVING: Mapping[Group, frozenset[str]] = {
    "searching": frozenset({
        "i03_klimov_pairs", "i06_profession_cards", "i07_choice_matrix", "i02_interests_short",
        "i11_best_worst", "a10_cancellation", "a15_tower", "a12_corsi",
    }),
    "keen": frozenset({"r04_world_of_work", "r05_routes"}),
    "choosing": frozenset({
        "i01_interests", "i11_best_worst", "p04_work_values", "p05_teamwork", "a01_matrices",
        "a07_rotation", "a12_corsi",
    }),
    "checking": frozenset({
        "p04_work_values", "r03_adaptability", "r05_routes", "r06_choice_confidence",
        "r07_choice_difficulties", "r08_identity",
    }),
}  # fmt: skip
# For these a route comes before a trial: they do not know yet what to try, or what there is.
ROUTE_FIRST: frozenset[Group] = frozenset({"searching", "keen"})


def matching_route(
    group: Group | None, pages: Iterable[RoutePage], grade: int | None
) -> RoutePage | None:
    """The unfinished route for the grade with the most tests that serve; the first among equals.

    None while the group is not known, or when no route would add anything.
    """
    if group is None:
        return None
    fitting = [page for page in pages if suits_grade(page.route, grade) and not page.is_finished]
    best = max(fitting, key=lambda page: _serving(group, page), default=None)
    return best if best is not None and _serving(group, best) else None


def _serving(group: Group, page: RoutePage) -> int:
    """How many tests of the route serve the group and are not done yet."""
    return sum(s.instrument.code in SERVING[group] for s in page.steps if not s.is_done)
