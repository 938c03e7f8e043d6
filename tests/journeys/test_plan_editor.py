"""From an empty office to a plan in force, in Chromium, without a document: wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect
from tests.journeys.office_world import Office, served
from tests.journeys.page_faults import look


pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=[1280, 390])
def width(request: pytest.FixtureRequest) -> int:
    """The width of the window."""
    return request.param


@pytest.fixture(scope="module")
def empty(width: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with its people and nothing else, one for each width."""
    made = served(tmp_path_factory.mktemp(f"office-{width}"))
    yield made
    made.served.stop()


def _press(page: Page, name: str) -> None:
    main = page.get_by_role("main")
    found = main.get_by_role("button", name=name, exact=True)
    found.or_(main.get_by_role("link", name=name, exact=True)).first.click()


def _fill(page: Page, **fields: str) -> None:
    """Fill the fields of a form by their labels; a list is chosen from."""
    for label, words in fields.items():
        control = page.get_by_label(label.replace("_", " "), exact=False).first
        if control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(label=words)
        else:
            control.fill(words)


def test_a_policy_officer_writes_the_plan_and_the_commissioner_approves_it(browser, empty, width):
    """Every step is found on the page before it; the plan, its measure and its action are shown."""
    context = empty.context(browser, "performance", width)
    context.add_init_script(path=AXE_FILE_PATH)
    page = context.new_page()
    page.goto("/plan/")
    look(page, "empty-plan", width)
    _press(page, "Begin a draft")
    expect(page.get_by_role("heading", name="What it still lacks")).to_be_visible()
    _press(page, "Add the title, dates and body of the plan")
    _fill(page, Title="Police and Crime Plan 2026-30", First_day="2026-04-01",
          Last_day="2030-03-31", Local_policing_body="Police and Crime Commissioner for Millshire",
          Kind_of_body="Police and crime commissioner", Area="Millshire")  # fmt: skip
    _press(page, "Save in the draft")
    _press(page, "Add a term of office")
    _fill(page, Office="Commissioner", From="2024-05-09")
    _press(page, "Save in the draft")
    for mission in ("Safer streets", "Fewer victims of fraud"):
        _press(page, "Add a mission")
        _fill(page, Title=mission)
        _press(page, "Save in the draft")
    page.get_by_role("link", name="Add a strategy to Safer streets").click()
    _fill(page, Title="Calm town centres", What_success_is="People feel safe after dark.",
          What_will_be_delivered="Foot patrols where harm gathers.",
          How_anyone_will_know="Recorded offences and a survey.",
          Lead="Performance officer")  # fmt: skip
    look(page, "strategy-form", width)
    _press(page, "Save in the draft")
    page.get_by_role("link", name="Add a strategy to Fewer victims of fraud").click()
    _fill(page, Title="Older people warned in time", What_success_is="Fewer losses.",
          What_will_be_delivered="Visits and letters.", How_anyone_will_know="Reports.",
          Lead="Commissioning officer")  # fmt: skip
    _press(page, "Save in the draft")
    page.get_by_role("link", name="a measure of Calm town centres").click()
    _fill(page, Title="Night-time offences", What_is_counted="Offences from 6 pm to 6 am.",
          Unit="Count", Expectation="reduce", How_often="Quarterly", Source="Force",
          Owner="Performance officer", Baseline="412 (2025/26)")  # fmt: skip
    look(page, "measure-form", width)
    _press(page, "Save in the draft")
    page.get_by_role("link", name="an action of Calm town centres").click()
    _fill(page, What_is_to_be_done="Agree the patrol plan", Owner="Performance officer",
          Due="2027-09-30")  # fmt: skip
    _press(page, "Save in the draft")
    page.get_by_role("button", name="Move up Fewer victims of fraud").click()
    missions = page.locator("main section h2")
    expect(missions.first).to_contain_text("Fewer victims of fraud")
    look(page, "draft", width)
    _press(page, "Put forward for approval")
    expect(page.get_by_label("From which day it is to hold")).to_have_value("2026-04-01")
    _press(page, "Put forward for approval")
    expect(page.get_by_text("The draft was put forward for approval.")).to_be_visible()
    context.close()

    context = empty.context(browser, "commissioner", width)
    context.add_init_script(path=AXE_FILE_PATH)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="The draft of the plan").click()
    _press(page, "Approve the plan")
    expect(page.get_by_role("heading", name="Check the plan as it will be")).to_be_visible()
    look(page, "approve", width)
    _press(page, "Approve the plan")
    expect(page.get_by_text("The plan was approved as version 1.")).to_be_visible()
    page.goto("/plan/")
    look(page, "plan", width)
    page.get_by_role("link", name="Calm town centres").click()
    for words in ("Night-time offences", "Agree the patrol plan"):
        expect(page.get_by_role("main")).to_contain_text(words)
    context.close()


def test_a_spreadsheet_changes_the_plan_in_force(browser, empty, width, tmp_path):
    """Downloaded, changed and imported it is the next draft; the preview says what it changes."""
    context = empty.context(browser, "performance", width)
    context.add_init_script(path=AXE_FILE_PATH)
    page = context.new_page()
    page.goto("/plan/")
    with page.expect_download() as download:
        page.get_by_role("main").get_by_role("link", name="CSV").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert "Calm town centres" in text
    file = tmp_path / "plan.csv"
    file.write_text(text.replace("People feel safe after dark.", "Nobody is afraid."), "utf-8")
    page.goto("/plan/table/import/")
    page.locator("input[type=file]").set_input_files(file)
    _press(page, "Look at it first")
    expect(page.get_by_text("0 would be made, 1 changed")).to_be_visible()
    look(page, "import-preview", width)
    _press(page, "Import it")
    page.goto("/plan/draft/")
    expect(page.get_by_role("table", name="What it changes")).to_contain_text("Nobody is afraid.")
    look(page, "next-draft", width)
    context.close()
