"""A file of labour figures: how its rows are read, and the empty one to fill in.

XLSX, XLS, ODS or CSV, the first sheet, names of columns in the first row, in any order, in
Russian or English. Every mistake is named by its row and column and says what to write instead.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from python_calamine import CalamineError, CalamineWorkbook

from bilet.content.reader import LANGUAGES
from bilet.orgs.models import Organization
from bilet.professions.errors import NoColumnError, UnreadableFileError
from bilet.professions.library import PROFESSIONS
from bilet.professions.models import LARGEST_NUMBER, LabourFigure
from bilet.professions.spelling import plain

COLUMNS: dict[str, Promise] = {
    "profession": gettext_lazy("Profession code"),
    "region": gettext_lazy("Region code"),
    "salary_from": gettext_lazy("Salary from, roubles a month"),
    "salary_to": gettext_lazy("Salary to, roubles a month"),
    "vacancies": gettext_lazy("Vacancies"),
    "source": gettext_lazy("Source"),
    "date": gettext_lazy("Date of the figures"),
}
DAYS = ("%Y-%m-%d", "%d.%m.%Y")
_SPACES = re.compile(r"[\s\u00a0\u202f]|₽|руб\.?$")


@dataclass(frozen=True)
class Mistake:
    row: int  # as the table program numbers them; the head is row 1
    column: str
    text: str

    def __str__(self) -> str:
        place = {"row": self.row, "column": self.column}
        return _("Row %(row)s, column “%(column)s”: ") % place + self.text


class WrongCellError(ValueError):
    """A cell cannot be understood; the text says what to write."""


@dataclass(frozen=True)
class Table:
    figures: list[LabourFigure]  # not saved yet
    mistakes: list[Mistake]


def read_table(path: Path, regions: Mapping[str, Organization], *, today: date) -> Table:
    """Every row of the file as a figure or as its mistakes.

    Raises:
        UnreadableFileError: it is no table.
        NoColumnError: a column is missing.
    """
    rows = _cells(path)
    places = _places_of_columns(rows[0] if rows else [])
    reader = _Reader(regions, today)
    for number, cells in enumerate(rows[1:], start=2):
        if any(_text(cell) for cell in cells):
            reader.read(number, {c: cells[at] if at < len(cells) else "" for c, at in places})
    return Table(reader.figures, reader.mistakes)


def _cells(path: Path) -> list[list[Any]]:
    try:
        if path.suffix.lower() in (".csv", ".tsv", ".txt"):
            return _csv_cells(path.read_bytes())
        return (
            CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
        )
    except (OSError, CalamineError, csv.Error, UnicodeDecodeError) as error:
        raise UnreadableFileError(name=path.name) from error


def _csv_cells(raw: bytes) -> list[list[Any]]:
    """UTF-8 or the Windows encoding that Russian table programs write; `;`, `,` or tabs."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1251")
    head = text.partition("\n")[0]
    delimiter = max(";\t,", key=head.count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def _places_of_columns(head: list[Any]) -> list[tuple[str, int]]:
    known = names_of_columns()
    found = {known[name]: at for at, cell in enumerate(head) if (name := _name(cell)) in known}
    missing = [str(title) for code, title in COLUMNS.items() if code not in found]
    if missing:
        raise NoColumnError(columns=", ".join(f"«{title}»" for title in missing))
    return list(found.items())


def names_of_columns() -> dict[str, str]:
    """What a column may be called in the file → its code."""
    names = {code: code for code in COLUMNS}
    for language in LANGUAGES:
        with translation.override(language):
            names |= {_name(title): code for code, title in COLUMNS.items()}
    return names


def _name(cell: Any) -> str:
    return " ".join(plain(str(cell)).split())


class _Reader:
    """Reads row after row and remembers which figures it has seen."""

    def __init__(self, regions: Mapping[str, Organization], today: date) -> None:
        self.figures: list[LabourFigure] = []
        self.mistakes: list[Mistake] = []
        self._regions = regions
        self._today = today
        self._seen: dict[tuple[Any, ...], int] = {}

    def read(self, number: int, cells: Mapping[str, Any]) -> None:
        mistakes: list[Mistake] = []
        values: dict[str, Any] = {}
        for column, parse in self._parsers().items():
            try:
                values[column] = parse(cells[column])
            except WrongCellError as error:
                mistakes.append(Mistake(number, str(COLUMNS[column]), str(error)))
        if not mistakes:
            mistakes = [
                Mistake(number, str(COLUMNS[column]), text)
                for column, text in self._together(number, values)
            ]
        self.mistakes += mistakes
        if not mistakes:
            self.figures.append(LabourFigure(**values))

    def _parsers(self) -> dict[str, Callable[[Any], Any]]:
        return {
            "profession": _profession,
            "region": self._region,
            "salary_from": lambda cell: _number(cell, least=1),
            "salary_to": lambda cell: _number(cell, least=1),
            "vacancies": lambda cell: _number(cell, least=0),
            "source": _source,
            "date": self._date,
        }

    def _region(self, cell: Any) -> Organization | None:
        code = _text(cell).upper()
        if not code:
            return None
        if code not in self._regions:
            known = ", ".join(sorted(self._regions)) or "—"
            raise WrongCellError(
                _(
                    "there is no region %(code)s here. Known: %(known)s; leave the cell empty for "
                    "the whole country"
                )
                % {"code": code, "known": known}
            )
        return self._regions[code]

    def _date(self, cell: Any) -> date:
        day = _day(cell)
        if day > self._today:
            raise WrongCellError(
                _("%(day)s is still to come. Write the day of which the figures tell")
                % {"day": f"{day:%d.%m.%Y}"}
            )
        return day

    def _together(self, number: int, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Mistakes that only several cells, or several rows, show."""
        low, high = values["salary_from"], values["salary_to"]
        if low and high and low > high:
            yield "salary_to", _("it is less than the salary “from”. Swap the two, or mend one")
        if low is None and high is None and values["vacancies"] is None:
            yield "vacancies", _("the row has no figure. Write a salary or vacancies, or drop it")
        key = tuple(values[name] for name in ("profession", "region", "source", "date"))
        first = self._seen.setdefault(key, number)
        if first != number:
            yield (
                "profession",
                _("the same is told in row %(first)s. Leave one of them") % {"first": first},
            )


def _profession(cell: Any) -> str:
    code = _text(cell).lower()
    if code not in PROFESSIONS.all():
        raise WrongCellError(
            _("the catalogue has no card “%(code)s”. The codes stand in the addresses of the "
              "cards and on the second sheet of the template")
            % {"code": code}
        )  # fmt: skip
    return code


def _number(cell: Any, *, least: int) -> int | None:
    text = _SPACES.sub("", _text(cell))
    if not text:
        return None
    if not text.isdecimal() or not least <= int(text) <= LARGEST_NUMBER:
        raise WrongCellError(
            _("“%(text)s” is no number from %(least)s. Write digits alone, as 60000, or nothing")
            % {"text": _text(cell), "least": least}
        )
    return int(text)


def _source(cell: Any) -> str:
    text = _text(cell)
    longest = LabourFigure._meta.get_field("source").max_length or 0
    if not text or len(text) > longest:
        raise WrongCellError(
            _("a source is needed, of up to %(longest)s signs: pupils see whose figures these are")
            % {"longest": longest}
        )
    return text


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in DAYS:
        try:
            return datetime.strptime(_text(cell), form).date()  # noqa: DTZ007 # a day has no zone
        except ValueError:
            continue
    raise WrongCellError(_("“%(text)s” is no date. Write it as 31.03.2026") % {"text": _text(cell)})


def _text(cell: Any) -> str:
    """What stands in a cell; whole numbers come from tables as 60000.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str("" if cell is None else cell).split())
