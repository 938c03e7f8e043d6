"""A person at the office's pages with a keyboard and no pointer: Tab, letters, Space and Enter."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect
from tests.journeys.windows import window


MOST_TABS = 160
# What has the focus: the words that a person sees or hears for it, and whether it shows. Of a date
# or a time the browser has stops within, for its parts and its picker, and marks each of them.
FOCUS = """() => {
  const here = document.activeElement, look = getComputedStyle(here);
  const within = ['date', 'time'].includes(here.type) && here === window.lastFocus;
  window.lastFocus = here;
  const label = here.labels && here.labels.length ? here.labels[0].textContent : here.textContent;
  return {
    words: label.trim().replace(/\\s+/g, ' ').replace(/ \\(optional\\)$/, ''),
    kind: here.type || here.tagName,
    shows: within || look.outlineStyle != 'none' || look.boxShadow != 'none'
      || look.backgroundColor == 'rgb(255, 221, 0)'
      || (here.labels && here.labels.length && here.matches('[type=radio], [type=checkbox]')),
  }
}"""


class Keys:
    """A signed-in person who has no pointer."""

    def __init__(self, browser: Browser, base: str, key: str, width: int = 1280):
        self.context = window(
            browser, base_url=base, viewport={"width": width, "height": 900}, locale="en-GB"
        )
        self.context.add_cookies([{"name": "beatwise", "value": key, "url": base}])
        self.page: Page = self.context.new_page()
        self.page.goto("/")

    def __enter__(self) -> Keys:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def reach(self, words: str, *kinds: str) -> None:
        """Tab on until what is called so has the focus; it shows at each stop on the way."""
        passed = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            focus = self.page.evaluate(FOCUS)
            assert focus["shows"] or focus["kind"] == "BODY", (self.page.url, focus)
            if focus["words"] == words and (not kinds or focus["kind"] in kinds):
                return
            passed.append(focus["words"])
        raise AssertionError(f"no '{words}' on {self.page.url}: {passed}")

    def press(self, words: str) -> None:
        """Reach a link or button, press Enter, and wait for the page that it leads to."""
        self.reach(words, "A", "submit")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, label: str, words: str) -> None:
        """Reach a field, and type; a day is typed part by part."""
        self.reach(label)
        if self.page.evaluate("document.activeElement.type") == "date":
            year, month, day = words.split("-")
            words = f"{month}{day}{year}"  # the order of this browser's own language
        else:
            self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, label: str, option: str) -> None:
        """Reach a list, and type the beginning of a choice."""
        self.reach(label, "select-one")
        self.page.keyboard.type(option)
        chosen = self.page.evaluate("document.activeElement.selectedOptions[0].textContent.trim()")
        assert chosen == option, (label, chosen)

    def tick(self, label: str) -> None:
        """Reach a box that is not ticked, and tick it with the space bar."""
        self.reach(label, "checkbox")
        self.page.keyboard.press("Space")
        assert self.page.evaluate("document.activeElement.checked"), label

    def sees(self, words: str) -> None:
        """See words on the page."""
        expect(self.page.get_by_role("main")).to_contain_text(words)
