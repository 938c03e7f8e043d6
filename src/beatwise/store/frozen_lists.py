"""Write and read frozen lists of hot spots."""

from __future__ import annotations

import json
from pathlib import Path

from beatwise.errors import BadInput, MissingData
from beatwise.hotspots.shortlist import frozen_list_json
from beatwise.hotspots.shortlist.frozen_list import FrozenList
from beatwise.store.whole_file import write_whole


def write_frozen(document: dict[str, object], path: Path) -> None:
    """Write a frozen list in one step: the file is as before, or whole."""
    write_whole(path, frozen_list_json.frozen_bytes(document))


def read_frozen(path: Path | str) -> FrozenList:
    """Read a frozen list and check its hash.

    Raises ``MissingData`` when there is no such file, ``BadInput`` when it is not a frozen list,
    and ``Conflict`` when it was changed after it was frozen.

    Examples
    --------
    >>> import beatwise, pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "list.geojson"
    >>> _ = beatwise.find(beatwise.example(), "Pelbrook", "asb", "2025-01:2025-12", out=file)
    >>> beatwise.read_frozen(file).about["area"]
    'Pelbrook'
    """
    file = Path(path)
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise MissingData(
            "there is no such file.",
            place=str(file),
            next_step="Make the list with: beatwise find … --out FILE",
        ) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadInput(
            f"this is not a GeoJSON file ({error}).",
            place=str(file),
            next_step="Give the file that beatwise find --out wrote.",
        ) from error
    return frozen_list_json.from_json(document, str(file))
