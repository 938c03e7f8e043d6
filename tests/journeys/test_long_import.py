"""An import that is too long to wait for, in Chromium beside the worker that ``serve`` starts.

Nobody presses anything while the worker is at it: each page comes by itself when its time is there.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys import office_rooms
from tests.journeys.office_quarter import Quarter
from tests.journeys.office_walker import WIDTHS, Walker
from tests.patience import patience

from beatwise.accountability.registers.read_toml import definition


pytestmark = pytest.mark.browser
ROWS = 2_100
LONGEST = 60_000  # milliseconds of a quiet machine; the worker comes after pages where both want it
MOST_CLICKS, MENUS = 11, 3  # on a phone the menu takes one more each time


@pytest.fixture(params=WIDTHS)
def office(request, browser, tmp_path) -> Iterator[Quarter]:
    """An office with everybody's account, served with its worker, at one width."""
    begun = office_rooms.begin(browser, tmp_path / "office", request.param)
    yield begun
    begun.served.stop()


def test_a_long_file_is_looked_at_imported_and_undone_without_looking_again(office, tmp_path):
    """Progress, preview, import and its end show themselves, and undoing leaves nothing."""
    with office.walker("governance") as person:
        person.menu("Decisions")
        person.follow("Import")
        person.hand_over("CSV, OpenDocument or Excel file", _decisions(tmp_path))
        person.follow("Look at it first")
        expect(_run(person.page)).to_have_attribute("data-waiting", "yes")
        _comes(person, "2,100 would be made, 0 changed, 0 left as they are.")
        person.fits()
        person.follow("Import it")
        expect(_run(person.page)).to_have_attribute("data-waiting", "yes")
        _comes(person, "2,100 records")
        imported = person.page.url
        person.follow("Continue to Decisions")
        person.sees("2,100 records")
        person.page.goto(imported)
        person.write("Why", "wrong file")
        person.follow("Undo this import")
        _comes(person, "It was undone")
        person.menu("Decisions")
        person.sees("There is no decision yet")
    assert person.effort.clicks <= MOST_CLICKS + (0 if office.width > 500 else MENUS)


def test_the_page_goes_on_looking_when_one_look_is_refused(office, tmp_path):
    """A server that is too busy for once is no end: the preview still comes by itself."""
    with office.walker("governance") as person:
        person.page.goto("/registers/decisions/import/")
        person.hand_over("CSV, OpenDocument or Excel file", _decisions(tmp_path))
        person.follow("Look at it first")
        refused = []

        def busy(route, request):
            if refused or request.resource_type != "fetch":
                return route.continue_()
            refused.append(request.url)
            return route.fulfill(status=503, body="busy")

        person.page.route(person.page.url, busy)
        _comes(person, "2,100 would be made")
        assert refused


def _decisions(folder: Path) -> Path:
    """Return a file of so many decisions that the worker takes it."""
    file = folder / "many.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        headings = ["Number", "State", *(each.label for each in definition("decisions").fields)]
        rows = csv.DictWriter(out, headings)
        rows.writeheader()
        rows.writerows(
            {"Decision": f"Grant {number} for Exmouth", "Amount": "12.50"} for number in range(ROWS)
        )
    return file


def _run(page: Page):
    """Return the part of the page that says how far the worker is."""
    return page.locator("#run")


def _comes(person: Walker, words: str) -> None:
    """Wait for words that the page shows by itself."""
    expect(person.page.get_by_role("main")).to_contain_text(words, timeout=patience(LONGEST))
