"""The plan as the adults of the family read it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bilet.access.grants import Permission
from bilet.guidance import rules
from bilet.guidance.queries import plan as queries
from bilet.people.gate import pupil_or_404, record_look
from bilet.people.models import Look, Owner
from bilet.people.requests import SignedInRequest


@require_GET
def pupil_plan(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """The child's plan when the family may read it; the teacher's words in any case.

    What an adult of the school writes to a child, the family always sees.
    """
    pupil = pupil_or_404(request.user, pupil_id, Permission.GUIDANCE_READ)
    today = timezone.localdate(timezone=pupil.region.zone)
    page = queries.plan_page(Owner(pupil=pupil), today=today)
    reads = rules.reads_plan(request.user, pupil, is_shared=page.is_shared, today=today)
    if reads:
        record_look(request.user, pupil, Look.What.PLAN)
    context = {"page": page, "pupil": pupil, "reads": reads, "zone": pupil.region.zone}
    return render(request, "guidance/pupil_plan.html", context)
