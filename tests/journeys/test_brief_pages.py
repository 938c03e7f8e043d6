"""The pages of a brief in a real browser: accessible, calm, and silent on the network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.journeys.windows import window
from tests.unit.publication.town.worlds import nothing, town

from beatwise.publication.formats.pdf import page_count
from beatwise.publication.town.brief_files import packet


pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of an ordinary town and of one where nothing was recorded."""
    folder = tmp_path_factory.mktemp("pages")
    quiet = town(area="Quietham", types=(nothing("shoplifting"),), happenings=())
    written = {}
    for findings in (town(), quiet):
        for name, made in packet(findings).items():
            if name.endswith(".html"):
                written[name] = folder / name
                written[name].write_bytes(made)
    return written


NAMES = [
    "little-snoring-by-the-water-brief.html",
    "little-snoring-by-the-water-report.html",
    "quietham-brief.html",
    "quietham-report.html",
]


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("name", NAMES)
def test_page(browser: Browser, pages: dict[str, Path], name: str, width: int) -> None:
    """Axe finds nothing, nothing is fetched or refused, and nothing is wider than the screen."""
    page = window(browser, viewport={"width": width, "height": 800}).new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(pages[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page)
    problems: list[Any] = found.response["violations"]
    assert [(p["id"], p["nodes"][0]["html"][:200]) for p in problems] == []
    assert asked == [pages[name].as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_keyboard(browser: Browser, pages: dict[str, Path]) -> None:
    """The first stop of the keyboard skips to the main content; tables open by the keyboard."""
    page = window(browser, viewport={"width": 1200, "height": 800}).new_page()
    page.goto(pages[NAMES[1]].as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.focus("summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open")
    page.close()


def test_print(browser: Browser, pages: dict[str, Path]) -> None:
    """Printed from the browser the report keeps its tables, opened or not."""
    page = window(browser).new_page()
    page.goto(pages[NAMES[1]].as_uri())
    page.emulate_media(media="print")
    shown = page.evaluate(
        "document.querySelector('details table').getBoundingClientRect().height > 50"
    )
    assert shown
    page.close()


def test_the_brief_prints_on_one_page(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    """Printed from the browser on A4 the brief is one page too."""
    page = window(browser).new_page()
    page.goto(pages[NAMES[0]].as_uri())
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 1
    page.close()
