"""What funds offer to the other apps."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.funds import exports, integrity, selectors
from beatwise.web.registry import ExportList, Place, SearchResult, registry
from beatwise.web.search.search_field import matching


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Funds", "funds", "funds.read", 32))
    offers.search(_search, selectors.texts)
    offers.areas(selectors.areas)
    offers.check("funds", integrity.funds)
    offers.listing("fund-lines", ExportList("funds.read", exports.of_lines))
    offers.listing("fund-entries", ExportList("funds.read", exports.of_entries))
    offers.thing("fund", _address)


def _search(person: Person, words: str, most: int) -> Iterable[SearchResult]:
    if not roles.may(person, "funds.read"):
        return
    for fund in selectors.funds().filter(matching(words, "search"))[:most]:
        yield SearchResult("Funds", fund.name, reverse("fund", args=[fund.number]))
    for line in selectors.lines(person, {"q": words})[:most]:
        address = reverse("fund_line", args=[line.fund.number, line.number])
        yield SearchResult("Funds", f"{line}: {line.fund}", address)


def _address(person: Person, key: str) -> str | None:
    reads = roles.may(person, "funds.read")
    return reverse("fund", args=[int(key)]) if key.isdigit() and reads else None
