"""``beatwise gather incidents``, ``areas``, ``streets`` and ``events``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption
from beatwise.plurals import counted


if TYPE_CHECKING:
    from beatwise.journeys.gather.gathered_json import GatheredFile

LayerOption = Annotated[
    str | None, typer.Option("--layer", help="What to call the layer; default the file's name.")
]
CrsOption = Annotated[
    str | None,
    typer.Option(
        "--crs", help="What the coordinates are, if the file does not say: EPSG:27700, EPSG:4326."
    ),
]
InnerOption = Annotated[
    str | None,
    typer.Option("--from-layer", help="The layer inside a GeoPackage that holds several."),
]
LicenceOption = Annotated[
    str | None, typer.Option("--licence", help="The licence the data are published under.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the ``gather`` group."""
    app.command("incidents")(incidents)
    app.command("areas")(areas)
    app.command("streets")(streets)
    app.command("events")(events)


def incidents(
    file: Annotated[Path, typer.Argument(help="A timed extract: CSV, XLSX or ODS.")],
    mapping: Annotated[
        Path, typer.Option("--mapping", help="A TOML file that says which column is which.")
    ],
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Gather incidents with times from a force's, council's or retailer's own extract."""
    from beatwise.journeys.gather.incidents import gather_incidents
    from beatwise.store.workspace import Workspace

    done = gather_incidents(Workspace.open(workspace), file, mapping)
    words = f"Kept {done.rows_out:,} of {done.rows_in:,} rows as incidents of '{done.source}'."
    lines = [f"Rejected, {count:,}: {reason}." for reason, count in done.rejected.items()]
    lines += [f"Adjusted, {count:,}: {reason}." for reason, count in done.adjusted.items()]
    if done.restated:
        replaced = "was" if done.restated == 1 else "were"
        lines.append(f"{counted(done.restated, 'incident')} of earlier files {replaced} replaced.")
    if done.set_aside:
        lines.append(f"Every one of these rows is listed in {done.set_aside}.")
    _tell(done, words, lines, as_json)


def areas(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="GeoJSON, TopoJSON, GeoPackage or Shapefile; several, a folder of them, or the "
            "http(s) address of a file or of an ArcGIS feature layer.",
        ),
    ],
    label: Annotated[str, typer.Option("--label", help="The field people know an area by.")],
    id_field: Annotated[
        str | None, typer.Option("--id", help="The field that is unique; default the label.")
    ] = None,
    layer: LayerOption = None,
    crs: CrsOption = None,
    inner: InnerOption = None,
    licence: LicenceOption = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Gather areas: towns, authorities, LSOAs, wards, or polygons of your own."""
    from beatwise.cli.output import progress
    from beatwise.journeys.gather.areas import NOT_STATED, gather_areas
    from beatwise.store.workspace import Workspace

    with progress("Gathering") as advance:
        done = gather_areas(
            Workspace.open(workspace),
            files,
            label,
            id_field=id_field,
            layer=layer,
            crs=crs,
            inner=inner,
            licence=licence or NOT_STATED,
            progress=advance,
        )
    words = (
        f"Layer '{done.layer}' holds {counted(done.rows_out, 'area')} of "
        f"{counted(done.rows_in, 'feature')}."
    )
    lines = [f"Left out: {name}: {why}." for name, why in done.set_aside.items()]
    _tell(done, words, lines, as_json)


def streets(
    file: Annotated[
        str,
        typer.Argument(
            help="An OpenStreetMap extract (.osm.pbf, or a Geofabrik ZIP of Shapefiles), or lines; "
            "or the http(s) address of one."
        ),
    ],
    layer: LayerOption = None,
    crs: CrsOption = None,
    inner: InnerOption = None,
    licence: LicenceOption = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Gather the streets and paths that people may walk along."""
    from beatwise.cli.output import progress
    from beatwise.journeys.gather.streets import gather_streets
    from beatwise.store.workspace import Workspace

    with progress("Reading streets") as advance:
        done = gather_streets(
            Workspace.open(workspace),
            file,
            layer=layer,
            crs=crs,
            inner=inner,
            licence=licence,
            progress=advance,
        )
    words = (
        f"Layer '{done.layer}' holds {counted(done.rows_out, 'segment')}, "
        f"{done.length_km:,.1f} km, of {counted(done.rows_in, 'way')}."
    )
    lines = [f"Left out, {count:,}: {why}." for why, count in done.left_out.items()]
    _tell(done, words, lines, as_json)


def events(
    file: Annotated[Path, typer.Argument(help="A table (CSV, XLSX, ODS) or TOML of events.")],
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Gather what else happened: other patrols, CCTV, openings, changes in recording."""
    from beatwise.journeys.gather.events import gather_events
    from beatwise.store.workspace import Workspace

    done = gather_events(Workspace.open(workspace), file)
    _tell(done, f"'{done.source}' holds {done.rows_out:,} events.", [], as_json)


def _tell(done: GatheredFile, words: str, lines: list[str], as_json: bool) -> None:
    """Print the result: JSON on stdout with the notes inside, or words with the notes on stderr."""
    from beatwise.cli.output import print_json, say
    from beatwise.journeys.gather import gathered_json

    if as_json:
        print_json(gathered_json.as_json(done))
        return
    print(words if done.changed else f"Nothing new. {words}")
    for line in lines:
        print(line)
    for note in done.notes:
        say(note)
