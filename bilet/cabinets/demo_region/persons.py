"""Adults of the demo, and the people whom a visitor may enter as."""

from bilet.access.grants import Role
from bilet.cabinets.demo_region.names import Name
from bilet.core import mail
from bilet.orgs.models import Organization
from bilet.people.actions.guardians import Adult, adult_by_email
from bilet.people.actions.staff import invite
from bilet.people.models import Membership, Person

STARS = {
    "demo-parent": Name("Ирина", "Ковалёва", "Петровна"),
    "demo-teacher": Name("Ольга", "Маркова", "Сергеевна"),
    "demo-site": Name("Виктор", "Лазарев", "Андреевич"),
    "demo-mentor": Name("Николай", "Гарипов", "Маратович"),
    "demo-region": Name("Марина", "Белова", "Игоревна"),
    "demo-federal": Name("Сергей", "Никитин", "Олегович"),
}


def adult(name: Name, email: str) -> Person:
    """An adult with an address of mail that leads nowhere."""
    return adult_by_email(_introduced(name, email))


def star(username: str) -> Person:
    """One of the adults of `cabinets.demo.PEOPLE`."""
    return rename(adult(STARS[username], f"{username}@example.org"), username)


def employ(name: Name, email: str, role: Role, organization: Organization, by: Person) -> Person:
    """Invite somebody to work here, long ago: without the letter."""
    with mail.quiet():
        return invite(_introduced(name, email), role=role, organization=organization, by=by).person


def employ_star(username: str, role: Role, organization: Organization, by: Person) -> Person:
    person = employ(STARS[username], f"{username}@example.org", role, organization, by)
    return rename(person, username)


def appoint(username: str, role: Role, organization: Organization) -> Person:
    """The first operator: there is nobody who could invite them."""
    person = star(username)
    Membership.objects.create(person=person, organization=organization, role=role)
    return person


def rename(person: Person, username: str) -> Person:
    """Give the person the name by which the demo lets a visitor in."""
    Person.objects.filter(pk=person.pk).update(username=username)
    person.username = username
    return person


def _introduced(name: Name, email: str) -> Adult:
    return Adult(
        email=email, first_name=name.first, last_name=name.last, patronymic=name.patronymic
    )
