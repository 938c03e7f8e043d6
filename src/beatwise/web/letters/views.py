"""The letters that were not sent, and what an administrator does about them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from beatwise.web.access.guard import needs
from beatwise.web.letters import actions
from beatwise.web.letters.models import Letter
from beatwise.web.pages.paging import pages


PAGE = 50


@needs("letters.manage")
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """Show the letters that were not sent, and those that are tried again."""
    rows = Letter.objects.filter(state__in=actions.LISTED).select_related("account")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    waiting = Letter.objects.filter(state=Letter.WAITING)
    context = {
        "page": page,
        "pages": pages(page, {}),
        "waiting": waiting.count(),
        "tried": waiting.filter(tries__gt=0).select_related("account").order_by("next_try")[:PAGE],
    }
    return render(request, "letters/letters.html", context)


@needs("letters.manage")
@require_POST
def send_again(request: HttpRequest, key: int) -> HttpResponse:
    """Put a letter into the queue once more."""
    actions.send_again(key=key, by=request.user)
    messages.success(request, "The email will be sent again within a minute.")
    return redirect("letters")


@needs("letters.manage")
@require_POST
def leave(request: HttpRequest, key: int) -> HttpResponse:
    """Take a letter off the list."""
    actions.leave(key=key, by=request.user)
    messages.success(request, "The email is off the list and will not be sent.")
    return redirect("letters")
