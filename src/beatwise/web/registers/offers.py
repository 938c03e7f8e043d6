"""What the registers offer to the other apps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from beatwise.accountability.registers.read_toml import definitions
from beatwise.publication.formats.listing import Listing
from beatwise.web.registers import actions, selectors
from beatwise.web.registers.exports import listing
from beatwise.web.registers.models import Record
from beatwise.web.registry import Attention, ExportList, Place, SearchResult, registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Registers", "registers", "registers.read", 40))
    offers.search(_search)
    offers.waiting(_attention)
    offers.check("registers", _check)
    offers.router("/registers", "beatwise.web.registers.api.router")
    offers.listing("registers", ExportList("registers.read", _listing))
    for slug in definitions():
        offers.thing(slug, lambda person, key, slug=slug: _address(person, slug, key))


def _search(person: Any, words: str, most: int) -> Iterator[SearchResult]:
    for made in definitions().values():
        if made.reads(person):
            for record in selectors.search(person, made, words, most):
                state = made.state(record.state).title
                address = reverse("record", args=[made.slug, record.number])
                yield SearchResult(made.title, f"{record.number}. {record.heading}", address, state)


def _attention(person: Any) -> Iterator[Attention]:
    for made in definitions().values():
        if made.sees_all(person):
            for record in selectors.waiting(person, made):
                yield Attention(
                    f"{made.title} {record.number}: {record.heading}",
                    reverse("record", args=[made.slug, record.number]),
                    record.due.isoformat() if record.due else "",
                    bool(record.due and record.due < selectors.today()),
                )


def _listing(person: Any, asked: dict[str, str]) -> Listing:
    """Return the records of ``asked["register"]`` that its filters leave."""
    made = selectors.opened(asked["register"], person)
    chosen = selectors.chosen(made, person, asked)
    return listing(made, made.seen_fields(person), chosen)


def _check() -> Iterator[str]:
    """Every record fits its definition, and what is derived from it is up to date."""
    known = definitions()
    for record in Record.objects.iterator(chunk_size=1000):
        made = known.get(record.register)
        if made is None:
            yield f"{record.thing}: no register of that name"
            continue
        if record.state not in {s.name for s in made.states}:
            yield f"{record.thing}: no state '{record.state}'"
            continue
        was = _derived(record)
        actions.keep(made, record)
        if was != _derived(record):
            yield f"{record.thing}: its heading, words or deadline is not what its fields say"


def _derived(record: Record) -> tuple[Any, ...]:
    return (record.heading, record.area, record.words, record.public_words, record.due)


def _address(person: Any, slug: str, key: str) -> str | None:
    made = definitions()[slug]
    if not (key.isdigit() and made.reads(person)):
        return None
    return reverse("record", args=[slug, int(key)])
