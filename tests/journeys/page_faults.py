"""What is wrong with a page as a browser shows it: by axe, beside its window, under a finger."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from tests.journeys.finger import small_targets


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = os.environ.get("BEATWISE_PICTURES")


def page_faults(page: Page, *, colours: bool = True, targets: bool = True) -> list[Any]:
    """Return the faults of a page that has axe; its colours and targets where asked for."""
    faults: list[Any] = page.evaluate(
        "([rules, colours]) => axe.run(document, {runOnly: rules, resultTypes: ['violations'], "
        "rules: {'color-contrast': {enabled: colours}}})"
        ".then(r => r.violations.map(v => [v.id, v.nodes[0].html.slice(0, 160)]))",
        [RULES, colours],
    )
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        faults.append(["wider than its window", page.title()])
    return faults + [["small target", words] for words in (small_targets(page) if targets else ())]


def look(page: Page, name: str, width: int) -> None:
    """Find no fault but small targets; keep a picture where one is asked for."""
    assert page_faults(page, targets=False) == [], name
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
