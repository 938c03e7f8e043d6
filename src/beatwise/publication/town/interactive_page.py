"""The interactive map of a town: one HTML file that works without a network.

It shows what the report shows: hot spots, map points and months with their counts. Points and
months of records that are not public are left out. Its content policy allows the script and style
in the page by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from importlib import resources

import shapely

from beatwise.publication import attribution
from beatwise.publication.charts import palette
from beatwise.publication.findings import Backdrop, ListedHotSpot, TownFindings, TypeFindings
from beatwise.publication.maps.frame import Frame
from beatwise.publication.maps.ground_layers import (
    MAIN_STREET,
    PARK,
    PATH,
    RAILWAY,
    STREET,
    WATER,
)
from beatwise.publication.maps.public_map import public_map
from beatwise.publication.maps.street_directions import middle_of
from beatwise.publication.town import wording


METRES = 2.0  # one unit of the drawing
MARGIN_M = 300.0
POINT_NOTE = "A map point is shared by many addresses: it is near the place, not an address."
START = "Choose a hot spot in the table, or on the map, to read about it."


def interactive_page(findings: TownFindings, report: str) -> str:
    """Return the page; ``report`` is the file name of the printed report beside it."""
    frame = _frame(findings)
    style, script = (_asset(f"interactive.{ending}") for ending in ("css", "js"))
    style += _ground_style()
    values = json.dumps(_values(findings, frame), ensure_ascii=False, separators=(",", ":"))
    title = f"Map of hot spots in {findings.area}"
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to main content</a>\n'
        f"<header><h1>{escape(title)}</h1>{_opening(findings, report)}</header>\n"
        f'<main id="main">{_body(findings, frame)}</main>\n<footer>{_footer(findings)}</footer>\n'
        f'<script type="application/json" id="data">{_inert(values)}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _asset(name: str) -> str:
    return resources.files("beatwise.publication.maps").joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    style_hash, script_hash = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _inert(text: str) -> str:
    """Write JSON so that nothing in it ends the element or begins another."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _frame(findings: TownFindings) -> Frame:
    shapes = [findings.backdrop.outline]
    shapes += [spot.geometry for each in findings.types for spot in each.hot_spots]
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    width = round((east - west + 2 * MARGIN_M) / METRES)
    height = round((north - south + 2 * MARGIN_M) / METRES)
    return Frame(west - MARGIN_M, north + MARGIN_M, METRES, width, height)


def _opening(findings: TownFindings, report: str) -> str:
    first = findings.types[0]
    no_data = "".join(
        f"<p>{escape(f'{wording.label(kind)}: no data. {why}')}</p>"
        for kind, why in findings.no_data.items()
    )
    return (
        f"{no_data}<p>Hot spots were chosen on {escape(first.train.words)}. "
        "How sure the list is and what it cannot say stands in the "
        f'<a href="{escape(report)}">full report</a>.</p>'
        "<noscript><p>This page needs JavaScript; the full report has the same map in print, with "
        "its tables.</p></noscript>"
    )


def _body(findings: TownFindings, frame: Frame) -> str:
    types = "".join(
        f'<label><input type="radio" name="type" value="{i}"{" checked" if i == 0 else ""}>'
        f"{escape(wording.label(each.type))}</label>"
        for i, each in enumerate(findings.types)
    )
    months = len(findings.types[0].monthly)
    slider = (
        '<div class="months"><label for="month">Months: <output id="month-words" for="month">'
        f"{escape(_every(findings))}</output></label>"
        f'<input type="range" id="month" min="0" max="{months}" value="0" step="1" '
        f'aria-valuetext="{escape(_every(findings))}"></div>'
        if findings.open_data and months
        else ""
    )
    dots = "" if findings.open_data else " disabled"
    checked = " checked" if findings.open_data else ""
    points = (
        '<details><summary>Map points as a table</summary><table><caption id="point-caption">'
        '</caption><thead><tr><th scope="col">On or near</th><th scope="col" class="number">'
        'Recorded</th></tr></thead><tbody id="point-rows"></tbody></table>'
        f'<p class="note">{POINT_NOTE} The 30 busiest are listed.</p></details>'
        if findings.open_data
        else '<p class="note">Points and months are not shown: these records are not public.</p>'
    )
    return (
        '<div id="works" hidden><div class="controls"><fieldset><legend>Show</legend>'
        f"{types}</fieldset>{slider}</div>"
        '<div class="whole"><div>'
        '<div id="map" tabindex="0" role="group" aria-label="Map. Arrow keys move it, plus and '
        'minus zoom, 0 shows the whole town. The table holds the same hot spots.">'
        f'<svg aria-hidden="true" preserveAspectRatio="xMidYMid meet">{_ground(findings, frame)}'
        '<g id="spots"></g><g id="points"></g><g id="ranks"></g><g id="names"></g></svg>'
        '<div class="scale" id="scale" aria-hidden="true"><b>0</b><span></span></div></div>'
        '<div class="zoom"><button type="button" id="in">Zoom in</button>'
        '<button type="button" id="out">Zoom out</button>'
        '<button type="button" id="whole">Whole town</button>'
        f'<label><input type="checkbox" id="dots"{checked}{dots}>Map points</label></div></div>'
        f'<div><p id="about" aria-live="polite">{START}</p>'
        '<table><caption id="spot-caption"></caption><thead><tr>'
        '<th scope="col" class="number">No.</th><th scope="col">Place</th>'
        '<th scope="col" class="number">Recorded</th><th scope="col" class="number">Of all</th>'
        '</tr></thead><tbody id="spot-rows"></tbody></table><p class="note" id="total"></p>'
        f"{points}</div></div></div>"
    )


def _footer(findings: TownFindings) -> str:
    lines = list(attribution.sentences(findings.sources))
    lines.append("Recorded incidents are those that were reported and written down; many are not.")
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


_COLOURS = {
    "land": f"fill:{palette.LAND}",
    "parks": f"fill:{PARK}",
    "water": f"fill:{WATER}",
    "rivers": f"fill:none;stroke:{WATER};stroke-width:3px",
    "boundaries": f"fill:none;stroke:{palette.FAINT};stroke-width:1px",
    "paths": f"fill:none;stroke:{PATH};stroke-width:1px",
    "streets": f"fill:none;stroke:{STREET};stroke-width:2px",
    "main": f"fill:none;stroke:{MAIN_STREET};stroke-width:3.5px",
    "rails": f"fill:none;stroke:{RAILWAY};stroke-width:2px;stroke-dasharray:7 3",
    "outline": f"fill:none;stroke:{palette.QUIET_INK};stroke-width:1.5px",
}


def _ground_style() -> str:
    rules = "".join(f"#map #{name}{{{rule}}}" for name, rule in _COLOURS.items())
    return (
        f"{rules}#map #points circle{{fill:{palette.DARK_BLUE};fill-opacity:.75;"
        f"stroke:{palette.PAPER};stroke-width:1px}}"
        f"#map #spots path{{fill:{palette.ORANGE};fill-opacity:.25;stroke:{palette.DARK_PINK};"
        "stroke-width:2.5px;cursor:pointer}#map #spots path.current{fill-opacity:.5;"
        "stroke-width:4px}"
        f"#map .rank{{pointer-events:none}}#map .rank circle{{fill:{palette.DARK_PINK};"
        f"stroke:{palette.PAPER};stroke-width:1.5px}}"
        f"#map .rank text{{fill:{palette.PAPER};stroke:none;text-anchor:middle;font-weight:bold}}"
        "#map #names text{text-anchor:middle;pointer-events:none;paint-order:stroke;"
        f"stroke:{palette.PAPER};stroke-linejoin:round;fill:{palette.DARK_GREY}}}"
        "#map #names .place{font-weight:bold}"
    )


def _ground(findings: TownFindings, frame: Frame) -> str:
    ground: Backdrop = findings.backdrop
    layers = {
        "land": (ground.outline,), "parks": ground.parks, "water": ground.water,
        "rivers": ground.rivers, "boundaries": ground.boundaries, "paths": ground.paths,
        "streets": ground.streets, "main": ground.main_streets, "rails": ground.railways,
        "outline": (ground.outline,),
    }  # fmt: skip
    return "".join(
        f'<path id="{name}" d="{"".join(_path(frame, shape) for shape in shapes)}"/>'
        for name, shapes in layers.items()
    )


def _path(frame: Frame, shape: shapely.Geometry) -> str:
    return frame.path(shape, simplify=1.0)


def _every(findings: TownFindings) -> str:
    months = [m.month for m in findings.types[0].monthly if m.count is not None]
    if not months:
        return "no month with data"
    return f"all {len(months)} months with data, {months[0].name} to {months[-1].name}"


def _values(findings: TownFindings, frame: Frame) -> dict[str, object]:
    return {
        "width": frame.width,
        "height": frame.height,
        "metres": frame.metres,
        "every": _every(findings),
        "months": [m.month.name for m in findings.types[0].monthly],
        "start": START,
        "point_note": POINT_NOTE,
        "names": list(_names(findings, frame)),
        "types": [_type(findings, each, frame) for each in findings.types],
    }


def _type(findings: TownFindings, each: TypeFindings, frame: Frame) -> dict[str, object]:
    months = [m.count for m in each.monthly]
    return {
        "label": wording.label(each.type),
        "total": months if findings.open_data else [each.total],
        "spots": [_spot(findings, spot, frame) for spot in each.hot_spots],
        "points": [
            [*_at(frame, p.easting, p.northing), wording.place_name(p.label), list(p.counts)]
            for p in each.points_by_month
        ]
        if findings.open_data
        else [],
    }


def _spot(findings: TownFindings, spot: ListedHotSpot, frame: Frame) -> dict[str, object]:
    middle = spot.geometry.centroid
    x, y = _at(frame, middle.x, middle.y)
    return {
        "rank": spot.rank,
        "name": wording.place_name(spot.name),
        "path": frame.path(spot.geometry, simplify=0.2),
        "x": x,
        "y": y,
        "months": [m.count for m in spot.monthly] if findings.open_data else [spot.count],
        "words": (
            f"{wording.across(spot.area_m2).capitalize()}; in the months of choosing "
            f"{spot.count:,} recorded, {wording.percent(spot.share)} of all."
        ),
        "address": public_map(middle.x, middle.y),
    }


def _at(frame: Frame, easting: float, northing: float) -> tuple[float, float]:
    x, y = frame.point(easting, northing)
    return round(x, 1), round(y, 1)


def _names(findings: TownFindings, frame: Frame) -> Iterator[list[object]]:
    """Yield each name with its place, turn in degrees, length of its street and whether large."""
    for name in findings.backdrop.names:
        if name.kind != "premises":
            at = _at(frame, name.easting, name.northing)
            yield [name.name, *at, 0, 0, int(name.kind == "place")]
    lines = sorted(findings.backdrop.street_names, key=lambda n: (not n.is_main, n.name))
    for line in lines:
        middle = middle_of(line.geometry)
        if middle is not None:
            at = _at(frame, middle.easting, middle.northing)
            yield [line.name, *at, round(middle.turn), round(middle.length_m / METRES), 0]
