"""Every letter, in both languages: a subject, the moment by the site's clock, the link."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from bilet.core.models import OutboxMessage
from bilet.events.actions import letters
from bilet.people.models import Guardianship
from bilet.testing.events import make_booking, make_event, make_waitlist_entry
from bilet.testing.factories import make_class, make_parent, make_pupil, make_teacher

pytestmark = pytest.mark.django_db
START = datetime(2031, 5, 14, 9, tzinfo=UTC)  # noon in Moscow


def write_all(language):
    school_class = make_class()
    teacher = make_teacher(school_class)
    pupil = make_pupil(school=school_class.school, school_class=school_class)
    parent = make_parent(pupil)
    for person in (teacher, pupil.person, parent):
        type(person).objects.filter(pk=person.pk).update(language=language)
    pupil.person.refresh_from_db()
    event = make_event(starts_at=START)
    booking = make_booking(event, pupil, status="awaiting")
    link = Guardianship.objects.get(guardian=parent)
    letters.ask_for_approval(booking, to=parent.email, language=language, token="t")
    letters.tell_guardian(booking, link.guardian, token="t")
    letters.ask_school(booking, link)
    letters.event_cancelled(booking, [make_event(starts_at=START + timedelta(days=7))])
    for write in (letters.confirmed, letters.declined, letters.expired, letters.reminder):
        write(booking)
    letters.cancelled(booking, by=None)
    until = timezone.now()
    letters.seat_offered(make_waitlist_entry(event, pupil, status="offered", offered_until=until))
    return list(OutboxMessage.objects.all())


@pytest.mark.parametrize(("language", "day"), [("ru", "14\u00a0мая"), ("en", "14\u00a0May")])
def test_each_letter_says_what_when_and_what_to_do(language, day):
    written = write_all(language)
    assert len({letter.subject for letter in written}) == 10
    for letter in written:
        assert letter.language == language
        assert 0 < len(letter.subject) < 120, letter.subject
        assert letter.link in letter.text
        assert day in letter.text, letter.text
        assert "12:00–13:30" in letter.text, letter.text
        has_russian = any("а" <= sign <= "я" for sign in letter.subject.lower())
        if language == "ru":
            assert has_russian, letter.subject


def test_quotes_in_a_name_are_not_escaped():
    pupil = make_pupil()
    pupil.person.first_name = "Д'Артаньян"
    pupil.person.save()
    letters.cancelled(make_booking(pupil=pupil), by=None)
    assert "Д'Артаньян" in OutboxMessage.objects.get().text
