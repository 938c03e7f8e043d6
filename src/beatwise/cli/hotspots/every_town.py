"""``--all-towns`` of ``beatwise find`` and ``beatwise brief``: every town's files and an index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.errors import UsageError
from beatwise.plurals import counted


if TYPE_CHECKING:
    from beatwise.journeys.hotspots.brief import BriefRequest
    from beatwise.journeys.hotspots.every_town.every_list import EveryList
    from beatwise.journeys.hotspots.find import ListRequest
    from beatwise.store.workspace import Workspace

_MOST_REASONS = 5  # reasons for towns without a list, said on the screen


def check_request(
    labels: Sequence[str] | None,
    out: Path | None,
    layer: str | None,
    cluster: str | None,
    *,
    all_towns: bool,
) -> None:
    """Raise ``UsageError`` unless areas are named, or every town with a folder."""
    if not labels and not all_towns:
        raise UsageError("no area was named.", next_step="Name one with --area, or --all-towns.")
    if labels and all_towns:
        raise UsageError("--area and --all-towns exclude each other.", next_step="Give one.")
    if all_towns and out is None:
        raise UsageError(
            "every town's files need a folder.", next_step="Name it with --out FOLDER."
        )
    if not all_towns and layer is not None:
        raise UsageError(
            "--towns-in says which towns all are, and areas were named.",
            next_step="Leave --towns-in out, or ask for --all-towns.",
        )
    if not all_towns and cluster is not None:
        raise UsageError(
            "one area is worked by one process.",
            next_step="Leave --cluster out, or ask for --all-towns.",
        )


def write_lists(
    workspace: Workspace,
    request: ListRequest,
    out: Path,
    layer: str | None,
    cluster: str | None,
    *,
    as_json: bool,
) -> None:
    """Write the lists and say what was written."""
    from beatwise.cli.output import print_json, progress
    from beatwise.compute.cluster_option import spread_over
    from beatwise.journeys.hotspots.every_town.every_list import find_every_town

    with spread_over(cluster) as spread, progress("Finding hot spots") as advance:
        done = find_every_town(
            workspace, request, out, layer=layer, spread=spread, progress=advance
        )
    if as_json:
        print_json(_as_json(done))
    else:
        _print(done)


def write_briefs(
    workspace: Workspace,
    request: BriefRequest,
    out: Path,
    layer: str | None,
    cluster: str | None,
    *,
    as_json: bool,
) -> None:
    """Write the briefs and say what was written."""
    from beatwise.cli.output import print_json, progress, say
    from beatwise.compute.cluster_option import spread_over
    from beatwise.journeys.hotspots.every_town.briefs import INDEX, brief_every_town

    with spread_over(cluster) as spread, progress("Writing") as advance:
        done = brief_every_town(
            workspace, request, out, layer=layer, spread=spread, progress=advance
        )
    without = [town for town in done.towns if not town.page]
    if as_json:
        reasons = [{"area": town.label, "reason": town.reason} for town in without]
        print_json(
            {"out": str(out), "towns": len(done.towns), "briefs": len(done.towns) - len(without),
             "files": done.files, "without_brief": reasons}
        )  # fmt: skip
        return
    print(f"Wrote {counted(done.files, 'file')} to {out}.")
    say(f"Read first: {INDEX}, which leads to {counted(len(done.towns) - len(without), 'brief')}.")
    if without:
        say(f"{counted(len(without), 'town')} without a brief: {INDEX} says why.")


def _as_json(done: EveryList) -> dict[str, object]:
    return {
        "out": str(done.folder),
        "towns": len(done.towns),
        "lists": len(done.towns) - len(done.without_list),
        "hot_spots": sum(town.hot_spots for town in done.towns),
        "without_list": [
            {"area": town.area, "area_id": town.area_id, "reason": town.reason}
            for town in done.without_list
        ],
    }


def _print(done: EveryList) -> None:
    from beatwise.cli.output import say

    lists = len(done.towns) - len(done.without_list)
    spots = sum(town.hot_spots for town in done.towns)
    print(f"Wrote {counted(lists, 'list')} with {counted(spots, 'hot spot')} to {done.folder}.")
    print("index.csv names each list with its hash, and each town without one with the reason.")
    for town in done.without_list[:_MOST_REASONS]:
        say(f"{town.area}: no list. {town.reason}")
    more = len(done.without_list) - _MOST_REASONS
    if more > 0:
        say(f"And {more:,} more; see index.csv.")
