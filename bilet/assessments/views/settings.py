"""What makes tests easier: the pupil's own choice."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bilet.assessments import actions, queries
from bilet.assessments.forms import SettingsForm
from bilet.people.requests import owner_of, remember_guest, with_guest


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Back to the test or the shelf after saving."""
    back = _back(request)
    if request.method == "POST":
        form = SettingsForm(request.POST)
        if form.is_valid():
            owner, guest = with_guest(request)
            actions.keep_settings(owner, form.cleaned_data)
            if back == reverse("assessments:shelf"):  # in a test it shows by itself
                messages.success(request, _("Noted. Tests are like this for you now."))
            response = redirect(back)
            if guest is not None:
                remember_guest(response, guest)
            return response
    else:
        form = SettingsForm(instance=queries.settings_of(owner_of(request)))
    return render(request, "assessments/settings.html", {"form": form, "back": back})


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("back") or request.GET.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("assessments:shelf")
