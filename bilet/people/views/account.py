"""An adult's own account: password and second factor."""

from base64 import b32encode
from datetime import timedelta

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import SetPasswordForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from django_otp import login as otp_login
from django_otp import match_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from bilet.core.http import own_address
from bilet.core.throttle import count_try
from bilet.people.forms.staff import OneTimeCodeForm
from bilet.people.qr import svg
from bilet.people.requests import SignedInRequest

SPARE_CODES = 8


@require_GET
def settings(request: SignedInRequest) -> HttpResponse:
    """What a person can change about their account."""
    return render(request, "people/settings.html")


@require_http_methods(["GET", "POST"])
def password(request: SignedInRequest) -> HttpResponse:
    """Set a password, or a new one. Pupils have none."""
    if hasattr(request.user, "pupil"):
        raise Http404
    form = SetPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)
        return redirect("people:settings")
    return render(request, "people/password.html", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: SignedInRequest) -> HttpResponse:
    """Set up the app of one-time codes, or type its code."""
    if hasattr(request.user, "pupil"):
        raise Http404
    device = TOTPDevice.objects.filter(user=request.user, confirmed=True).first()
    form = OneTimeCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count_try(f"otp:{request.user.pk}", limit=10, within=timedelta(minutes=15))
        code = form.cleaned_data["code"].replace(" ", "")
        if device is None:
            return _confirm_new(request, code, form)
        used = match_token(request.user, code)
        if used:
            otp_login(request, used)
            return redirect(own_address(request, request.GET.get("next"), otherwise="/home/"))
        _say_wrong(form)
    return _second_factor_page(request, form, device)


def _confirm_new(request: SignedInRequest, code: str, form: OneTimeCodeForm) -> HttpResponse:
    device = TOTPDevice.objects.filter(user=request.user, confirmed=False).first()
    if device is None or not device.verify_token(code):
        _say_wrong(form)
        return _second_factor_page(request, form, None)
    device.confirmed = True
    device.save()
    otp_login(request, device)
    spare, _new = StaticDevice.objects.get_or_create(user=request.user, name="spare")
    spare.token_set.all().delete()
    tokens = [StaticToken.random_token() for _ in range(SPARE_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=spare, token=token) for token in tokens])
    return render(request, "people/spare_codes.html", {"tokens": tokens})


def _second_factor_page(
    request: SignedInRequest, form: OneTimeCodeForm, device: TOTPDevice | None
) -> HttpResponse:
    context: dict[str, object] = {"form": form, "device": device}
    if device is None:
        fresh, _new = TOTPDevice.objects.get_or_create(
            user=request.user, confirmed=False, defaults={"name": "app"}
        )
        context["secret"] = b32encode(fresh.bin_key).decode().rstrip("=")
        # Our own SVG of digits and squares: nothing in it comes from a person.
        context["qr"] = mark_safe(svg(fresh.config_url))  # noqa: S308
    return render(request, "people/second_factor.html", context, status=422 if form.errors else 200)


def _say_wrong(form: OneTimeCodeForm) -> None:
    form.add_error(
        "code", _("The code does not fit. Codes change every 30 seconds: type the new one.")
    )
