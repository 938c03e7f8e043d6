"""What jobs offer: exports made later, and that they are whole; base.html leads to them."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.web.exports.jobs.models import Export
from beatwise.web.registry import registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.check("exports", _check)
    offers.job("beatwise.web.exports.jobs.make_file.make_file", _give_up)


def _give_up(key: int) -> None:
    from beatwise.web.exports.jobs.make_file import give_up  # tasks are set up after the apps

    give_up(key)


def _check() -> Iterator[str]:
    """An export has its file when it is ready, and only then."""
    for export in Export.objects.filter(state=Export.READY, file=None):
        yield f"{export.thing} is ready and has no file"
    for export in Export.objects.exclude(state=Export.READY).exclude(file=None):
        yield f"{export.thing} has a file and is {export.state}"
