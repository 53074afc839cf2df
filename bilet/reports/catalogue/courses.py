"""Which courses are open, and how many people learn from them?"""

from collections import defaultdict

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bilet.courses.library import COURSES
from bilet.courses.models import CheckTry, LessonDone
from bilet.orgs.models import Organization
from bilet.people.models import Guardianship
from bilet.reports.base import Period, Report, Rows
from bilet.reports.queries.scopes import pupils_below


def rows(scope: Organization, period: Period) -> Rows:
    pupils = pupils_below(scope, period)
    guardians = Guardianship.objects.active().filter(pupil__in=pupils).values("guardian")
    ours = Q(person__pupil__in=pupils) | Q(person__in=guardians)
    within = Q(at__gte=period.since, at__lt=period.until)
    learners: dict[str, set[object]] = defaultdict(set)
    for course, person in LessonDone.objects.filter(ours, within).values_list("course", "person"):
        learners[course].add(person)
    passed: dict[str, set[object]] = defaultdict(set)
    tries = CheckTry.objects.filter(ours, within, passed=True)
    for course, person in tries.values_list("course", "person"):
        passed[course].add(person)
    audiences = {"pupil": _("pupils"), "parent": _("parents")}
    return (
        (course.title, str(audiences[course.audience]), len(learners[code]), len(passed[code]))
        for code, course in COURSES.all().items()
    )


REPORT = Report(
    code="courses",
    title=_("Courses"),
    columns=(_("Course"), _("Whom it is for"), _("Learners"), _("Passed a check")),
    rows=rows,
)


def _for_parents(scope: Organization, period: Period) -> Rows:
    titles = {c.title for c in COURSES.all().values() if c.audience == "parent"}
    return (row for row in rows(scope, period) if row[0] in titles)


FOR_PARENTS = Report(
    code="courses-for-parents",
    title=_("Courses for parents"),
    columns=REPORT.columns,
    rows=_for_parents,
)
