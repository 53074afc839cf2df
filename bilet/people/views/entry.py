"""Ways in: a card or a class code for pupils, a link or a password for adults."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import login as sign_in
from django.contrib.auth import logout as sign_out
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bilet.core import mail
from bilet.core.errors import DomainError
from bilet.core.http import own_address
from bilet.core.throttle import count_try
from bilet.people import errors
from bilet.people.actions import codes, pupils
from bilet.people.forms.family import CodeForm, NumberForm
from bilet.people.forms.staff import EmailForm
from bilet.people.models import AccessCode, Person
from bilet.people.requests import GUEST_COOKIE, owner_of

Kind = AccessCode.Kind
# The page that a code of each kind opens.
OPENS = {
    Kind.CLASS: "people:join-class",
    Kind.LOGIN_CARD: "people:card-login",
    Kind.GUARDIAN_SLIP: "people:guardian-slip",
}
BACKEND = "django.contrib.auth.backends.ModelBackend"
TEN_MINUTES = timedelta(minutes=10)


class PasswordLogin(LoginView):
    """Adults with a password. Tries are counted by address of mail, not by network."""

    template_name = "people/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Without Django's own `site`: every page here knows ours by that name."""
        context = super().get_context_data(**kwargs)
        context.pop("site", None)
        return context

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        name = request.POST.get("username", "").strip().lower()
        count_try(f"password:{name}", limit=10, within=timedelta(minutes=15))
        return super().post(request, *args, **kwargs)


@login_not_required
@require_POST
def sign_in_links(request: HttpRequest) -> HttpResponse:
    """Send a sign-in link. The answer is the same whether the address is known or not."""
    form = EmailForm(request.POST)
    if not form.is_valid():
        return render(request, "people/login.html", {"link_form": form}, status=422)
    email = form.cleaned_data["email"].lower()
    count_try(f"link:{email}", limit=5, within=timedelta(minutes=30))
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person:
        code = codes.issue_sign_in_link(person)
        mail.send(
            to=person.email,
            template="people/mail/sign_in.txt",
            context={"person": person},
            link=reverse("people:sign-in-link", args=[code]),
            language=person.language,
        )
    return render(request, "people/link_sent.html", {"email": email})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_link(request: HttpRequest, code: str) -> HttpResponse:
    """Opened from the letter. A button signs in: mail programs open links by themselves."""
    found = codes.find_code(code, AccessCode.Kind.ADULT_LINK)
    if request.method == "GET":
        return render(request, "people/sign_in_link.html", {"person": found.person})
    if found.person is None or not codes.use_once(found):
        codes.find_code(code, AccessCode.Kind.ADULT_LINK)  # says that it was used
        return redirect("people:login")
    sign_in(request, found.person, backend=BACKEND)
    return redirect("cabinets:home")


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    sign_out(request)
    response = redirect("cabinets:start")
    response.delete_cookie(GUEST_COOKIE)
    # The next child at a school's computer must not find the pages of the one before.
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def card(request: HttpRequest) -> HttpResponse:
    """Type the code of a login card; the code of a class is understood too."""
    return typed_code(request, "people/card.html", Kind.LOGIN_CARD, Kind.CLASS)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def card_login(request: HttpRequest, code: str) -> HttpResponse:
    """A login card, from its QR: who it is for, and one button."""
    _count(request, code)
    found = codes.find_code(code, Kind.LOGIN_CARD)
    pupil = found.pupil
    if pupil is None:
        return redirect("people:card")
    if request.method == "GET":
        return render(request, "people/card_login.html", {"pupil": pupil})
    guest = owner_of(request).guest
    sign_in(request, pupil.person, backend=BACKEND)
    if guest:
        pupils.claim_as_guest(guest, pupil)
    response = redirect(own_address(request, request.POST.get("next"), otherwise="/home/"))
    response.delete_cookie(GUEST_COOKIE)
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Type the code of a class; the code of a login card is understood too."""
    return typed_code(request, "people/join.html", Kind.CLASS, Kind.LOGIN_CARD)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def join_class(request: HttpRequest, code: str) -> HttpResponse:
    """Take a seat in a class: a number, no name. The card shown next is the way back in."""
    _count(request, code)
    found = codes.find_code(code, Kind.CLASS)
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pupil = pupils.join_class(
            found, number=form.cleaned_data["number"], guest=owner_of(request).guest
        )
        own_code = codes.issue_card(pupil, by=None)
        sign_in(request, pupil.person, backend=BACKEND)
        response = render(request, "people/joined.html", {"pupil": pupil, "code": own_code})
        response.delete_cookie(GUEST_COOKIE)
        return response
    context = {"form": form, "school_class": found.school_class}
    return render(request, "people/join_class.html", context)


def typed_code(request: HttpRequest, template: str, *kinds: AccessCode.Kind) -> HttpResponse:
    """A page with one field for a code; what is wrong with it is said beside the field."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"].strip()
        _count(request, code)
        if page := _page_of(code, kinds, form):
            return redirect(page, code=code)
    return render(request, template, {"form": form}, status=422 if form.errors else 200)


def _page_of(code: str, kinds: tuple[AccessCode.Kind, ...], form: CodeForm) -> str:
    """The name of the page that the code opens; "" with the reason at the form."""
    for kind in kinds:
        try:
            codes.find_code(code, kind)
        except errors.UnknownCodeError:
            continue
        except DomainError as error:
            form.add_error("code", str(error))
            return ""
        return OPENS[kind]
    form.add_error("code", str(errors.UnknownCodeError()))
    return ""


def _count(request: HttpRequest, code: str) -> None:
    """Guessing is counted by sitting place as well: thirty phones of one class still pass."""
    count_try(f"code:{code[:40]}", limit=60, within=TEN_MINUTES)
    place = request.META.get("REMOTE_ADDR", "")
    count_try(f"codes-from:{place}", limit=600, within=TEN_MINUTES)
