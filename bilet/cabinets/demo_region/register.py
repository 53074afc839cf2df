"""The rows of hundreds of families, written at once.

The people to enter as come by the actions, each step of the way (`stars`): a slip, a link, the
school's confirmation, consents, the name. For all the others the same code would run three hundred
times over, so what it leaves behind is written in a few statements.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bilet.cabinets.demo_region.names import Name
from bilet.cabinets.demo_region.world import Child
from bilet.people.actions import consents
from bilet.people.models import Consent, Guardianship, Person, Pupil

CONFIRMED_AFTER = timedelta(days=1)


@dataclass
class Register:
    adults: list[Person] = field(default_factory=list)
    links: list[Guardianship] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    named: list[Pupil] = field(default_factory=list)

    def link(self, child: Child, parent: Person, *, level: int, at: datetime) -> None:
        """As `guardians.accept_slip` does and, from level 2 on, `guardians.confirm_by_school`."""
        sure = level >= Guardianship.Level.SCHOOL
        made = Guardianship(
            guardian=parent,
            pupil=child.pupil,
            level=level,
            evidence="school: file" if sure else "code",
            confirmed_by=child.teacher if sure else None,
            confirmed_at=at + CONFIRMED_AFTER if sure else at,
            created_at=at,
        )
        self.links.append(made)
        child.guardians.append(made)

    def agree(
        self, child: Child, by: Person, decided: Mapping[str, bool], *, level: int, at: datetime
    ) -> None:
        """As `consents.decide` does."""
        self.consents += consents.written(child.pupil, decided, by=by, level=level, at=at)
        child.consents = frozenset(purpose for purpose, agreed in decided.items() if agreed)

    def name(self, child: Child, name: Name, born: date) -> None:
        """As `pupils.name_pupil` does."""
        child.pupil.birth_date = born
        child.pupil.person.first_name, child.pupil.person.last_name = name.first, name.last
        self.named.append(child.pupil)

    def write(self) -> None:
        Person.objects.bulk_create(self.adults)
        Guardianship.objects.bulk_create(self.links)
        Consent.objects.bulk_create(self.consents)
        Pupil.objects.bulk_update(self.named, ["birth_date"])
        people = [pupil.person for pupil in self.named]
        Person.objects.bulk_update(people, ["first_name", "last_name"])
