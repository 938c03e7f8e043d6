"""Own exports: what was asked for, how far it is, and the files."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from beatwise.web.access.guard import needs
from beatwise.web.exports import writers
from beatwise.web.exports.jobs import actions, selectors
from beatwise.web.exports.jobs.models import EXPIRES_AFTER, Export


LONG = dt.timedelta(minutes=1)


@needs("exports.own")
@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    """Show a person's exports, and how far each is."""
    own = list(selectors.own(request.user))
    waiting = [e for e in own if e.state in (Export.WAITING, Export.MAKING)]
    late = timezone.now() - LONG
    context = {
        "exports": [{"export": e, "format": writers.FORMATS[e.form][0]} for e in own],
        "waiting": bool(waiting),
        "stuck": any(e.state == Export.WAITING and e.at < late for e in waiting),
        "days": EXPIRES_AFTER.days,
    }
    return render(request, "jobs/exports.html", context)


@needs("exports.own")
@require_GET
def own_export(request: HttpRequest, key: int) -> HttpResponse:
    """Give a file to be saved, never to be shown or run here."""
    export, content = selectors.content(request.user, key)
    kind = writers.FORMATS[export.form][1]
    return HttpResponse(content, content_type=kind, headers=writers.inert(export.file_name))


@needs("exports.own")
@require_POST
def remove_export(request: HttpRequest, key: int) -> HttpResponse:
    """Take an export away."""
    actions.remove(key=key, by=request.user)
    messages.success(request, "The export was removed.")
    return redirect("exports")
