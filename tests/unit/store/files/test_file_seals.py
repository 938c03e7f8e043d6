"""A data file is read when its bytes give the hash in its name, and only then."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from beatwise.errors import BadInput
from beatwise.store.files import file_seals
from beatwise.store.files.file_seals import SEALS_FILE, FileSeals


def put(folder: Path, content: bytes, name: str = "2025-01") -> str:
    """Write a file as a gather names it, and return its name."""
    file = f"{name}-{hashlib.sha256(content).hexdigest()[:16]}.parquet"
    (folder / file).write_bytes(content)
    return file


def test_a_whole_file_is_hashed_once(tmp_path, monkeypatch) -> None:
    """After its bytes were compared, its size and times are enough, for other processes too."""
    file = put(tmp_path, b"rows")
    assert FileSeals(tmp_path).paths([file]) == [tmp_path / file]

    def hashed(path: Path) -> None:
        raise AssertionError("the bytes were read again")

    monkeypatch.setattr(file_seals, "_fault_in_bytes", hashed)
    assert FileSeals(tmp_path).paths([file]) == [tmp_path / file]


def test_another_file_of_the_same_size_and_date_is_noticed(tmp_path) -> None:
    """One month copied over another is noticed though size and date are those of before."""
    one, other = put(tmp_path, b"rows of one"), put(tmp_path, b"rows of two", "2025-02")
    seals = FileSeals(tmp_path)
    seals.paths([one, other])
    before = os.stat(tmp_path / one)
    shutil.copyfile(tmp_path / other, tmp_path / one)
    os.utime(tmp_path / one, ns=(before.st_atime_ns, before.st_mtime_ns))
    for reader in (seals, FileSeals(tmp_path)):
        assert not reader.is_whole(one)
        with pytest.raises(BadInput, match="not those that were gathered") as caught:
            reader.paths([one])
        assert f"beatwise check --mend --workspace {tmp_path}" in (caught.value.next_step or "")
        assert caught.value.place == str(tmp_path / one)


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "dangling link", "empty", "link"])
def test_what_is_no_whole_file_is_not_read(tmp_path, kind) -> None:
    """A missing file, and whatever else stands in its place, is a fault and is never opened."""
    file, other = put(tmp_path, b"rows"), put(tmp_path, b"other", "2025-02")
    path = tmp_path / file
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind != "missing":
        path.symlink_to(tmp_path / (other if kind == "link" else "nowhere"))
    assert FileSeals(tmp_path).fault(file)
    with pytest.raises(FileNotFoundError if kind == "missing" else BadInput):
        FileSeals(tmp_path).paths([file])


def test_all_bytes_trusts_no_date(tmp_path) -> None:
    """A check reads every byte even where the list of dates says that nothing changed."""
    file = put(tmp_path, b"rows")
    path = tmp_path / file
    path.write_bytes(b"none")
    state = path.stat()
    seal = [state.st_size, state.st_mtime_ns, state.st_ctime_ns]
    (tmp_path / SEALS_FILE).write_text(f'{{"{file}": {seal}}}')
    seals = FileSeals(tmp_path)
    assert seals.fault(file) is None
    assert seals.fault(file, all_bytes=True)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b"[" * 100_000, b"\xff"])
def test_a_damaged_list_of_dates_only_costs_time(tmp_path, content) -> None:
    """Without what was known, every file is hashed; the answer is the same."""
    file = put(tmp_path, b"rows")
    (tmp_path / SEALS_FILE).write_bytes(content)
    assert FileSeals(tmp_path).paths([file]) == [tmp_path / file]


def test_a_folder_that_may_not_be_written_is_read(tmp_path, monkeypatch) -> None:
    """A reader who may not write in the workspace reads all the same."""
    file = put(tmp_path, b"rows")

    def refuses(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", refuses)
    assert FileSeals(tmp_path).paths([file]) == [tmp_path / file]
