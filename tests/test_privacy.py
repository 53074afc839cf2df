"""Every table that points at a pupil can be taken along and goes with the pupil."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from bilet.assessments.models import (
    Guess,
    Opinion,
    PlayerSettings,
    ScaleScore,
    SharedAll,
    SharedResult,
    ShownToTeacher,
    Sitting,
)
from bilet.courses.models import CheckTry, LessonDone
from bilet.events.models import (
    Approval,
    ApprovalRequest,
    Assessment,
    Attendance,
    Certificate,
    Mark,
    Reflection,
    WaitlistEntry,
)
from bilet.guidance.models import (
    Advice,
    OwnPlan,
    PlanStep,
    PlanVersion,
    ProfessionMark,
    TeacherNote,
)
from bilet.people.actions import codes, consents
from bilet.people.models import Consent, Look, Person, Pupil
from bilet.people.policy import CONSENTS
from bilet.people.privacy import NOT_EXPORTED, export_pupil
from bilet.testing.events import make_booking, make_event
from bilet.testing.factories import make_class, make_parent, make_pupil
from bilet.trials.models import TrialRun

pytestmark = pytest.mark.django_db

# A relation to a person that says who acted, not whom the row is about: it is emptied, not kept.
ACTED = models.SET_NULL


def tables_about_pupils() -> set[type[models.Model]]:
    """Models from which foreign keys lead to a pupil or a pupil's person, and die with it."""
    found: set[type[models.Model]] = {Pupil, Person}
    while True:
        more = {
            model
            for model in apps.get_models()
            if model._meta.app_label in OURS
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey | models.OneToOneField)
            and field.related_model in found
            and field.remote_field.on_delete is models.CASCADE
        }
        if more <= found:
            return found
        found |= more


OURS = {"people", "assessments", "trials", "events", "courses", "guidance", "reports", "core"}
# About adults and organisations: a pupil has no such rows.
NOT_OF_PUPILS = {"people.Membership"}


@pytest.fixture
def pupil():
    """A pupil with a row in every table that can point at one."""
    pupil = make_pupil(school_class=make_class())
    parent = make_parent(pupil)
    consents.decide(pupil, dict.fromkeys(CONSENTS.all(), True), by=parent)
    codes.issue_card(pupil, by=parent)
    Look.objects.create(
        pupil=pupil, actor=parent, actor_name="Ирина", role="parent", what="results"
    )
    sitting = Sitting.objects.create(pupil=pupil, instrument="x", version=1, seed=1)
    ScaleScore.objects.create(
        sitting=sitting, scale="s", value=1, standard_error=1, lowest=0, highest=2, band="low"
    )
    Opinion.objects.create(sitting=sitting, fits=True)
    SharedResult.objects.create(sitting=sitting)
    ShownToTeacher.objects.create(sitting=sitting, school_class=pupil.school_class)
    SharedAll.objects.create(pupil=pupil)
    Guess.objects.create(
        pupil=pupil, guardian=parent, instrument="x", version=1, answers={},
        sitting=sitting, compared_at=timezone.now(),
    )  # fmt: skip
    PlayerSettings.objects.create(pupil=pupil, aloud=True)
    TrialRun.objects.create(
        pupil=pupil, program="p", program_version=1, profession="in09", field="industry"
    )
    _rows_of_events(pupil, parent)
    LessonDone.objects.create(person=pupil.person, course="c", lesson="l")
    CheckTry.objects.create(
        person=pupil.person, course="c", module="m", right=1, total=1, passed=True
    )
    ProfessionMark.objects.create(pupil=pupil, profession="in09", kind="wish")
    Advice.objects.create(pupil=pupil, evidence_key="k")
    plan = OwnPlan.objects.create(pupil=pupil)
    PlanVersion.objects.create(plan=plan, goals="g")
    PlanStep.objects.create(plan=plan, kind="talk", words="w")
    TeacherNote.objects.create(plan=plan, author=parent, author_name="О", phrase="try")
    return pupil


def _rows_of_events(pupil, parent):
    booking = make_booking(pupil=pupil)
    Approval.objects.create(booking=booking, decision="approved", by=parent, by_name="И", level=2)
    ApprovalRequest.objects.create(
        booking=booking, token_hash="h", expires_at=timezone.now() + timedelta(days=1)
    )
    Attendance.objects.create(booking=booking, how="list")
    assessment = Assessment.objects.create(booking=booking, mentor_name="М")
    Mark.objects.create(assessment=assessment, criterion="c", level="done")
    Reflection.objects.create(booking=booking, moment="after", interest=4)
    Certificate.objects.create(booking=booking, credential="jwt")
    WaitlistEntry.objects.create(event=make_event(), pupil=pupil)


def test_the_export_holds_every_table_about_the_pupil(pupil):
    exported = {name for name, rows in export_pupil(pupil, reader=pupil.person).items() if rows}
    expected = {
        model._meta.label for model in tables_about_pupils() if model not in NOT_EXPORTED
    } - NOT_OF_PUPILS
    assert expected <= exported, f"no row of {expected - exported} was exported"


def test_the_export_holds_nobody_elses_secrets(pupil):
    text = str(export_pupil(pupil, reader=pupil.person))
    assert "code_hash" not in text


def test_erasing_leaves_no_row_about_the_pupil(pupil):
    person = pupil.person
    person.delete()
    for model in tables_about_pupils() - {Person}:
        if model._meta.label not in NOT_OF_PUPILS:
            assert not model.objects.filter(**_points_at(model, pupil, person)).exists(), model


def _points_at(model, pupil, person):
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey | models.OneToOneField):
            if field.related_model is Pupil:
                return {field.attname: pupil.pk}
            if field.related_model is Person and field.remote_field.on_delete is models.CASCADE:
                return {field.attname: person.pk}
    return {"pk__in": []} if model is Pupil else {}


def test_erasing_one_child_leaves_the_other_and_the_parent(pupil):
    other = make_pupil()
    parent = make_parent(other)
    pupil.person.delete()
    assert Pupil.objects.get() == other
    assert parent.guardian_of.count() == 1
    assert not Consent.objects.exists()
