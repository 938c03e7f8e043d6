"""The evidence of delivery: pings, check-ins, returns, and whose devices they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.delivery.evidence.check_ins import CheckIn
from beatwise.delivery.evidence.hours_returns import HoursReturn
from beatwise.delivery.evidence.patrol_device import DeviceRoster
from beatwise.delivery.fidelity import Abstraction
from beatwise.delivery.patrols.patrol_spans import PatrolSpan
from beatwise.delivery.traces import Pings


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What there is to measure from.

    Parameters
    ----------
    pings, names
        Positions in any order, their clocks corrected; and devices' names by number.
    roster
        Whose each device is.
    check_ins, returns, abstractions
        The weaker sources, and hours taken away.
    spans
        Spans on patrol as devices recorded them; None to work them out.
    now
        When this is, ms since 1970 in UTC, to notice clocks that are ahead; None to leave that.
    """

    pings: Pings
    names: Sequence[str]
    roster: DeviceRoster
    check_ins: Sequence[CheckIn] = ()
    returns: Sequence[HoursReturn] = ()
    abstractions: Sequence[Abstraction] = ()
    spans: Sequence[PatrolSpan] | None = None
    now: int | None = None
