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
    Paragraph,
)
from beatwise.publication.formats.pdf import Layout, compile_pdf, page_count
from beatwise.publication.maps.town_map import needs_close_view
from beatwise.publication.town import figures, wording
from beatwise.publication.town.report import kinds, last_day


MOST_TYPES = 2


def brief(
    findings: TownFindings, *, spots: int = 5, maps: tuple[Figure, ...] | None = None
) -> Document:
    """Return the brief, naming at most so many hot spots a type; two types fit a page.

    ``maps`` are those of :func:`town_maps`, when they have been drawn already.
    """
    shown = findings.types[:MOST_TYPES]
    maps = maps or town_maps(findings)
    blocks = (*_places(findings, maps, spots), *_words(findings, shown))
    return Document(
        title=f"Where to patrol in {findings.area}",
        subtitle=f"{kinds(findings)}, recorded in {shown[0].train.words}",
        facts=(),
        blocks=blocks,
        footer=_footer(findings, shown),
        date=last_day(findings),
    )


def one_page_pdf(findings: TownFindings) -> bytes:
    """Return the brief as a PDF of exactly one A4 page, shortened as far as it must be.

    Raises ``Infeasible`` when even three places in small type take more than a page.
    """
    maps = town_maps(findings)
    for spots, layout in _TRIES:
        made = compile_pdf(brief(findings, spots=spots, maps=maps), layout)
        if page_count(made) == 1:
            return made
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
            found,
            close=needs_close_view(findings.backdrop, found.hot_spots),
            caption=f"{wording.label(found.type)}: {figures.subject(found)}",
            shape=0.78,
        )
        for found in findings.types[:MOST_TYPES]
    )


def _places(findings: TownFindings, maps: tuple[Figure, ...], spots: int) -> tuple[Block, ...]:
    shown = findings.types[:MOST_TYPES]
    if len(shown) == 1:
        found = shown[0]
        right = (Heading(wording.label(found.type)), *_list(findings, found, spots))
        return (Columns(((maps[0],), right)),)
    parts = tuple(
        (Heading(wording.label(found.type)), drawn, *_list(findings, found, spots))
        for found, drawn in zip(shown, maps, strict=True)
    )
    return (Columns(parts),)


def _list(findings: TownFindings, found: TypeFindings, spots: int) -> tuple[Block, ...]:
    said = Paragraph(wording.where(found, findings.area))
    lines = tuple(wording.hot_spot(spot) for spot in found.hot_spots[:spots])
    if not lines:
        return (said,)
    left = len(found.hot_spots) - len(lines)
    more = (Paragraph(f"{left} more on the map and in the full report."),) if left else ()
    return (said, Bullets(lines, numbered=True), *more)


def _words(findings: TownFindings, shown: tuple[TypeFindings, ...]) -> tuple[Block, ...]:
    left: list[Block] = [
        Heading("When"),
        Paragraph(wording.when(findings.times_known, findings.peaks)),
        Heading("How sure"),
        Bullets(_sure(shown)),
    ]
    right: list[Block] = [
        Heading("What to do first"),
        Bullets(first_steps(shown)),
        Heading("What this cannot say"),
        Bullets(
            wording.limits(open_data=findings.open_data, times_known=findings.times_known)[:2]
            + wording.limits(open_data=findings.open_data, times_known=findings.times_known)[-1:]
        ),
    ]
    return (Columns((tuple(left), tuple(right))),)


def _sure(shown: tuple[TypeFindings, ...]) -> tuple[str, ...]:
    said = []
    for found in shown:
        if sentence := wording.sure_in_brief(found):
            said.append(sentence)
    return tuple(said) or ("There is no list to be sure of.",)


def first_steps(shown: tuple[TypeFindings, ...]) -> tuple[str, ...]:
    """Say what to do first: premises before patrols, then the steadiest place, then measuring."""
    said: list[str] = []
    for found in shown:
        if premises := wording.premises_in_brief(found.type, found.hot_spots):
            said.append(f"{wording.label(found.type)}: {premises}")
        elif found.hot_spots:
            steady = max(
                found.hot_spots, key=lambda s: (s.hot_months / max(s.of_months, 1), -s.rank)
            )
            said.append(
                f"{wording.label(found.type)}: walk hot spot {steady.rank} "
                f"(near {wording.place_name(steady.name)}) first; "
                f"it is {wording.persistence(steady.hot_months, steady.of_months)}."
            )
        else:
            said.append(
                f"{wording.label(found.type)}: do not choose a patrol from these figures; ask for "
                "more months or exact places."
            )
    said.append("Fix what will be measured before the first patrol: where, how long, against what.")
    return tuple(said)


def _footer(findings: TownFindings, shown: tuple[TypeFindings, ...]) -> tuple[str, ...]:
    hashes = wording.joined(
        [f"{wording.lower_label(found.type)} {found.frozen_hash[:12]}" for found in shown]
    )
    more = findings.types[MOST_TYPES:]
    also = (
        f" The full report also has {wording.joined([wording.lower_label(f.type) for f in more])}."
        if more
        else ""
    )
    circles = "shared map points" if findings.open_data else "places"
    said = (
        f"Circles on the maps are {circles}; their area follows the count. "
        f"Frozen lists: {hashes}.{also}"
    )
    return (
        said,
        " ".join(attribution.sentences(findings.sources)),
    )
