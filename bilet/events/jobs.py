"""What happens to bookings by itself: holds run out, offers lapse, letters remind."""

from procrastinate.contrib.django import app

from bilet.events.actions import booking, day, outcomes, reminders, waitlist


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="expire_holds")
def expire_holds(timestamp: int) -> None:
    """Seats that no guardian approved in time go to the queue."""
    booking.expire_holds()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="lapse_offers")
def lapse_offers(timestamp: int) -> None:
    """Offers that nobody answered go to the next in the queue; so do seats left over."""
    waitlist.lapse_offers()
    waitlist.offer_leftovers()


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="send_reminders")
def send_reminders(timestamp: int) -> None:
    """Letters before events and before holds run out."""
    reminders.remind_guardians()
    reminders.send_reminders()


@app.periodic(cron="25 * * * *")
@app.task(queueing_lock="mark_no_shows")
def mark_no_shows(timestamp: int) -> None:
    """Families of those who did not come are told, once. No row says "missed": it is computed."""
    day.tell_missed()


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="forget_withdrawn_feedback")
def forget_withdrawn_feedback(timestamp: int) -> None:
    """A mentor's words go when the family takes the consent back."""
    outcomes.forget_withdrawn_feedback()
