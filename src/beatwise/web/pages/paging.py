"""A long list by its address: its pages, its order, and the choices that narrow it."""

from __future__ import annotations

from collections.abc import Iterable
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


def heading(
    name: str, words: str, filters: dict[str, str], *, usual_sort: str = ""
) -> dict[str, object]:
    """Return a column's heading with the address that sorts by it, or turns the order round."""
    sort = filters.get("sort", usual_sort)
    direction = {name: "ascending", f"-{name}": "descending"}.get(sort, "none")
    others = {k: v for k, v in filters.items() if k not in ("sort", "page")}
    address = f"?{urlencode({**others, 'sort': f'-{name}' if direction == 'ascending' else name})}"
    return {"words": words, "sorted": direction, "address": address}


def narrowing(
    name: str, label: str, choices: Iterable[tuple[str, str]], filters: dict[str, str]
) -> dict[str, object]:
    """Return the choices (value and words) by which a list can be narrowed, and which is on."""
    current = filters.get(name)
    options = [{"value": v, "words": w, "selected": current == str(v)} for v, w in choices]
    return {"name": name, "label": label, "choices": options}
