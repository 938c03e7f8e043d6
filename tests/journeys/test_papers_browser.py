"""From an empty paper to a released one and its withdrawal, in Chromium: wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect
from tests.journeys.office_world import Office, served
from tests.journeys.page_faults import look
from tests.served import python


pytestmark = pytest.mark.browser
WORLD = """
from beatwise.web.accounts.models import Account
from tests.integration.web import paper_world

class Office:
    def account(self, role):
        return Account.objects.get(email=f"{role}@office.example")

paper_world.load(Office())
"""
TABLE = "Area,All,Days\nAshby,33,23\nCoalville,35,21\nTotal,70,44\n"


@pytest.fixture(scope="module", params=[1280, 390])
def width(request: pytest.FixtureRequest) -> int:
    """The width of the window."""
    return request.param


@pytest.fixture(scope="module")
def office(width: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with two measures, one for each width."""
    made = served(tmp_path_factory.mktemp(f"papers-{width}"))
    python(WORLD, made.served.environment, timeout=120)
    yield made
    made.served.stop()


def _page(browser, office: Office, role: str, width: int) -> Page:
    context = office.context(browser, role, width)
    context.add_init_script(path=AXE_FILE_PATH)
    return context.new_page()


def _press(page: Page, name: str) -> None:
    main = page.get_by_role("main")
    button = main.get_by_role("button", name=name, exact=True)
    button.or_(main.get_by_role("link", name=name, exact=True)).first.click()


def test_a_paper_is_written_signed_off_released_and_withdrawn(browser, office, width):
    """Each step is found on the page before it; the preview follows what is typed."""
    page = _page(browser, office, "performance", width)
    page.goto("/papers/")
    look(page, "papers-empty", width)
    _press(page, "New paper")
    page.get_by_label("Title").fill("Robbery in the towns")
    page.get_by_label("Report author").select_option(label="Performance officer")
    page.get_by_label("Officer to contact").select_option(label="Governance officer")
    look(page, "paper-new", width)
    _press(page, "Save")
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()
    page.get_by_label("Measure", exact=True).select_option(label="Robbery offences")
    _press(page, "Suggest sentences")
    sentence = page.locator("code").nth(1).inner_text()
    text = f"# Robbery\n{sentence}\n\nThis is due to patrols.\n\n{{table: robbery-offences}}\n"
    page.locator("textarea[name=text]").fill(text)
    preview = page.locator("#preview")
    expect(preview).to_contain_text("12 (8.3 %) more than in 2024/25 (144)")
    expect(preview).to_contain_text("needs an evaluation under a protocol")
    expect(preview.get_by_role("table")).to_contain_text("156")
    look(page, "paper-write", width)
    page.locator("textarea[name=text]").fill(text.replace("This is due to patrols.\n\n", ""))
    expect(preview).not_to_contain_text("needs an evaluation")
    _press(page, "Save")
    _press(page, "Put forward")
    _press(page, "Put forward")
    expect(page.get_by_text("It was saved.")).to_be_visible()
    look(page, "paper-put-forward", width)

    page = _page(browser, office, "governance", width)
    page.goto("/")
    page.get_by_role("link", name="Robbery in the towns: sign off").click()
    _press(page, "Sign off")
    _press(page, "Sign off")
    expect(page.get_by_text("“Release” waits for")).to_be_visible()

    page = _page(browser, office, "commissioner", width)
    page.goto("/")
    page.get_by_role("link", name="Robbery in the towns: release").click()
    _press(page, "Release")
    look(page, "paper-release", width)
    _press(page, "Release")
    expect(page.get_by_text("The paper was released.")).to_be_visible()
    page.get_by_role("link", name="Release 1").click()
    expect(page.get_by_text("Released by two people.")).to_be_visible()
    look(page, "paper-released", width)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    page.goto("/papers/1/")
    _press(page, "Withdraw")
    page.get_by_label("Why").fill("It named a person.")
    _press(page, "Withdraw")

    page = _page(browser, office, "panel_member", width)
    page.goto("/papers/released/")
    look(page, "papers-released", width)
    page.get_by_role("link", name="Robbery in the towns").click()
    expect(page.get_by_text("Why: It named a person.")).to_be_visible()
    look(page, "paper-tombstone", width)


def test_a_file_is_checked(browser, office, width, tmp_path):
    """A wrong total is shown with what follows and how it was read."""
    file = tmp_path / "paper.csv"
    file.write_text(TABLE)
    page = _page(browser, office, "performance", width)
    page.goto("/papers/")
    _press(page, "Check a file")
    page.locator("input[type=file]").set_input_files(file)
    _press(page, "Check")
    expect(page.get_by_role("table").get_by_text("68", exact=True)).to_be_visible()
    look(page, "file-check", width)
