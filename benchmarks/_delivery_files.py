"""A broken delivery as files, gathered in-process as a person would gather it."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from beatwise.cli.main import run
from beatwise.clock import Month
from beatwise.places.projection import to_degrees
from beatwise.records.crime_types import CATEGORIES
from beatwise.simulation.write.police_uk import HEADER
from benchmarks._whole_deliveries import BTP, FORCES, Delivery, Town


GOOD_CODES = (0, 2, 10, 11, 12, 13, 14, 130)
NAMES = {"millshire": "Millshire Police", "northshire": "Northshire Police", BTP: "British "
         "Transport Police"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended: its words, its code, its JSON document, and its words on stderr."""

    words: tuple[str, ...]
    code: int
    document: dict
    err: str


def ask(*words: object) -> Answer:
    """Run one command in this process."""
    out, err, line = io.StringIO(), io.StringIO(), [str(word) for word in words]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([*line, "--json"])
    try:
        document = json.loads(out.getvalue())
    except ValueError:
        document = {}
    return Answer(tuple(line), code, document, err.getvalue())


def gather(delivery: Delivery, folder: Path) -> Iterator[Answer]:
    """Write the delivery and gather it into ``folder/w``; yield how each command ended.

    A file that is refused is left out, as the message asks, and the rest is gathered again.
    """
    place = folder / "w"
    yield ask("init", place, "--name", "Soak")
    if delivery.areas_first:
        yield from _areas(delivery, folder, place)
    if delivery.boundaries and not delivery.boundaries_last:
        yield _boundaries(delivery, folder, place)
    yield from _months(delivery, folder, place)
    if not delivery.areas_first:
        yield from _areas(delivery, folder, place)
    if delivery.boundaries and delivery.boundaries_last:
        yield _boundaries(delivery, folder, place)


def _months(delivery: Delivery, folder: Path, place: Path) -> Iterator[Answer]:
    keys = list(delivery.files)
    size = -(-len(keys) // delivery.batches)
    for batch in range(delivery.batches):
        files = folder / f"delivery-{batch}"
        chunk = keys[batch * size : (batch + 1) * size]
        for key in chunk:
            _write(delivery, key, files)
        spoilt = [key for key in chunk if key in delivery.spoilt]
        if not chunk:
            continue
        answer = ask("gather", "police-uk", files, "--workspace", place)
        yield answer
        if spoilt and answer.code == 10:
            for key in spoilt:
                delivery.files.pop(key)
                _path(key, files).unlink()
            if len(chunk) > len(spoilt):
                yield ask("gather", "police-uk", files, "--workspace", place)
        if delivery.again and len(chunk) > len(spoilt):
            yield ask("gather", "police-uk", files, "--workspace", place)


def _path(key: tuple[str, int], files: Path) -> Path:
    force, month = key
    return files / str(Month(month)) / f"{Month(month)}-{force}-street.csv"


def _write(delivery: Delivery, key: tuple[str, int], files: Path) -> None:
    rows, month = delivery.files[key], str(Month(key[1]))
    texts = ["crime_id", "lsoa", "location"]
    rows = rows.assign(**{name: rows[name].astype(object).fillna("") for name in texts})
    x, y = rows["x"].to_numpy(float), rows["y"].to_numpy(float)
    lon, lat = to_degrees(x, y)
    lines = [",".join(HEADER)]
    for at, row in enumerate(rows.itertuples(index=False)):
        known = np.isfinite(x[at])
        cells = (
            row.crime_id, month, NAMES[key[0]], NAMES[key[0]],
            f"{lon[at]:.6f}" if known else "", f"{lat[at]:.6f}" if known else "",
            row.location or "No Location", row.lsoa, "", CATEGORIES[row.type], "", "",
        )  # fmt: skip
        lines.append(",".join(cells))
    content = "\n".join(lines) + "\n"
    if key in delivery.spoilt:
        content = content[: content.rindex(month) + 3]
    path = _path(key, files)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def _areas(delivery: Delivery, folder: Path, place: Path) -> Iterator[Answer]:
    shapes = [town.shape for town in delivery.towns]
    if delivery.old_names:
        old = list(zip(delivery.old_names, shapes, strict=True))
        yield _layer(folder, place, "old", old)
    new = [(town.label, town.shape) for town in delivery.towns]
    yield _layer(folder, place, "new", new)


def _layer(
    folder: Path, place: Path, name: str, shapes: Sequence[tuple[str, shapely.Geometry]]
) -> Answer:
    file = folder / f"towns-{name}.geojson"
    file.write_text(_geojson([({"name": label}, shape) for label, shape in shapes]), "utf-8")
    options = ("--label", "name", "--layer", "towns", "--workspace", place)
    return ask("gather", "areas", file, *options)


def _boundaries(delivery: Delivery, folder: Path, place: Path) -> Answer:
    grounds = force_grounds(delivery.towns)
    named = [
        ({"PFA23CD": FORCES[force], "PFA23NM": force.capitalize()}, shape)
        for force, shape in grounds.items()
    ]
    file = folder / "police.geojson"
    file.write_text(_geojson(named), "utf-8")
    options = ("--label", "PFA23NM", "--id", "PFA23CD", "--layer", "police", "--workspace", place)
    return ask("gather", "areas", file, *options)


def force_grounds(towns: Sequence[Town]) -> dict[str, shapely.Geometry]:
    """Return each force's ground: what lies nearest to the middle of one of its towns."""
    middles = shapely.MultiPoint([town.shape.centroid for town in towns])
    cells = shapely.get_parts(shapely.voronoi_polygons(middles, extend_to=middles.buffer(15_000)))
    grounds = {}
    for force in dict.fromkeys(town.force for town in towns):
        mine = [town.shape.centroid for town in towns if town.force == force]
        parts = [cell for cell in cells if any(cell.contains(point) for point in mine)]
        grounds[force] = shapely.unary_union(parts)
    return grounds


def _geojson(shapes: Sequence[tuple[dict[str, str], shapely.Geometry]]) -> str:
    features = []
    for properties, shape in shapes:
        degrees = shapely.transform(shape, lambda xy: np.column_stack(to_degrees(*xy.T)))
        geometry = json.loads(shapely.to_geojson(degrees))
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features})
