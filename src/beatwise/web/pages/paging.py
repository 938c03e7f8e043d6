"""Pages of a long list, with the filters of the address kept."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Page


def pages(page: Page, filters: dict[str, str]) -> dict[str, str]:
    """Return the addresses of the pages before and after this one."""
    others = {k: v for k, v in filters.items() if k != "page"}
    links = {}
    if page.has_previous():
        links["previous"] = f"?{urlencode({**others, 'page': page.previous_page_number()})}"
    if page.has_next():
        links["next"] = f"?{urlencode({**others, 'page': page.next_page_number()})}"
    return links
