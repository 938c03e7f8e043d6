"""What a quarter's work in the office costs hands: ``python -m benchmarks.office_journeys``.

Walks the ten journeys of ``tests/journeys/office_quarter`` in Chromium at both widths and prints
clicks, typed characters and pages of each, as ``office_walker`` counts them. ``--shots FOLDER``
keeps a picture of every page.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser
from tests.journeys.office_quarter import JOURNEYS, Quarter
from tests.journeys.office_walker import WIDTHS, Effort
from tests.journeys.windows import chromium


def main(arguments: Sequence[str] | None = None) -> None:
    """Walk and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.office_journeys")
    parser.add_argument("--shots", type=Path, help="a folder for a picture of every page")
    shots: Path | None = parser.parse_args(arguments).shots
    print("| journey | person | width | clicks | characters | pages |")
    print("|---|---|---:|---:|---:|---:|")
    with chromium() as browser:
        for width in WIDTHS:
            efforts = []
            with _quarter(browser, width) as quarter:
                for journey in JOURNEYS:
                    quarter.shots = _folder(shots, journey.walk.__name__)
                    effort = journey.walk(quarter)
                    efforts.append(effort)
                    _print(journey.what, journey.who, width, effort)
            _print("all", "", width, _sum(efforts))


@contextmanager
def _quarter(browser: Browser, width: int) -> Iterator[Quarter]:
    with tempfile.TemporaryDirectory(prefix="beatwise-quarter-") as folder:
        quarter = Quarter.begin(browser, Path(folder), width)
        try:
            yield quarter
        finally:
            quarter.served.stop()


def _folder(shots: Path | None, name: str) -> Path | None:
    if shots is None:
        return None
    folder = shots / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _sum(efforts: Sequence[Effort]) -> Effort:
    return Effort(
        sum(each.clicks for each in efforts),
        sum(each.characters for each in efforts),
        sum(each.pages for each in efforts),
    )


def _print(what: str, who: str, width: int, effort: Effort) -> None:
    cells = (what, who, width, effort.clicks, effort.characters, effort.pages)
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


if __name__ == "__main__":
    main()
