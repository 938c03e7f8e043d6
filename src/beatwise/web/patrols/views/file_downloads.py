"""Check-ins, shifts, phones, hours, events and positions as files for ``beatwise measure``."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_POST

from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.exports import download, writers
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.patrols import actions, exports, selectors


LISTINGS = {
    "check-ins": exports.check_ins,
    "shifts": exports.shifts,
    "devices": exports.devices,
    "hours-return": exports.hours_returns,
    "abstractions": exports.abstractions,
    "events": exports.events,
}
POSITIONS = {"positions": True, "tracker-positions": False}


@needs("patrols.export")
@limit_rate(download.A_MINUTE, "exports")
@require_POST
def export(request: HttpRequest, key: int, name: str) -> HttpResponse | StreamingHttpResponse:
    """Give a file; that it left the office is in the history."""
    programme = selectors.programme(key)
    if name not in LISTINGS and name not in POSITIONS:
        raise MissingData("there is no such file.", next_step="Open Today.")
    actions.note_export(name=name, programme=programme, by=request.user)
    if name in LISTINGS:
        return writers.answer(LISTINGS[name](request.user, programme), "csv")
    features = exports.positions(request.user, programme, app=POSITIONS[name])
    headers = writers.inert(f"{name}.geojson")
    return StreamingHttpResponse(features, content_type="application/geo+json", headers=headers)
