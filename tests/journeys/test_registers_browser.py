"""Every filled page of scrutiny at 320 pixels in Chromium: axe, nothing beside the screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page
from tests.journeys.page_faults import page_faults
from tests.journeys.windows import window
from tests.prepared_office import copy_tables
from tests.served import SIGN_IN, Served, environment, python
from tests.served import office as run_office

from beatwise.accountability.registers.read_toml import definitions


pytestmark = pytest.mark.browser
SLUGS = sorted(definitions())
NARROW = 320
# What there is to open: a session of every role, and of each register its first record.
WORLD = """
import json
from beatwise.web.accounts.models import Account
from beatwise.web.consultations.models import Consultation
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.registers.models import Record

firsts = {}
for slug, number in Record.objects.order_by("-number").values_list("register", "number"):
    firsts[slug] = number
print(json.dumps({
    "keys": {a.role: signed_in(a) for a in Account.objects.all()},
    "records": firsts,
    "boards": list(Board.objects.values_list("number", flat=True)),
    "meetings": list(Meeting.objects.values_list("number", flat=True)),
    "consultations": list(Consultation.objects.values_list("number", flat=True)),
}))
"""


@dataclass
class Demo:
    """A served demo office, and what there is to open in it."""

    served: Served
    world: dict[str, Any]

    def page(self, browser: Browser, role: str) -> Page:
        """Return a phone's page with axe in it, signed in as a role."""
        base = self.served.base
        context = window(browser, base_url=base, viewport={"width": NARROW, "height": 800})
        context.add_cookies([{"name": "beatwise", "value": self.world["keys"][role], "url": base}])
        context.add_init_script(path=AXE_FILE_PATH)
        return context.new_page()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo office: every register with its examples, bodies, meetings and consultations."""
    folder = tmp_path_factory.mktemp("office")
    copy_tables(folder)
    given = environment(folder)
    code, _, words = run_office(["demo"], given)
    assert code == 0, words
    served = Served(given)
    world = json.loads(python(SIGN_IN + WORLD, given, timeout=90))
    served.start()
    yield Demo(served, world)
    served.stop()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_filled_register_is_for_everyone_at_320_pixels(browser, demo, slug):
    """Its list, record, forms, steps, rules and overviews, as its owner sees them."""
    register = definitions()[slug]
    one = f"{demo.world['records'][slug]}/"
    beside = ["change", "history", *(() if register.aggregates else ("link", "attach"))]
    parts = ["", one, "new/", "board/", "rules/", "import/", *(f"{one}{each}/" for each in beside)]
    overviews = {"duties/": register.duties, "map/": register.place_map,
                 "retention/": register.retention}  # fmt: skip
    parts += [part for part, rule in overviews.items() if rule]
    page = demo.page(browser, register.owner)
    assert faults(page, [f"/registers/{slug}/{part}" for part in parts]) == {}
    steps = page.goto(f"/registers/{slug}/{one}") and page.locator(
        "main a[href*='/steps/'], main form[action*='/steps/']"
    ).evaluate_all("all => all.map(e => e.getAttribute('href') || e.getAttribute('action'))")
    assert faults(page, sorted(set(steps))) == {}
    page.context.close()


def test_bodies_meetings_and_consultations_are_for_everyone_at_320_pixels(browser, demo):
    """Each of the demo's, with its seats, roll, votes, proceedings, questions and results."""
    paths = ["/meetings/", "/boards/new/", "/consultations/", "/consultations/new/"]
    for number in demo.world["boards"]:
        own = ("", "seats/", "requests/", "questions/", "forward-plan/")
        paths += [f"/boards/{number}/{part}" for part in own]
    for number in demo.world["meetings"]:
        own = ("", "votes/", "proceedings/", "history/")
        paths += [f"/meetings/{number}/{part}" for part in own]
    paths += [f"/consultations/{number}/" for number in demo.world["consultations"]]
    page = demo.page(browser, "governance")
    assert faults(page, paths) == {}
    page.context.close()


def faults(page: Page, paths: list[str]) -> dict[str, list[Any]]:
    """Return what is wrong with pages: by axe, beside the screen, or too small for a finger."""
    wrong = {}
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status)
        found = page_faults(page)
        if found:
            wrong[path] = found
    return wrong
