"""The demo's patrols in Chromium: a shift walked by phone, and its pages at two widths with axe."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.journeys.page_faults import RULES
from tests.journeys.windows import window
from tests.patience import patience
from tests.prepared_office import copy_tables
from tests.served import SIGN_IN, Served, environment, python
from tests.served import office as run_office

from beatwise.journeys.demo_walk import walked_programme


pytestmark = pytest.mark.browser
LISTS = Path(__file__).parents[2] / "examples" / "market-towns" / "hotspots"
HAND_IN = """
from beatwise.cli.demo import hand_in_patrols
hand_in_patrols(Path({folder!r}))
"""
KEYS = """
import json
from beatwise.web.accounts.models import Account
from beatwise.web.patrols.models import Phone, PlanShift
print(json.dumps({
    **{name: signed_in(Account.objects.get(email=f"{name}@demo.example"))
       for name in ("governance", "partner")},
    "paper": PlanShift.objects.filter(patrols=None).first().pk,
    "phone": Phone.objects.first().pk,
}))
"""
POSITIONS = """
import json
from beatwise.web.patrols.models import PatrolEvent
print(json.dumps(["lon" in event.payload for event in
                  PatrolEvent.objects.filter(kind="arrive").order_by("-pk")[:1]]))
"""
PLACE = """
import json
from beatwise.web.patrols.models import HotSpot, PlanShift
shift = PlanShift.objects.order_by("-begins").get(title="Demo")
stop = next(s for s in shift.routes[0]["stops"] if s["kind"] == "visit")
spot = HotSpot.objects.get(name=stop["spot"])
print(json.dumps([spot.lon, spot.lat]))
"""
PAGES = (
    "1/", "1/week/", "1/month/", "1/partners/", "1/measured/", "1/paper/", "1/paper/{paper}/",
    "1/paper/{paper}/sheet/", "1/alerts/", "1/phones/new/", "public/1/",
)  # fmt: skip


@dataclass
class Demo:
    """A served demo: sessions and keys of its records, and the link that it printed."""

    served: Served
    keys: dict[str, str | int]
    link: str

    def page(self, browser: Browser, role: str = "governance", width: int = 1280) -> Page:
        """Return a page of a browser of its own, signed in as a role."""
        base = self.served.base
        context = window(browser, base_url=base, viewport={"width": width, "height": 844})
        key = str(self.keys[role])
        context.add_cookies([{"name": "beatwise", "value": key, "url": base}])
        return context.new_page()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo office with two towns' patrols of last week and this one, served as people do."""
    folder = tmp_path_factory.mktemp("patrols")
    lists = [LISTS / f"{town}.geojson" for town in ("Pelbrook", "Ostermere")]
    walked_programme(folder, lists, 1, dt.date.today())
    copy_tables(folder)
    given = environment(folder)
    assert run_office(["demo"], given)[0] == 0
    python(HAND_IN.format(folder=str(folder)), given, timeout=90)
    served = Served(given)
    served.start()
    keys = json.loads(python(SIGN_IN + KEYS, given))
    link = re.search(r"http\S+#enrol=\S+", served.said.read_text())
    assert link, served.said.read_text()
    try:
        yield Demo(served, keys, link[0])
    finally:
        served.stop()


def test_the_link_that_is_printed_opens_the_app_with_a_shift_to_walk(browser, demo):
    """Enrolled by the link, a visit is checked in with its position, and Today shows the phone."""
    lon, lat = json.loads(python(PLACE, demo.served.environment))
    context = window(
        browser, viewport={"width": 390, "height": 844}, permissions=["geolocation"],
        geolocation={"longitude": lon, "latitude": lat, "accuracy": 6},
    )  # fmt: skip
    page = context.new_page()
    tap = lambda name: page.get_by_role("button", name=name).first.click()  # noqa: E731
    page.goto(demo.link)
    tap("I have read this")
    tap("Start shift")
    expect(page.get_by_text("GPS good")).to_be_visible(timeout=patience(10_000))
    tap("I am here")
    expect(page.get_by_text("Arrival saved at")).to_be_visible()
    expect(page.get_by_text("All sent")).to_be_visible(timeout=patience(20_000))
    assert json.loads(python(POSITIONS, demo.served.environment)) == [True]
    office = demo.page(browser)
    office.goto("/patrols/1/")
    expect(office.get_by_text("1 phone is out")).to_be_visible()
    office.context.close()
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_patrols_is_clean_and_fits(browser, demo, width):
    """Nothing that axe finds, and no page is wider than its window."""
    page, wrong = demo.page(browser, width=width), {}
    for path in PAGES:
        answer = page.goto(f"/patrols/{path.format(**demo.keys)}")
        assert answer is not None
        assert answer.status == 200, path
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
        if found.violations_count or wide:
            wrong[path] = (found.generate_report()[:600], wide)
    assert not wrong
    page.context.close()


def test_a_partner_reads_its_own_area_and_changes_nothing(browser, demo):
    """The partner of Pelbrook sees no hot spot of Ostermere, no phones, alerts or paper."""
    page = demo.page(browser, "partner")
    page.goto("/patrols/1/week/")
    expect(page.get_by_role("cell", name="Pelbrook").first).to_be_visible()
    expect(page.get_by_role("cell", name="Ostermere")).to_have_count(0)
    tabs = page.get_by_role("navigation", name="Programme")
    expect(tabs.get_by_role("link")).to_have_text(
        ["Today", "Week", "Month", "Partners", "Measured"]
    )
    assert page.goto("/patrols/1/phones/").status == 403
    page.context.close()


def test_a_limit_is_set_and_taken_away(browser, demo):
    """Set in the form, it stands in the list; taken away, it does not."""
    page = demo.page(browser)
    page.goto("/patrols/1/alerts/")
    page.get_by_label("Tell me when").select_option("no_fix")
    page.get_by_label("Limit").fill("25")
    page.get_by_role("button", name="Set", exact=True).click()
    line = page.get_by_role("listitem").filter(has_text="sent no position: minutes: 25")
    expect(line).to_be_visible()
    line.get_by_role("button").click()
    expect(line).to_have_count(0)
    page.context.close()


def test_a_filled_sheet_is_typed_in(browser, demo):
    """From the list to the form; the visit is counted in the list, and kept in the form."""
    page = demo.page(browser)
    page.goto(f"/patrols/1/paper/{demo.keys['paper']}/")
    planned = page.get_by_text(re.compile(r"planned \d\d:\d\d")).first.inner_text()
    hour, minute = planned.removeprefix("planned ").split(":")
    page.get_by_label(re.compile(r"^1\. .*arrived")).fill(f"{hour}:{minute}")
    page.get_by_label(re.compile(r"^1\. .*left")).fill(f"{hour}:59")
    page.get_by_role("button", name="Save the sheet").click()
    expect(page.get_by_text("evidence of grade C.")).to_be_visible()
    page.goto(f"/patrols/1/paper/{demo.keys['paper']}/")
    expect(page.get_by_label(re.compile(r"^1\. .*arrived"))).to_have_value(f"{hour}:{minute}")
    page.context.close()
