"""Documents to be saved."""

from __future__ import annotations

from django.http import HttpResponse


def as_toml(text: str, name: str) -> HttpResponse:
    """Return a document to be saved."""
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return answer
