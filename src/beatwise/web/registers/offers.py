"""What the registers offer to the other apps."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from beatwise.accountability.registers import read_toml
from beatwise.accountability.roles import Person
from beatwise.publication.formats.listing import Listing
from beatwise.web.registers import actions, import_rows, record_tasks, selectors
from beatwise.web.registers.exports import NUMBER, STATE, listing
from beatwise.web.registers.imports import Records
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions import known
from beatwise.web.registers.own_definitions.known import definitions
from beatwise.web.registers.published import public_list
from beatwise.web.registers.retention import erasing, standing_list
from beatwise.web.registers.shapes import duty_items, duty_pages, figure_pages, place_pages
from beatwise.web.registers.shapes.closed_history import closed_lines
from beatwise.web.registry import (
    Chore,
    ExportList,
    ImportKind,
    Place,
    SearchResult,
    Taker,
    registry,
)


HOUR = 3600.0


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Registers", "registers", "registers.read", 40, opens=_opens))
    offers.search(_search, selectors.texts)
    offers.waiting(record_tasks.tasks)
    offers.areas(lambda: Record.objects.order_by().values_list("area", flat=True).distinct())
    offers.check("registers", _check)
    offers.closed(closed_lines)
    offers.router("/registers", "beatwise.web.registers.api.router")
    offers.listing("registers", ExportList("registers.read", _listing))
    offers.listing("published-records", ExportList("registers.read", _published, ("csv", "json")))
    offers.takers(_takers)
    offers.listing("register-duties", ExportList("registers.read", _duties))
    offers.listing("register-map", ExportList("registers.read", _map))
    offers.listing("register-retention", ExportList("registers.read", _retention))
    offers.chore("retention", Chore(HOUR, erasing.erase_due))
    offers.listing("register-figures", ExportList("registers.read", _figures))
    offers.check("definitions of registers", known.faults)
    offers.family(known.OWN, lambda person, key: _address(person, *key.split("/", 1)))
    for slug in read_toml.definitions():  # no query while the office starts
        offers.thing(slug, lambda person, key, slug=slug: _address(person, slug, key))
        offers.imports(slug, _import_kind(slug))
    offers.import_family(known.OWN, _import_kind)


def _import_kind(slug: str) -> ImportKind:
    return ImportKind(
        lambda batch: Records(definitions()[slug]),
        lambda preview, most: import_rows.preview_lines(definitions()[slug], preview, most),
    )


def _takers(person: Person) -> Iterator[Taker]:
    """Yield the registers that this person writes to, in the columns of their export."""
    for slug, definition in definitions().items():
        if definition.writes(person):
            columns = (NUMBER, STATE, *(field.label for field in definition.fields))
            yield Taker(slug, definition.title, columns, reverse("import_file", args=[slug]))


def _opens(person: Person) -> bool:
    """Whether any register is open to this person."""
    return any(definition.reads(person) for definition in definitions().values())


def _search(person: Person, words: str, most: int) -> Iterator[SearchResult]:
    open_ones = [each for each in definitions().values() if each.reads(person)]
    for definition, record in selectors.search_every(person, open_ones, words, most):
        state = definition.state(record.state).title
        address = reverse("record", args=[definition.slug, record.number])
        heading = f"{record.number}. {record.heading}"
        yield SearchResult(definition.title, heading, address, state)


def _listing(person: Person, filters: dict[str, str]) -> Listing:
    """Return the records of ``asked["register"]`` that its filters leave."""
    definition = selectors.opened(filters["register"], person)
    records = selectors.matches(definition, person, filters)
    return listing(definition, definition.seen_fields(person), records, person)


def _published(person: Person, filters: dict[str, str]) -> Listing:
    """Return what is published of ``asked["register"]`` that its filters leave."""
    return public_list.listing(public_list.opened(filters["register"], person), person, filters)


def _duties(person: Person, filters: dict[str, str]) -> Listing:
    """Return what was due in the period that an address asks for."""
    definition = selectors.opened(filters["register"], person)
    first, last = duty_pages.period(filters)
    due = duty_items.of_period(definition, person, first, last)
    return duty_pages.listing(definition, due)


def _map(person: Person, filters: dict[str, str]) -> Listing:
    """Return the counts by place and month of ``filters["register"]``."""
    definition, rule = place_pages.opened(filters["register"], person)
    return place_pages.listing(definition, rule, person, filters)


def _retention(person: Person, filters: dict[str, str]) -> Listing:
    """Return what of ``asked["register"]`` is to be erased."""
    definition = selectors.opened(filters["register"], person)
    return standing_list.listing(definition, standing_list.due_records(definition, person))


def _figures(person: Person, filters: dict[str, str]) -> Listing:
    """Return the figures of ``asked["register"]`` over what its filters leave."""
    definition = selectors.opened(filters["register"], person)
    return figure_pages.listing(definition, selectors.matches(definition, person, filters), person)


def _check() -> Iterator[str]:
    """Every record fits its definition, and what is derived from it is up to date."""
    known = definitions()
    for record in Record.objects.iterator(chunk_size=1000):
        definition = known.get(record.register)
        if definition is None:
            yield f"{record.thing}: no register of that name"
            continue
        if record.state not in {s.name for s in definition.states}:
            yield f"{record.thing}: no state '{record.state}'"
            continue
        was = record.derived
        actions.keep(definition, record)
        if was != record.derived:
            yield f"{record.thing}: its heading, words or deadline is not what its fields say"


def _address(person: Person, slug: str, key: str) -> str | None:
    definition = definitions().get(slug)
    if definition is None or not (key.isdigit() and definition.reads(person)):
        return None
    return reverse("record", args=[slug, int(key)])
