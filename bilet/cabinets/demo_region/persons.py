"""Adults of the demo, and the people whom a visitor may enter as."""

from bilet.access.grants import Role
from bilet.cabinets.demo_region.names import Name
from bilet.orgs.models import Organization
from bilet.people.models import Membership, Person

STARS = {
    "demo-parent": Name("Ирина", "Ковалёва", "Петровна"),
    "demo-teacher": Name("Ольга", "Маркова", "Сергеевна"),
    "demo-site": Name("Виктор", "Лазарев", "Андреевич"),
    "demo-mentor": Name("Николай", "Гарипов", "Маратович"),
    "demo-region": Name("Марина", "Белова", "Игоревна"),
    "demo-federal": Name("Сергей", "Никитин", "Олегович"),
}


def unsaved(name: Name, email: str, username: str = "") -> Person:
    """An adult without a password, whose address of mail leads nowhere."""
    person = Person(
        username=username or email,
        email=email,
        first_name=name.first,
        last_name=name.last,
        patronymic=name.patronymic,
    )
    person.set_unusable_password()
    return person


def adult(name: Name, email: str, username: str = "") -> Person:
    person = unsaved(name, email, username)
    person.save(force_insert=True)
    return person


def star(username: str) -> Person:
    """One of the adults of `cabinets.demo.PEOPLE`."""
    return adult(STARS[username], f"{username}@example.org", username)


def employ(person: Person, role: Role, organization: Organization) -> Person:
    """What an invitation leaves behind when its letter has been answered long ago."""
    Membership.objects.create(person=person, organization=organization, role=role)
    return person
