"""Whole shifts in a real Chromium in which everything goes wrong; nothing acknowledged is lost."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page, sync_playwright
from tests.patience import until
from tests.phone_browser import KillableBrowser, everything
from tests.phone_office import PhoneOffice


pytestmark = [pytest.mark.browser, pytest.mark.soak]
GROUPS = 4
SHIFTS, SAMPLE = 25, 2  # of each group: in the soak, and otherwise
STEPS = 12
WEATHER = (
    "fine",
    "fine",
    "busy",
    "killed before commit",
    "killed after commit",
    "sign-in page",
    "slow",
    "half an answer",
    "answer shuffled",
    "sent twice",
)
# The next write finds the storage full, as a real one would say it.
FULL = """() => {
  const real = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function () {
    IDBObjectStore.prototype.add = real;
    throw new DOMException("full", "QuotaExceededError");
  };
}"""
SAVED = "document.querySelector('[data-saved]')?.dataset.saved ?? null"
CLOCK = "minutes => { const real = Date.now; Date.now = () => real() + minutes * 60000; }"
TAPS = (
    "I am here",
    "Leave",
    "Drug litter",
    "Gave advice",
    "Used powers",
    "Go on",
    "I am back",
    "I am all right",
)


class ChaosShift:
    """One shift of one user on a phone that many have used, and what they saw acknowledged."""

    def __init__(self, office: PhoneOffice, browser: KillableBrowser, seed: int) -> None:
        self.office, self.browser = office, browser
        self.random = random.Random(seed)
        self.phone = f"Phone {seed}"
        self.acknowledged: set[str] = set()
        self.misfortunes: Counter[str] = Counter()

    def walk(self, page: Page) -> Page:
        """Enrol, start, and meet a dozen misfortunes; return the page that is open then."""
        self.page = page
        self._enrol()
        self.page.get_by_role("button", name="I have read this").click()
        self.page.get_by_role("button", name="Start shift").wait_for()
        self._tap("Start shift")
        for _ in range(STEPS):
            step = self.random.choice(
                ("tap", "tap", "tap", "weather", "offline", "kill", "full", "clock", "expire")
            )
            self.misfortunes[step] += 1
            getattr(self, f"_{step}_step")()
        return self._leave()

    def _address(self, code: str = "") -> str:
        return f"{self.office.base}/patrols/phone/" + (f"#enrol={code}" if code else "")

    def _enrol(self) -> None:
        self.office.weather.clear()
        self.page.goto("about:blank")
        self.page.goto(self._address(self.office.code(self.phone)))

    def _choices(self) -> list[str]:
        names = {*TAPS} & {
            text.split("\n")[0].strip()
            for text in self.page.get_by_role("button").all_inner_texts()
        }
        return sorted(names)

    def _tap_step(self) -> None:
        if names := self._choices():
            self._tap(self.random.choice(names))

    def _tap(self, name: str) -> None:
        """Tap, and note as acknowledged only what the screen then says is saved."""
        before = self._saved()
        self.page.wait_for_timeout(520)  # a second tap sooner counts as rain
        button = self.page.get_by_role("button", name=name).first
        if not button.count():
            return  # the screen has moved on
        button.click()
        if name == "Go on":
            return
        # A key that was revoked meanwhile brings the screen that asks for a new one.
        refused = self.page.locator(".failure:not(.none), .code")
        until(lambda: self._saved() != before or refused.count(), 5)
        if (now := self._saved()) and now != before:
            self.acknowledged.add(now)

    def _saved(self) -> str | None:
        mark: str | None = self.page.evaluate(
            "document.querySelector('[data-saved]')?.dataset.saved ?? null"
        )
        return mark

    def _weather_step(self) -> None:
        self.office.weather += self.random.choices(WEATHER, k=4)

    def _offline_step(self) -> None:
        self.browser.context.set_offline(True)
        self._tap_step()
        self._tap_step()
        self.browser.context.set_offline(False)

    def _kill_step(self) -> None:
        """A tap, and the end of every process within a moment; then the app is opened again."""
        self.page.wait_for_timeout(520)
        if names := self._choices():
            name = self.random.choice(names)
            self.page.get_by_role("button", name=name).first.evaluate("button => button.click()")
            self.page.wait_for_timeout(self.random.choice((0, 1, 5, 20)))
        self.browser.kill()
        self.page = self.browser.open(self._address())
        self.page.locator(".thumb, .code, .plain").first.wait_for()

    def _full_step(self) -> None:
        self.page.evaluate(FULL)
        self._tap_step()

    def _clock_step(self) -> None:
        self.page.evaluate(CLOCK, self.random.choice((-90, -3, 3, 90)))

    def _expire_step(self) -> None:
        self.office.revoke()

    def _leave(self) -> Page:
        """Sign out without a signal and with much unsent, before the next user comes."""
        self.browser.context.set_offline(True)
        if self.page.get_by_role("button", name="Menu").count():
            self.page.get_by_role("button", name="Menu").click()
            self.page.get_by_role("button", name="Sign out").click()
            self.page.get_by_label("Code").wait_for()
        self.browser.context.set_offline(False)
        return self.page


def _settle(office: PhoneOffice, page: Page, phones: list[str]) -> list[dict[str, Any]]:
    """Give each user a new key in good weather; wait until nothing is waiting."""
    office.weather.clear()
    for phone in phones:
        page.goto("about:blank")
        page.goto(f"{office.base}/patrols/phone/#enrol={office.code(phone)}")
        # Only who has enrolled has a menu: a page that is still blank has no code to enter either.
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("button", name="Sign out").click()
        page.get_by_label("Code").wait_for()
    return until(lambda: _all_settled(page), 60)


def _all_settled(page: Page) -> list[dict[str, Any]]:
    try:
        items = everything(page)
    except Error:
        return []
    return (
        items if all(item["state"] in ("accepted", "aside", "withdrawn") for item in items) else []
    )


@pytest.mark.parametrize("group", range(GROUPS))
def test_shifts_of_misfortunes_in_a_real_browser_lose_and_repeat_nothing(group, tmp_path, soak):
    """What the screen called saved is at the office once, under its own user, or set aside."""
    shifts = SHIFTS if soak == 1 else SAMPLE
    with (
        closing(PhoneOffice(welfare=True)) as office,
        sync_playwright() as playwright,
        KillableBrowser(playwright, Path(tmp_path)) as browser,
    ):
        page = browser.open("about:blank")
        walked = []
        for number in range(shifts):
            shift = ChaosShift(office, browser, 1000 * group + number)
            page = shift.walk(page)
            walked.append(shift)
        items = _settle(office, page, [shift.phone for shift in walked])
    check(office, items, walked)


def check(office: PhoneOffice, items: list[dict[str, Any]], walked: list[ChaosShift]) -> None:
    """No acknowledged event lost, none counted twice, every item accounted for."""
    stored = {item["id"]: item for item in items}
    for shift in walked:
        assert shift.acknowledged, shift.misfortunes
        assert shift.acknowledged <= stored.keys(), shift.misfortunes
    assert len(office.applied) == len(set(office.applied))
    accepted = {item["id"] for item in items if item["state"] == "accepted"}
    assert accepted == set(office.entries)
    for key, (phone, _) in office.entries.items():
        assert stored[key]["phone"].endswith(f"/ {phone}")
    assert all(item["reason"] for item in items if item["state"] == "aside")
