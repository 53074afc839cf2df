"""Why a mark or an advice is not to be had, in the words of the family."""

from django.utils.translation import gettext_lazy as _

from bilet.core.errors import DomainError


class UnknownProfessionError(DomainError):
    message = _("The catalogue has no such profession. Open the catalogue and choose again.")


class UnknownMarkError(DomainError):
    message = _("There is no such mark. Go back to the card and press one of its buttons.")


class NotForAdultsError(DomainError):
    message = _(
        "Marks belong to pupils. Show the child this card: they can mark it from their own page."
    )


class PlanNotForAdultsError(DomainError):
    message = _(
        "A plan belongs to a pupil, and you are signed in as an adult. Open the child’s plan from "
        "the page “My children”."
    )


class UnknownThingError(DomainError):
    message = _("What this step leads to is not here any more. Choose it again, or use own words.")


class TooManyStepsError(DomainError):
    message = _(
        "The plan has %(most)s open steps, and more are hard to keep in view. Finish or take out "
        "one, then add the new one."
    )


class StepIsOpenError(DomainError):
    message = _("The same step stands in the plan once more, not done yet. Mark that one.")
