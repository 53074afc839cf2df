"""What the 13 fields of work are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bilet.professions.profession import Field_

FIELD_NAMES: dict[str, Promise | str] = {
    Field_.IT: _("Information technology"),
    Field_.INDUSTRY: _("Industry"),
    Field_.CITY: _("Building and city"),
    Field_.TRANSPORT: _("Transport"),
    Field_.ENERGY: _("Energy"),
    Field_.SPACE: _("Space and aviation"),
    Field_.AGRO: _("Farming and nature"),
    Field_.HEALTH: _("Health"),
    Field_.EDU: _("Education"),
    Field_.ART: _("Art and media"),
    Field_.SERVICE: _("Service"),
    Field_.BUSINESS: _("Business"),
    Field_.LAW: _("Law and state"),
}
