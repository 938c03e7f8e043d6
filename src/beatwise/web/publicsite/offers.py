"""What the public site offers the office: the check of the edition that people see."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.web.registry import registry


def register() -> None:
    """Add the app's lines to the registry."""
    registry.of(__package__).check("public site", _check)


def _check() -> Iterator[str]:
    from beatwise.web.publicsite import integrity  # with what makes pages, which is much

    yield from integrity.faults()
