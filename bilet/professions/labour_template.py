"""The empty table of labour figures: columns that check what is written, codes, how to fill it."""

from pathlib import Path

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from bilet.orgs.models import Organization
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.labour import COLUMNS
from bilet.professions.library import PROFESSIONS

WIDTHS = (18, 14, 22, 22, 14, 40, 20)
LAST_ROW = 10_000  # down to which the cells check what is written


def write_template(path: Path, regions: list[Organization]) -> None:
    """Write the table to `path`: a sheet to fill in, one of codes, one of advice."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        figures = book.add_worksheet(_("Figures"))
        figures.freeze_panes(1, 0)
        figures.write_row(0, 0, [str(title) for title in COLUMNS.values()], bold)
        for column, width in enumerate(WIDTHS):
            figures.set_column(column, column, width)
        figures.set_column(6, 6, WIDTHS[6], book.add_format({"num_format": "dd.mm.yyyy"}))
        for column, least in ((2, 1), (3, 1), (4, 0)):
            _whole_numbers(figures, column, least)
        codes = book.add_worksheet(_("Codes"))
        _write_codes(codes, regions)
        codes.set_row(0, None, bold)
        advice = book.add_worksheet(_("How to fill in"))
        advice.set_column(0, 0, 100)
        advice.write_column(0, 0, _advice())


def _whole_numbers(sheet: Worksheet, column: int, least: int) -> None:
    sheet.data_validation(
        1, column, LAST_ROW, column,
        {"validate": "integer", "criteria": ">=", "value": least, "error_title": _("A number"),
         "error_message": _("Digits alone, or nothing")},
    )  # fmt: skip


def _write_codes(sheet: Worksheet, regions: list[Organization]) -> None:
    sheet.set_column(0, 4, 22)
    sheet.write_row(0, 0, [str(COLUMNS["profession"]), _("Profession"), _("Field of work"), "",
                           str(COLUMNS["region"]), _("Region")])  # fmt: skip
    for row, (code, card) in enumerate(PROFESSIONS.all().items(), start=1):
        sheet.write_row(row, 0, [code, card.person, str(FIELD_NAMES[card.field])])
    for row, region in enumerate(regions, start=1):
        sheet.write_row(row, 4, [region.code, region.name])


def _advice() -> list[str]:
    return [
        _("One row says what one source knows of one profession in one region."),
        _("Region code: as RU-MOS; an empty cell means the whole country."),
        _("Salaries are roubles a month, before tax or after it as the source has them: name it."),
        _("A row needs a salary or vacancies; what is not known stays empty. Do not estimate."),
        _("The source and the date are shown to pupils beside the figures."),
        _("Rows of the same source and date replace those imported before."),
        _("Figures older than 18 months are not shown."),
    ]
