"""A person at the office's pages, who counts what their hands do.

A press of a link, button or box is one click; a choice from a list is two (open it, choose); a
field that is written in is one click and its characters, a day eight of them; a file that is chosen
is two. Signing in and the addresses of journeys' first pages are not counted: a journey starts at
home, where the person is signed in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from playwright.sync_api import Browser, Locator, Page, expect
from tests.journeys.windows import window


WIDTHS = (1280, 390)
DAY = 8  # characters of a day as people type it: 31 01 2027


@dataclass(frozen=True, slots=True)
class Effort:
    """What a journey took: clicks, typed characters, and pages that were opened."""

    clicks: int
    characters: int
    pages: int

    def __add__(self, other: Effort) -> Effort:
        return Effort(
            self.clicks + other.clicks,
            self.characters + other.characters,
            self.pages + other.pages,
        )


class Walker:
    """A signed-in person at one width; ``shots`` is a folder for a picture of every page."""

    def __init__(
        self, browser: Browser, base: str, key: str, width: int, shots: Path | None = None
    ):
        self.context = window(
            browser, base_url=base, viewport={"width": width, "height": 900 if width > 500 else 844}
        )
        self.context.add_cookies([{"name": "beatwise", "value": key, "url": base}])
        self.page: Page = self.context.new_page()
        self.width, self.shots = width, shots
        self.clicks = self.characters = self.pages = 0
        self.page.goto("/")
        self._look()

    def __enter__(self) -> Walker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None and self.shots is not None:
            self.page.screenshot(path=self.shots / f"{self.width}-failed.png", full_page=True)
        self.context.close()

    @property
    def effort(self) -> Effort:
        """Return what was done so far."""
        return Effort(self.clicks, self.characters, self.pages)

    def follow(self, words: str | re.Pattern[str]) -> None:
        """Press the first link or button of the page that says these words, and see what opens."""
        self._press(self._named(self.page.get_by_role("main"), words))

    def menu(self, words: str) -> None:
        """Press a line of the menu or the way back, or of a room on the home page.

        On a phone the menu is opened first: until then its lines are there, but hidden.
        """
        line = self.page.get_by_role("navigation").get_by_role(
            "link", name=words, exact=True, include_hidden=True
        )
        if not line.count():
            if self.page.url.partition("?")[0].count("/") > 3:
                self.menu("Home")
            self.follow(re.compile(f"^{re.escape(words)}$"))
            return
        if not line.first.is_visible():
            self.page.get_by_role("button", name="Menu").click()
            self.clicks += 1
        self._press(line)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        self._field(label).select_option(label=option)
        self.clicks += 2

    def tick(self, label: str) -> None:
        """Tick a box."""
        self._field(label).check()
        self.clicks += 1

    def write(self, label: str, words: str) -> None:
        """Write into a field what was not there."""
        self._field(label).fill(words)
        is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", words) is not None
        self.clicks += 1
        self.characters += DAY if is_day else len(words)

    def hand_over(self, label: str, file: Path) -> None:
        """Choose a file."""
        self._field(label).set_input_files(file)
        self.clicks += 2

    def sees(self, words: str | re.Pattern[str]) -> None:
        """See words on the page."""
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def fits(self) -> None:
        """Nothing of the page lies beside the screen."""
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, (self.page.url, wide)

    def _field(self, label: str) -> Locator:
        return (
            self.page.get_by_role("main")
            .get_by_label(re.compile(rf"^\s*{re.escape(label)}( \(optional\))?\s*$"))
            .first
        )

    def _named(self, within: Locator, words: str | re.Pattern[str]) -> Locator:
        exact = isinstance(words, str)
        return within.get_by_role("button", name=words, exact=exact).or_(
            within.get_by_role("link", name=words, exact=exact)
        )

    def _press(self, found: Locator) -> None:
        found.first.click()
        self.clicks += 1
        self.page.wait_for_load_state()
        self._look()

    def _look(self) -> None:
        self.pages += 1
        if self.shots is not None:
            name = re.sub(r"\W+", "-", self.page.url.split("/", 3)[3])[:50] or "home"
            file = self.shots / f"{self.width}-{self.pages:02}-{name}.png"
            self.page.screenshot(path=file, full_page=True)
