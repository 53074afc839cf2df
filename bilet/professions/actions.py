"""Taking in an operator's labour figures."""

from collections.abc import Sequence

from django.db import transaction

from bilet.professions.models import LabourFigure


@transaction.atomic
def replace_figures(figures: Sequence[LabourFigure]) -> int:
    """Save `figures`; whatever the same sources told of the same days before is forgotten.

    Returns:
        How many figures were forgotten.
    """
    forgotten = 0
    for source, date in {(figure.source, figure.date) for figure in figures}:
        forgotten += LabourFigure.objects.filter(source=source, date=date).delete()[0]
    LabourFigure.objects.bulk_create(figures, batch_size=1000)
    return forgotten
