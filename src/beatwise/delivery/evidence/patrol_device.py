"""Devices: whose patrols they follow, how many walk with each, and how wrong its clock is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PatrolDevice:
    """A phone, tracker or radio.

    Parameters
    ----------
    id
        Its name in the tracks and check-ins; never a person's name.
    partner
        Who provides the patrols that it follows.
    people
        How many walk with it: 2 for a pair with one device between them.
    clock_offset_s
        Seconds added to its times to make them right: -90 for a clock that is 90 seconds fast.
    """

    id: str
    partner: str
    people: int = 1
    clock_offset_s: float = 0.0


@dataclass(frozen=True, slots=True)
class DeviceRoster:
    """The devices of a programme; one that is not listed is ``partner``'s, with one person."""

    partner: str
    devices: Mapping[str, PatrolDevice]

    def of(self, name: str) -> PatrolDevice:
        """Return a device by its name."""
        return self.devices.get(name) or PatrolDevice(name, self.partner)


def device_code(plan: str, device: str) -> str:
    """Return the code by which a device stands in outputs: the same in all outputs of a plan."""
    return "d" + hashlib.sha256(f"{plan}|{device}".encode()).hexdigest()[:8]
