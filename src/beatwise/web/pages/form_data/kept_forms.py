"""What was typed is never lost: a form that could not be saved comes back filled.

A form that meets a question for proof, a session that has ended or an error is kept for a day, and
the address of its page carries the key. Opened by the same person, that page shows the form as it
was sent; nothing is saved until it is sent again. Passwords, codes and files are not kept. A bare
button has nothing to keep: the sign-in pages press it again by themselves.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from beatwise.web.access.guard import OPEN, OWN_CHECK, SIGNING_IN, needed
from beatwise.web.pages.form_data import conflicts
from beatwise.web.pages.models import KeptForm


KEY, NEXT = "kept", "next"
LONGEST_KEPT = dt.timedelta(days=1)
MOST_OF_ONE = 20
SECRET = ("password", "code", "csrfmiddlewaretoken")
# Where allauth notes a request that waits for proof; a kept form is not sent a second time.
_SUSPENDED = "account_reauthentication_state"


class KeptForms:
    """The middleware that keeps forms on their way to the sign-in pages, and brings them back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keep a form that is led away to a sign-in page; forget one that was saved."""
        if request.method != "POST":
            return self.get_response(request)
        request.form_owner = _owner(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if response.status_code == 302:
            if _to_sign_in(response["Location"]):
                _lead_back(request, response)
            elif token := request.GET.get(KEY):
                KeptForm.objects.filter(token=token, owner=_owner(request)).delete()
        return response

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Fill a page's forms with what is kept for it, and settle what two people typed."""
        if request.method == "POST":
            conflicts.settle(request)
        elif request.method == "GET" and KEY in request.GET and request.user.is_authenticated:
            row = KeptForm.objects.filter(
                token=request.GET[KEY],
                owner=request.user.pk,
                page=request.path,
                at__gte=timezone.now() - LONGEST_KEPT,
            ).first()
            if row is not None:
                request.POST = QueryDict(row.data)  # the forms are bound, and nothing is sent
                request.kept_form = row  # type: ignore[attr-defined]


def keep(request: HttpRequest, *, anew: bool = False) -> str:
    """Keep what a form was sent with; return the address that shows it again.

    ``anew`` lets the form be made from the record as it is then. Empty when there is nothing to
    keep, or it is not known whose it is.
    """
    owner = getattr(request, "form_owner", None)
    if request.method != "POST" or owner is None or not _of_the_office(request):
        return ""
    fields = request.POST.copy()
    for name in [n for n in fields if any(word in n.lower() for word in SECRET)]:
        del fields[name]
    if anew:
        fields.pop("version", None)
    if not any(words.strip() for name, words in fields.items() if name != "version"):
        return ""
    _forget_old(owner)
    page = urlsplit(_page(request))
    row = KeptForm.objects.create(
        token=secrets.token_urlsafe(24), owner=owner, page=page.path[:400], data=fields.urlencode()
    )
    query = [(name, words) for name, words in parse_qsl(page.query) if name != KEY]
    return f"{page.path}?{urlencode([*query, (KEY, row.token)])}"


def forget(request: HttpRequest) -> None:
    """Keep nothing of a request of which it is not sure that a page of the office sent it."""
    source = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    if (source.scheme, source.netloc) != (request.scheme, request.get_host()):
        request.form_owner = None  # type: ignore[attr-defined]


def _owner(request: HttpRequest) -> int | None:
    """Return whose form it is: who is signed in, or was by a session that has run out."""
    if request.user.is_authenticated:
        return request.user.pk
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    row = Session.objects.filter(session_key=key).first() if key else None
    owner = row.get_decoded().get("_auth_user_id", "") if row else ""
    return int(owner) if owner.isdecimal() else None


def _of_the_office(request: HttpRequest) -> bool:
    """Whether the form is on a page of the office, and not one for signing in."""
    match = request.resolver_match
    if match is None or match.url_name in SIGNING_IN:
        return False
    return needed(match.func, match.url_name) not in (OPEN, OWN_CHECK, None)


def _page(request: HttpRequest) -> str:
    """Return the path and query of the page that shows the form: often not where it is sent."""
    source = urlsplit(request.headers.get("Referer", ""))
    if source.netloc == request.get_host() and not source.path.startswith(_sign_in()):
        return f"{source.path}?{source.query}"
    return request.get_full_path()


def _to_sign_in(address: str) -> bool:
    return urlsplit(address).path.startswith(_sign_in()) and f"{NEXT}=" in address


def _lead_back(request: HttpRequest, response: HttpResponse) -> None:
    """Let the sign-in pages lead to the filled form, and not send the form by themselves."""
    if address := keep(request):
        request.session.pop(_SUSPENDED, None)
        there = urlsplit(response["Location"])
        query = [(n, w) for n, w in parse_qsl(there.query) if n != NEXT]
        response["Location"] = f"{there.path}?{urlencode([*query, (NEXT, address)])}"


def _sign_in() -> str:
    return reverse("account_login")


def _forget_old(owner: int) -> None:
    KeptForm.objects.filter(at__lt=timezone.now() - LONGEST_KEPT).delete()
    newest = KeptForm.objects.filter(owner=owner).order_by("-at").values_list("pk", flat=True)
    KeptForm.objects.filter(owner=owner, pk__in=list(newest[MOST_OF_ONE - 1 :])).delete()
