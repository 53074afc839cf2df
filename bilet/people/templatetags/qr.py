"""`{% qr path %}`: a QR code of an address of this site."""

from django.conf import settings
from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from bilet.people.qr import svg

register = Library()


@register.simple_tag
def qr(path: str) -> SafeString:
    """Inline SVG; made of squares only, so nothing in it needs escaping."""
    return mark_safe(svg(f"{settings.SITE_URL}{path}"))  # noqa: S308
