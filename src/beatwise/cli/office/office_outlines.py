"""``beatwise office load-outlines``: the areas that are drawn under maps of registers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import HERE, WorkspaceOption
from beatwise.cli.office.office_tables import ByOption, person_of
from beatwise.plurals import counted


def add(group: typer.Typer) -> None:
    """Add the command to ``beatwise office``."""
    group.command("load-outlines")(load_outlines)


def load_outlines(
    file: Annotated[Path, typer.Argument(help="Areas: GeoJSON, GeoPackage or Shapefile.")],
    label: Annotated[str, typer.Option(help="The field that holds an area's name.")],
    by: ByOption,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Draw a file's areas under the maps of registers, in place of those that are there."""
    from beatwise.publication.maps.place_marks import AreaOutline
    from beatwise.sources.geography.areas import read_areas
    from beatwise.sources.geography.light_outlines import light_outlines

    rings = light_outlines(read_areas([file], label).areas)
    person = person_of(workspace, by)
    from beatwise.web.registers.ground import area_outlines

    areas = [AreaOutline(name, each) for name, each in rings]
    count = area_outlines.load(areas=areas, source=file.name, by=person)
    print(f"The maps of registers show {counted(count, 'area')} now.")
