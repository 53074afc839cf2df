"""The summary as text and as a document of an office."""

import io
import json

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from docx import Document

from bilet.reports.queries.summary import Number, Summary


def as_json(made: Summary, *, published: bool = False) -> str:
    """Machine-readable: numbers by code, each with the address of its rows."""
    return json.dumps(
        {
            "region": made.scope.code,
            "name": made.scope.name,
            "since": made.period.since.isoformat(),
            "until": made.period.until.isoformat(),
            "synthetic": settings.DEMO,
            "numbers": {
                number.code: {
                    "title": str(number.title),
                    "value": number.published() if published else number.value,
                    "rows": rows_address(made, number),
                }
                for number in made.numbers
            },
        },
        ensure_ascii=False,
        indent=2,
    )


def markdown(made: Summary) -> str:
    """A table under a heading."""
    lines = [f"# {_title(made)}", "", _dates(made), ""]
    if settings.DEMO:
        lines += [f"**{_('Synthetic data')}**", ""]
    head = (_("What"), _("How many"), _("Rows"))
    lines += [f"| {' | '.join(head)} |", "|---|---:|---|"]
    opened = _("open")
    for number in made.numbers:
        address = rows_address(made, number)
        link = f"[{opened}]({address})" if address else "—"
        lines.append(f"| {number.title} | {number.value} | {link} |")
    return "\n".join(lines) + "\n"


def docx(made: Summary) -> bytes:
    """The same as a document with a heading and a table."""
    document = Document()
    document.core_properties.title = _title(made)
    document.core_properties.language = "ru-RU"
    document.add_heading(_title(made), level=1)
    document.add_paragraph(_dates(made))
    if settings.DEMO:
        document.add_paragraph(_("Synthetic data"))
    table = document.add_table(rows=1, cols=2, style="Light Grid Accent 1")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = _("What"), _("How many")
    for number in made.numbers:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = str(number.title), str(number.value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rows_address(made: Summary, number: Number) -> str:
    """Where the rows behind a number are read; "" for the content's own numbers."""
    if not number.report:
        return ""
    since, until = made.period.since.date(), made.period.until.date()
    path = reverse("reports:report", args=[number.report])
    return f"{settings.SITE_URL}{path}?scope={made.scope.pk}&since={since}&until={until}"


def _title(made: Summary) -> str:
    return _("%(region)s sums up") % {"region": made.scope.name}


def _dates(made: Summary) -> str:
    zone = made.scope.zone
    since, until = (m.astimezone(zone) for m in (made.period.since, made.period.until))
    return f"{since:%d.%m.%Y} — {until:%d.%m.%Y}"
