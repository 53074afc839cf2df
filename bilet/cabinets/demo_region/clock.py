"""The calendar of the demo: everything is counted from today, so it never grows old."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from bilet.core import mail
from bilet.core.models import OutboxMessage

SUNDAY = 6
# Older letters would only bury the ones a visitor wants to read.
LETTERS_OF = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Clock:
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return timezone.localdate(self.now, self.zone)

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), self.zone)

    def school_days(self, first: int, last: int) -> list[date]:
        """Days from Monday to Saturday between two offsets from today, both included."""
        days = [self.day(offset) for offset in range(first, last + 1)]
        return [day for day in days if day.weekday() != SUNDAY]

    def evening_before(self, moment: datetime, days: int, minutes: int) -> datetime:
        """Some evening: when families sit down to such things. Never in the future."""
        day = timezone.localdate(moment, self.zone) - timedelta(days=days)
        return min(
            self.moment(day, 17) + timedelta(minutes=minutes), self.now - timedelta(minutes=20)
        )

    @contextmanager
    def acting(self, at: datetime) -> Iterator[None]:
        """What is done at `at`: the letters of the last days stay, older ones are not written."""
        if at < self.now - LETTERS_OF:
            with mail.quiet():
                yield
            return
        began = timezone.now()
        yield
        OutboxMessage.objects.filter(created_at__gte=began).update(created_at=at)
