"""The plan's year in Chromium: the main ways through the office, and axe on its every address."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Error, Page, expect
from tests.journeys.finger import small_targets, wide_tables
from tests.journeys.office_world import PASSWORD, ROOT, Office, code, fill, served
from tests.journeys.page_faults import page_faults
from tests.patience import until


pytestmark = pytest.mark.browser
TABLE = tomllib.loads((ROOT / "tests/integration/web/addresses.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with its people and nothing else."""
    made = served(tmp_path_factory.mktemp("office"))
    yield made
    made.served.stop()


@pytest.fixture(scope="module")
def office(empty: Office) -> Office:
    """An office with a plan, actions, boards, imports and a list of 10,001 values."""
    if not empty.world:
        fill(empty)
    return empty


def _press(page: Page, name: str) -> None:
    """Press a button or a link by its words."""
    main = page.get_by_role("main")
    found = main.get_by_role("button", name=name, exact=True)
    found.or_(main.get_by_role("link", name=name, exact=True)).first.click()


def test_signing_in_takes_a_password_and_a_code(browser, empty):
    """A first sign-in sets up an authenticator app; the next asks for its number."""
    page = empty.browse(browser)
    for again in (False, True):
        page.goto("/sign-in/")
        page.locator("#id_login").fill("new@office.example")
        page.locator("#id_password").fill(PASSWORD)
        _press(page, "Sign in")
        if not again:
            expect(page.get_by_role("heading", name="Set up a second factor first")).to_be_visible()
            _press(page, "An authenticator app")
            expect(page.get_by_role("heading", name="Set up an authenticator app")).to_be_visible()
            secret = re.search(r"[A-Z2-7]{32}", page.content())[0]
        page.locator("#id_code").fill(code(secret))
        page.locator("main button[type=submit]").first.click()
        if not again:
            page.goto("/")
        expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()
        page.goto("/sign-in/out/")
        page.locator("main button[type=submit]").click()
    page.context.close()


def test_the_plan_is_loaded_and_its_overview_seen(browser, empty):
    """From an empty plan to forty measures under their strategies, in three presses."""
    page = empty.browse(browser, "performance")
    page.goto("/plan/")
    _press(page, "Load the plan and its measures")
    page.get_by_label("Set of measures").select_option("plan-2025-29")
    _press(page, "Load the set")
    page.goto("/plan/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Police and Crime Plan 2025-29")
    expect(page.get_by_role("link", name="Neighbourhood Crime")).to_be_visible()
    page.goto("/dashboards/plan-overview/")
    expect(page.get_by_role("table").first).to_be_visible()
    page.context.close()


def test_an_exception_is_explained(browser, office):
    """From the list of exceptions to words that stand beside the measure."""
    page = office.browse(browser, "performance")
    page.goto("/measures/exceptions/")
    expect(page.get_by_text("1 exception; 1 without commentary.")).to_be_visible()
    page.get_by_role("link", name="Write commentary on Robbery").click()
    page.locator("main textarea").fill("A series of offences by one group; two are charged.")
    _press(page, "Save")
    expect(page.get_by_text("The commentary was saved.")).to_be_visible()
    page.goto("/measures/exceptions/")
    expect(page.get_by_text("two are charged").first).to_be_visible()
    page.context.close()


def test_a_value_typed_in_with_the_keyboard_changes_the_rating(browser, office):
    """Tab, type, Enter: the year's value turns a measure without data into a rated one."""
    page = office.browse(browser, "performance")
    page.goto("/measures/office-staff-satisfaction/")
    mark = page.locator("main .govuk-tag").first
    expect(mark).not_to_contain_text("Green")
    _press(page, "Add a value")
    expect(page.locator("[name=value]")).to_be_visible()  # a page half there has nothing to reach
    for name, words in (("period", "2025/26"), ("value", "60")):
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == name:
                break
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.get_by_text("The value was added.")).to_be_visible()
    expect(page.locator("main .govuk-tag").first).to_contain_text("Green")
    page.context.close()


def test_a_table_with_a_faulty_row_is_mended_taken_in_and_undone(browser, office, tmp_path):
    """The faulty row is named by its number; mended, the file is imported; undone, it is gone."""
    page = office.browse(browser, "performance")
    file = tmp_path / "values.csv"
    rows = "measure,period,value\r\nconfidence-in-police,2026/27 Q1,{}\r\n"
    for value in ("lots", "61.2"):
        file.write_text(rows.format(value), "utf-8")
        page.goto("/measures/import/")
        page.locator("input[type=file]").set_input_files(file)
        _press(page, "Look at it first")
        if value == "lots":
            expect(page.get_by_role("main")).to_contain_text("lots")
            expect(page.get_by_role("button", name="Import it")).to_have_count(0)
    expect(page.get_by_text("1 would be made")).to_be_visible()
    _press(page, "Import it")
    expect(page.get_by_text("The file was imported.")).to_be_visible()
    page.get_by_label("Why").fill("wrong file")
    _press(page, "Undo this import")
    expect(page.get_by_text("The import was undone.")).to_be_visible()
    page.context.close()


def test_an_action_goes_through_its_steps_with_evidence(browser, office, tmp_path):
    """Planned, started, shown to be done, complete; each step is in its history."""
    page = office.browse(browser, "performance")
    page.goto("/actions/new/")
    page.get_by_label("What is to be done").fill("Light the market square")
    page.get_by_label("Strategy").select_option(label="Neighbourhood Crime")
    page.get_by_label("Owner").select_option(label="Performance officer")
    page.get_by_label("Due").fill("2030-01-31")
    _press(page, "Save")
    expect(page.locator("main .govuk-tag").first).to_contain_text("Planned")
    _press(page, "Start")
    _press(page, "Start")
    expect(page.locator("main .govuk-tag").first).to_contain_text("In progress")
    expect(page.get_by_text("“Mark complete” waits for evidence")).to_be_visible()
    _press(page, "Add evidence")
    page.get_by_label("What shows that it is done").fill("Photographs of the lamps")
    file = tmp_path / "lamps.txt"
    file.write_text("twelve lamps")
    page.locator("input[type=file]").set_input_files(file)
    _press(page, "Save")
    expect(page.get_by_text("lamps.txt")).to_be_visible()
    _press(page, "Mark complete")
    _press(page, "Mark complete")
    expect(page.locator("main .govuk-tag").first).to_contain_text("Complete")
    page.goto(f"{page.url}history/")
    for words in ("Start", "Mark complete"):
        expect(page.get_by_role("main")).to_contain_text(words)
    page.context.close()


def test_a_change_asked_for_is_approved_at_a_board(browser, office):
    """The date of an action moves when a board's minutes say so, and not before."""
    page = office.browse(browser, "governance")
    page.goto("/actions/1/")
    expect(page.get_by_role("main")).to_contain_text("Due1 January 2026")
    page.goto("/meetings/1/decide/change/")
    page.locator("#id_change").select_option(index=0)
    page.locator("#id_step").select_option(label="Approve")
    _press(page, "Save")
    expect(page.get_by_role("heading", name="Check before you save")).to_be_visible()
    _press(page, "Save")
    page.goto("/actions/1/")
    expect(page.get_by_role("main")).to_contain_text("1 January 2027")
    page.goto("/changes/1/")
    expect(page.locator("main .govuk-tag").first).to_contain_text("Approved")
    page.context.close()


def test_a_pack_is_frozen_and_opened_as_page_pdf_and_spreadsheet(browser, office):
    """Every exception explained, the pack freezes; its page and files stay at their addresses."""
    page = office.browse(browser, "governance")
    page.goto("/meetings/2/steps/freeze/")
    for address in page.locator("main a[href^='/measures/']").evaluate_all(
        "links => links.map(a => a.getAttribute('href'))"
    ):
        page.goto(f"{address}commentary/")
        page.locator("main textarea").fill("Known.")
        _press(page, "Save")
    page.goto("/meetings/2/steps/freeze/")
    _press(page, "Freeze the pack")
    expect(page.locator("main .govuk-tag").first).to_contain_text("Pack frozen")
    _press(page, "Pack 1")
    assert page.url.endswith("/packs/2/1/")
    expect(page.get_by_role("heading", name="Overdue actions")).to_be_visible()
    for words, begins in (("PDF", b"%PDF-"), ("ODS", b"PK")):
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile(f"^{words}")).first.click()
        assert Path(download.value.path()).read_bytes().startswith(begins)
    page.context.close()


def test_a_dashboards_chart_has_its_table_and_its_files(browser, office):
    """What a chart shows stands in a table beside it and comes as a file."""
    page = office.browse(browser, "deputy", width=320)
    page.goto("/measures/robbery/")
    expect(page.locator("main img, main svg").first).to_be_visible()
    page.get_by_text("The chart as a table").first.click()
    expect(
        page.get_by_role("cell", name="2025/26 Q1")
        .or_(page.get_by_role("rowheader", name="2025/26 Q1"))
        .first
    ).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="the chart as CSV").click()
    assert "120" in Path(download.value.path()).read_text("utf-8")
    page.goto("/dashboards/plan-overview/")
    expect(page.locator("main figure.bw-chart").first).to_be_visible()
    page.get_by_text("The same as a table").first.click()
    expect(page.locator("main details table").first).to_be_visible()
    with page.expect_download() as download:
        page.locator("main a[href*='/export/ods/']").first.click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.context.close()


def test_a_list_too_long_to_wait_for_comes_as_a_job(browser, office):
    """10,001 values as a sheet: asked for, made by the worker, fetched, taken away."""
    page = office.browse(browser, "evaluator")
    page.goto("/measures/robbery/")
    page.goto("/measures/observations/export/ods/")
    expect(page.get_by_role("heading", name="Your exports")).to_be_visible()
    ready = page.locator("main a[href^='/exports/']").filter(has_text="Download")
    until(lambda: page.goto("/exports/") and ready.count(), 30, pause=0.5)
    with page.expect_download() as download:
        ready.first.click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.get_by_role("button", name="Remove").first.click()
    expect(page.get_by_text("None now.")).to_be_visible()
    page.context.close()


def test_a_partner_sees_the_whole_and_the_own_area_only(browser, office):
    """Another area's values are not in the list of areas, nor at their address."""
    page = office.browse(browser, "partner")
    page.goto("/measures/robbery/")
    expect(page.get_by_role("main")).not_to_contain_text("Ward 7")
    answer = page.goto("/measures/robbery/?area=Ward+7")
    assert answer.status == 404
    assert page.goto("/meetings/").status == 403
    assert page.goto("/actions/1/").status == 404
    assert page.goto("/actions/2/").status == 200
    page.context.close()


def test_a_records_history_says_who_when_what_and_why(browser, office):
    """Changed with a reason, a record says so on its page of history."""
    page = office.browse(browser, "governance")
    page.goto("/registers/decisions/1/change/")
    page.get_by_label("Fund line").fill("Prevention")
    page.locator("#id_why").fill("the fund was settled")
    _press(page, "Save")
    page.goto("/registers/decisions/1/history/")
    for words in ("Governance officer", "the fund was settled", "Prevention"):
        expect(page.get_by_role("main")).to_contain_text(words)
    page.context.close()


def test_axe_finds_nothing_at_any_address_at_two_widths(browser, office):
    """Every address of the table that gives a page: axe, no scroll sideways, no script's error.

    Colours are the same at both widths, and looked at once.
    """
    context = office.context(browser, "governance")
    context.add_init_script(path=AXE_FILE_PATH)
    page, said = context.new_page(), []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: said.append(m.text) if "Security Policy" in m.text else None)
    wrong: dict[str, Any] = {}
    pages = 0
    for path in _pages(office):
        if not _opens(page, path):
            continue
        pages += 1
        for width in (1200, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found = page_faults(page, colours=width == 320)
            if found:
                wrong[f"{path} at {width}"] = found
    context.close()
    assert wrong == {}
    assert said == []
    assert pages > 60


@pytest.mark.parametrize(
    "role",
    ["commissioner", "deputy", "performance", "partner", "panel_reader", "evaluator",
     "governance", "commissioning", "finance_officer", "panel_secretary"],
)  # fmt: skip
def test_each_role_works_at_390_pixels(browser, office, role):
    """From its menu, each page fits the window, tables too, and a finger hits every target."""
    page = office.browse(browser, role, width=390)
    page.goto("/")
    menu = page.locator("#navigation a").evaluate_all("l => l.map(a => a.getAttribute('href'))")
    assert menu
    wrong = {}
    for path in ["/", "/me/", *menu]:
        assert page.goto(path).status == 200
        faults = [*small_targets(page), *wide_tables(page)]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append("wider than its window")
        if faults:
            wrong[path] = faults
    page.context.close()
    assert wrong == {}


def _opens(page: Page, path: str) -> bool:
    """Open an address, and return whether it gives a page; a browser keeps a file instead."""
    try:
        answer = page.goto(path, wait_until="load")
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    return answer is not None and "text/html" in answer.headers.get("content-type", "")


def _pages(office: Office) -> list[str]:
    """Return the addresses a governance officer can open in a browser, each once."""
    files = re.compile(
        r"/(csv|json|ods|xlsx|pdf)/|\.svg|\.ics|/api/|/files/|/attachments/|/popolo\.json|/tables/\d+/outside/|document/$|/up/|/evidence/\d"
    )
    found = [
        "/sign-in/out/",
        "/nothing",
        "/search/?q=zzz",
        "/measures/?rating=red",
        "/actions/?q=zzz",
    ]
    for name, row in TABLE["addresses"].items():
        path = row["path"].format(**office.world)
        group = row["roles"]
        mine = group == "public" or "governance" in TABLE["groups"].get(group, [])
        if mine and row.get("get", 200) != 405 and not files.search(path) and "out" not in name:
            found.append(path)
    return list(dict.fromkeys(found))
