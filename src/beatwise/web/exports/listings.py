"""The lists that can be had as files, by name, as a person sees them now."""

from __future__ import annotations

from beatwise.accountability.roles import Person
from beatwise.errors import MissingData, Refused
from beatwise.publication.formats.listing import Listing
from beatwise.web.exports import writers
from beatwise.web.registry import ExportList, registry


def listing_for(export_list: ExportList, person: Person, filters: dict[str, str]) -> Listing:
    """Return a list as this person sees it now; ``Refused`` when their role no longer may."""
    if not export_list.is_for(person):
        raise Refused("your role does not open this list.", next_step="Ask a governance officer.")
    return export_list.make(person, filters)


def formats(name: str) -> list[tuple[str, str]]:
    """Return the formats of a list: what stands in the address, and its name."""
    forms = registry.listings[name].forms
    return [(form, words) for form, (words, _) in writers.FORMATS.items() if form in forms]


def list_named(name: str, form: str) -> ExportList:
    """Return a list by name; raise ``MissingData`` when it is not had in this format."""
    export_list = registry.listings[name]
    if form not in export_list.forms:
        raise MissingData(
            f"there is no export as {form}.",
            next_step=f"Choose one of: {', '.join(export_list.forms)}.",
        )
    return export_list
