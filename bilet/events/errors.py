"""Why something about events is refused, in the words the person at the screen reads.

The reader may be a pupil, a parent or a teacher: the texts address nobody by «ты» or «вы».
"""

from django.utils.translation import gettext_lazy as _

from bilet.core.errors import DomainError


# Booking.
class EventFullError(DomainError):
    message = _(
        "The last seat at “%(event)s” has just been taken. "
        "There is a queue: we will write as soon as a seat is free."
    )


class EventCancelledError(DomainError):
    message = _("“%(event)s” has been cancelled. Other events are on the events page.")


class NotOpenYetError(DomainError):
    message = _("Booking for “%(event)s” opens on %(opens)s. The seats will be on this page then.")


class BookingClosedError(DomainError):
    message = _("Booking for “%(event)s” closed on %(closes)s. Other dates are on the events page.")


class WrongGradeError(DomainError):
    message = _(
        "“%(event)s” is made for %(grades)s. The events page shows what fits another grade."
    )


class BusyThenError(DomainError):
    message = _(
        "There is already a seat at “%(event)s” at this time. "
        "To go to the new event, give that seat back first."
    )


class MissedEventsError(DomainError):
    message = _(
        "Seats kept for this pupil stayed empty in the last two months, so others choose first. "
        "Join the queue: what is left at “%(event)s” is given out from %(since)s."
    )


class ConsentNeededError(DomainError):
    message = _(
        "A site may learn the name and the class only with a consent. "
        "Read it and tick it above the button; the pupil or the family gives it."
    )


class TooLateToCancelError(DomainError):
    message = _("“%(event)s” has already begun, so the seat cannot be given back.")


# The queue.
class OfferGoneError(DomainError):
    message = _(
        "The time to take this seat at “%(event)s” is over, and it went to the next in the queue. "
        "The queue is open: it can be joined again."
    )


# Approval.
class DeclinedByOtherError(DomainError):
    message = _(
        "%(name)s has said no to this event. Whoever said no can take it back: "
        "talk it over and open the same page together."
    )


class NoGuardianError(DomainError):
    message = _(
        "Only a parent or guardian linked to the child can decide here. "
        "Ask the class teacher for the parent's slip."
    )


# Planning.
class PastStartError(DomainError):
    message = _("The start lies in the past. Choose a later date and time.")


class WrongFormatError(DomainError):
    message = _(
        "The programme “%(program)s” is not made for this format. "
        "Choose another format or another programme."
    )


class TooManySeatsError(DomainError):
    message = _(
        "The programme “%(program)s” is safe for at most %(most)s pupils. "
        "Plan a second group instead."
    )


class NotASiteError(DomainError):
    message = _("“%(site)s” is not a site. Choose the site where the event takes place.")


class RoomTakenError(DomainError):
    message = _(
        "%(room)s is taken at this time by “%(event)s” (%(when)s). "
        "Choose another room or another time."
    )


class MentorBusyError(DomainError):
    message = _(
        "%(mentor)s leads “%(event)s” at this time (%(when)s). Choose another mentor or time."
    )


class SeatsInUseError(DomainError):
    message = _(
        "%(taken)s seats are taken already, so there cannot be fewer. "
        "Ask somebody to give a seat back first, or cancel the event."
    )


class AlreadyOverError(DomainError):
    message = _("“%(event)s” has already begun, so it cannot be cancelled any more.")
