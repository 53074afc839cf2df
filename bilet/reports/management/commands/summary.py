"""bilet summary RU-MOS --format json|md|docx — the region sums up."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from bilet.orgs.models import Organization
from bilet.reports.documents import as_json, docx, markdown
from bilet.reports.queries.summary import school_year, summary


class Command(BaseCommand):
    help = "The summary of a region: every number, each with the address of its rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("region", help="ISO code, as RU-MOS")
        parser.add_argument("--format", choices=["json", "md", "docx"], default="md")
        parser.add_argument("--output", type=Path)
        parser.add_argument("--language", choices=["ru", "en"], default="ru")

    def handle(self, *_args: Any, region: str, **options: Any) -> None:
        scope = Organization.objects.filter(code=region, kind=Organization.Kind.REGION).first()
        if scope is None:
            known = Organization.objects.filter(kind=Organization.Kind.REGION)
            names = ", ".join(known.values_list("code", flat=True)) or "none yet"
            raise CommandError(f"There is no region {region}. Known here: {names}.")
        with translation.override(options["language"]):
            made = summary(scope, school_year(scope, timezone.now()))
            self._put(make(made, options["format"]), options["output"], region)

    def _put(self, content: str | bytes, output: Path | None, region: str) -> None:
        if isinstance(content, bytes) and output is None:
            output = Path(f"{region}.docx")
        if output is None:
            self.stdout.write(str(content))
            return
        output.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.stdout.write(f"Written to {output}")


def make(made: Any, kind: str) -> str | bytes:
    match kind:
        case "json":
            return as_json(made)
        case "docx":
            return docx(made)
        case _:
            return markdown(made)
