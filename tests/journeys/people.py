"""Who the journeys are about, and where they stand when their story begins."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext

from bilet.access.grants import Role
from bilet.events.models import Event
from bilet.orgs.models import Organization
from bilet.people.models import Person, Pupil, SchoolClass
from bilet.people.policy import REQUIRED
from bilet.testing.day import agree
from bilet.testing.events import make_event
from bilet.testing.factories import (
    make_class,
    make_organization,
    make_parent,
    make_pupil,
    make_region,
    make_staff,
    make_teacher,
)


@dataclass(frozen=True, slots=True)
class Town:
    """A region with one municipality, one school with a sixth grade, one site."""

    region: Organization
    place: Organization
    school: Organization
    site: Organization
    school_class: SchoolClass
    teacher: Person


def make_town() -> Town:
    region = make_region(code="RU-MOS", name="Московская область")
    place = make_organization(
        "municipality", path="ru/50/01/", name="Клин", parent=region, tile_x=1, tile_y=1
    )
    school = make_organization("school", path="ru/50/01/1/", name="Школа № 3", parent=place)
    site = make_organization(
        "site", path="ru/50/01/2/", name="Колледж «Мастер»", parent=place,
        address="Клин, улица Ленина, 7", directions="Вход со двора, второй этаж",
    )  # fmt: skip
    school_class = make_class(school, grade=6, letter="Б")
    teacher = make_teacher(school_class)
    named(teacher, "Ольга", "Ларина", "Сергеевна")
    return Town(region, place, school, site, school_class, teacher)


def named(person: Person, first: str, last: str, patronymic: str = "") -> Person:
    person.first_name, person.last_name, person.patronymic = first, last, patronymic
    person.save()
    return person


def make_misha(town: Town, *, age: int = 12, **fields: Any) -> Pupil:
    """A pupil of grade 6 whose family agreed to an account, and to nothing else yet."""
    born = date(timezone.now().year - age, 1, 15)
    place = {"school": town.school, "school_class": town.school_class, "number": 7}
    pupil = make_pupil(**{"birth_date": born, "grade": 6, "region": town.region} | place | fields)
    named(pupil.person, "Миша", "Котов")
    agree(pupil, REQUIRED)
    return pupil


def make_mother(*children: Pupil, level: int = 2) -> Person:
    """Irina Petrovna, whom the school has confirmed unless `level` says otherwise."""
    return named(make_parent(*children, level=level), "Ирина", "Котова", "Петровна")


def make_worker(role: Role, place: Organization, first: str, patronymic: str) -> Person:
    return named(make_staff(role, place), first, "Смирнов", patronymic)


def make_workshop(town: Town, *, days: int = 7, **fields: Any) -> Event:
    """An hour and a half of welding at the college, at eleven in the morning."""
    day = timezone.now() + timedelta(days=days)
    starts_at = day.replace(hour=8, minute=0, second=0, microsecond=0)
    return make_event(
        **{"site": town.site, "region": town.region, "room": "Мастерская 3"} | fields,
        starts_at=starts_at,
    )


def signed_in(phone: BrowserContext, person: Person, url: str) -> BrowserContext:
    """The device of somebody who came in before the story begins."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    phone.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return phone
