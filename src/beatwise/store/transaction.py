"""A transaction: data files are put down first, and the catalogue names them at the end."""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.records.provenance import Provenance
from beatwise.store.catalogue import Catalogue, Derived, Item, OffenceMonth, Restated, Tallies
from beatwise.store.files.file_seals import HASH_IN_NAME, is_ours
from beatwise.store.files.source_files import SourceFile
from beatwise.store.files.staged_months import staged_files


if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    from beatwise.places.areas import Area
    from beatwise.places.map_features import MapFeature
    from beatwise.places.streets import Street


DATA = "data"
PART = ".part"
SET_ASIDE = ".damaged"
_PART_NAME = re.compile(r"[0-9a-f]{32}\.part\.(?:parquet|gpkg|npy)(?:-journal|-wal|-shm)?")
_KINDS = (
    "offences", "repeats", "areas", "streets", "map-features", "incidents", "events", "lookup",
    "derived",
)  # fmt: skip


class Transaction:
    """What is being written. Nothing of it can be seen before the workspace commits it.

    ``catalogue`` is the catalogue as it will be; each ``put`` replaces what stands under the same
    name. Data files go to ``data/KIND/NAME-HASH.ext``.
    """

    def __init__(self, folder: Path, catalogue: Catalogue):
        self.folder = folder
        self.catalogue = catalogue
        self.new_files: list[str] = []
        self.sources: dict[str, tuple[SourceFile, ...]] = {}

    def come_from(self, file: str, *sources: SourceFile) -> None:
        """Note which files on this machine a data file was made of, so that it can be mended."""
        self.sources[file] = sources

    def stage_month(self, rows: pa.Table, entry: OffenceMonth) -> OffenceMonth:
        """Write the file of one force-month and return its entry with ``file`` filled in.

        Folders say force and month number as other programs expect of partitions (Hive's way); the
        files hold both columns too. Safe to call from several threads; nothing stands until
        ``keep_month``.
        """
        from beatwise.clock import Month
        from beatwise.store.files.parquet_tables import write_table

        month = f"force={entry.force}/month={entry.month}/{Month(entry.month)}"
        file = self._put(f"offences/{month}", ".parquet", lambda path: write_table(rows, path))
        return replace(entry, file=file)

    def keep_month(self, entry: OffenceMonth, restated: Restated | None = None) -> None:
        """Let a staged force-month stand, with what it changed in the one before it."""
        self.catalogue = self.catalogue.with_month(entry, restated)

    def keep_repeats(
        self, entry: OffenceMonth, rows: NDArray[np.int64], elsewhere: Tallies
    ) -> None:
        """Note which rows of a standing month another month or force counts; see ``Catalogue``."""
        from beatwise.clock import Month
        from beatwise.store.files.repeated_rows import write_positions

        file = ""
        if len(rows):
            where = f"repeats/{entry.force}/{Month(entry.month)}"
            file = self._put(where, ".npy", lambda path: write_positions(rows, path))
        if file != entry.repeats:
            self.keep_month(replace(entry, repeats=file, elsewhere=elsewhere))

    def put_incidents(self, name: str, rows: pd.DataFrame, provenance: Provenance) -> None:
        """Put one extract of timed incidents (``records.incidents.INCIDENTS``)."""
        from beatwise.records.incidents import INCIDENTS

        self._put_frame("incidents", name, INCIDENTS.validate(rows), provenance)

    def put_events(self, name: str, rows: pd.DataFrame, provenance: Provenance) -> None:
        """Put one list of events (``records.events.EVENTS``)."""
        from beatwise.records.events import EVENTS

        self._put_frame("events", name, EVENTS.validate(rows), provenance)

    def put_lookup(self, name: str, rows: pd.DataFrame, provenance: Provenance) -> None:
        """Put a lookup table under its name, such as ``lsoa11_lsoa21``."""
        self._put_frame("lookup", name, rows, provenance)

    def put_areas(self, layer: str, areas: Sequence[Area], provenance: Provenance) -> None:
        """Put a layer of areas."""
        from beatwise.store.files.shapes import write_areas

        self._put_item("areas", layer, ".gpkg", lambda path: write_areas(areas, path), provenance)

    def put_streets(self, layer: str, streets: Sequence[Street], provenance: Provenance) -> None:
        """Put a layer of streets."""
        from beatwise.store.files.shapes import write_streets

        self._put_item(
            "streets", layer, ".gpkg", lambda path: write_streets(streets, path), provenance
        )

    def put_map_features(
        self, layer: str, features: Sequence[MapFeature], provenance: Provenance
    ) -> None:
        """Put what lies between the streets of a layer."""
        from beatwise.store.files.shapes import write_map_features

        self._put_item(
            "map-features", layer, ".gpkg",
            lambda path: write_map_features(features, path), provenance,
        )  # fmt: skip

    def put_derived(self, name: str, rows: pa.Table, inputs: str) -> None:
        """Put a table worked out from others; ``inputs`` is a hash of what it came from."""
        from beatwise.store.files.parquet_tables import write_table

        file = self._put(f"derived/{_file_name(name)}", ".parquet", lambda p: write_table(rows, p))
        self.catalogue = self.catalogue.with_derived(Derived(name, file, inputs))

    def _put_frame(self, kind: str, name: str, rows: pd.DataFrame, provenance: Provenance) -> None:
        from beatwise.store.files.parquet_tables import write_frame

        self._put_item(kind, name, ".parquet", lambda path: write_frame(rows, path), provenance)

    def _put_item(
        self,
        kind: str,
        name: str,
        suffix: str,
        write: Callable[[Path], None],
        provenance: Provenance,
    ) -> None:
        file = self._put(f"{kind}/{_file_name(name)}", suffix, write)
        self.catalogue = self.catalogue.with_item(Item(kind, name, file, provenance))

    def _put(self, where: str, suffix: str, write: Callable[[Path], None]) -> str:
        """Write beside, hash, and rename to the name that holds the hash; return that name."""
        target = self.folder / DATA / where
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.parent / f"{uuid.uuid4().hex}{PART}{suffix}"
        try:
            write(part)
            digest = _digest(part)
            final = target.parent / f"{target.name}-{digest[:16]}{suffix}"
            if os.path.lexists(final) and not is_ours(final):
                _set_aside(final)
            if not final.exists():
                part.replace(final)
        finally:
            part.unlink(missing_ok=True)
        file = final.relative_to(self.folder).as_posix()
        self.new_files.append(file)
        return file


def clean(folder: Path, catalogue: Catalogue) -> int:
    """Remove what interrupted or replaced writes left behind; return how many files went.

    Only what Beatwise wrote goes: unfinished files, and files whose bytes give the hash in their
    name. What a killed gather staged stays for the next one, and everything else is somebody's own
    and stays too. Only the holder of the writing lock may call this. A file that a reader still
    holds open on Windows is left for the next time.
    """
    standing = catalogue.files() | staged_files(folder)
    removed = 0
    for path in sorted(p for kind in _KINDS for p in (folder / DATA / kind).rglob("*")):
        if path.relative_to(folder).as_posix() not in standing and _is_left_over(path):
            try:
                path.unlink()
                removed += 1
            except PermissionError:
                continue
    return removed


def _is_left_over(path: Path) -> bool:
    if _PART_NAME.fullmatch(path.name):
        return path.is_file()
    try:
        return HASH_IN_NAME.search(path.name) is not None and is_ours(path)
    except OSError:  # it cannot be read, so nobody can say whose it is
        return False


def _set_aside(path: Path) -> None:
    """Give a damaged or foreign file another name: what stands in our way may be somebody's own."""
    number, aside = 1, path.with_name(path.name + SET_ASIDE)
    while os.path.lexists(aside):
        number += 1
        aside = path.with_name(f"{path.name}{SET_ASIDE}-{number}")
    path.rename(aside)


def _digest(path: Path) -> str:
    """Hash a file and make sure that its bytes are on the disk before they are named."""
    with path.open("rb+") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        os.fsync(stream.fileno())
    return digest


def _file_name(name: str) -> str:
    """Turn any name into one that every file system takes; the catalogue keeps the true name."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower()).strip("-")
    return f"{plain[:40] or 'unnamed'}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
