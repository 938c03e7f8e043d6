"""The files of the small county, written once a test run."""

from __future__ import annotations

import pytest
from tests.worlds import small_county

from beatwise.simulation.write import files


@pytest.fixture(scope="session")
def county_files() -> dict[str, bytes]:
    """Each file's content by its name."""
    return dict(files(small_county()))
