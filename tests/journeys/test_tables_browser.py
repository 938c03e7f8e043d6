"""A table comes in by hand in Chromium, and axe looks at every dashboard that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.page_faults import RULES
from tests.journeys.windows import window
from tests.prepared_office import copy_tables
from tests.served import SIGN_IN, Served, environment, python


pytestmark = pytest.mark.browser
# Invented numbers in the columns of the papers' tables.
DEMAND = (
    "channel,measure,y2024,y2025,change_volume,change_pct,change_pp,target,target_unit,source\n"
    "999,volume,1000,1200,200,20,,,,x\n999,answered_within_10_seconds_pct,91,89,,,-2,90,x,x\n"
    "101,answered_within_2_minutes_pct,70,60,,,-9,75,x,x\n"
)
FUNNEL = (
    "measure,with_enhanced_funding,current_q3_2025,unit,change_printed,source\n"
    "People identified as suitable for any form of intervention,200,100,monthly average,,x\n"
    "Drug tests carried out,80,40,monthly average,-50 pct,x\n"
    "Positive tests,40,9,monthly average,,x\n"
    "Required Assessment booked,30,8,monthly average,,x\n"
    "Required Assessments attended,20,4,monthly average,,x\n"
    "Required Assessments attended share,67,50,pct,,x\n"
    "Waiting time for Required Assessments,5,7,days,2 days,x\n"
)
COHORTS = "area,month,measure,value,is_printed_total,source\n" + "".join(
    f"{area},2025-{month:02},{measure},{month % 4 + more},no,x\n"
    for area, more in (("Northtown", 4), ("Southtown", 0))
    for month in range(1, 13)
    for measure in ("modality_starts", "modality_ends_all", "successful_modality_end")
)
COMPUTED = "measure,area,period,value,numerator,denominator,vintage,source,note\n" + "".join(
    f"asb-incidents-by-town,{area},2025-12,{value},,,,x,\n"
    for area, value in (("Northtown", 12), ("Southtown", 0))
)
TABLES = {
    "contact_demand.csv": DEMAND, "dtoa_funnel.csv": FUNNEL, "cstr_monthly.csv": COHORTS,
    "computed.csv": COMPUTED,
}  # fmt: skip
PAGES = [
    "/dashboards/", "/dashboards/load/", "/tables/", "/tables/1/", "/tables/5/",
    *(f"/dashboards/{name}/?on=2026-01-21" for name in (
        "plan-overview", "strategy", "demand", "drugs-and-treatment", "victims-services",
        "neighbourhood", "places",
    )),
]  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A served office with the plan, and a performance officer's session."""
    folder = tmp_path_factory.mktemp("office")
    copy_tables(folder)
    given = environment(folder)
    key = python(
        SIGN_IN + "from beatwise.web.accounts.models import Account\n"
        "from beatwise.web.performance.definitions import actions as defining\n"
        "made = Account.objects.create(email='p@office.example', role='performance')\n"
        "defining.load_shipped(name='plan-2025-29', by=made)\nprint(signed_in(made))\n",
        given,
    ).strip()
    served = Served(given)
    served.start()
    try:
        yield served.base, key
    finally:
        served.stop()


@pytest.fixture(scope="module")
def contexts(browser: Browser, office: tuple[str, str]) -> dict[int, BrowserContext]:
    """A phone's window and a desk's, signed in."""
    base, key = office
    windows = {
        width: window(browser, base_url=base, viewport={"width": width, "height": 900})
        for width in (320, 1200)
    }
    for context in windows.values():
        context.add_cookies([{"name": "beatwise", "value": key, "url": base}])
    return windows


def _import(page: Page, file: Path) -> None:
    page.goto("/tables/")
    page.get_by_label("CSV, OpenDocument or Excel file").set_input_files(file)
    page.get_by_role("button", name="Look at it first").click()
    reason = page.get_by_label("Why they are right")
    if reason.count():  # some rows are asked about
        reason.fill("As printed.")
    page.get_by_role("button", name="Import it").click()
    expect(
        page.get_by_text(re.compile(r"rows? (?:was|were) imported\.|kept as printed\."))
    ).to_be_visible()


def test_a_table_comes_in_and_every_dashboard_is_for_everyone(
    contexts: dict[int, BrowserContext], tmp_path: Path
) -> None:
    """Upload, preview, import; then axe finds nothing, at 320 pixels, at a desk and in print."""
    page = contexts[1200].new_page()
    for name, words in TABLES.items():
        (tmp_path / name).write_text(words, "utf-8")
        _import(page, tmp_path / name)
    page.goto("/tables/")
    (tmp_path / "contact_demand.csv").write_text(DEMAND.replace("1200", "many"), "utf-8")
    page.get_by_label("CSV, OpenDocument or Excel file").set_input_files(
        tmp_path / "contact_demand.csv"
    )
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("cell", name="'many' is not a number.")).to_be_visible()
    page.goto("/dashboards/demand/")
    expect(page.get_by_text("measured differently from the target")).to_be_visible()
    expect(page.locator("figure.bw-chart svg").first).to_be_visible()
    wrong = {}
    for width, context in contexts.items():
        looked = context.new_page()
        for address in PAGES:
            answer = looked.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            found = Axe().run(looked, options={"runOnly": RULES}).response["violations"]
            if found:
                wrong[width, address] = [(f["id"], f["nodes"][0]["html"][:120]) for f in found]
            if looked.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wrong[width, address, "wide"] = looked.title()
    assert wrong == {}
    page.emulate_media(media="print")
    page.goto("/dashboards/drugs-and-treatment/")
    expect(page.locator(".bw-chart__wide").first).to_be_visible()
    expect(page.locator(".bw-chart__narrow").first).to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()


def test_the_way_through_an_import_works_by_keyboard_alone(
    contexts: dict[int, BrowserContext],
) -> None:
    """Every control of the upload is reached by Tab, in order, and a scrolling table too."""
    page = contexts[1200].new_page()
    page.goto("/tables/")
    page.locator("#id_file").focus()
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.type"))
    wanted = ["id_layout", "id_own", "id_period", "id_counted_on", "id_vintage", "submit"]
    assert [name for name in reached if name in wanted] == wanted
