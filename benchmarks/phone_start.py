"""How soon can a cheap phone on a slow line use the app? First visit, and opened again.

A Chromium with four times slower processor, and the line that browsers call "slow 4G": 1.6 Mbit/s
down, 0.75 up, 150 ms each way and back. First visit: from the enrolment link to the page of
purposes, which can be answered. Opened again: from the address to the shift's large button, by the
service worker. ``python -m benchmarks phone_start``.
"""

from __future__ import annotations

import shutil
import statistics
import time
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from tests.phone_office import LAT, LON, PhoneOffice


RUNS, TARGET = 5, 3.0
SLOWER = 4
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}


def run() -> list[dict[str, Any]]:
    """Return a row for the first visit and one for opening the app again."""
    office = PhoneOffice()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        times = [_visit(browser, office, f"Phone {number}") for number in range(RUNS)]
        browser.close()
    office.close()
    first, again = ([pair[at] for pair in times] for at in (0, 1))
    return [
        _row("first visit to the page of purposes", first),
        _row("opened again to the start of a shift", again),
    ]


def _visit(browser: Browser, office: PhoneOffice, phone: str) -> tuple[float, float]:
    """Return the seconds of a first visit and of opening again, in a browser without any cache."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        permissions=["geolocation"],
        geolocation={"longitude": LON, "latitude": LAT},
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    began = time.perf_counter()
    page.goto(f"{office.base}/patrols/phone/#enrol={office.code(phone)}", wait_until="commit")
    agree = page.get_by_role("button", name="I have read this")
    agree.wait_for()
    first = time.perf_counter() - began
    agree.click()
    page.get_by_role("button", name="Start shift").wait_for()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    began = time.perf_counter()
    page.goto(f"{office.base}/patrols/phone/", wait_until="commit")
    page.get_by_role("button", name="Start shift").wait_for()
    again = time.perf_counter() - began
    context.close()
    return first, again


def _row(what: str, seconds: list[float]) -> dict[str, Any]:
    middle = statistics.median(seconds)
    return {
        "work": f"phone app on a 4 × slower processor and slow 4G: {what} (s)",
        "ours": round(middle, 2),
        "peer": None,
        "ratio": None,
        "memory_mb": None,
        "target": f"≤ {TARGET:g} s",
        "met": middle <= TARGET,
        "note": f"slowest of {len(seconds)}: {max(seconds):.2f}",
    }


if __name__ == "__main__":
    for row in run():
        print(row["work"], row["ours"], row["note"], sep="; ")
