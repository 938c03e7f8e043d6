"""Read areas: towns, wards, LSOAs, or polygons drawn on a map."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import shapely

from beatwise.errors import BadInput
from beatwise.places.area_names import AS_PUBLISHED, plain_names
from beatwise.places.areas import Area
from beatwise.sources.geography.crs import known_crs, to_british_grid
from beatwise.sources.geography.layers import Layer, files_in, read_layer


_ONS_CODE = re.compile(r"[EWK][0-4]\d{7}")  # the nine characters of a GSS code
MOST_REPAIRED = 0.01  # share of its extent that mending may change


@dataclass(frozen=True, slots=True)
class ReadAreas:
    """A layer of areas as read.

    Parameters
    ----------
    areas
        In the order of the files.
    files
        The files that were read.
    rows_in
        Features in the files.
    set_aside
        Label of each feature that is no area → why.
    notes
        What a reader should know: what was mended, which labels are shared.
    ons_codes
        Whether a field holds nothing but ONS codes, such as E01025631.
    name_rule
        The rule (``data/area_names``) by which codes were taken off the labels.
    """

    areas: list[Area]
    files: list[Path]
    rows_in: int
    set_aside: dict[str, str]
    notes: list[str]
    ons_codes: bool = False
    name_rule: str = AS_PUBLISHED


def read_areas(
    paths: Sequence[Path],
    label: str,
    *,
    id_field: str | None = None,
    layer: str | None = None,
    crs: str | None = None,
    inner: str | None = None,
) -> ReadAreas:
    """Read one or more files, or folders of files, as one layer of areas.

    Parameters
    ----------
    label, id_field
        The fields that hold what people call an area and its unique identifier. Without
        ``id_field`` the label is the identifier and must be unique.
    layer
        The layer's name; default the file's or folder's own.
    crs
        What the coordinates are when the file does not say, or says it wrongly.
    inner
        The layer inside a GeoPackage that holds several.

    Raises
    ------
    BadInput
        Naming file and feature: a missing field, coordinates in another system, a polygon that
        crosses itself beyond mending, two areas with one identifier.
    """
    files = files_in(list(paths))
    name = layer or Path(paths[0]).stem
    if crs is not None:
        known_crs(crs)
    areas: list[Area] = []
    places: list[str] = []
    set_aside: dict[str, str] = {}
    notes: list[str] = []
    rows_in, ons_codes = 0, True
    for file in files:
        content = read_layer(file, inner=inner)
        labels = content.field(label)
        ids = content.field(id_field) if id_field else labels
        shapes = to_british_grid(content.geometry, crs or content.crs, content.source)
        rows_in += len(labels)
        ons_codes = ons_codes and _holds_ons_codes(content)
        for number, (key, text, shape) in enumerate(zip(ids, labels, shapes, strict=True), start=1):
            place = f"{content.source}, feature {number} ('{text or key}')"
            why = _not_an_area(shape)
            if why:
                set_aside[f"{content.source}, feature {number}: {text or key}"] = why
                continue
            _check_named(key, text, place, id_field, label)
            mended, note = _valid(shape, place)
            notes.extend([note] if note else [])
            areas.append(Area(key, text, name, mended))
            places.append(place)
    _refuse_none(areas, set_aside, files)
    _refuse_shared_ids(areas, places, id_field, list(content.fields))
    areas, name_rule = _without_codes(areas)
    notes.extend(_named(areas))
    notes.extend(_shared_labels(areas, name))
    return ReadAreas(areas, files, rows_in, set_aside, notes, ons_codes, name_rule)


def _without_codes(areas: list[Area]) -> tuple[list[Area], str]:
    labels, name_rule = plain_names([area.label for area in areas])
    plain = [
        area if area.label == label else replace(area, label=label, full_label=area.label)
        for area, label in zip(areas, labels, strict=True)
    ]
    return plain, name_rule


def _named(areas: list[Area]) -> list[str]:
    changed = [area for area in areas if area.full_label]
    if not changed:
        return []
    first, number = changed[0], len(changed)
    codes = "the file's code was" if number == 1 else "the file's codes were"
    note = (
        f"{number} name{'' if number == 1 else 's'}: {codes} taken off, as in '{first.label}' for "
        f"'{first.full_label}'. Identifiers stay, and the full names are still understood."
    )
    return [note]


def _holds_ons_codes(layer: Layer) -> bool:
    return any(all(map(_ONS_CODE.fullmatch, layer.field(name))) for name in layer.fields)


def _not_an_area(shape: shapely.Geometry | None) -> str | None:
    if shape is None or shape.is_empty:
        return "it has no outline"
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        return f"it is a {shape.geom_type}, not a polygon"
    return None


def _check_named(key: str, text: str, place: str, id_field: str | None, label: str) -> None:
    if not text:
        raise BadInput(
            f"the field '{label}' is empty.",
            place=place,
            next_step="Choose a label field that every feature has, or fill it in.",
        )
    if not key:
        raise BadInput(
            f"the field '{id_field}' is empty.",
            place=place,
            next_step="Choose an id field that every feature has, or leave --id out.",
        )


def _valid(shape: shapely.Geometry, place: str) -> tuple[shapely.Geometry, str | None]:
    """Return a valid polygon; mend one that crosses itself when that changes next to nothing."""
    if shape.is_valid:
        return shape, None
    reason = shapely.is_valid_reason(shape).split("[")[0].lower()
    mended = _polygons_of(shapely.make_valid(shape))
    before, after = abs(float(shape.area)), float(mended.area)
    change = abs(after - before) / before if before > 0 else np.inf
    if change > MOST_REPAIRED:
        share = f"{change:.0%} of its extent" if change < 1 else "what it encloses altogether"
        raise BadInput(
            f"the outline crosses itself ({reason}); mending it would change {share}.",
            place=place,
            next_step="Draw the outline again so that it does not cross itself.",
        )
    return mended, (
        f"{place}: the outline crossed itself ({reason}) and was repaired; "
        f"its extent changed by {change:.4%}."
    )


def _polygons_of(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons of a mended shape, without the lines and points that fell off it."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    return polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)


def _refuse_none(areas: list[Area], set_aside: dict[str, str], files: list[Path]) -> None:
    if areas:
        return
    first = next(iter(set_aside.items()), None)
    raise BadInput(
        "there is no polygon in it" + (f": {first[0]}: {first[1]}." if first else "."),
        place=files[0].name,
        next_step="Give a layer of polygons; lines are gathered with: beatwise gather streets FILE",
    )


def _refuse_shared_ids(
    areas: list[Area], places: list[str], id_field: str | None, fields: list[str]
) -> None:
    first: dict[str, str] = {}
    for area, place in zip(areas, places, strict=True):
        if area.id in first:
            raise BadInput(
                f"'{area.id}' is also {first[area.id]}."
                + (
                    ""
                    if id_field
                    else " Labels that are shared need a field that tells them apart."
                ),
                place=place,
                next_step=f"Choose another id field than '{id_field}'."
                if id_field
                else f"Add --id FIELD. The fields are: {', '.join(fields)}.",
            )
        first[area.id] = place


def _shared_labels(areas: list[Area], layer: str) -> list[str]:
    counts = Counter(area.label.casefold() for area in areas)
    shared = sorted({area.label for area in areas if counts[area.label.casefold()] > 1})
    if not shared:
        return []
    examples = ", ".join(f"'{label}'" for label in shared[:5]) + (" …" if len(shared) > 5 else "")
    return [
        (
            f"{len(shared)} labels are borne by more than one area ({examples}): --area cannot "
            f"find these by label. Gather layer '{layer}' again with a label field that is unique, "
            "or with the identifiers as labels."
        )
    ]
