"""Queries as documents: what is counted from a workspace to give a measure its series."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise import data
from beatwise.errors import BadInput
from beatwise.fields import Fields, document


OFFENCES, VISITS, DELIVERY = "offences", "visits", "delivery"
HOURS, PARTNER_SHARE = "patrol-hours", "partner-share"


@dataclass(frozen=True, slots=True)
class Query:
    """What gives a measure its values.

    Parameters
    ----------
    measure
        The measure's id.
    counts
        ``offences`` (recorded incidents of some types inside the areas of a layer, by month),
        ``visits`` (hours of patrol visits by place and month) or ``delivery`` (a figure by month of
        what ``beatwise measure`` wrote).
    types, layer
        The police.uk categories that are counted, and the layer of areas.
    figure
        Of delivery: ``patrol-hours``, hours on patrol of all partners, or ``partner-share``, the
        per cent of them that partners other than the plan's provider gave.
    """

    measure: str
    counts: str
    types: tuple[str, ...] = ()
    layer: str = ""
    figure: str = ""


def shipped() -> tuple[Query, ...]:
    """Return the queries that come with the sets of measures."""
    queries: list[Query] = []
    for name in data.names("queries"):
        queries += parse(data.text("queries", f"{name}.toml"), place=f"queries/{name}.toml")
    return tuple(queries)


def parse(words: str, *, place: str) -> tuple[Query, ...]:
    """Read queries from their TOML; raise ``BadInput``, naming ``place`` and the query."""
    with document(words, place) as fields:
        fields.exactly("format", 1)
        queries = fields.each("query", _query)
        fields.done()
    return queries


def _query(fields: Fields) -> Query:
    counts = fields.one_of("counts", (OFFENCES, VISITS, DELIVERY))
    query = Query(
        fields.name("measure"),
        counts,
        fields.texts("types"),
        fields.optional_text("layer"),
        fields.one_of("figure", (HOURS, PARTNER_SHARE)) if counts == DELIVERY else "",
    )
    fields.done()
    if (counts == OFFENCES) != bool(query.types and query.layer):
        raise BadInput("offences, and only offences, have types and a layer.", place=fields.place)
    return query
