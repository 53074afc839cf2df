"""What happens to bookings by itself: holds run out, offers lapse, letters remind."""

from procrastinate.contrib.django import app

from bilet.events.actions import booking, reminders, waitlist


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
