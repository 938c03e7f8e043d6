"""A catalogue that another hand changed is noticed, and its copy can take its place."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest

from beatwise.errors import BadInput
from beatwise.records.provenance import Provenance
from beatwise.store import catalogue_file, catalogue_seal
from beatwise.store.catalogue import Catalogue, Item
from beatwise.store.catalogue_file import CATALOGUE_FILE, COPY_FILE
from beatwise.store.catalogue_json import as_json


PROVENANCE = Provenance("events", "e.csv", "ab", "2026-01-01T00:00:00+00:00", "OGL", 2, 2)
EMPTY = Catalogue("Towns", "2026-01-01T00:00:00+00:00")
FULL = EMPTY.with_item(Item("events", "e", "data/events/e-0123456789abcdef.parquet", PROVENANCE))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    catalogue_file.save(EMPTY, tmp_path)
    catalogue_file.save(FULL, tmp_path)
    return tmp_path


def edit(path: Path, **values: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **values}), "utf-8")


def test_what_was_saved_is_loaded(folder) -> None:
    """The last catalogue saved is the one that is read, though its layout is changed."""
    assert catalogue_file.load(folder) == FULL
    edit(folder / CATALOGUE_FILE)
    assert catalogue_file.load(folder) == FULL


def test_what_was_written_is_known_by_its_bytes_alone(folder, monkeypatch) -> None:
    """What a nation's catalogue says is not written out again each time that it is read."""
    monkeypatch.setattr(catalogue_seal, "_hash", lambda body: pytest.fail("hashed again"))
    assert catalogue_file.load(folder) == FULL


def test_the_collector_is_held_back_only_while_a_catalogue_is_read(folder, monkeypatch) -> None:
    """It is on again after what could be read, and after what could not."""
    while_read = []
    monkeypatch.setattr(
        catalogue_file, "from_json", lambda document: while_read.append(gc.isenabled())
    )
    catalogue_file.load(folder)
    assert (while_read, gc.isenabled()) == ([False], True)
    (folder / CATALOGUE_FILE).write_bytes(b"{")
    with pytest.raises(BadInput):
        catalogue_file.load(folder)
    assert gc.isenabled()


def test_no_byte_can_be_another(folder) -> None:
    """Whichever byte of a catalogue is damaged, it is refused, or says what it said."""
    path, refused = folder / CATALOGUE_FILE, 0
    content = path.read_bytes()
    for at in range(len(content)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        try:
            assert catalogue_file.load(folder) == FULL
        except BadInput:
            refused += 1
    assert refused > len(content) / 2


def test_a_seal_without_the_hash_of_its_bytes_is_checked(folder) -> None:
    """A catalogue sealed by what it says alone is read, and refused when it was changed."""
    for name in (CATALOGUE_FILE, COPY_FILE):
        document = json.loads((folder / name).read_bytes())
        del document["sha256_of_bytes"]
        (folder / name).write_text(json.dumps(document), "utf-8")
    assert catalogue_file.load(folder) == FULL
    edit(folder / CATALOGUE_FILE, name="Other")
    with pytest.raises(BadInput, match="other than Beatwise"):
        catalogue_file.load(folder)


@pytest.mark.parametrize(
    "values", [{"name": "Other"}, {"items": []}, {"saves": 9}, {"sha256": None}, {"more": 1}]
)
def test_an_edited_catalogue_is_refused(folder, values) -> None:
    """A change of any value is noticed, and the copy still holds what was saved."""
    edit(folder / CATALOGUE_FILE, **values)
    with pytest.raises(BadInput, match="other than Beatwise"):
        catalogue_file.load(folder)
    assert catalogue_file.copied(folder) == (folder / COPY_FILE).read_bytes()


def test_an_older_catalogue_put_back_is_refused(tmp_path) -> None:
    """A catalogue saved fewer times than its copy is not the one last written here."""
    catalogue_file.save(EMPTY, tmp_path)
    older = (tmp_path / CATALOGUE_FILE).read_bytes()
    catalogue_file.save(FULL, tmp_path)
    (tmp_path / CATALOGUE_FILE).write_bytes(older)
    with pytest.raises(BadInput, match="not the catalogue that was last written"):
        catalogue_file.load(tmp_path)


def test_a_save_that_was_cut_off_before_the_copy_stands(tmp_path, monkeypatch) -> None:
    """The catalogue is the one moment of change: a copy that lags behind refuses nothing."""
    catalogue_file.save(EMPTY, tmp_path)
    copy = (tmp_path / COPY_FILE).read_bytes()
    catalogue_file.save(FULL, tmp_path)
    (tmp_path / COPY_FILE).write_bytes(copy)
    assert catalogue_file.load(tmp_path) == FULL


def test_a_catalogue_without_its_copy_is_refused_and_mended(folder) -> None:
    """Where the copy is missing or cut nobody can say that the catalogue is the last one."""
    for content in (None, b"{"):
        (folder / COPY_FILE).unlink()
        if content is not None:
            (folder / COPY_FILE).write_bytes(content)
        with pytest.raises(BadInput, match="nobody can say whether it is the last one"):
            catalogue_file.load(folder)
        assert len(catalogue_file.renew_copy(folder)) == 1
        assert catalogue_file.load(folder) == FULL


def test_a_catalogue_of_an_earlier_version_is_read(tmp_path) -> None:
    """Without seal and copy, as Beatwise 0.1.0 wrote it, a catalogue is read."""
    path = tmp_path / CATALOGUE_FILE
    path.write_text(json.dumps(as_json(FULL)), "utf-8")
    assert catalogue_file.load(tmp_path) == FULL
    [item] = as_json(FULL)["items"]
    item = {**item, "provenance": {**item["provenance"], "rows_out": "2"}}
    path.write_text(json.dumps({**as_json(FULL), "items": [item]}), "utf-8")
    with pytest.raises(BadInput, match="'rows_out' is '2'"):
        catalogue_file.load(tmp_path)


def test_a_name_with_half_a_character_is_kept(tmp_path) -> None:
    """A name that no encoding knows, as a shell may pass it, comes back as it was."""
    odd = Catalogue("\udcff", EMPTY.created)
    catalogue_file.save(odd, tmp_path)
    assert catalogue_file.load(tmp_path) == odd
