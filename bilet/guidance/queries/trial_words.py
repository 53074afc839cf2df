"""The next trial, and in one sentence why this one."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bilet.guidance.engine.beliefs import Beliefs
from bilet.guidance.engine.next_trial import Candidate, NextTrial
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.library import PROFESSIONS


@dataclass(frozen=True, slots=True)
class TrialCard:
    candidate: Candidate
    person: str
    why: str
    is_telling: bool  # it was chosen for what it clears up
    href: str
    field_name: str

    @property
    def is_online(self) -> bool:
        return self.candidate.kind == "online"


def trial_card(beliefs: Beliefs, found: NextTrial | None) -> TrialCard | None:
    if found is None:
        return None
    candidate = found.candidate
    return TrialCard(
        candidate=candidate,
        person=person_of(candidate.profession),
        why=why(beliefs, found),
        is_telling=found.reduction > 0,
        href=href_of(candidate),
        field_name=str(FIELD_NAMES.get(candidate.field, "")),
    )


def href_of(candidate: Candidate) -> str:
    if candidate.kind == "event":
        return reverse("events:event", args=[candidate.event])
    return reverse("trials:program", args=[candidate.program])


def why(beliefs: Beliefs, found: NextTrial) -> str:
    """What the trial would clear up, for the pupil."""
    codes = beliefs.catalogue.codes
    if found.pair is not None:
        first, second = (person_of(codes[row]) for row in found.pair)
        if found.like is None:
            return _("“%(first)s” and “%(second)s” stand close. This trial tells them apart.") % {
                "first": first,
                "second": second,
            }
        return _(
            "“%(first)s” and “%(second)s” stand close. This trial is like the work of "
            "“%(like)s”: it shows where you are drawn more."
        ) % {"first": first, "second": second, "like": person_of(codes[found.like])}
    candidate = found.candidate
    if candidate.profession in beliefs.evidence.marked("wish"):
        return _("You think of this profession. A trial tells more about it than any test.")
    if candidate.field not in {trial.field for trial in beliefs.evidence.trials}:
        return _("You have not tried anything from this field yet.")
    return _("One more try: after it the list will be surer.")


def person_of(code: str) -> str:
    card = PROFESSIONS.get(code)
    return card.person if card else code
