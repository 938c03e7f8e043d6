"""Write a file whole, and never over what is no file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from beatwise.errors import Conflict
from beatwise.store.whole_file import write_whole


def test_a_file_is_written_with_its_folders_and_replaced(tmp_path: Path) -> None:
    """Nothing unfinished stays beside it."""
    path = tmp_path / "new" / "list.geojson"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["list.geojson"]


def test_a_pipe_a_device_and_a_folder_are_left_as_they_are(tmp_path: Path) -> None:
    """They would be replaced by a file otherwise: a pipe, a link to the null device, a folder."""
    pipe, device, folder = tmp_path / "pipe", tmp_path / "device", tmp_path / "folder"
    os.mkfifo(pipe)
    device.symlink_to(os.devnull)
    folder.mkdir()
    for path, words in ((pipe, "a pipe"), (device, "a device"), (folder, "a folder")):
        with pytest.raises(Conflict, match=words):
            write_whole(path, b"x")
    assert pipe.is_fifo()
    assert device.is_symlink()
    assert folder.is_dir()


def test_a_link_to_a_file_is_replaced_by_the_file(tmp_path: Path) -> None:
    """What it pointed to, perhaps somebody else's, stays as it was."""
    other, link = tmp_path / "other", tmp_path / "link"
    other.write_bytes(b"theirs")
    link.symlink_to(other)
    write_whole(link, b"ours")
    assert (other.read_bytes(), link.read_bytes()) == (b"theirs", b"ours")
