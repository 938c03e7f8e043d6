"""The ways in which an office's backup is damaged in the drill."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import random
import shutil
import zipfile
from pathlib import Path

from benchmarks._office_damages import OfficeDamage, Outcome, Spare, bytes_flipped


_ODD = {"null": None, "a list": [[]], "a huge number": 10**30, "words": "no such thing" * 200,
        "yes": True, "half": 0.5, "a surrogate": "\ud800", "empty": ""}  # fmt: skip


def _contents(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(file: Path, contents: dict[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)


def backup_edited(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Edit, take out or add a line of a table; write its digest again in half of the cases."""
    contents = _contents(file)
    name = chance.choice([n for n, c in contents.items() if n.endswith(".jsonl") and c])
    lines = contents[name].splitlines(keepends=True)
    at, what = chance.randrange(len(lines)), chance.choice(["edit", "take out", "twice"])
    if what == "edit":
        line = lines[at].decode()
        digits = [n for n, letter in enumerate(line) if letter.isdigit()]
        place = chance.choice(digits)
        lines[at] = f"{line[:place]}{(int(line[place]) + 1) % 10}{line[place + 1 :]}".encode()
    else:
        lines[at : at + 1] = [] if what == "take out" else [lines[at]] * 2
    what += _with_lines(contents, name, lines, chance)
    _pack(file, contents)
    return Outcome(f"{name}: {what}")


def backup_reshaped(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Give a line a field of another name or kind, no field, or what another table's line has."""
    contents = _contents(file)
    names = [n for n, c in contents.items() if n.endswith(".jsonl") and c]
    name = chance.choice(names)
    lines = contents[name].splitlines(keepends=True)
    at = chance.randrange(len(lines))
    row = json.loads(lines[at])
    inner = [part for part in row.values() if isinstance(part, dict) and part]
    part = chance.choice([row, *inner])
    field, what = chance.choice(list(part)), chance.choice([*_ODD, "renamed", "gone", "another's"])
    if what in _ODD:
        part[field] = _ODD[what]
    elif what == "another's":
        row = json.loads(chance.choice(contents[chance.choice(names)].splitlines()))
    else:
        gone = part.pop(field)
        part |= {f"{field}_x": gone} if what == "renamed" else {}
    lines[at] = json.dumps(row).encode() + b"\n"
    what += _with_lines(contents, name, lines, chance)
    _pack(file, contents)
    return Outcome(f"{name}: {field} {what}")


def _with_lines(
    contents: dict[str, bytes], name: str, lines: list[bytes], chance: random.Random
) -> str:
    """Write a table's lines, and its digest in half of the cases; return what was written."""
    contents[name] = b"".join(lines)
    if chance.random() < 0.5:
        return ""
    manifest = json.loads(contents["manifest.json"])
    mark = hashlib.sha256(contents[name]).hexdigest()
    manifest["tables"][name.removesuffix(".jsonl")] = {"rows": len(lines), "sha256": mark}
    contents["manifest.json"] = json.dumps(manifest, indent=1).encode()
    return ", digest written again"


def backup_thinned(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Take a file out of the backup, and its table out of the manifest in half of the cases."""
    contents = _contents(file)
    name = chance.choice(list(contents))
    del contents[name]
    if name.endswith(".jsonl") and chance.random() < 0.5:
        manifest = json.loads(contents["manifest.json"])
        del manifest["tables"][name.removesuffix(".jsonl")]
        contents["manifest.json"] = json.dumps(manifest, indent=1).encode()
    _pack(file, contents)
    return Outcome(name)


def manifest_edited(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Say another format, version, schema or date in the manifest, or spoil it."""
    contents = _contents(file)
    manifest = json.loads(contents["manifest.json"])
    what, new = chance.choice(
        [("format", 1), ("format", 3), ("format", None), ("schema", []), ("made", "2020-01-01"),
         ("schema", [*manifest["schema"], "registers.0099_more"]), ("head", "0:0"),
         ("tables", {}), ("tables", None), ("version", "99")]
    )  # fmt: skip
    manifest[what] = new
    contents["manifest.json"] = json.dumps(manifest, indent=1).encode()
    _pack(file, contents)
    return Outcome(what)


def signed_by_another(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Edit the manifest and sign it with another office's key, or with rubbish."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    from beatwise.web.keeping import minisign

    contents = _contents(file)
    key = load_pem_private_key(spare.other_key.read_bytes(), None)
    words = minisign.sign(key, contents["manifest.json"], "backup")
    if chance.random() < 0.3:
        words = base64.b64encode(words.encode()).decode()
    contents["manifest.json.minisig"] = words.encode()
    _pack(file, contents)
    return Outcome("signature")


def backup_replaced(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Put another office's backup in its place."""
    shutil.copy2(spare.other_backup, file)
    return Outcome("another office's")


def backup_spoilt(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Truncate the backup, or put words in its place."""
    if chance.random() < 0.7:
        os.truncate(file, chance.randrange(file.stat().st_size))
        return Outcome("truncated")
    file.write_bytes(b"PK\x03\x04" + chance.randbytes(400))
    return Outcome("words")


OF_BACKUPS = (
    OfficeDamage("backup edited", backup_edited),
    OfficeDamage("backup reshaped", backup_reshaped),
    OfficeDamage("backup thinned", backup_thinned),
    OfficeDamage("manifest edited", manifest_edited),
    OfficeDamage("signed by another", signed_by_another),
    OfficeDamage("backup replaced", backup_replaced),
    OfficeDamage("backup spoilt", backup_spoilt),
    OfficeDamage("backup's bytes flipped", bytes_flipped, sure=False),
)
