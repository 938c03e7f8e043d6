"""What every page shows: the body's name, navigation, and who is signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from beatwise.accountability import roles
from beatwise.web.accounts.enrolment import notices
from beatwise.web.home.menu import menu_of


def page(request: HttpRequest) -> dict[str, object]:
    """Return the context that the base template needs."""
    person = getattr(request, "user", None)
    here = request.path
    lines: list[dict[str, object]] = []
    if person is not None and person.is_authenticated:
        home = reverse("home")
        lines = [{"words": "Home", "address": home, "current": here == home}]
        rooms = menu_of(request)
        here_in = max(rooms, key=lambda room: room.holds(here), default=None)
        lines += [
            {
                "words": room.title,
                "address": room.address,
                "current": room is here_in and room.holds(here) > 0,
            }
            for room in rooms
        ]
    role = roles.role_of(person)
    session = getattr(request, "session", {})
    return {
        "has_notices": bool(lines) and bool(session.get(notices.SESSION_MARK)),
        "body": settings.BODY,
        "demo": settings.DEMO,
        "navigation": lines,
        "role": role,
        "may_search": "office.search" in role.may,
        "may_export": "exports.own" in role.may,
    }
