"""bilet import-labour FILE — an operator's own figures of pay and vacancies."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bilet.core.errors import DomainError
from bilet.orgs.models import Organization
from bilet.professions.actions import replace_figures
from bilet.professions.labour import Table, read_table
from bilet.professions.labour_template import write_template


class Command(BaseCommand):
    help = "Salaries and vacancies of professions from a table; or an empty table to fill in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="XLSX, XLS, ODS or CSV")
        parser.add_argument("--template", type=Path, help="Write an empty table there.")
        parser.add_argument(
            "--skip-wrong", action="store_true", help="Import the right rows, leave out the wrong."
        )
        parser.add_argument("--language", choices=["ru", "en"], default="ru")

    def handle(self, *_args: Any, **options: Any) -> None:
        regions = list(Organization.objects.filter(kind=Organization.Kind.REGION).order_by("code"))
        with translation.override(options["language"]):
            if options["template"]:
                write_template(options["template"], regions)
                self.stdout.write(_("Written to %(path)s") % {"path": options["template"]})
            if options["file"]:
                self._import(options["file"], regions, skip_wrong=options["skip_wrong"])
            elif not options["template"]:
                raise CommandError(_("Name a file to import, or --template FILE to get one."))

    def _import(self, path: Path, regions: list[Organization], *, skip_wrong: bool) -> None:
        try:
            table = read_table(
                path, {region.code: region for region in regions}, today=timezone.localdate()
            )
        except DomainError as error:
            raise CommandError(str(error)) from None
        for mistake in table.mistakes:
            self.stderr.write(str(mistake))
        if table.mistakes and not skip_wrong:
            raise CommandError(_refusal(table))
        if not table.figures:
            raise CommandError(_("There is no row to import in %(name)s.") % {"name": path.name})
        forgotten = replace_figures(table.figures)
        self.stdout.write(_told(table, forgotten))


def _refusal(table: Table) -> str:
    wrong = len({mistake.row for mistake in table.mistakes})
    return ngettext(
        "Nothing was imported: %(n)s row is wrong. Mend it, or repeat with --skip-wrong.",
        "Nothing was imported: %(n)s rows are wrong. Mend them, or repeat with --skip-wrong.",
        wrong,
    ) % {"n": wrong}


def _told(table: Table, forgotten: int) -> str:
    taken = len(table.figures)
    told = ngettext("%(n)s figure imported", "%(n)s figures imported", taken) % {"n": taken}
    if forgotten:
        told += "; " + _("%(n)s of the same source and date replaced") % {"n": forgotten}
    if table.mistakes:
        wrong = len({mistake.row for mistake in table.mistakes})
        told += "; " + _("%(n)s wrong rows left out") % {"n": wrong}
    return told
