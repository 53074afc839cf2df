"""How a child becomes a pupil here, and how the name comes and goes."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from bilet.orgs.models import Organization
from bilet.people import errors, rules
from bilet.people.models import AccessCode, Person, Pupil, SchoolClass
from bilet.people.nicknames import new_nickname


@transaction.atomic
def join_class(code: AccessCode, *, number: int, guest: UUID | None) -> Pupil:
    """A child takes a seat in a class by the class code: a number and a nickname, no name.

    Args:
        number: The child's number in the class register.
        guest: The guest whose tests and trials go on with the pupil.

    Raises:
        NumberTakenError: somebody has that number already.
    """
    school_class = code.school_class
    if school_class is None:
        raise errors.UnknownCodeError
    pupil = seat_in(school_class, number)
    if guest:
        claim_as_guest(guest, pupil)
    return pupil


def seat_in(school_class: SchoolClass, number: int) -> Pupil:
    """A nameless pupil with a number of the class register."""
    try:
        with transaction.atomic():
            return Pupil.objects.create(
                person=_nameless_person(),
                nickname=new_nickname(),
                grade=school_class.grade,
                school=school_class.school,
                school_class=school_class,
                number=number,
                region=region_of(school_class.school),
            )
    except IntegrityError:
        raise errors.NumberTakenError(number=number) from None


def create_child(*, grade: int, region: Organization) -> Pupil:
    """A nameless pupil outside any class: a family that comes by itself."""
    return Pupil.objects.create(
        person=_nameless_person(), nickname=new_nickname(), grade=grade, region=region
    )


@transaction.atomic
def name_pupil(pupil: Pupil, *, first_name: str, last_name: str, birth_date: date) -> None:
    """Write down name and birth date; only after a consent (`actions.consents`)."""
    rules.check_plausible_age(birth_date, timezone.now().date())
    Person.objects.filter(pk=pupil.person_id).update(first_name=first_name, last_name=last_name)
    Pupil.objects.filter(pk=pupil.pk).update(birth_date=birth_date)
    pupil.birth_date = birth_date
    pupil.person.first_name, pupil.person.last_name = first_name, last_name


@transaction.atomic
def unname_pupil(pupil: Pupil) -> None:
    """Forget name, birth date and e-mail: what a withdrawn consent leaves is a nickname."""
    Person.objects.filter(pk=pupil.person_id).update(first_name="", last_name="", email="")
    Pupil.objects.filter(pk=pupil.pk).update(birth_date=None)


@transaction.atomic
def claim_as_guest(guest: UUID, pupil: Pupil) -> None:
    """What the guest did becomes the pupil's."""
    for path in settings.GUEST_CLAIMERS:
        import_string(path)(guest, pupil)


@transaction.atomic
def erase_pupil(pupil: Pupil) -> None:
    """Delete the pupil with everything that points at them. There is no way back."""
    Person.objects.filter(pk=pupil.person_id).delete()


def start_new_year(school_class: SchoolClass, *, year: int, at: datetime | None = None) -> None:
    """Move a class to the next grade in September. Classes of grade 11 stay where they are."""
    if school_class.grade >= 11 or school_class.year >= year:
        return
    with transaction.atomic():
        school_class.grade, school_class.year = school_class.grade + 1, year
        school_class.save(update_fields=["grade", "year"])
        school_class.pupils.update(grade=school_class.grade)


def region_of(organization: Organization) -> Organization:
    """The region above a school or a site."""
    found = Organization.objects.filter(kind=Organization.Kind.REGION)
    paths = ["/".join(organization.path.split("/")[:n]) + "/" for n in range(1, 6)]
    return found.get(path__in=paths)


def _nameless_person() -> Person:
    person = Person(username=uuid4().hex)
    person.set_unusable_password()
    person.save()
    return person
