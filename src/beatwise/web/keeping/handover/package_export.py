"""Write a whole office into a folder of open formats, for whoever succeeds it.

Its tables are read in one snapshot while the office works on; the files for readers (definitions,
papers, the site) are as they are when the tables are done. A run that was stopped goes on where it
was: tables whose rows are still the same are not written again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import beatwise
from beatwise.errors import Conflict
from beatwise.web.history.sealing import seal_chain
from beatwise.web.keeping import manifests, minisign, office_key, table_dumps
from beatwise.web.keeping.handover import package_files, readable_files, table_files
from beatwise.web.keeping.handover.package_words import README
from beatwise.web.keeping.table_dumps import Digest


FORMAT = "beatwise handover 2"  # 2: the manifest knows every file
Advance = Callable[[int, int, str], None]


def export(
    folder: Path,
    advance: Advance | None = None,
    *,
    snapshot: Callable[[], AbstractContextManager[str]] = table_dumps.snapshot,
) -> dict[str, Digest]:
    """Write the package and return the digest of each table.

    ``advance`` hears of each table before it is written. Raises ``Conflict`` for a folder that
    holds something else.
    """
    done = _begin(folder)
    models = table_dumps.tables_by_name()
    with snapshot() as alias:
        for at, (name, model) in enumerate(models.items()):
            if advance is not None:
                advance(at, len(models), name)
            if not _still_right(folder, name, done, alias):
                done[name] = table_files.write(folder, name, model, alias)
                _note(folder, done)
        head = str(seal_chain.head(alias))
    wanted = set[str]().union(*(table_files.files_of(folder, *each) for each in models.items()))
    for file, content in readable_files.readable():
        package_files.write(folder, file, [content])
        wanted.add(file)
    package_files.keep_only(folder, wanted)
    package_files.write(folder, "README.md", [README.encode()])
    package_files.write_sums(folder, _sign(folder, done, head))
    (folder / package_files.UNFINISHED).unlink()  # last: until then a stopped run goes on
    return done


def _begin(folder: Path) -> dict[str, Digest]:
    """Return what an earlier run completed; make the folder where there is none."""
    unfinished = folder / package_files.UNFINISHED
    if unfinished.is_file():
        try:
            state = json.loads(unfinished.read_bytes())
        except (ValueError, RecursionError):  # damaged: every table is written again
            return {}
        return state if isinstance(state, dict) else {}
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Conflict(
            "there is something here already.", place=str(folder), next_step="Name a new folder."
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _note(folder, {})
    return {}


def _still_right(folder: Path, name: str, done: dict[str, Digest], alias: str) -> bool:
    """Whether an earlier run wrote a table that has not changed since."""
    files = (table_files.records(name), table_files.sheet(name))
    if name not in done or not all((folder / file).is_file() for file in files):
        return False
    return table_dumps.digest(table_dumps.tables_by_name()[name], alias) == done[name]


def _note(folder: Path, done: dict[str, Digest]) -> None:
    package_files.write(folder, package_files.UNFINISHED, [json.dumps(done).encode()])


def _sign(folder: Path, digests: dict[str, Digest], head: str) -> dict[str, str]:
    """Write the signed manifest; return the SHA-256 of every file that it vouches for."""
    sums = package_files.content_sums(folder)
    manifest = {
        "format": FORMAT,
        "version": beatwise.__version__,
        "schema": manifests.schema(),
        "made": dt.datetime.now(dt.UTC).isoformat(),
        "head": head,
        "tables": digests,
        "files": sums,
    }
    content = json.dumps(manifest, indent=1).encode()
    signature = minisign.sign(office_key.secret_key(), content, f"hand-over, history to {head}")
    package_files.write(folder, package_files.MANIFEST, [content])
    package_files.write(folder, package_files.SIGNATURE, [signature.encode()])
    return sums
