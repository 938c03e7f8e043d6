"""The folder of a plan: files of shifts that are no more go to the version before."""

from __future__ import annotations

from pathlib import Path

from beatwise.store.plan_folder import keep_version, set_aside, write_files


def test_files_of_a_shift_that_is_no_more_are_moved_never_removed(tmp_path: Path) -> None:
    """A card of the shift, one that was written again, one of another, and somebody's own notes."""
    names = ("s1.gpx", "s1-2.gpx", "s2.gpx", "s1 my notes.txt")
    write_files(tmp_path, {"plan.json": b"{}", **{f"gpx/{name}": b"x" for name in names}})
    version = keep_version(tmp_path, ("plan.json",))
    set_aside(tmp_path, ("gpx", "cards"), {"gpx/s1-2.gpx"}, ["s1"], version)
    left = {path.name for path in (tmp_path / "gpx").iterdir()}
    moved = {path.name for path in (version / "gpx").iterdir()}
    assert left == {"s1-2.gpx", "s2.gpx"}
    assert moved == {"s1.gpx", "s1 my notes.txt"}
