"""The pocket card: one shift on A6 paper, a list of visits and a map for each walker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

import numpy as np
import shapely

from beatwise.planning.beats.ground import BeatGround
from beatwise.planning.plan import PatrolPlan, PlannedShift, Route, Spot
from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.findings import Backdrop
from beatwise.publication.formats.pdf import STANDARDS, _fonts, text
from beatwise.publication.formats.row_headers import mark_row_headers
from beatwise.publication.maps.frame import Bounds, Frame, distance_words, scale_bar
from beatwise.publication.maps.ground_layers import draw_ground
from beatwise.publication.maps.printed_names import draw_names


WIDTH, TALLEST = 380, 330


@dataclass(frozen=True, slots=True, eq=False)
class CardMap:
    """What lies under the maps of a beat's cards, and whose data it is."""

    backdrop: Backdrop
    credit: str


def pocket_card(
    shift: PlannedShift,
    plan: PatrolPlan,
    ground: BeatGround | None = None,
    under: CardMap | None = None,
) -> bytes:
    """Return the card as a tagged PDF: for each route a page of visits and a page with the map.

    ``ground`` draws the other ways of the beat faintly under the route, ``under`` the streets,
    water and names of a street layer instead.
    """
    import typst

    files: dict[str, bytes] = {}
    pages = []
    for number, route in enumerate(shift.routes, start=1):
        files[f"map{number}.svg"] = route_map(route, shift, plan, ground, under).encode()
        pages.append(_page(shift, number, route, plan, under.credit if under else ""))
    files["main"] = (_preamble(shift, plan) + "\n#pagebreak()\n".join(pages)).encode()
    sources: Any = files
    pdf: bytes = typst.compile(sources, pdf_standards=STANDARDS, timestamp=0, font_paths=_fonts())
    return mark_row_headers(pdf)


def _preamble(shift: PlannedShift, plan: PatrolPlan) -> str:
    day = shift.day
    return f"""#let quiet = rgb("#505a5f")
#set document(title: {text(f"Pocket card {shift.id}")}, author: "Beatwise",
  date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))
#set page(width: 105mm, height: 148mm, margin: 7mm, footer: context align(center,
  text(size: 6.5pt, fill: quiet)[#counter(page).display() of #counter(page).final().first()]))
#set text(font: ("Arial", "Liberation Sans", "Helvetica"), size: 8pt, lang: "en", region: "GB")
#set par(leading: 0.5em, spacing: 5pt)
#set table(stroke: none, inset: (x: 2pt, y: 2.2pt))
#show figure: it => align(left, it)
#show heading.where(level: 1): set text(size: 1.35em)
#show heading: set block(above: 0.5em, below: 0.4em)
"""


def _page(shift: PlannedShift, number: int, route: Route, plan: PatrolPlan, credit: str) -> str:
    walker = f", walker {number} of {len(shift.routes)}" if len(shift.routes) > 1 else ""
    pair = " in pairs" if shift.people == 2 else ""
    base = next(base.name for base in plan.bases if base.beat == shift.beat)
    head = f"{shift.beat}: {shift.shift}, {shift.day:%A %-d %B}{walker}"
    hours = (
        f"On {shift.begins:%H:%M} to {shift.ends:%H:%M}{pair}, from and to {base}. "
        f"Stay {plan.dose.visit_minutes} minutes inside each hot spot, on foot."
    )
    numbers = spot_numbers(shift, plan)
    rows = ",\n".join(
        f"[#{text(f'{stop.begins:%H:%M}')}], [#{text(f'{stop.ends:%H:%M}')}], "
        f"[#{text(_which(stop.place, numbers))}], [#{text(stop.name)}], "
        f"[#{text(f'{round(stop.walk_seconds / 60)} min')}]"
        for stop in route.stops
    )
    home = f"Back at {base}: {round(route.home_seconds / 60)} minutes' walk."
    alt = (
        f"Map of the route: {len(numbers)} numbered hot spots around {base}, joined by the way to "
        "walk."
    )
    spots: dict[str, Spot] = {spot.id: spot for spot in plan.spots}
    why = "".join(
        f"#par({text(f'{n} {spots[i].name}: {spots[i].why}')})"
        for i, n in numbers.items()
        if spots[i].why
    )
    table = (
        "#figure(kind: table, supplement: none, numbering: none, table("
        "columns: (auto, auto, auto, 1fr, auto), align: (left, left, right, left, right),\n"
        "table.header([*From*], [*To*], [*No.*], [*Where*], [*Walk*]), "
        "table.hline(stroke: 0.6pt),\n"
        f"{rows},\n))"
        if rows
        else '#par("No stops are planned on this route.")'
    )
    return (
        f"#heading(level: 1, {text(head)})\n#par({text(hours)})\n{table}\n#par({text(home)})\n"
        f"#text(size: 6.5pt, fill: quiet)[#par({text(_foot(shift, plan))})]\n"
        "#pagebreak()\n"
        f"#image({text(f'map{number}.svg')}, alt: {text(alt)}, width: 91mm)\n"
        f"#text(size: 7pt)[{why}]\n"
        + (f"#text(size: 6pt, fill: quiet)[#par({text(credit)})]\n" if credit else "")
    )


def _foot(shift: PlannedShift, plan: PatrolPlan) -> str:
    return f"{plan.walking[:1].upper()}{plan.walking[1:]}. Seed {shift.seed}. Not for publication."


def _which(place: str, numbers: dict[str, int]) -> str:
    return str(numbers[place]) if place in numbers else "–"


def spot_numbers(shift: PlannedShift, plan: PatrolPlan) -> dict[str, int]:
    """Return the numbers that the beat's hot spots carry on list and map, riskiest first."""
    own = [spot for spot in plan.spots if spot.beat == shift.beat]
    ranked = sorted(own, key=lambda spot: (-spot.risk, spot.id))
    return {spot.id: n for n, spot in enumerate(ranked, start=1)}


def route_map(
    route: Route,
    shift: PlannedShift,
    plan: PatrolPlan,
    ground: BeatGround | None = None,
    under: CardMap | None = None,
) -> str:
    """Draw the route: ways, hot spots with their numbers, the base as a square."""
    base = next(base for base in plan.bases if base.beat == shift.beat)
    spots = [spot for spot in plan.spots if spot.beat == shift.beat]
    numbers = spot_numbers(shift, plan)
    shapes = [shapely.Point(base.easting, base.northing).buffer(60)]
    shapes += [_outline(spot) for spot in spots]
    ways = [stop.way for stop in route.stops if len(stop.way) > 1]
    ways += [route.home] if len(route.home) > 1 else []
    lines = [shapely.LineString(way) for way in ways]
    frame = Frame.around(
        Bounds(*shapely.union_all([shapely.box(*g.bounds) for g in [*shapes, *lines]]).bounds),
        width=WIDTH,
        tallest=TALLEST,
    )
    drawing = Drawing(frame.width, frame.height)
    if under is not None:
        draw_ground(drawing, frame, replace(under.backdrop, outline=shapely.Polygon()))
    for spot in spots:
        drawing.path(
            frame.path(_outline(spot), simplify=0.2),
            fill=palette.ORANGE,
            fill_opacity=0.3,
            stroke=palette.DARK_PINK,
            stroke_width=1.2,
        )
    for line in _other_ways(ground) if under is None else ():
        drawing.path(frame.path(line), fill="none", stroke=palette.RULE, stroke_width=1)
    for line in lines:
        drawing.path(
            frame.path(line), fill="none", stroke=palette.DARK_BLUE, stroke_width=2.2,
            stroke_opacity=0.6, stroke_linejoin="round",
        )  # fmt: skip
    if under is not None:
        middles = [(base.easting, base.northing), *((s.easting, s.northing) for s in spots)]
        in_use = [shapely.Point(*frame.point(*at)).buffer(12) for at in middles]
        draw_names(drawing, frame, under.backdrop, [_outline(spot) for spot in spots], in_use)
    x, y = frame.point(base.easting, base.northing)
    drawing.rect(x - 6, y - 6, 12, 12, fill=palette.INK)
    drawing.text(x, y - 9, "base", size=11, halo=True)
    for spot in spots:
        x, y = frame.point(spot.easting, spot.northing)
        drawing.circle(x, y, 9, fill=palette.DARK_PINK, stroke=palette.PAPER, stroke_width=1.5)
        drawing.text(x, y + 4, str(numbers[spot.id]), size=11, weight="bold", fill=palette.PAPER)
    metres, pixels = scale_bar(frame.metres, frame.width * 0.3)
    y = frame.height - 10.0
    drawing.line(12, y, 12 + pixels, y, stroke=palette.INK, stroke_width=2)
    drawing.text(18 + pixels, y + 4, distance_words(metres), anchor="start", size=11, halo=True)
    drawing.rect(0.5, 0.5, frame.width - 1, frame.height - 1, fill="none", stroke=palette.RULE)
    return drawing.done()


def _other_ways(ground: BeatGround | None) -> list[shapely.LineString]:
    if ground is None:
        return []
    pairs = permutations(range(len(ground.walks.xy)), 2)
    return [
        shapely.LineString(ground.walks.path(a, b))
        for a, b in pairs
        if a < b and np.isfinite(ground.walks.seconds[a, b])
    ]


def _outline(spot: Spot) -> shapely.Geometry:
    if len(spot.outline) > 3:
        return shapely.Polygon(spot.outline)
    return shapely.Point(spot.easting, spot.northing).buffer(60)
