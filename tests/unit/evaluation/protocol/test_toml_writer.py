"""A mapping as TOML text that says the same when it is read."""

from __future__ import annotations

import tomllib

from tests.unit.evaluation.worlds import mapping

from beatwise.evaluation.protocol.lock import fingerprint
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.evaluation.protocol.toml_writer import toml_text


def test_a_protocol_survives_being_written_as_toml() -> None:
    """Written as TOML and read back it says the same and has the same hash."""
    document = mapping()
    again = tomllib.loads(toml_text(document, "two\nlines"))
    assert again == document
    assert fingerprint(again) == fingerprint(document)
    assert from_json(again, "p").can_answer
