"""Chromium and its windows, whose waits follow the machine's speed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from tests.patience import patience


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the machine's own Chromium, else Playwright's."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-dev-shm-usage"],
            timeout=patience(30_000),
        )
        yield browser
        browser.close()


def window(browser: Browser, **options: Any) -> BrowserContext:
    """Return a browser of its own: nobody is signed in, nothing is remembered."""
    context = browser.new_context(**options)
    context.set_default_timeout(patience(30_000))
    expect.set_options(timeout=patience(5_000))
    return context
