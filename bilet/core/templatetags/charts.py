"""The pictures of `bilet.core.charts` as template tags: `{% load charts %}{% bands rows %}`."""

from collections.abc import Sequence

from django.template import Library
from django.utils.safestring import SafeString

from bilet.core import charts

register = Library()
register.simple_tag(charts.bars)
register.simple_tag(charts.contributions)
register.simple_tag(charts.tile_map)
register.simple_tag(charts.line_map)
register.simple_tag(charts.sparkline)
register.simple_tag(charts.donut)


@register.simple_tag
def bands(  # the ends of the scale are two plain arguments in a template
    rows: Sequence[charts.Band],
    low: float | None = None,
    high: float | None = None,
    *,
    title: str = "",
    weaker: str = "",
    stronger: str = "",
) -> SafeString:
    scale = None if low is None or high is None else (float(low), float(high))
    return charts.bands(rows, title=title, scale=scale, ends=(weaker, stronger))
