"""The one next step of a pupil or a guest: what to do now, and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from bilet.assessments.queries import route_pages
from bilet.core.templatetags.words import minutes
from bilet.guidance.engine.beliefs import Beliefs, believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.facts import Evidence, TrialFact
from bilet.guidance.engine.next_trial import best_trial
from bilet.guidance.engine.readiness import Readiness
from bilet.guidance.queries.advice import helpful_test
from bilet.guidance.queries.candidates import candidates
from bilet.guidance.queries.evidence import evidence_of
from bilet.guidance.queries.guided import ROUTE_FIRST, matching_route
from bilet.guidance.queries.readiness import readiness_of
from bilet.guidance.queries.trial_words import trial_card
from bilet.people.models import Owner

ASKED_FOR = timedelta(days=30)  # later nobody remembers how it was
Kind = Literal["test", "route", "trial", "reflection", "course", "advice"]


@dataclass(frozen=True, slots=True)
class NextStep:
    title: str
    why: str
    href: str
    kind: Kind


def next_step(owner: Owner, at: datetime, evidence: Evidence | None = None) -> NextStep:
    """What was tried and not told; then the first test; then what helps most in choosing.

    That is the trial that tells most, or the guided route that suits how ready the person is:
    of the readiness itself no word is said. At most eight queries; five fewer when the evidence
    is at hand.
    """
    evidence = evidence or evidence_of(owner, at=at)
    untold = [t for t in evidence.trials if not t.is_told and t.at > at - ASKED_FOR]
    if untold:
        return _reflection(max(untold, key=lambda trial: trial.at))
    beliefs = believe(evidence, catalogue())
    grade = owner.pupil.grade if owner.pupil else None
    step = _test(evidence, beliefs, grade)
    if step is None:
        found = readiness_of(owner, trials=evidence.trials)
        if found.group in ROUTE_FIRST:
            step = _route(owner, found, at) or _trial(owner, beliefs, at)
        else:
            step = _trial(owner, beliefs, at) or _route(owner, found, at)
    return step or _another(evidence)


def _reflection(trial: TrialFact) -> NextStep:
    if trial.source == "run":
        href = reverse("trials:result", args=[trial.id])
    else:
        href = reverse("events:booking", args=[trial.id])
    return NextStep(
        title=_("Say how it was: %(title)s") % {"title": trial.title},
        why=_("Liked it or not, both are answers. The advice changes after them."),
        href=href,
        kind="reflection",
    )


def _test(evidence: Evidence, beliefs: Beliefs, grade: int | None) -> NextStep | None:
    """The first test; and one more after a flat profile."""
    test = helpful_test(evidence, grade)
    if beliefs.state == "ranked" or test is None:
        return None
    return NextStep(
        title=test.title,
        why=test.promise,
        href=reverse("assessments:instrument", args=[test.code]),
        kind="test",
    )


def _trial(owner: Owner, beliefs: Beliefs, at: datetime) -> NextStep | None:
    found = best_trial(beliefs, candidates(owner, beliefs.evidence, at=at))
    card = trial_card(beliefs, found)
    if card is None:
        return None
    return NextStep(title=card.candidate.title, why=card.why, href=card.href, kind="trial")


def _route(owner: Owner, found: Readiness, at: datetime) -> NextStep | None:
    if found.group is None:
        return None
    grade = owner.pupil.grade if owner.pupil else None
    page = matching_route(found.group, route_pages(owner, at=at), grade)
    if page is None:
        return None
    return NextStep(
        title=page.route.title,
        why=_("%(promise)s. It takes about %(minutes)s, and you may stop after any test.")
        % {"promise": page.route.promise, "minutes": minutes(page.minutes_left)},
        href=reverse("assessments:route", args=[page.route.code]),
        kind="route",
    )


def _another(evidence: Evidence) -> NextStep:
    """Nothing new can be tried now: look at what came of it."""
    if evidence.trials:
        return NextStep(
            title=_("What suits you now"),
            why=_("You have tried all that is open. See what the trials changed."),
            href=reverse("guidance:advice"),
            kind="advice",
        )
    return NextStep(
        title=_("Courses"),
        why=_("No trial is open for you today. A short lesson is."),
        href=reverse("courses:courses"),
        kind="course",
    )
