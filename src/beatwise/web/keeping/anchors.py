"""An anchor: the head of the history on one day, put where the office cannot reach it.

The chain shows what was altered in it; only what lies outside shows that its end was cut off, or
that all of it was written anew. An anchor is a small JSON file with a signature beside it, or the
words ``CHANGE:HASH`` as packs print them. Where an authority of time stamps is set, its answer lies
beside the file too (see ``timestamps``).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.utils import timezone

from beatwise.errors import BadInput, Conflict, MissingData
from beatwise.web.history.models import Change, Seal
from beatwise.web.history.sealing import seal_chain
from beatwise.web.history.sealing.seal_chain import Head
from beatwise.web.keeping import minisign, office_key, timestamps
from beatwise.web.keeping.timestamps import Stamp


SIGNATURE_ENDING, STAMP_ENDING = ".minisig", ".tsr"
_PRINTED = re.compile(r"\s*(\d{1,18})\s*:\s*([0-9a-fA-F]{64})\s*")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head that an anchor states, whether the office's key vouches for it, and since when."""

    head: Head
    signed: bool
    stamp: Stamp | None = None


def deposit(path: Path) -> Head:
    """Write an anchor, its signature and, where an authority is set, its time stamp; or nothing.

    ``Conflict`` when there is a file already, or the authority gives no time stamp.
    """
    head = seal_chain.head()
    document = {
        "office": settings.BODY,
        "at": timezone.now().isoformat(timespec="seconds"),
        "change": head.change,
        "hash": head.hash,
    }
    content = (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
    signature = minisign.sign(office_key.secret_key(), content, f"history to {head}")
    files = {path: content, _beside(path): signature.encode()}
    if settings.TIMESTAMPS:
        files[_beside(path, STAMP_ENDING)] = timestamps.fetch(content, settings.TIMESTAMPS)
    for file, words in files.items():
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as out:
                out.write(words)
        except FileExistsError as error:
            raise Conflict(
                "there is a file here already.", place=str(file), next_step="Choose another name."
            ) from error
    return head


def read(words: str, key: Ed25519PublicKey | None = None, authority: Path | None = None) -> Anchor:
    """Return an anchor from a file's name or from printed words.

    Where a signature lies beside the file it must be by ``key``, or by the office's own; a time
    stamp beside it must be of this file, and by ``authority`` where that is given (a PEM file).
    """
    printed = _PRINTED.fullmatch(words)
    if printed and authority is None:
        return Anchor(Head(int(printed[1]), printed[2].lower()), signed=False)
    path = Path(words)
    if not path.is_file():
        raise MissingData(
            "there is no anchor here.",
            place=words,
            next_step="Give a file made by beatwise office anchor, or CHANGE:HASH as printed.",
        )
    content = path.read_bytes()
    try:
        document = json.loads(content)
        head = Head(int(document["change"]), str(document["hash"]).lower())
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(
            "this is not an anchor.",
            place=words,
            next_step="Give a file made by beatwise office anchor.",
        ) from error
    return Anchor(head, _signed(path, content, key), _stamp(path, content, authority))


def compare(anchor: Anchor) -> Iterator[str]:
    """Yield what is wrong when the history does not go through an anchor."""
    number, stated = anchor.head
    if anchor.head == Head(0, seal_chain.START):
        return
    if Seal.objects.filter(change=number, hash=stated).exists():
        return
    newest = Change.objects.order_by("-number").values_list("number", flat=True).first() or 0
    if newest < number:
        yield f"the history ends at change {newest}, and the anchor stands at change {number}"
    else:
        yield f"the history up to change {number} is not the one that the anchor was made from"


def _signed(path: Path, content: bytes, key: Ed25519PublicKey | None) -> bool:
    beside = _beside(path)
    key = key or office_key.own_public_key()
    if not beside.is_file() or key is None:
        return False
    if not minisign.verifies(key, content, beside.read_text("utf-8", "replace")):
        raise BadInput(
            "the anchor's signature is not by this key, or the anchor was altered.",
            place=str(beside),
            next_step="Give the public key of the office that signed with --key, "
            "or another copy of the anchor.",
        )
    return True


def _stamp(path: Path, content: bytes, authority: Path | None) -> Stamp | None:
    file = _beside(path, STAMP_ENDING)
    if file.is_file():
        return timestamps.read(file, content, authority)
    if authority is None:
        return None
    raise MissingData(
        "this anchor has no time stamp.",
        place=str(file),
        next_step="Put the stamp beside the anchor, or leave out --authority.",
    )


def _beside(path: Path, ending: str = SIGNATURE_ENDING) -> Path:
    return path.with_name(path.name + ending)
