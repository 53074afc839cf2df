"""The request of a signed-in person, for type checkers and readers; and whose page it is."""

from uuid import UUID, uuid4

from django.core import signing
from django.http import HttpRequest, HttpResponse

from bilet.people.models import Owner, Person

GUEST_COOKIE = "guest"
GUEST_DAYS = 30


class SignedInRequest(HttpRequest):
    user: Person


def owner_of(request: HttpRequest) -> Owner:
    """The pupil who is signed in, the guest known by a cookie, or nobody yet."""
    if request.user.is_authenticated:
        pupil = getattr(request.user, "pupil", None)
        return Owner(pupil=pupil)
    return Owner(guest=_guest_id(request))


def with_guest(request: HttpRequest) -> tuple[Owner, UUID | None]:
    """Like `owner_of`, but a nameless visitor becomes a guest.

    Returns:
        The owner, and the guest's id to `remember_guest` when it is new.
    """
    owner = owner_of(request)
    if owner.pupil or owner.guest or request.user.is_authenticated:
        return owner, None
    guest = uuid4()
    return Owner(guest=guest), guest


def remember_guest(response: HttpResponse, guest: UUID) -> None:
    """Keep a guest's random id for a month, signed, in a cookie that scripts do not see."""
    response.set_cookie(
        GUEST_COOKIE,
        signing.dumps(guest.hex, salt="guest"),
        max_age=GUEST_DAYS * 24 * 3600,
        samesite="Lax",
        httponly=True,
    )


def _guest_id(request: HttpRequest) -> UUID | None:
    try:
        raw = signing.loads(
            request.COOKIES.get(GUEST_COOKIE, ""), salt="guest", max_age=GUEST_DAYS * 24 * 3600
        )
        return UUID(raw)
    except (signing.BadSignature, ValueError, TypeError):
        return None
