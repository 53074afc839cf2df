"""What comes of an event: the pupil's word, the mentor's word, and who reads them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bilet.events import errors, phrases
from bilet.events.actions.outcomes import (
    Sheet,
    assess,
    forget_withdrawn_feedback,
    reflect,
)
from bilet.events.models import Assessment, Certificate, Mark, Reflection
from bilet.events.queries.outcomes import outcomes_of, reflections_of
from bilet.testing.day import agree, make_event_today, make_guest, make_mentor
from bilet.testing.events import make_booking, make_event
from bilet.testing.factories import make_class, make_parent, make_pupil, make_teacher
from bilet.trials.library import PROGRAMS

pytestmark = pytest.mark.django_db
BEFORE, AFTER = Reflection.Moment.BEFORE, Reflection.Moment.AFTER
PROGRAM = PROGRAMS.get("weld_seam", "ru")
CRITERIA = [criterion.id for criterion in PROGRAM.criteria]


def marks(level="done", **others):
    return dict.fromkeys(CRITERIA, level) | others


# Reflection.


def test_looking_ahead_is_possible_until_the_start():
    booking = make_booking()
    reflect(booking, BEFORE, interest=2)
    assert reflect(booking, BEFORE, interest=3).interest == 3
    assert Reflection.objects.count() == 1
    with pytest.raises(errors.ReflectTooLateError):
        reflect(booking, BEFORE, interest=5, at=booking.event.starts_at)


def test_looking_back_is_possible_from_the_start_on():
    booking = make_booking()
    with pytest.raises(errors.ReflectTooEarlyError):
        reflect(booking, AFTER, interest=5, verdict="liked")
    said = reflect(booking, AFTER, interest=5, verdict="liked", at=booking.event.ends_at)
    assert said.verdict == "liked"


def test_a_look_ahead_has_no_verdict():
    assert reflect(make_booking(), BEFORE, interest=2, verdict="liked", words="!").verdict == ""


def test_who_was_not_there_does_not_look_back():
    event = make_event(starts_at=timezone.now() - timedelta(hours=3))
    make_guest(event)
    absent = make_guest(event, here=False)
    with pytest.raises(errors.ReflectMissedError):
        reflect(absent, AFTER, interest=1, verdict="disliked")


def test_without_a_list_everybody_may_look_back_but_gets_no_certificate_yet():
    booking = make_guest(make_event(starts_at=timezone.now() - timedelta(hours=3)), here=False)
    reflect(booking, AFTER, interest=4, verdict="mixed")
    assert not Certificate.objects.exists()


# The mentor's words.


def test_a_whole_group_is_saved_in_a_fixed_number_of_queries(django_assert_max_num_queries):
    event = make_event_today(seats_total=12)
    mentor = make_mentor(event)
    sheets = [Sheet(make_guest(event).pk, marks()) for _ in range(12)]
    with django_assert_max_num_queries(12):
        assess(event, sheets, by=mentor)
    assert Assessment.objects.count() == 12
    assert Mark.objects.count() == 12 * len(CRITERIA)


def test_saving_again_replaces_the_words():
    event = make_event_today()
    booking, mentor = make_guest(event), make_mentor(event)
    assess(event, [Sheet(booking.pk, marks("start"))], by=mentor)
    assess(event, [Sheet(booking.pk, marks("done"))], by=mentor)
    assert set(Mark.objects.values_list("level", flat=True)) == {"done"}
    assert Assessment.objects.count() == 1


def test_a_row_without_marks_is_left_as_it_was():
    event = make_event_today()
    booking, mentor = make_guest(event), make_mentor(event)
    assess(event, [Sheet(booking.pk, marks())], by=mentor)
    assess(event, [Sheet(booking.pk, dict.fromkeys(CRITERIA, ""))], by=mentor)
    assert Mark.objects.count() == len(CRITERIA)


def test_the_phrases_come_from_the_best_and_the_weakest_mark():
    event = make_event_today()
    booking = make_guest(event)
    given = marks("close", **{CRITERIA[1]: "done", CRITERIA[2]: "start"})
    assess(event, [Sheet(booking.pk, given)], by=make_mentor(event))
    said = Assessment.objects.get()
    assert said.strength.startswith(PROGRAM.criteria[1].title)
    assert said.next_try == PROGRAM.criteria[2].levels[0].growth


def test_where_all_is_a_first_step_there_is_only_what_to_try_next():
    event = make_event_today()
    assess(event, [Sheet(make_guest(event).pk, marks("start"))], by=make_mentor(event))
    said = Assessment.objects.get()
    assert said.strength == ""
    assert said.next_try


def test_a_mentor_chooses_words_and_never_writes_them():
    event = make_event_today()
    booking, mentor = make_guest(event), make_mentor(event)
    chosen = f"{CRITERIA[0]}.close"
    assess(event, [Sheet(booking.pk, marks(), strength=chosen)], by=mentor)
    assert PROGRAM.criteria[0].title in Assessment.objects.get().strength
    for wrong in (
        Sheet(booking.pk, marks(), strength="Молодец!"),
        Sheet(booking.pk, marks(), next_try="ленится"),
        Sheet(booking.pk, marks(**{CRITERIA[0]: "bad"})),
        Sheet(booking.pk, {"diligence": "done"}),
    ):
        with pytest.raises(errors.NotInTheBankError):
            assess(event, [wrong], by=mentor)


def test_only_those_who_came_are_written_about():
    event = make_event_today()
    with pytest.raises(errors.NotCheckedInError):
        assess(event, [Sheet(make_guest(event, here=False).pk, marks())], by=make_mentor(event))


def test_nobody_is_written_about_at_another_event():
    event, other = make_event_today(), make_event_today()
    with pytest.raises(errors.NotCheckedInError):
        assess(event, [Sheet(make_guest(other).pk, marks())], by=make_mentor(event))


def test_without_the_familys_consent_nothing_is_written():
    event = make_event_today()
    heard, unheard = make_guest(event), make_guest(event, heard=False)
    left_out = assess(
        event, [Sheet(heard.pk, marks()), Sheet(unheard.pk, marks())], by=make_mentor(event)
    )
    assert left_out == [unheard]
    assert Assessment.objects.get().booking == heard


def test_the_sheet_closes_after_two_weeks():
    event = make_event_today()
    sheet, mentor = Sheet(make_guest(event).pk, marks()), make_mentor(event)
    assess(event, [sheet], by=mentor, at=event.ends_at + timedelta(days=14))
    with pytest.raises(errors.AssessmentLockedError):
        assess(event, [sheet], by=mentor, at=event.ends_at + timedelta(days=14, seconds=1))


def test_the_sheet_opens_with_the_trial():
    event = make_event()
    with pytest.raises(errors.AssessTooEarlyError):
        assess(event, [], by=make_mentor(event))


def test_words_go_when_the_consent_is_taken_back():
    event = make_event_today()
    stays, goes = make_guest(event), make_guest(event)
    assess(event, [Sheet(b.pk, marks()) for b in (stays, goes)], by=make_mentor(event))
    agree(goes.pupil, "mentor_feedback", decision="withdrawn")
    assert not outcomes_of(goes.pupil, at=timezone.now())[0].has_mentor_words
    forget_withdrawn_feedback()
    assert Assessment.objects.get().booking == stays


def test_every_programme_has_a_phrase_for_every_mark_that_fits_its_row():
    for program in PROGRAMS.all("ru").values():
        for criterion in program.criteria:
            for level in ("start", "close", "done"):
                given = {criterion.id: level}
                code = phrases.suggested_next_try(program, given)
                assert 0 < len(phrases.text_of(phrases.next_tries(program), code)) <= 300
        assert all(len(phrase.text) <= 300 for phrase in phrases.strengths(program))


def test_kept_words_are_shown_in_the_language_of_the_page():
    from django.utils import translation

    english = PROGRAMS.get("weld_seam", "en")
    with translation.override("en"):
        shown = phrases.in_language_of_page("weld_seam", PROGRAM.criteria[0].levels[0].growth)
        free = phrases.in_language_of_page("weld_seam", "старые слова")
    assert shown == english.criteria[0].levels[0].growth
    assert free == "старые слова"


# What others read.


def full_outcome(pupil=None):
    event = make_event_today()
    booking = make_guest(event, pupil=pupil or make_pupil())
    booking.reflections.create(moment="before", interest=2)
    reflect(booking, AFTER, interest=4, verdict="liked", words="Искры!")
    assess(event, [Sheet(booking.pk, marks("close"))], by=make_mentor(event))
    return booking


def test_an_outcome_holds_everything_that_came_of_the_event():
    booking = full_outcome()
    (tried,) = outcomes_of(booking.pupil, at=timezone.now())
    assert (tried.program, tried.profession, tried.field) == ("weld_seam", "in09", "industry")
    assert (tried.attended, tried.before, tried.after, tried.change) == (True, 2, 4, 2)
    assert (tried.verdict, tried.words) == ("liked", "Искры!")
    assert tried.levels == dict.fromkeys(CRITERIA, "close")
    assert tried.next_try
    assert tried.certificate


def test_outcomes_cost_the_same_for_one_event_and_for_ten(django_assert_num_queries):
    pupil = make_pupil()
    full_outcome(pupil)
    with django_assert_num_queries(4):
        outcomes_of(pupil, at=timezone.now())
    for _ in range(9):
        full_outcome(pupil)
    with django_assert_num_queries(4):
        assert len(outcomes_of(pupil, at=timezone.now())) == 10


def test_coming_and_cancelled_events_are_no_outcomes():
    pupil = make_pupil()
    make_booking(make_event(), pupil)
    make_booking(make_event_today(status="cancelled"), pupil)
    make_booking(make_event_today(), pupil, status="cancelled")
    assert outcomes_of(pupil, at=timezone.now()) == []


def test_the_family_reads_outcomes_and_the_teacher_does_not():
    school_class = make_class()
    pupil = make_pupil(school_class=school_class)
    booking = full_outcome(pupil)
    parent, now = make_parent(pupil), timezone.now()
    assert reflections_of(booking, pupil.person, at=now).own
    assert not reflections_of(booking, parent, at=now).own
    assert reflections_of(booking, make_teacher(school_class), at=now) is None


def test_a_parent_reads_only_while_results_are_shown_to_the_family():
    booking = full_outcome()
    parent = make_parent(booking.pupil)
    agree(booking.pupil, "results_to_guardian", decision="withdrawn")
    assert reflections_of(booking, parent, at=timezone.now()) is None


def test_the_question_follows_the_clock():
    booking, now = make_booking(), timezone.now()
    person = booking.pupil.person
    assert reflections_of(booking, person, at=now).asks == BEFORE
    assert reflections_of(booking, person, at=booking.event.ends_at).asks == AFTER


def test_an_empty_seat_is_asked_nothing():
    event = make_event(starts_at=timezone.now() - timedelta(hours=3))
    make_guest(event)
    absent = make_guest(event, here=False)
    page = reflections_of(absent, absent.pupil.person, at=timezone.now())
    assert page.missed
    assert page.asks == ""
