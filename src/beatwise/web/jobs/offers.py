"""What jobs offer: exports made later, and that they are whole; base.html leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from beatwise.web.jobs import actions
from beatwise.web.jobs.models import Export
from beatwise.web.shared.registry import registry
from beatwise.web.shared.sheets import Listing


def register() -> None:
    """Add the app's lines to the registry."""
    registry.checks.append(("exports", _check))
    registry.given["export_later"] = _later


def _later(*, name: str, asked: dict[str, str], form: str, listing: Listing, by: Any) -> str:
    actions.ask(name=name, asked=asked, form=form, listing=listing, by=by)
    return reverse("exports")


def _check() -> Iterator[str]:
    """An export has its file when it is ready, and only then."""
    for export in Export.objects.filter(state=Export.READY, file=None):
        yield f"{export.thing} is ready and has no file"
    for export in Export.objects.exclude(state=Export.READY).exclude(file=None):
        yield f"{export.thing} has a file and is {export.state}"
