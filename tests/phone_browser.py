"""A Chromium that can be killed in the middle of a write, and what the phone app keeps in it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright
from tests.patience import patience, until
from tests.phone_office import LAT, LON


# Everything in the app's database, read beside the app.
EVERYTHING = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("beatwise-phone");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const reading = opening.result.transaction("items").objectStore("items").getAll();
    reading.onsuccess = () => { opening.result.close(); resolve(reading.result); };
  };
})"""


class KillableBrowser:
    """Chromium as a process of its own on a profile that outlives it, as a phone's storage does.

    Leaving the ``with`` block kills it, also when the test fails: no process is left behind.
    """

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        self.playwright, self.profile = playwright, profile
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> KillableBrowser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def open(self, address: str) -> Page:
        """Start the browser, allow it the position, and open the app."""
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        program = shutil.which("chromium") or shutil.which("chromium-browser") or "google-chrome"
        self.process = subprocess.Popen(
            [
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-gpu",
                "--remote-debugging-port=0",
                f"--user-data-dir={self.profile}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until(lambda: port_file.exists() and len(port_file.read_text().splitlines()) == 2, 20)
        port = port_file.read_text().splitlines()[0]
        self.browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        self.context: BrowserContext = self.browser.contexts[0]
        self.context.set_default_timeout(patience(10_000))
        self.context.grant_permissions(["geolocation"])
        self.context.set_geolocation({"longitude": LON, "latitude": LAT, "accuracy": 6})
        page = self.context.new_page()
        page.goto(address)
        return page

    def kill(self) -> None:
        """End every process of the browser at once, without a word of warning."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None
        for lock in self.profile.glob("Singleton*"):
            lock.unlink(missing_ok=True)


def everything(page: Page) -> list[dict[str, Any]]:
    """Return all items of all users that the phone has."""
    rows: list[dict[str, Any]] = page.evaluate(EVERYTHING)
    return rows
