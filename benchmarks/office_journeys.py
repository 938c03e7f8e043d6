"""What a quarter's work in the office costs hands: ``python -m benchmarks.office_journeys``.

Walks the ten journeys of ``tests/journeys/office_quarter`` and the two of ``office_rooms`` in
Chromium at both widths and prints clicks, typed characters and pages of each, as ``office_walker``
counts them; behind the quarter stands what its rows would take in the sheets that an office keeps
instead (``_quarter_sheets``). ``--shots FOLDER`` keeps a picture of every page.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser
from tests.journeys import office_rooms
from tests.journeys.office_quarter import JOURNEYS, Journey, Quarter
from tests.journeys.office_walker import WIDTHS, Effort
from tests.journeys.windows import chromium

from benchmarks import _quarter_sheets


Beginning = Callable[[Browser, Path, int], Quarter]


def main(arguments: Sequence[str] | None = None) -> None:
    """Walk and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.office_journeys")
    parser.add_argument("--shots", type=Path, help="a folder for a picture of every page")
    shots: Path | None = parser.parse_args(arguments).shots
    print("| journey | person | width | clicks | characters | pages |")
    print("|---|---|---:|---:|---:|---:|")
    with chromium() as browser:
        for width in WIDTHS:
            for begin, journeys, name in (
                (Quarter.begin, JOURNEYS, "the quarter"),
                (office_rooms.begin, office_rooms.ROOMS, "the rooms"),
            ):
                with _office(begin, browser, width) as office:
                    total = _walk(office, journeys, shots)
                    _print(name, "", width, total)
                    if journeys is JOURNEYS:
                        cells, typed = _quarter_sheets.characters(office)
                        print(f"| the same rows in sheets | {cells} cells | | | {typed} | |")


def _walk(office: Quarter, journeys: Sequence[Journey], shots: Path | None) -> Effort:
    """Walk journeys one after the other and print each; return what they took together."""
    total = Effort(0, 0, 0)
    for journey in journeys:
        office.shots = _folder(shots, journey.walk.__name__)
        effort = journey.walk(office)
        total += effort
        _print(journey.what, journey.who, office.width, effort)
    return total


@contextmanager
def _office(begin: Beginning, browser: Browser, width: int) -> Iterator[Quarter]:
    with tempfile.TemporaryDirectory(prefix="beatwise-quarter-") as folder:
        office = begin(browser, Path(folder), width)
        try:
            yield office
        finally:
            office.served.stop()


def _folder(shots: Path | None, name: str) -> Path | None:
    if shots is None:
        return None
    folder = shots / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _print(what: str, who: str, width: int, effort: Effort) -> None:
    cells = (what, who, width, effort.clicks, effort.characters, effort.pages)
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


if __name__ == "__main__":
    main()
