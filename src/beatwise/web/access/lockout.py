"""When wrong passwords and codes close the way in: for whom, from where, and for how long.

Five wrong passwords from one place close an account's address for that place, so that a stranger
does not shut its owner out. Fifty from anywhere close it for everyone, against guesses from many
places at once. Wrong codes are tried by somebody who knows the password: five close the address
for everyone. A place is an IP address, behind a stated proxy the one that the proxy names.
"""

from __future__ import annotations

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_failure_limit
from axes.models import AccessAttempt
from django.db.models import Sum
from django.http import HttpRequest


CODE = "code of "  # before the address, where a code was tried and not a password
FROM_ANYWHERE = 50


class Lockout(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts failures in the database, so that every process knows them."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, str] | None = None) -> int:
        """Return the failures that count against this try."""
        name = (get_client_username(request, credentials) or "").removeprefix(CODE)
        here = int(super().get_failures(request, credentials))
        if not name:
            return here
        limit = get_failure_limit(request, credentials)
        anywhere = limit if _count(request, name) >= FROM_ANYWHERE else 0
        return max(here, _count(request, CODE + name), anywhere)

    def user_logged_in(
        self, sender: object, request: HttpRequest, user: object, **more: object
    ) -> None:
        """Forget the failures of this place, and the wrong codes: the owner is in."""
        super().user_logged_in(sender, request, user, **more)
        name = user.get_username().casefold()  # type: ignore[attr-defined]
        AccessAttempt.objects.filter(username=CODE + name).delete()


def _count(request: HttpRequest, username: str) -> int:
    rows = AccessAttempt.objects.filter(
        username=username, attempt_time__gt=get_cool_off_threshold(request)
    )
    return rows.aggregate(all=Sum("failures_since_start"))["all"] or 0
