"""The office's modules may be imported by tests from their first line: Django is set up here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests import office_django


office_django.workspace()


@pytest.fixture(scope="module", autouse=True)
def office_workspace() -> Iterator[None]:
    """No test of the office makes files in the working directory."""
    with pytest.MonkeyPatch.context() as variables:
        office_django.use(office_django.workspace(), variables)
        yield
