"""The phone app: files that hold no record, served under one address so that they work offline.

They are not among the office's static files, because a service worker only rules over addresses
beside its own, and because the app asks for them by plain names that it keeps.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_GET

from beatwise.web.access.guard import open_to_all


PLACE = files("beatwise.web.patrols") / "static" / "patrols"
# The office's pages may not ask where somebody is; the phone app is there to.
OWN_POSITION = {"Permissions-Policy": "camera=(), microphone=(), geolocation=(self)"}
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "worker.js": "text/javascript; charset=utf-8",
    "app.css": "text/css; charset=utf-8",
    "manifest.webmanifest": "application/manifest+json",
    "icon.svg": "image/svg+xml; charset=utf-8",
    "icon-180.png": "image/png",
    "icon-192.png": "image/png",
    "icon-512.png": "image/png",
}


@open_to_all
@require_GET
def phone_file(request: HttpRequest, name: str = "index.html") -> HttpResponse:
    """Answer with a file of the phone app; 304 where the phone has the same one."""
    if name not in TYPES:
        raise Http404
    plain, small, mark = _contents(name)
    if request.headers.get("If-None-Match") in (mark, f"W/{mark}"):
        return HttpResponseNotModified(headers={"ETag": mark, **OWN_POSITION})
    packed = "gzip" in request.headers.get("Accept-Encoding", "") and len(small) < len(plain)
    body = small if packed else plain
    response = HttpResponse(body, content_type=TYPES[name], headers=OWN_POSITION)
    if packed:
        response["Content-Encoding"] = "gzip"
    response["ETag"], response["Cache-Control"], response["Vary"] = (
        mark,
        "no-cache",
        "Accept-Encoding",
    )
    return response


@lru_cache(maxsize=len(TYPES))
def _contents(name: str) -> tuple[bytes, bytes, str]:
    """Return a file's bytes, the same packed, and its ETag."""
    plain = (PLACE / name).read_bytes()
    return plain, gzip.compress(plain, mtime=0), f'"{hashlib.sha256(plain).hexdigest()[:16]}"'
