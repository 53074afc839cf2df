"""An operator's figures come in whole or not at all, and are shown with source and date."""

from datetime import date, timedelta

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from python_calamine import CalamineWorkbook

from bilet.access.grants import Role
from bilet.professions.models import LabourFigure, oldest_shown
from bilet.testing.factories import make_organization, make_parent, make_pupil, make_staff

pytestmark = pytest.mark.django_db

HEAD = ["profession", "region", "salary_from", "salary_to", "vacancies", "source", "date"]
RIGHT = ["in09", "RU-MOS", 60000, 90000, 120, "Служба занятости", "31.03.2026"]
TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _a_day(time_machine):
    time_machine.move_to("2026-11-26 12:00:00+03:00", tick=False)


@pytest.fixture
def region():
    return make_organization("region", code="RU-MOS", path="ru/50/")


@pytest.fixture
def told(capsys):
    """Import `rows` from a table; what the command said."""

    def run(file, *options):
        call_command("import_labour", str(file), *options)
        return capsys.readouterr()

    return run


def row(**changes):
    return [changes.get(name, value) for name, value in zip(HEAD, RIGHT, strict=True)]


def table(tmp_path, *rows, head=HEAD):
    file = tmp_path / "figures.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for number, cells in enumerate([head, *rows]):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                else:
                    sheet.write(number, column, cell)
    return file


# Taking in


def test_a_row_becomes_a_figure(tmp_path, region, told):
    told(table(tmp_path, RIGHT, row(region="", salary_to=None, date=date(2026, 3, 31))))
    own, country = LabourFigure.objects.order_by("region")
    assert (own.profession, own.region, own.salary_from, own.salary_to) == (
        "in09", region, 60000, 90000,
    )  # fmt: skip
    assert (own.vacancies, own.source, own.date) == (120, "Служба занятости", date(2026, 3, 31))
    assert (country.region, country.salary_to, country.date) == (None, None, date(2026, 3, 31))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_as_russian_programs_write_it(tmp_path, region, told, encoding, delimiter):
    file = tmp_path / "figures.csv"
    head = ["Дата данных", "Источник", "Код профессии", "Код региона", "Вакансии",
            "Зарплата до, рублей в месяц", "Зарплата от, рублей в месяц"]  # fmt: skip
    rows = [head, ["31.03.2026", "Служба", "IN09", "ru-mos", "", "90 000", "60 000"]]
    quoted = [[f'"{cell}"' for cell in line] for line in rows]
    text = "\r\n".join(delimiter.join(line) for line in quoted)
    file.write_bytes(text.encode(encoding))
    told(file)
    figure = LabourFigure.objects.get()
    assert (figure.profession, figure.region) == ("in09", region)
    assert (figure.salary_from, figure.salary_to, figure.vacancies) == (60000, 90000, None)


def test_the_template_is_read_by_the_import_once_it_is_filled(tmp_path, region, told):
    file = tmp_path / "empty.xlsx"
    call_command("import_labour", template=file)
    book = CalamineWorkbook.from_path(file)
    head = book.get_sheet_by_index(0).to_python()[0]
    codes = book.get_sheet_by_index(1).to_python()
    assert ["in09", "Сварщик", "Промышленность"] in [line[:3] for line in codes]
    assert "RU-MOS" in [line[4] for line in codes]
    told(table(tmp_path, RIGHT, head=head))
    assert LabourFigure.objects.count() == 1
    with pytest.raises(CommandError, match="нет строк"):
        told(file)


def test_the_same_source_and_day_replace_what_they_told_before(tmp_path, region, told):
    other = row(source="Росстат")
    told(table(tmp_path, RIGHT, row(profession="tr01"), other))
    said = told(table(tmp_path, row(salary_to=95000)))
    kept = LabourFigure.objects.order_by("source").values_list("source", "salary_to")
    assert list(kept) == [("Росстат", 90000), ("Служба занятости", 95000)]
    assert "заменено строк того же источника и дня: 2" in said.out


@pytest.mark.parametrize(
    ("change", "column", "remedy"),
    [
        ({"profession": "xx99"}, "Код профессии", "на втором листе шаблона"),
        ({"profession": ""}, "Код профессии", "Коды видны"),
        ({"region": "RU-XXX"}, "Код региона", "Есть: RU-MOS"),
        ({"salary_from": "много"}, "Зарплата от", "только цифры"),
        ({"salary_from": 0}, "Зарплата от", "не число от 1"),
        ({"salary_from": -5}, "Зарплата от", "не число"),
        ({"salary_from": 60000.5}, "Зарплата от", "не число"),
        ({"salary_from": 95000}, "Зарплата до", "меньше зарплаты «от»"),
        ({"vacancies": 10**12}, "Вакансии", "не число"),
        ({"salary_from": "", "salary_to": "", "vacancies": ""}, "Вакансии", "ни одной цифры"),
        ({"source": ""}, "Источник", "нужен источник"),
        ({"source": "я" * 201}, "Источник", "не длиннее 200"),
        ({"date": "весной"}, "Дата данных", "31.03.2026"),
        ({"date": "31.02.2026"}, "Дата данных", "не дата"),
        ({"date": "27.11.2026"}, "Дата данных", "ещё не наступило"),
    ],
)
@pytest.mark.usefixtures("region")
def test_a_wrong_row_is_named_and_nothing_comes_in(tmp_path, told, capsys, change, column, remedy):
    file = table(tmp_path, RIGHT, row(profession="tr01", **change) if "profession" not in change
                 else row(**change))  # fmt: skip
    with pytest.raises(CommandError, match="Ничего не загружено: ошибки в 1 строке"):
        told(file)
    said = capsys.readouterr().err
    assert f"Строка 3, столбец «{column}" in said
    assert remedy in said
    assert not LabourFigure.objects.exists()


def test_every_mistake_is_named_at_once(tmp_path, region, told, capsys):
    with pytest.raises(CommandError, match="в 2 строках"):
        told(table(tmp_path, row(profession="x", date=""), RIGHT, row(region="MOS")))
    assert capsys.readouterr().err.count("Строка") == 3


def test_the_same_row_twice_is_a_mistake(tmp_path, region, told, capsys):
    with pytest.raises(CommandError):
        told(table(tmp_path, RIGHT, row(salary_to=70000)))
    assert "то же сказано в строке 2" in capsys.readouterr().err


def test_right_rows_come_in_alone_when_that_is_asked_for(tmp_path, region, told):
    said = told(table(tmp_path, RIGHT, row(profession="xx99")), "--skip-wrong")
    assert LabourFigure.objects.get().profession == "in09"
    assert "пропущено строк с ошибками: 1" in said.out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"not a table", "не читается как таблица"),
        ("none.csv", None, "не читается как таблица"),
        ("empty.csv", b"", "названия столбцов"),
        ("short.csv", b"profession;date\nin09;31.03.2026", "«Источник»"),
    ],
)
def test_a_file_that_is_no_table_of_figures_is_refused_in_words(
    tmp_path, told, name, content, said
):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        told(file)


def test_a_cell_is_never_a_formula(tmp_path, region, told):
    told(table(tmp_path, row(source="'=HYPERLINK(1)")))
    assert LabourFigure.objects.get().source == "'=HYPERLINK(1)"


# What always holds


@pytest.mark.parametrize(
    "change",
    [{"salary_from": 2, "salary_to": 1}, {"salary_from": None, "salary_to": None},
     {"salary_from": 0}, {"source": ""}],
)  # fmt: skip
def test_the_database_refuses_a_figure_that_says_nothing_true(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_figure(**change)


def test_the_database_keeps_one_figure_of_a_source_and_a_day():
    make_figure()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_figure()


def test_eighteen_months_are_counted_by_months():
    assert oldest_shown(date(2026, 11, 26)) == date(2025, 5, 1)
    assert oldest_shown(date(2026, 5, 31)) == date(2024, 11, 1)


# Showing


def make_figure(**changes):
    values = {"profession": "in09", "salary_from": 60000, "salary_to": 90000, "source": "Служба",
              "date": date(2026, 3, 31)} | changes  # fmt: skip
    return LabourFigure.objects.create(**values)


def shown(client):
    return client.get("/professions/in09/").context["figures"]


def test_without_figures_nothing_is_said_of_pay(client):
    text = client.get("/professions/in09/").text
    assert "Сколько платят" not in text
    assert "₽" not in text


def test_a_figure_is_shown_with_its_source_and_its_day(client):
    make_figure(vacancies=1200)
    text = client.get("/professions/in09/").text.replace("\u00a0", " ")
    assert "Вся страна" in text
    assert "60 000–90 000 ₽" in text.replace("\u202f", " ").replace("&nbsp;", " ")
    assert "1200 вакансий" in text
    assert "Источник: Служба, 31.03.2026" in text


@pytest.mark.parametrize(
    ("low", "high", "words"), [(60000, None, "от 60"), (None, 60000, "до 60"), (7, 7, "7&nbsp;₽")]
)
def test_half_a_salary_is_said_in_words(client, low, high, words):
    make_figure(salary_from=low, salary_to=high)
    assert words in client.get("/professions/in09/").text


def test_a_guest_sees_the_country_alone(client, region):
    country = make_figure()
    make_figure(region=region)
    assert shown(client) == [country]


def test_everybody_else_sees_their_own_region_and_the_country(client, region):
    far = make_organization("region", code="RU-TVE", path="ru/69/")
    school = make_organization("school", path="ru/50/1/2/", parent=region)
    country, own, _elsewhere = make_figure(), make_figure(region=region), make_figure(region=far)
    pupil = make_pupil(region=region)
    for person in (pupil.person, make_parent(pupil), make_staff(Role.TEACHER, school),
                   make_staff(Role.REGIONAL_OPERATOR, region)):  # fmt: skip
        client.force_login(person)
        assert shown(client) == [own, country]


def test_each_source_is_shown_by_its_latest_word(client):
    make_figure(date=date(2025, 12, 31))
    latest, other = make_figure(), make_figure(source="Росстат", date=date(2025, 12, 31))
    assert shown(client) == [other, latest]


def test_old_figures_are_not_shown(client):
    make_figure(date=oldest_shown(timezone.localdate()) - timedelta(days=1))
    assert shown(client) == []
    newest = make_figure(date=oldest_shown(timezone.localdate()))
    assert shown(client) == [newest]


def test_another_profession_keeps_its_figures_to_itself(client):
    make_figure(profession="tr01")
    assert shown(client) == []
