"""Results that commands wrote into one folder, found by the name that recipes use."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


FOLDER = "results"  # of a workspace
_OWN_NAMES = {"measure": "fidelity", "evaluate": "result"}


def saved_results(folder: Path, names: Iterable[str]) -> dict[str, Path]:
    """Return the file of each name that has one.

    ``find`` is ``find.json`` (what ``--json`` prints) or, where a command wrote a folder of files,
    ``find/find.json``; ``measure`` is ``measure/fidelity.json``, ``evaluate``
    ``evaluate/result.json``.
    """
    places = {
        name: (folder / f"{name}.json", folder / name / f"{_OWN_NAMES.get(name, name)}.json")
        for name in names
    }
    return {
        name: next(path for path in paths if path.is_file())
        for name, paths in places.items()
        if any(path.is_file() for path in paths)
    }
