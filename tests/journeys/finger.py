"""What a finger meets: targets smaller than 24 pixels either way, tables that scroll sideways.

Links within a sentence may be smaller (WCAG 2.2, 2.5.8); so may what is hidden.
"""

from __future__ import annotations

from playwright.sync_api import Page


_SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter(e => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))
  .filter(e => !e.closest('.govuk-visually-hidden, .govuk-skip-link') && e.type !== 'hidden')
  .filter(e => !(e.tagName === 'A' && getComputedStyle(e).display === 'inline'
    && [...e.parentElement.childNodes].some(
      n => n.nodeType === 3 && n.textContent.trim().length > 1)))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 0 && r.height > 0 && (r.width < 24 || r.height < 24))
  .map(([e, r]) => `${(e.innerText || e.name || e.tagName).slice(0, 40)} ${r.width}x${r.height}`)"""


def small_targets(page: Page) -> list[str]:
    """Return each small target with its words and its size in pixels."""
    targets: list[str] = page.evaluate(_SMALL)
    return targets


_WIDE = """() => [...document.querySelectorAll('.bw-scroll')]
  .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
  .map(e => `${e.getAttribute('aria-label')} ${e.scrollWidth} in ${e.clientWidth}`)"""


def wide_tables(page: Page) -> list[str]:
    """Return each table that has to be moved sideways to be read, with its width in pixels."""
    tables: list[str] = page.evaluate(_WIDE)
    return tables
