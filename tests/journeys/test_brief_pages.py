"""The pages of a brief in a real browser: accessible, calm, and silent on the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
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
    "little-snoring-by-the-water-map.html",
    "little-snoring-by-the-water-report.html",
    "quietham-brief.html",
    "quietham-map.html",
    "quietham-report.html",
]
BRIEF, MAP, REPORT = NAMES[:3]


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
    page.goto(pages[REPORT].as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.focus("summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open")
    page.close()


def test_print(browser: Browser, pages: dict[str, Path]) -> None:
    """Printed from the browser the report keeps its tables, opened or not."""
    page = window(browser).new_page()
    page.goto(pages[REPORT].as_uri())
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
    page.goto(pages[BRIEF].as_uri())
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 1
    page.close()


@pytest.fixture
def map_page(browser: Browser, pages: dict[str, Path]) -> Iterator[Page]:
    """The interactive map, opened from its file."""
    page = window(browser, viewport={"width": 1200, "height": 900}).new_page()
    page.goto(pages[MAP].as_uri())
    yield page
    page.close()


def view_box(page: Page) -> list[float]:
    return [float(n) for n in page.get_attribute("#map svg", "viewBox").split()]


def test_the_map_moves_by_keyboard(map_page: Page) -> None:
    """Arrow keys move it, plus and minus zoom, and 0 shows the whole town again."""
    whole = view_box(map_page)
    map_page.focus("#map")
    map_page.keyboard.press("+")
    near = view_box(map_page)
    assert near[2] == pytest.approx(whole[2] / 1.4, rel=1e-6)
    map_page.keyboard.press("ArrowRight")
    assert view_box(map_page)[0] > near[0]
    map_page.keyboard.press("0")
    assert view_box(map_page) == pytest.approx(whole)


def test_the_map_moves_by_mouse_and_buttons(map_page: Page) -> None:
    """Dragging moves the ground with the pointer; the buttons zoom and stop at the whole town."""
    whole = view_box(map_page)
    assert map_page.is_disabled("#out")
    map_page.click("#in")
    before = view_box(map_page)
    box = map_page.locator("#map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    map_page.mouse.move(x, y)
    map_page.mouse.down()
    map_page.mouse.move(x - 80, y - 40, steps=4)
    map_page.mouse.up()
    after = view_box(map_page)
    assert after[0] - before[0] == pytest.approx(80 * before[2] / box["width"], rel=0.02)
    map_page.click("#whole")
    assert view_box(map_page) == pytest.approx(whole)


def test_months_change_table_and_points(map_page: Page) -> None:
    """One month shows its own counts; a month without data says so and draws no point."""
    cells = "#spot-rows tr:first-child td.number"
    assert map_page.locator(cells).nth(1).inner_text() == "30"
    assert "In the whole area: 80." in map_page.inner_text("#total")
    map_page.focus("#month")
    map_page.keyboard.press("ArrowRight")
    assert map_page.inner_text("#month-words") == "January 2025"
    assert map_page.locator(cells).nth(1).inner_text() == "3"
    assert map_page.locator("#points circle").count() == 2
    map_page.keyboard.press("ArrowRight")
    map_page.keyboard.press("ArrowRight")
    assert map_page.inner_text("#month-words") == "March 2025 (no data)"
    assert map_page.locator(cells).nth(1).inner_text() == "no data"
    assert "In the whole area: no data." in map_page.inner_text("#total")
    assert map_page.locator("#points circle").count() == 0


def test_a_hot_spot_is_read_about_by_keyboard(map_page: Page) -> None:
    """Its row's button shows it on the map, tells about it and links to a public map."""
    whole = view_box(map_page)
    button = map_page.get_by_role("button", name="Mill Lane")
    button.focus()
    map_page.keyboard.press("Enter")
    assert "2. Mill Lane." in map_page.inner_text("#about")
    assert map_page.get_attribute("#about a", "href").startswith("https://www.openstreetmap.org/")
    assert map_page.evaluate("document.activeElement.textContent") == "Mill Lane"
    assert view_box(map_page)[2] < whole[2]
    map_page.get_by_label("Shoplifting").check()
    assert map_page.locator("#spots path.current").count() == 0
    assert "Shoplifting" in map_page.inner_text("#spot-caption")
