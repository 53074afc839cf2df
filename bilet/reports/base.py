"""A report is a title, columns and one function that yields rows. Formats are shared."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO

import xlsxwriter
from django.utils.functional import Promise

from bilet.orgs.models import Organization

Row = tuple[Any, ...]
Rows = Iterable[Row]
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Period:
    """[since, until), aware."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Report:
    code: str
    title: Promise
    columns: tuple[Promise, ...]
    rows: Callable[[Organization, Period], Rows]
    # Which column adds up to the number that leads here; None: the rows themselves are counted.
    total: int | None = None


def total_of(report: Report, rows: list[Row]) -> int:
    """The number that `rows` stand behind."""
    if report.total is None:
        return len(rows)
    return sum(row[report.total] for row in rows)


def write_csv(report: Report, out: TextIO, scope: Organization, period: Period) -> None:
    """The report as CSV: one participation or one group per row, no merged cells."""
    writer = csv.writer(out)
    writer.writerow(map(str, report.columns))
    rows = report.rows(scope, period)
    writer.writerows([[_plain(cell, scope) for cell in row] for row in rows])


def xlsx(report: Report, scope: Organization, period: Period) -> bytes:
    """The report as a workbook: frozen head, filters, texts that never become formulas."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "remove_timezone": True}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.write_row(0, 0, [str(column) for column in report.columns], bold)
        last = 0
        for last, row in enumerate(report.rows(scope, period), 1):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(last, column, cell.astimezone(scope.zone), day)
                elif isinstance(cell, int | float):
                    sheet.write_number(last, column, cell)
                else:
                    sheet.write_string(last, column, "" if cell is None else str(cell))
        sheet.autofilter(0, 0, last, len(report.columns) - 1)
    return out.getvalue()


def _plain(cell: Any, scope: Organization) -> str:
    """A cell as text; moments by the clock of the place."""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(scope.zone):%Y-%m-%d %H:%M}"
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(cell, int | float) else text
