"""The region sums up: every number is its rows, and no small group of children shows."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bilet.access.grants import Role
from bilet.assessments.models import Sitting
from bilet.events.models import Attendance
from bilet.people.models import Pupil
from bilet.reports.base import Period, total_of, write_csv
from bilet.reports.queries.municipalities import places, publishable
from bilet.reports.queries.summary import summary
from bilet.reports.registry import REPORTS
from bilet.reports.views import short_signs
from bilet.testing.events import make_booking, make_event
from bilet.testing.factories import (
    make_organization,
    make_parent,
    make_pupil,
    make_region,
    make_staff,
)
from bilet.trials.models import TrialRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return make_region(code="RU-MOS", name="Московская область")


@pytest.fixture
def period():
    now = timezone.now()
    return Period(since=now - timedelta(days=60), until=now + timedelta(days=1))


def a_school(region, place="01", name="Клин"):
    municipality = make_organization(
        "municipality", path=f"{region.path}{place}/", name=name, parent=region
    )
    return make_organization(
        "school", path=f"{municipality.path}1/", name=f"Школа, {name}", parent=municipality
    )


def a_finished_test(pupil, *, flagged=False, instrument="i02_interests_short"):
    return Sitting.objects.create(
        pupil=pupil, instrument=instrument, version=1, seed=1,
        finished_at=timezone.now(), is_flagged=flagged,
    )  # fmt: skip


def a_held_event(site, **fields):
    return make_event(site=site, starts_at=timezone.now() - timedelta(days=3), **fields)


def fill(region):
    """Two pupils with a test, one with a parent; a past event with one who came; an online run."""
    school = a_school(region)
    first, second = (make_pupil(school=school, region=region) for _ in range(2))
    a_finished_test(first)
    a_finished_test(first, flagged=True)
    a_finished_test(second, instrument="r04_world_of_work")
    make_parent(first, second)
    booking = make_booking(event=a_held_event(school, region=region), pupil=first)
    Attendance.objects.create(booking=booking, how="list")
    TrialRun.objects.create(
        pupil=second, program="code_timetable", program_version=1, profession="it02",
        field="it", finished_at=timezone.now(), verdict="disliked",
    )  # fmt: skip


def test_every_number_that_opens_rows_equals_its_rows(region, period):
    fill(region)
    made = summary(region, period)
    for number in made.numbers:
        if number.report:
            report = REPORTS[number.report]
            assert number.value == total_of(report, list(report.rows(region, period))), number.code


def test_the_numbers_of_the_press_release_are_all_there(region, period):
    fill(region)
    values = {number.code: number.value for number in summary(region, period).numbers}
    assert values["pupils"] == 2
    assert values["tests_taken"] == 3
    assert values["with_attention"] == 2
    assert values["events"] == 1
    assert values["professions_tried"] == 2
    assert values["parents"] == 1
    assert values["courses_for_parents"] == 3
    assert values["regions"] == 1


def test_a_neighbouring_region_does_not_count(region, period):
    other = make_region("ru/51/", code="RU-MUR")
    fill(other)
    values = {number.code: number.value for number in summary(region, period).numbers}
    assert values["pupils"] == values["tests_taken"] == values["events"] == 0


def test_a_federal_operator_sees_both(period):
    federation = make_organization("federation", path="ru/")
    for path in ("ru/50/", "ru/51/"):
        fill(make_region(path, code=f"RU-{path}"))
    assert summary(federation, period).number("pupils").value == 4
    assert [place.pupils for place in places(federation, period)] == [2, 2]


def test_municipalities_add_up_to_the_region(region, period):
    fill(region)
    fill_second = a_school(region, "02", "Руза")
    a_finished_test(make_pupil(school=fill_second))
    below = places(region, period)
    assert sum(place.pupils for place in below) == 3
    assert {place.organization.name: place.tested for place in below} == {"Клин": 2, "Руза": 1}


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12))
def test_a_published_column_shows_no_small_group_and_gives_none_away(values):
    shown = publishable(values)
    hidden = [value for value, cell in zip(values, shown, strict=True) if cell is None]
    assert all(cell is None or cell == 0 or cell >= 10 for cell in shown)
    assert len(hidden) != 1 or not any(cell for cell in shown)


def test_the_published_page_hides_a_few_children(client, region):
    fill(region)
    page = client.get(reverse("reports:published", args=["RU-MOS"])).text
    assert "меньше 10" in page
    assert reverse("reports:report", args=["pupils-by-school"]) not in page


def test_the_operator_opens_the_rows_behind_a_number(client, region):
    fill(region)
    client.force_login(make_staff(Role.REGIONAL_OPERATOR, region))
    page = client.get(reverse("reports:summary", args=["RU-MOS"])).text
    assert reverse("reports:report", args=["tests-by-instrument"]) in page
    rows = client.get(reverse("reports:report", args=["tests-by-instrument"])).text
    assert "Мир профессий" in rows


def test_an_operator_of_another_region_finds_nothing(client, region):
    other = make_region("ru/51/", code="RU-MUR")
    client.force_login(make_staff(Role.REGIONAL_OPERATOR, other))
    assert client.get(reverse("reports:summary", args=["RU-MOS"])).status_code == 404
    asked = reverse("reports:reports") + f"?scope={region.pk}"
    assert client.get(asked).status_code == 404


@pytest.mark.parametrize("scope", ["nonsense", "1", "' OR 1=1"])
def test_a_wrong_scope_is_not_found_and_not_an_error(client, region, scope):
    client.force_login(make_staff(Role.REGIONAL_OPERATOR, region))
    assert client.get(reverse("reports:reports"), {"scope": scope}).status_code == 404


def test_a_workbook_opens_and_a_name_never_becomes_a_formula(client, region):
    fill(region)
    school = Pupil.objects.first().school
    school.name = "=1+1"
    school.save()
    client.force_login(make_staff(Role.REGIONAL_OPERATOR, region))
    url = reverse("reports:report", args=["pupils-by-school"])
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(url, {"format": "xlsx"}).content))
    assert "=1+1" in book.get_sheet_by_index(0).to_python()[1]
    assert "'=1+1" in client.get(url, {"format": "csv"}).text


def test_the_command_writes_all_three_formats(region, tmp_path, capsys):
    fill(region)
    call_command("summary", "RU-MOS", "--format", "json")
    assert json.loads(capsys.readouterr().out)["numbers"]["tests_taken"]["value"] == 3
    call_command("summary", "RU-MOS", "--format", "docx", "--output", str(tmp_path / "a.docx"))
    assert "Московская область" in Document(str(tmp_path / "a.docx")).paragraphs[0].text
    call_command("summary", "RU-MOS")
    assert "| пройденные тесты | 3 |" in capsys.readouterr().out


def test_an_unknown_region_is_named_with_those_that_are_known(region):
    with pytest.raises(CommandError, match=r"RU-XXX.*RU-MOS"):
        call_command("summary", "RU-XXX")


def test_plans_are_set_and_shown_beside_the_fact(client, region):
    fill(region)
    client.force_login(make_staff(Role.REGIONAL_OPERATOR, region))
    municipality = region.__class__.objects.get(kind="municipality")
    url = reverse("reports:plans") + f"?scope={region.pk}"
    client.post(url, {str(municipality.pk): "40"})
    client.post(url, {str(municipality.pk): "50"})
    assert ">50<" in client.get(reverse("reports:reports")).text


def test_the_operators_page_costs_the_same_for_two_schools_and_for_forty(
    client, region, django_assert_max_num_queries
):
    fill(region)
    for n in range(10, 40):
        make_pupil(school=a_school(region, str(n), f"Город {n}"))
    client.force_login(make_staff(Role.REGIONAL_OPERATOR, region))
    with django_assert_max_num_queries(18):
        client.get(reverse("reports:reports"))


def test_moments_of_a_report_are_told_by_the_clock_of_the_region_and_formats_in_words(
    region, period
):
    out = io.StringIO()
    noon = datetime(period.since.year, period.since.month, period.since.day, 9, tzinfo=UTC)
    make_event(site=a_school(region), region=region, starts_at=noon + timedelta(days=1))
    write_csv(REPORTS["events"], out, region, period)
    assert " 12:00," in out.getvalue()
    assert ",Очно," in out.getvalue()


def test_no_two_places_of_the_map_bear_the_same_letters():
    names = ["Сергиево-Посадский", "Серпухов", "Серебряные Пруды", "Красногорск", "Краснознаменск"]
    assert list(short_signs(names).values()) == ["СЕР", "СЕП", "СЕЕ", "КРА", "КРС"]
