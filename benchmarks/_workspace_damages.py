"""The ways in which the files of a workspace are damaged, each by a seed."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks._fault_drill import Damage


DATA, CATALOGUE, COPY, SOURCES = "data", "catalogue", "copy", "sources"


def _files(place: Path, pattern: str = "*") -> list[Path]:
    return sorted(path for path in (place / "data").rglob(pattern) if path.is_file())


def _one(place: Path, chance: random.Random, pattern: str = "*") -> Path:
    files = _files(place, pattern)
    if not files:
        raise FileNotFoundError(pattern)
    return chance.choice(files)


def truncated(place: Path, chance: random.Random) -> str:
    """Cut a data file short, at any byte."""
    path = _one(place, chance)
    size = chance.randrange(path.stat().st_size)
    os.truncate(path, size)
    return f"{path.name} to {size} bytes"


def flipped(place: Path, chance: random.Random) -> str:
    """Flip up to twenty bytes of a data file, and set its date back in half of the cases."""
    path = _one(place, chance)
    state, content = path.stat(), bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] ^= chance.randint(1, 255)
    path.write_bytes(content)
    if chance.random() < 0.5:
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    return path.name


def swapped(place: Path, chance: random.Random) -> str:
    """Swap two files of one kind by their names."""
    one, other = chance.sample(_files(place, "*.parquet"), 2)
    aside = one.with_name("aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)
    return f"{one.name} and {other.name}"


def copied_over(place: Path, chance: random.Random) -> str:
    """Copy one month's file over another's, with its date."""
    one, other = chance.sample(_files(place, "*-street*") or _files(place, "*.parquet"), 2)
    shutil.copy2(one, other)
    return f"{one.name} over {other.name}"


def deleted(place: Path, chance: random.Random) -> str:
    """Delete a data file."""
    path = _one(place, chance)
    path.unlink()
    return path.name


def all_deleted(place: Path, chance: random.Random) -> str:
    """Delete every data file."""
    shutil.rmtree(place / "data")
    return "data"


def rewritten(place: Path, chance: random.Random) -> str:
    """Write a month's file again without one of its rows, as a person with pandas would."""
    import pandas as pd

    path = _one(place, chance, "*.parquet")
    rows = pd.read_parquet(path)
    rows.drop(index=rows.index[chance.randrange(len(rows))]).to_parquet(path)
    return path.name


def replaced_by(place: Path, chance: random.Random) -> str:
    """Put a folder, a link, a dangling link or a pipe in the place of a data file."""
    path, other = _one(place, chance), _one(place, chance)
    kind = chance.choice(("folder", "link", "dangling link", "pipe"))
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(other if kind == "link" and other != path else place / "nowhere")
    return f"{path.name} by a {kind}"


def layer_edited(place: Path, chance: random.Random) -> str:
    """Drop the table of a GeoPackage, take rows out of it, or change a value."""
    path = _one(place, chance, "*.gpkg")
    statement = chance.choice(
        ("DROP TABLE features", "DELETE FROM features WHERE fid = 1",
         "UPDATE features SET fid = fid + 9", "DROP TABLE gpkg_contents",
         "UPDATE features SET geom = NULL WHERE fid = 1")
    )  # fmt: skip
    with closing(sqlite3.connect(path)) as database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            database.execute(f'DROP TRIGGER "{trigger}"')
        database.execute(statement)
        database.commit()
    return f"{path.name}: {statement}"


def catalogue_edited(place: Path, chance: random.Random) -> str:
    """Change one value of the catalogue, and leave it good JSON."""
    path = place / "catalogue.json"
    document = json.loads(path.read_bytes())
    what = chance.choice(("rows", "asb", "file", "month", "sha256", "entry", "item", "name"))
    months = document["offences"]
    entry = chance.choice(months)
    if what == "entry":
        months.remove(entry)
    elif what == "item":
        document["items"].pop()
    elif what == "name":
        document["name"] += "!"
    elif what == "sha256":
        entry["provenance"]["sha256"] = chance.choice(months)["provenance"]["sha256"][::-1]
    elif what == "file":
        entry["file"] = chance.choice([m for m in months if m is not entry])["file"]
    else:
        entry[what] += 1
    path.write_text(json.dumps(document), "utf-8")
    return what


def catalogue_spoilt(place: Path, chance: random.Random) -> str:
    """Cut the catalogue short, empty it, take it away, or put something else in its place."""
    path = place / "catalogue.json"
    kind = chance.choice(("cut", "empty", "gone", "list", "deep", "zeros"))
    size = path.stat().st_size
    path.unlink()
    contents = {"empty": b"", "list": b"[]", "deep": b"[" * 100_000, "zeros": bytes(size)}
    if kind in contents:
        path.write_bytes(contents[kind])
    elif kind == "cut":
        path.write_bytes((place / ".catalogue-copy.json").read_bytes()[: chance.randrange(size)])
    return kind


def older_catalogue(place: Path, chance: random.Random) -> str:
    """Put back a catalogue as it was some gathers ago, as a restored backup would."""
    from beatwise.store import catalogue_file
    from beatwise.store.catalogue import Catalogue

    now = catalogue_file.load(place)
    earlier = place.parent / "earlier"
    shutil.rmtree(earlier, ignore_errors=True)
    earlier.mkdir()
    months = dict(list(now.offences.items())[: chance.randrange(1, len(now.offences))])
    catalogue_file.save(Catalogue(now.name, now.created, months), earlier)
    shutil.copy2(earlier / "catalogue.json", place / "catalogue.json")
    return f"with {len(months)} months"


def seals_spoilt(place: Path, chance: random.Random) -> str:
    """Delete or spoil the list of sizes and dates."""
    content = chance.choice((b"", b"{", b"[]", b'{"data": 7}', b'{"data": [1, 2]}'))
    (place / ".files.json").write_bytes(content)
    return repr(content)


def sources_spoilt(place: Path, chance: random.Random) -> str:
    """Spoil the list of where things came from."""
    content = chance.choice((b"", b"{}", b"[1]", b'{"data": 7}', b'{"data": [{"paths": 1}]}'))
    (place / ".sources.json").write_bytes(content)
    return repr(content)


def copy_spoilt(place: Path, chance: random.Random) -> str:
    """Spoil or delete the copy of the catalogue."""
    path = place / ".catalogue-copy.json"
    if chance.random() < 0.5:
        path.unlink()
        return "deleted"
    os.truncate(path, chance.randrange(path.stat().st_size))
    return "cut"


def dates_changed(place: Path, chance: random.Random) -> str:
    """Set the dates of every file to another time, as copying a folder does."""
    for path in _files(place):
        os.utime(path, (1.6e9, 1.6e9 + chance.randrange(10**6)))
    return "all"


def permissions_changed(place: Path, chance: random.Random) -> str:
    """Let nobody read a data file (the administrator may still)."""
    path = _one(place, chance)
    path.chmod(0)
    return path.name


def own_file(place: Path, chance: random.Random) -> str:
    """Put a file of somebody's own among the data."""
    folder = chance.choice(sorted({path.parent for path in _files(place)}))
    name = chance.choice(("notes.txt", "2025-01.parquet", "mine-0123456789abcdef.gpkg"))
    (folder / name).write_text("my own", "utf-8")
    return f"{folder.name}/{name}"


def _damage(do: object, *parts: str, harmless: bool = False) -> Damage:
    name = do.__name__.replace("_", " ")  # type: ignore[attr-defined]
    return Damage(name, do, frozenset(parts), harmless)  # type: ignore[arg-type]


DAMAGES: tuple[Damage, ...] = (
    _damage(truncated, DATA),
    _damage(flipped, DATA),
    _damage(swapped, DATA),
    _damage(copied_over, DATA),
    _damage(deleted, DATA),
    _damage(all_deleted, DATA),
    _damage(rewritten, DATA),
    _damage(replaced_by, DATA),
    _damage(layer_edited, DATA),
    _damage(catalogue_edited, CATALOGUE),
    _damage(catalogue_spoilt, CATALOGUE),
    _damage(older_catalogue, CATALOGUE),
    _damage(copy_spoilt, COPY),
    _damage(seals_spoilt, harmless=True),
    _damage(sources_spoilt, SOURCES, harmless=True),
    _damage(dates_changed, harmless=True),
    _damage(permissions_changed, DATA),
    _damage(own_file, harmless=True),
)
