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


# The day itself.
class ForgedTicketError(DomainError):
    message = _(
        "This code is not a ticket of this site. "
        "Find the pupil in the list by name, or ask them to open the ticket again."
    )


class UnknownDoorCodeError(DomainError):
    message = _(
        "No ticket of this event has the code “%(code)s”. "
        "Check the signs, or find the pupil in the list by name."
    )


class OtherEventTicketError(DomainError):
    message = _(
        "The ticket is real, but for another event: “%(event)s”, %(when)s. "
        "Show the way there, or call the family."
    )


class SeatGivenBackError(DomainError):
    message = _(
        "The ticket is real, but the seat was given back. "
        "Other dates of the same trial are on the events page."
    )


class SeatNotApprovedError(DomainError):
    message = _(
        "The ticket is real, but a parent has not agreed yet. "
        "Call the family: they can agree by the link in their letter."
    )


class TicketExpiredError(DomainError):
    message = _(
        "This ticket is for an event that was over on %(when)s. "
        "The list of that day can no longer be changed."
    )


class DeskNotOpenError(DomainError):
    message = _("The list opens on %(opens)s, three hours before the start. Come back then.")


class DeskClosedError(DomainError):
    message = _(
        "The list closed on %(closes)s and shows what was marked. "
        "If it is wrong, tell the operator of the region."
    )


class AlreadyAssessedError(DomainError):
    message = _(
        "The mentor has already written about this pupil, so the pupil was there. "
        "If it was somebody else, talk to the mentor first."
    )


# What comes of it.
class ReflectTooEarlyError(DomainError):
    message = _("The trial has not begun yet. Come back when it is over: the question waits here.")


class ReflectTooLateError(DomainError):
    message = _("The time to answer this question has passed. The other answers stay as they are.")


class ReflectMissedError(DomainError):
    message = _(
        "The list of this event says that this seat stayed empty. "
        "If that is a mistake, tell the mentor: they can correct it for three days."
    )


class AssessTooEarlyError(DomainError):
    message = _("The trial has not begun yet. The sheet opens when it does.")


class AssessmentLockedError(DomainError):
    message = _(
        "Two weeks have passed since the trial, and what is written stays as it is. "
        "If something is wrong, tell the operator of the region."
    )


class NotCheckedInError(DomainError):
    message = _(
        "Somebody on this sheet is not marked as present. Mark who came in the list, then save."
    )


class NotInTheBankError(DomainError):
    message = _(
        "The words have changed since the page was opened. Open it again and choose from the list."
    )


class NoProgramError(DomainError):
    message = _(
        "The programme of this event is no longer in the library, so nothing can be marked. "
        "Tell the operator of the region."
    )
