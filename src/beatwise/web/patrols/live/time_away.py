"""Time for which a patrol was called away, from what its phone handed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from beatwise.web.patrols.models import PatrolShift


ENDS_IT = ("called_away", "back", "arrive", "shift_stop")


@dataclass(frozen=True, slots=True)
class TimeAway:
    """From being called away until being back; ``reason`` is a code of the phone's words."""

    begins: dt.datetime
    ends: dt.datetime
    reason: str

    @property
    def hours(self) -> float:
        """Hours of one person."""
        return (self.ends - self.begins) / dt.timedelta(hours=1)


def times_away(patrol: PatrolShift) -> Iterator[TimeAway]:
    """Yield each time away: until back, the next arrival, or the end of the planned shift."""
    last = patrol.stopped or min(timezone.now(), patrol.shift.hard_stop)
    begins, reason = None, ""
    for event in patrol.events.filter(accepted=True, kind__in=ENDS_IT).order_by("time", "seq"):
        if begins is not None and event.time > begins:
            yield TimeAway(begins, event.time, reason)
        is_call = event.kind == "called_away"
        begins = event.time if is_call else None
        reason = str(event.payload["reason"]) if is_call else ""
    until = min(last, max(patrol.shift.ends, begins)) if begins is not None else last
    if begins is not None and until > begins:
        yield TimeAway(begins, until, reason)
