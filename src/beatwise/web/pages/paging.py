"""Pages of a long list, with the filters of the address kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode


def pages(page: Any, asked: dict[str, str]) -> dict[str, str]:
    """Return the addresses of the pages before and after this one."""
    kept = {k: v for k, v in asked.items() if k != "page"}
    links = {}
    if page.has_previous():
        links["previous"] = f"?{urlencode({**kept, 'page': page.previous_page_number()})}"
    if page.has_next():
        links["next"] = f"?{urlencode({**kept, 'page': page.next_page_number()})}"
    return links
