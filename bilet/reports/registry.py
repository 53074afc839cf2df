"""All reports, in the order of the menu. Adding one: a file in `catalogue/`, a line here."""

from bilet.reports.catalogue import (
    courses,
    events,
    exposure,
    parents_by_school,
    professions,
    pupils_by_school,
    regions,
    tests_by_instrument,
)

REPORTS = {
    report.code: report
    for report in [
        pupils_by_school.REPORT,
        pupils_by_school.TESTED,
        tests_by_instrument.REPORT,
        tests_by_instrument.ATTENTIVE,
        tests_by_instrument.OPEN,
        events.REPORT,
        events.ONLINE,
        professions.REPORT,
        professions.TRIED,
        professions.DESCRIBED,
        parents_by_school.REPORT,
        courses.REPORT,
        courses.FOR_PARENTS,
        regions.REPORT,
        exposure.REPORT,
    ]
}
