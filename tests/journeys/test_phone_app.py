"""A shift walked in Chromium at 390 pixels: offline, by two users, with a full phone, at night."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.windows import window
from tests.patience import until
from tests.phone_browser import everything
from tests.phone_office import LAT, LON, PhoneOffice


pytestmark = pytest.mark.browser


@pytest.fixture
def short_office() -> Iterator[PhoneOffice]:
    """An office whose shift ends in half an hour."""
    with closing(PhoneOffice(hours=0.5)) as stand_in:
        yield stand_in


@pytest.fixture
def office() -> Iterator[PhoneOffice]:
    """An office of its own for each test."""
    with closing(PhoneOffice(welfare=True)) as stand_in:
        yield stand_in


def _phone(browser: Browser, **options: object) -> BrowserContext:
    return window(
        browser,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        permissions=["geolocation"],
        geolocation={"longitude": LON, "latitude": LAT, "accuracy": 6},
        **options,
    )


def _enrol(page: Page, office: PhoneOffice, phone: str = "Phone 7") -> None:
    page.goto("about:blank")
    page.goto(f"{office.base}/patrols/phone/#enrol={office.code(phone)}")
    page.get_by_role("button", name="I have read this").click()


def _tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def _start(page: Page, office: PhoneOffice, phone: str = "Phone 7") -> None:
    _enrol(page, office, phone)
    _tap(page, "Start shift")
    expect(page.get_by_text("Shift started at")).to_be_visible()


def test_a_whole_shift_without_a_signal_reaches_the_office_when_there_is_one(browser, office):
    """Visits, outcomes, a skip and an absence arrive in order; then the digests agree."""
    context = _phone(browser)
    page = context.new_page()
    _start(page, office)
    until(lambda: office.kinds()[:1] == ["shift_start"], 10)
    context.set_offline(True)
    _tap(page, "I am here")
    expect(page.get_by_text("Arrival saved at")).to_be_visible()
    expect(page.get_by_text("No signal")).to_be_visible()
    _tap(page, "Used powers")
    expect(page.get_by_text("Used powers saved")).to_be_visible()
    _tap(page, "Take back")
    _tap(page, "Gave advice")
    page.get_by_label("Reference number").fill("Jane Smith")
    _tap(page, "Save reference")
    expect(page.get_by_text("at most 30, with at least one digit")).to_be_visible()
    page.get_by_label("Reference number").fill("42/1234/27")
    _tap(page, "Save reference")
    _tap(page, "Leave")
    _tap(page, "Skip")
    _tap(page, "Not safe")
    _tap(page, "Called away")
    _tap(page, "Custody")
    _tap(page, "I am back")
    _tap(page, "Stop shift")
    _tap(page, "Yes, stop")
    expect(page.get_by_text("still to be sent")).to_be_visible()
    context.set_offline(False)
    until(lambda: "shift_stop" in office.kinds() and "outcome" in office.kinds(), 30)
    expected = [
        "shift_start",
        "arrive",
        "outcome",
        "reference",
        "leave",
        "skip",
        "called_away",
        "back",
        "shift_stop",
    ]
    assert [kind for kind in office.kinds() if kind != "fix"] == expected
    _tap(page, "Compare now")
    expect(page.get_by_text("The office has all")).to_be_visible()
    codes = [i["payload"]["code"] for _, i in office.entries.values() if i["kind"] == "outcome"]
    assert codes == ["advice"]


def test_the_app_opens_and_goes_on_without_a_signal(browser, office):
    """Closed in a visit and opened again offline, the app is in that visit."""
    context = _phone(browser)
    page = context.new_page()
    _start(page, office)
    _tap(page, "I am here")
    expect(page.get_by_text("Arrival saved at")).to_be_visible()
    until(lambda: page.evaluate("navigator.serviceWorker.controller !== null"), 20)
    page.close()
    context.set_offline(True)
    page = context.new_page()
    page.goto(f"{office.base}/patrols/phone/")
    expect(page.get_by_role("button", name="Leave")).to_be_visible()
    expect(page.get_by_role("heading", name="Market Place")).to_be_visible()


def test_positions_are_recorded_only_between_start_and_stop(browser, office):
    """Before the start and after the stop the app does not watch the position."""
    context = _phone(browser)
    context.add_init_script(
        "window.watching = 0; const g = navigator.geolocation;"
        "const w = g.watchPosition.bind(g), c = g.clearWatch.bind(g);"
        "g.watchPosition = (...a) => { window.watching += 1; return w(...a); };"
        "g.clearWatch = id => { window.watching -= 1; c(id); };"
    )
    page = context.new_page()
    _enrol(page, office)
    expect(page.get_by_role("button", name="Start shift")).to_be_visible()
    assert page.evaluate("watching") == 0
    _tap(page, "Start shift")
    until(lambda: "fix" in office.kinds(), 10)
    assert page.evaluate("watching") == 1
    _tap(page, "Stop shift")
    _tap(page, "Yes, stop")
    expect(page.get_by_role("heading", name="End of shift")).to_be_visible()
    assert page.evaluate("watching") == 0


def test_a_shift_stops_by_itself_at_its_hard_stop(browser, short_office):
    """Past the hard stop the app says so and records nothing, though nobody has stopped it."""
    context = _phone(browser)
    page = context.new_page()
    _start(page, short_office)
    page.evaluate("const real = Date.now; Date.now = () => real() + 61 * 60000")
    expect(page.get_by_text("The shift ended by itself at")).to_be_visible()
    count = len(everything(page))
    context.set_geolocation({"longitude": LON + 0.01, "latitude": LAT, "accuracy": 6})
    page.wait_for_timeout(1_500)
    assert len(everything(page)) == count


def test_signing_out_and_another_user_erase_nothing(browser, office):
    """What one user left unsent is still there under the next, and goes out under its own name."""
    context = _phone(browser)
    page = context.new_page()
    _start(page, office, "Phone 1")
    until(lambda: page.evaluate("navigator.serviceWorker.controller !== null"), 20)
    context.set_offline(True)
    _tap(page, "I am here")
    expect(page.get_by_text("Arrival saved at")).to_be_visible()
    _tap(page, "Menu")
    _tap(page, "Sign out")
    expect(page.get_by_text("earlier users of this phone")).to_be_visible()
    context.set_offline(False)
    _start(page, office, "Phone 2")
    until(
        lambda: (
            {i["kind"] for p, i in office.entries.values() if p == "Phone 1"}
            >= {"arrive", "shift_stop"}
        ),
        30,
    )
    assert "arrive" not in {i["kind"] for p, i in office.entries.values() if p == "Phone 2"}


def test_a_revoked_phone_keeps_its_records_and_offers_them_as_a_file(browser, office):
    """With a key that is refused nothing is erased, and the file can be had without a new code."""
    page = _phone(browser).new_page()
    _start(page, office)
    office.revoke()
    _tap(page, "I am here")
    expect(page.get_by_text("New code needed")).to_be_visible()
    _tap(page, "Leave")
    _tap(page, "Stop shift")
    _tap(page, "Yes, stop")
    _tap(page, "Back to shifts")
    expect(page.get_by_text("Nothing is lost")).to_be_visible()
    with page.expect_download() as download:
        _tap(page, "Save all to a file")
    kinds = [
        i["kind"] for i in json.loads(download.value.path().read_text())["outboxes"][0]["items"]
    ]
    assert {"shift_start", "arrive", "leave", "shift_stop"} <= {*kinds}


def test_a_full_phone_says_that_nothing_was_saved(browser, office):
    """A write that the storage refuses shows as not saved; the next one is saved."""
    page = _phone(browser).new_page()
    _start(page, office)
    page.evaluate(
        # A position that is noted in between is none of the test's.
        "() => { const store = IDBObjectStore.prototype, add = store.add;"
        "store.add = function (item) { if (item.kind !== 'arrive') return add.call(this, item);"
        "store.add = add; throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    _tap(page, "I am here")
    expect(
        page.get_by_role("alert").filter(has_text="NOT SAVED. This phone is full")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Leave")).to_have_count(0)
    page.wait_for_timeout(600)
    _tap(page, "I am here")
    expect(page.get_by_role("button", name="Leave")).to_be_visible()


def test_a_bad_record_is_set_aside_with_its_reason_and_the_rest_flow(browser, office):
    """A refused position does not hold up a check-in; it stays on the phone and in the file."""
    context = _phone(browser)
    page = context.new_page()
    _start(page, office)
    page.evaluate("const real = Date.now; Date.now = () => real() + 20 * 60000")
    _tap(page, "I am here")
    expect(page.get_by_text("1 refused")).to_be_visible()
    page.evaluate("const later = Date.now; Date.now = () => later() - 20 * 60000")
    _tap(page, "Leave")
    until(lambda: "leave" in office.kinds(), 20)
    _tap(page, "Menu")
    _tap(page, "Records and own track")
    expect(page.get_by_text("this phone's clock is ahead")).to_be_visible()
    with page.expect_download() as download:
        _tap(page, "Save all to a file")
    saved = json.loads(download.value.path().read_text())
    states = {item["kind"]: item["state"] for item in saved["outboxes"][0]["items"]}
    assert states["arrive"] == "aside"
    assert "bwp_" not in json.dumps(saved)


def test_the_screen_that_was_off_is_told_of_and_reported(browser, office):
    """Four minutes without the screen in a visit show in words and travel with its end."""
    page = _phone(browser).new_page()
    _start(page, office)
    _tap(page, "I am here")
    expect(page.get_by_role("button", name="Leave")).to_be_visible()
    page.evaluate(
        """() => {
          const look = state => {
            Object.defineProperty(document, "visibilityState", {value: state, configurable: true});
            document.dispatchEvent(new Event("visibilitychange")); };
          look("hidden");
          const real = Date.now; Date.now = () => real() + 4 * 60000;
          setTimeout(() => look("visible"), 300);
        }"""
    )
    expect(page.get_by_text("The screen was off for 4 min")).to_be_visible()
    page.evaluate("const later = Date.now; Date.now = () => later() - 4 * 60000")
    _tap(page, "Leave")
    until(lambda: "leave" in office.kinds(), 20)
    leave = next(i for _, i in office.entries.values() if i["kind"] == "leave")
    assert leave["payload"]["locked_minutes"] == pytest.approx(4, abs=0.2)


SMALL = """() => [...document.querySelectorAll("button, input, a")]
  .filter(each => each.offsetParent)
  .map(each => [each.innerText, each.getBoundingClientRect()])
  .filter(([, box]) => box.height < 48 || box.width < 48).map(([text]) => text)"""


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_on_any_screen_and_every_target_is_large(browser, office, scheme):
    """Each screen and sheet in both schemes: axe clean, targets of 48 px, no scroll sideways."""
    page = _phone(browser, color_scheme=scheme).new_page()
    faults: list[str] = []

    def look(name: str) -> None:
        page.wait_for_timeout(200)
        result = Axe().run(page)
        faults.extend(f"{name}: {fault['id']}" for fault in result.response["violations"])
        faults.extend(f"{name}: '{text}' is small" for text in page.evaluate(SMALL))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{name}: wider than the screen")

    page.goto(f"{office.base}/patrols/phone/")
    expect(page.get_by_label("Code")).to_be_visible()
    look("enrol")
    page.goto("about:blank")
    page.goto(f"{office.base}/patrols/phone/#enrol={office.code()}")
    expect(page.get_by_role("button", name="I have read this")).to_be_visible()
    look("purposes")
    _tap(page, "I have read this")
    expect(page.get_by_role("button", name="Start shift")).to_be_visible()
    look("start")
    _tap(page, "Start shift")
    expect(page.get_by_role("button", name="I am here")).to_be_visible()
    look("walking")
    for sheet in ("Skip", "Visits", "Called away", "Stop shift", "Menu"):
        _tap(page, sheet)
        expect(page.get_by_role("dialog")).to_be_visible()
        look(sheet)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    _tap(page, "I am here")
    expect(page.get_by_role("button", name="Leave")).to_be_visible()
    _tap(page, "Drug litter")
    look("here")
    _tap(page, "Leave")
    _tap(page, "Stop shift")
    _tap(page, "Yes, stop")
    expect(page.get_by_role("heading", name="End of shift")).to_be_visible()
    look("summary")
    assert faults == []


def test_a_slow_phone_on_a_slow_line_carries_few_bytes(browser, office):
    """Everything that the first visit fetches, the pack included, is far below 3 MB."""
    context = _phone(browser)
    page = context.new_page()
    sizes: list[int] = []
    context.on(
        "response", lambda response: sizes.append(int(response.headers.get("content-length", 0)))
    )
    _enrol(page, office)
    until(lambda: page.evaluate("caches.keys().then(names => names.length)"), 20)
    assert 50_000 < sum(sizes) < 300_000
