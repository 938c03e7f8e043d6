"""Pages of the second officer, of messages to owners, of others' tokens and of recovery codes."""

from __future__ import annotations

from collections.abc import Mapping

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from beatwise.accountability import roles
from beatwise.web.access.guard import needs
from beatwise.web.accounts import actions, second_officer, selectors
from beatwise.web.accounts.enrolment import notices, proposals, recovery_codes


@needs("accounts.confirm")
@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
def officer_request(request: HttpRequest, key: int) -> HttpResponse:
    """Show what one officer asked; let a second one confirm or refuse it."""
    row, code = proposals.proposal(key), ""
    if request.method == "POST":
        if request.POST.get("do") == "confirm":
            code = second_officer.confirm(proposal=row, by=request.user)
            messages.success(request, "Confirmed.")
        else:
            second_officer.refuse(proposal=row, by=request.user)
            messages.success(request, "Refused.")
        if not code:
            return redirect("home")
    words = proposals.WORDS[row.kind]
    context: dict[str, object] = {
        "row": row,
        "words": words,
        "code": code,
        "now": _standing(row.before),
    }
    context["enrolments"] = row.account.enrolments.select_related("by", "second_by")
    context["then"] = _standing(row.after) if row.after else ""
    return render(request, "accounts/officer_request.html", context)


@needs("accounts.manage")
@require_POST
@reauthentication_required
def revoke_token_of(request: HttpRequest, key: int, token: int) -> HttpResponse:
    """Close a token of somebody else's account."""
    row = selectors.token(selectors.account(key), token)
    actions.revoke_token(token=row, by=request.user)
    messages.success(request, f"The token '{row.name}' is closed.")
    return redirect("account", key)


@needs("own.account")
@require_http_methods(["GET", "POST"])
def notice_list(request: HttpRequest) -> HttpResponse:
    """Show the office's messages to the owner of the account, and mark them as read."""
    if request.method == "POST":
        notices.mark_read(request.user)
        request.session.pop(notices.SESSION_MARK, None)
        return redirect("home")
    rows = request.user.notices.all()[:100]
    unread = notices.unread(request.user).exists()
    return render(request, "accounts/notices.html", {"notices": rows, "unread": unread})


@needs("own.account")
@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
def recovery(request: HttpRequest) -> HttpResponse:
    """Say how many recovery codes are left; make new ones and show them this once."""
    codes = recovery_codes.make(request.user) if request.method == "POST" else []
    left, count = recovery_codes.left(request.user), recovery_codes.COUNT
    context = {"codes": codes, "left": left, "count": count}
    return render(request, "accounts/recovery_codes.html", context)


def _standing(facts: Mapping[str, object]) -> str:
    """Return a role, an area and whether the account is open, in words."""
    area = f", {facts['area']}" if facts["area"] else ""
    return f"{roles.role(str(facts['role'])).title}{area}, {'open' if facts['open'] else 'closed'}"
