"""What a drill of kills needs to know of a step, and the step that needs no office: gathering."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from benchmarks._fault_drill import LOADED
from benchmarks._forks import Part


class Step(Protocol):
    """A step that is killed. Its parts are done in turn, in one process, and each is acknowledged.

    ``stages`` are all states that it may be left in, each as the parts that lead to it undisturbed;
    what n acknowledged parts promise is at least the stage ``promises[n]``.
    """

    name: str
    place: Path  # the folder that its files lie in
    parts: Sequence[Part]
    stages: Sequence[Sequence[Part]]
    promises: Sequence[int]
    # Reads from outside, just before the kill, what people have seen done: instead of parts.
    look: Callable[[], int] | None

    def fresh(self) -> None:
        """Put everything as it was before the step."""

    def state(self) -> object:
        """Return what there is, as JSON, without what differs from run to run, such as times."""

    def faults(self, *, at_end: bool) -> list[str]:
        """Return what is half-there; ``at_end``: after the step was done again."""


class Gather:
    """Months, a layer of areas and recorded incidents, gathered one after the other."""

    name = "gather"
    look = None

    def __init__(self, folder: Path):
        from beatwise.journeys.demo import gathered_county

        for module in LOADED:
            import_module(module)
        gathered_county(folder / "sound")
        county = folder / "sound" / "county"
        self.place = folder / "workspace"
        mapping = ["--mapping", str(county / "incidents-mapping.toml")]
        self.parts = tuple(
            self._gather(*words)
            for words in (
                ["police-uk", str(county / "police-uk")],
                ["areas", str(county / "areas" / "towns.geojson"), "--label", "name"],
                ["incidents", str(county / "incidents.csv"), *mapping],
            )
        )
        self.stages = tuple(self.parts[:n] for n in range(len(self.parts) + 1))
        self.promises = tuple(range(len(self.parts) + 1))

    def _gather(self, *words: str) -> Part:
        command = ["gather", *words, "--workspace", str(self.place), "--json"]

        def part() -> int:
            from beatwise.cli.main import run

            return run(command)

        return part

    def fresh(self) -> None:
        """Make an empty workspace."""
        from beatwise.store.workspace import Workspace

        shutil.rmtree(self.place, ignore_errors=True)
        Workspace.create(self.place, "Killed")

    def state(self) -> object:
        """Return the catalogue without dates and what hangs on them; a layer's file has its own.

        Nor what is worked out from the months, saved after them: until it stands, readers work it
        out for themselves.
        """
        document = json.loads((self.place / "catalogue.json").read_bytes())
        for name in ("sha256", "sha256_of_bytes", "derived", "saves"):
            del document[name]
        layers = [item for item in document["items"] if item["file"].endswith(".gpkg")]
        for item in layers:
            del item["file"]
        return _undated(document)

    def faults(self, *, at_end: bool) -> list[str]:
        """Return what the workspace's own check finds.

        At the end also files of no use, and a table worked out from other months than stand.
        """
        from beatwise.journeys.home_forces.recorded_points import stands
        from beatwise.journeys.upkeep.workspace_check import check_workspace
        from beatwise.store.workspace import Workspace

        found = check_workspace(self.place)
        faults = [f"{one.file}: {one.fault}" for one in found.files]
        faults += [found.catalogue] if found.catalogue else []
        if not at_end:
            return faults
        if not stands(Workspace.open(self.place)):
            faults.append("what was recorded where was not worked out")
        return faults + [f"{path} is left over" for path in found.strays]


def _undated(document: object) -> object:
    if isinstance(document, dict):
        dates = {"gathered", "created"}
        return {k: _undated(v) for k, v in document.items() if k not in dates}
    return [_undated(v) for v in document] if isinstance(document, list) else document
