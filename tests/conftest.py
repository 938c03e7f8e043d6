"""What every test may ask for."""

from __future__ import annotations

import gc
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings


# Whether a property holds does not hang on how busy the machine is.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

REAL_DATA = Path(
    os.environ.get("BEATWISE_REAL_DATA", Path(__file__).parents[2] / "shared" / "data")
)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real police, boundary and benchmark data (``BEATWISE_REAL_DATA``)."""
    return _there(REAL_DATA)


@pytest.fixture(scope="session")
def patrol_instances(real_data: Path) -> Path:
    """The folder of the patrol benchmark instances, in the real data."""
    return _there(real_data / "benchmarks" / "patrols")


@pytest.fixture(scope="session")
def reference_tables(real_data: Path) -> Path:
    """The folder of the papers' transcribed tables, beside the real data."""
    return _there(real_data.parent / "reference")


def _there(folder: Path) -> Path:
    """Return the folder; absent, fail under CI and skip elsewhere, all for one stated reason."""
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"The real data are not at {folder}; set BEATWISE_REAL_DATA.")
        pytest.skip("real data absent: set BEATWISE_REAL_DATA to run these")
    return folder


@pytest.fixture(scope="session")
def soak() -> float:
    """The share of each long run to do: 1.0 under ``make soak``, else about 5 %."""
    return 1.0 if os.environ.get("BEATWISE_SOAK") == "1" else 0.05


# Folders whose files take long, before those that take moments: two workers end together.
LONG_FIRST = ("journeys", "integration", "witness", "checks", "spec", "unit")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take long first; ``--no-loadscope-reorder`` keeps it so."""
    tests = Path(__file__).parent
    items.sort(key=lambda item: LONG_FIRST.index(item.path.relative_to(tests).parts[0]))


def pytest_collection_finish() -> None:
    """Leave alone what is loaded by now: the collector would look through all of it in vain."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count what was skipped, one line for each reason, so that no gap is silent."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    for reason, tests in sorted(reasons.items()):
        terminalreporter.write_line(f"{tests} skipped: {reason}")
