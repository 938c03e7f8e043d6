"""The one-page brief of a town, for a councillor or a patrol sergeant."""

from __future__ import annotations

from beatwise.errors import Infeasible
from beatwise.publication import attribution
from beatwise.publication.findings import TownFindings, TypeFindings
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Columns,
    Document,
    Figure,
    Heading,
    Inset,
    Link,
    Links,
    Paragraph,
)
from beatwise.publication.formats.pdf import Layout, compile_pdf, page_count
from beatwise.publication.maps.public_map import public_map
from beatwise.publication.maps.town_map import needs_close_view
from beatwise.publication.town import confidence_words, figures, wording
from beatwise.publication.town.report import kinds, last_day


MOST_TYPES = 2


def brief(
    findings: TownFindings, *, spots: int = 5, maps: tuple[Figure, ...] | None = None
) -> Document:
    """Return the brief, naming at most so many hot spots a type; two types fit a page.

    ``maps`` are those of :func:`town_maps`, when they have been drawn already.
    """
    page_types = findings.types[:MOST_TYPES]
    maps = maps or town_maps(findings)
    blocks = (*_places(findings, maps, spots), *_no_data(findings), *_words(findings, page_types))
    return Document(
        title=f"Where to patrol in {findings.area}",
        subtitle=f"{kinds(findings)}, recorded in {page_types[0].train.words}",
        facts=(),
        blocks=blocks,
        footer=_footer(findings, page_types),
        date=last_day(findings),
    )


def one_page_pdf(findings: TownFindings, maps: tuple[Figure, ...] | None = None) -> bytes:
    """Return the brief as a PDF of exactly one A4 page, shortened as far as it must be.

    Raises ``Infeasible`` when even three places in small type take more than a page.
    """
    maps = maps or town_maps(findings)
    for spots, layout in _TRIES:
        pdf = compile_pdf(brief(findings, spots=spots, maps=maps), layout)
        if page_count(pdf) == 1:
            return pdf
    raise Infeasible(
        "The brief does not fit one page.",
        place=findings.area,
        next_step="Name fewer types, or shorten the area's label.",
    )


def _layout(text_pt: float, margin_mm: float, space_pt: float) -> Layout:
    return Layout(
        text_pt=text_pt, margin_mm=margin_mm, space_pt=space_pt, narrow_pictures=True,
        numbers_at_end=False, page_numbers=False,
    )  # fmt: skip


_TRIES = (
    (5, _layout(10, 14, 6)),
    (5, _layout(9.5, 13, 5)),
    (5, _layout(9, 12, 4.5)),
    (4, _layout(8.5, 11, 4)),
    (3, _layout(8, 10, 3.5)),
)


def town_maps(findings: TownFindings) -> tuple[Figure, ...]:
    """Draw the map of each type the brief shows."""
    return tuple(
        figures.town(
            findings,
            each,
            close=needs_close_view(findings.backdrop, each.hot_spots),
            caption=f"{wording.label(each.type)}: {figures.subject(each)}",
            shape=0.78,
        )
        for each in findings.types[:MOST_TYPES]
    )


def _places(findings: TownFindings, maps: tuple[Figure, ...], spots: int) -> tuple[Block, ...]:
    page_types = findings.types[:MOST_TYPES]
    if len(page_types) == 1:
        each = page_types[0]
        right = (Heading(wording.label(each.type)), *_list(findings, each, spots))
        return (Columns(((maps[0],), right)),)
    parts = tuple(
        (Heading(wording.label(each.type)), picture, *_list(findings, each, spots))
        for each, picture in zip(page_types, maps, strict=True)
    )
    return (Columns(parts),)


def _no_data(findings: TownFindings) -> tuple[Block, ...]:
    """Say of each type asked for that the records lack that there is no data."""
    return tuple(
        Inset(f"{wording.label(kind)}: no data. {why}") for kind, why in findings.no_data.items()
    )


def _list(findings: TownFindings, type_findings: TypeFindings, spots: int) -> tuple[Block, ...]:
    opening = Paragraph(wording.where(type_findings, findings.area))
    lines = tuple(wording.hot_spot(spot) for spot in type_findings.hot_spots[:spots])
    if not lines:
        return (opening,)
    left = len(type_findings.hot_spots) - len(lines)
    more = (Paragraph(f"{left} more on the map and in the full report."),) if left else ()
    return (opening, Bullets(lines, numbered=True), *more, public_maps(type_findings, spots))


def public_maps(findings: TypeFindings, spots: int | None = None) -> Links:
    """Return the links to a public map, one a hot spot."""
    return Links(
        "On OpenStreetMap:",
        tuple(
            Link(f"hot spot {spot.rank}", public_map(at.x, at.y))
            for spot in findings.hot_spots[:spots]
            for at in (spot.geometry.centroid,)
        ),
    )


def _words(findings: TownFindings, page_types: tuple[TypeFindings, ...]) -> tuple[Block, ...]:
    left: list[Block] = [
        Heading("When"),
        Paragraph(wording.when(findings.times_known, findings.peaks)),
        Heading("How sure"),
        Bullets(_sure(findings, page_types)),
    ]
    right: list[Block] = [
        Heading("What to do first"),
        Bullets(first_steps(page_types)),
        Heading("What this cannot say"),
        Bullets(
            wording.limits(open_data=findings.open_data, times_known=findings.times_known)[:2]
            + wording.limits(open_data=findings.open_data, times_known=findings.times_known)[-1:]
        ),
    ]
    return (Columns((tuple(left), tuple(right))),)


def _sure(findings: TownFindings, page_types: tuple[TypeFindings, ...]) -> tuple[str, ...]:
    sentences = [findings.partly_gathered] if findings.partly_gathered else []
    for each in page_types:
        if sentence := confidence_words.sure_in_brief(each):
            sentences.append(sentence)
        sentences += [f"{wording.label(each.type)}: {mark}" for mark in each.record_marks]
    return tuple(sentences) or ("There is no list to be sure of.",)


def first_steps(page_types: tuple[TypeFindings, ...]) -> tuple[str, ...]:
    """Say what to do first: premises before patrols, then the steadiest place, then measuring."""
    steps: list[str] = []
    for each in page_types:
        if premises := wording.premises_in_brief(each.type, each.hot_spots):
            steps.append(f"{wording.label(each.type)}: {premises}")
        elif each.hot_spots:
            steady = max(
                each.hot_spots, key=lambda s: (s.hot_months / max(s.of_months, 1), -s.rank)
            )
            steps.append(
                f"{wording.label(each.type)}: walk hot spot {steady.rank} "
                f"(near {wording.place_name(steady.name)}) first; "
                f"it is {wording.persistence(steady.hot_months, steady.of_months)}."
            )
        else:
            steps.append(
                f"{wording.label(each.type)}: do not choose a patrol from these figures; ask for "
                "more months or exact places."
            )
    steps.append(
        "Fix what will be measured before the first patrol: where, how long, against what."
    )
    return tuple(steps)


def _footer(findings: TownFindings, page_types: tuple[TypeFindings, ...]) -> tuple[str, ...]:
    frozen = wording.joined(list(dict.fromkeys(each.frozen_hash[:12] for each in page_types)))
    more = findings.types[MOST_TYPES:]
    also = (
        f" The full report also has {wording.joined([wording.lower_label(f.type) for f in more])}."
        if more
        else ""
    )
    circles = "shared map points" if findings.open_data else "places"
    captions = (
        f"Circles on the maps are {circles}; their area follows the count. "
        f"Frozen list: {frozen}.{also}"
    )
    return (
        captions,
        " ".join(attribution.sentences(findings.sources)),
    )
