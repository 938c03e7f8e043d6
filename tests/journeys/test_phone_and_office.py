"""The phone app and the real office: enrolled, walked without a signal, compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys.windows import window
from tests.patience import patience, until
from tests.prepared_office import copy_tables
from tests.served import Served, environment, python
from tests.served import office as run_office


pytestmark = pytest.mark.browser
PLACE = {"longitude": -0.127, "latitude": 51.504, "accuracy": 6}
ENROL = """
import sys; sys.path.insert(0, {root!r})
from tests.integration.web.patrol_world import WARDENS, plan_bytes
from beatwise.web.accounts.models import Account
from beatwise.web.patrols import plan_intake
from beatwise.web.patrols.phones import actions
by = Account.objects.get(email="governance@demo.example")
programme = plan_intake.take_in(content=plan_bytes(), by=by, partners={{"Pelbrook": WARDENS}})
print(actions.add_phone(programme=programme, partner=WARDENS, by=by).code)
"""
KINDS = """
from beatwise.web.patrols.models import PatrolEvent
print(*PatrolEvent.objects.order_by("seq").values_list("kind", flat=True))
"""


@pytest.fixture
def enrolment(tmp_path) -> Iterator[tuple[Served, str]]:
    """An office that is served, and a code for one of its phones."""
    copy_tables(tmp_path)
    variables = environment(tmp_path)
    assert run_office(["demo"], variables)[0] == 0
    code = python(ENROL.format(root=str(Path(__file__).parents[2])), variables).split()[-1]
    served = Served(variables)
    served.start()
    try:
        yield served, code
    finally:
        served.stop()


def test_a_shift_walked_offline_reaches_the_real_office_whole(browser, enrolment):
    """What was recorded without a signal arrives, and the digests of both sides agree."""
    served, code = enrolment
    context = window(
        browser,
        viewport={"width": 390, "height": 844},
        permissions=["geolocation"],
        geolocation=PLACE,
    )
    page = context.new_page()
    tap = lambda name: page.get_by_role("button", name=name).first.click()  # noqa: E731
    page.goto(f"{served.base}/patrols/phone/#enrol={code}")
    tap("I have read this")
    tap("Start shift")
    expect(page.get_by_text("Shift started at")).to_be_visible()
    expect(page.get_by_text("All sent")).to_be_visible(timeout=patience(10_000))
    until(lambda: page.evaluate("navigator.serviceWorker.controller !== null"), 20)
    context.set_offline(True)
    page.reload()
    tap("I am here")
    expect(page.get_by_text("Arrival saved at")).to_be_visible()
    page.locator(".outcome").first.click()
    tap("Leave")
    tap("Stop shift")
    tap("Yes, stop")
    expect(page.get_by_text("still to be sent")).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_text("All sent")).to_be_visible(timeout=patience(30_000))
    tap("Compare now")
    expect(page.get_by_text("The office has all")).to_be_visible(timeout=patience(10_000))
    kinds = python(KINDS, served.environment).split()
    assert [kind for kind in kinds if kind != "fix"] == [
        "shift_start",
        "arrive",
        "outcome",
        "leave",
        "shift_stop",
    ]
