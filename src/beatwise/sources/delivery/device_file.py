"""Read the devices of a programme from TOML or a table: partner, people, clock offset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from beatwise.delivery.evidence.patrol_device import DeviceRoster, PatrolDevice
from beatwise.errors import BadInput
from beatwise.fields import Fields, read_document
from beatwise.sources.delivery.evidence_rows import Columns, EvidenceRow, read_rows


DEVICES = Columns("devices", ("device",), ("partner", "people", "clock_offset_s"))


def read_devices(path: Path, partner: str) -> DeviceRoster:
    """Return the devices in a TOML file or a table; ``partner`` has those that name none.

    Raises ``BadInput`` naming the entry or row, and a device that is listed twice.
    """
    if path.suffix.lower() == ".toml":
        with read_document(path, noun="list of devices") as fields:
            fields.only("device")
            devices: Sequence[PatrolDevice] = fields.each("device", lambda f: _entry(f, partner))
    else:
        devices = read_rows(path, DEVICES, lambda row: _row(row, partner))
    twins = [name for name, count in Counter(d.id for d in devices).items() if count > 1]
    if twins:
        raise BadInput(
            f"the device '{twins[0]}' is listed twice.",
            place=path.name,
            next_step="Keep one of its entries.",
        )
    return DeviceRoster(partner, {device.id: device for device in devices})


def _entry(fields: Fields, partner: str) -> PatrolDevice:
    fields.only("id", "partner", "people", "clock_offset_s")
    return PatrolDevice(
        fields.label("id"),
        fields.label("partner", partner),
        fields.whole("people", 1, at_least=1, at_most=20),
        fields.number("clock_offset_s", 0.0),
    )


def _row(row: EvidenceRow, partner: str) -> PatrolDevice:
    return PatrolDevice(
        row.text("device"),
        row.optional_text("partner") or partner,
        row.people() or 1,
        row.optional_number("clock_offset_s") or 0.0,
    )
