"""What a teacher's pages about sheets on paper read."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Exists, OuterRef

from bilet.access.grants import Permission
from bilet.assessments.models import Sitting
from bilet.assessments.paper import Paper
from bilet.people.models import Person, Pupil, PupilQuerySet


def pupils_of_sheet(person: Person, paper: Paper) -> PupilQuerySet:
    """Pupils for whom `person` may type in the sheet, by class and number of the register.

    `has_sheet` says whether it is typed in already. One query.
    """
    own = Sitting.objects.filter(
        pupil=OuterRef("pk"),
        is_entered=True,
        instrument=paper.instrument.code,
        version=paper.instrument.version,
        seed=paper.seed,
    )
    reach = Pupil.objects.within_reach_of(person, Permission.TESTS_ENTER)
    found: PupilQuerySet = (
        reach.filter(school_class__isnull=False)
        .select_related("person", "school_class")
        .annotate(has_sheet=Exists(own))
        .order_by("school_class__grade", "school_class__letter", "school_class", "number")
    )
    return found


def by_class(pupils: PupilQuerySet) -> Iterator[tuple[str, list[Pupil]]]:
    """«7 «Б»» and its pupils, in the order given."""
    for school_class, members in groupby(pupils, key=lambda pupil: pupil.school_class):
        yield str(school_class), list(members)
