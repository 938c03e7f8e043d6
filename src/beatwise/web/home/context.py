"""What every page shows: the body's name, navigation, and who is signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from beatwise.accountability import roles
from beatwise.web.accounts.enrolment import notices
from beatwise.web.registry import registry


def page(request: HttpRequest) -> dict[str, object]:
    """Return the context that the base template needs."""
    person = getattr(request, "user", None)
    here = request.path
    lines = []
    if person is not None and person.is_authenticated:
        for place in registry.navigation(person):
            address = reverse(place.url_name)
            current = here == address or (address != "/" and here.startswith(address))
            lines.append({"words": place.words, "address": address, "current": current})
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
