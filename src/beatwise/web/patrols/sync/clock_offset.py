"""When something happened, settled from a phone's clock, which may be wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from beatwise.web.patrols.sync.sync_items import Item


TRUSTED = dt.timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class SendingClock:
    """The phone's clocks when it sent a request, and the office's when it came.

    A phone's clock within two minutes of the office's is trusted. Another was changed or is wrong:
    then an item of the same run of the app is placed by the milliseconds that passed since, which a
    changed clock leaves alone, and any other is moved by the difference of the clocks.
    Milliseconds are not used otherwise: on some phones they stand still while the screen is off.
    """

    received: dt.datetime
    sent: dt.datetime | None = None
    session: str = ""
    mono: float | None = None

    def settle(self, item: Item) -> dt.datetime:
        """Return when an item happened, by the office's clock."""
        if self.sent is None or abs(self.received - self.sent) <= TRUSTED:
            return item.at
        if self.session and item.session == self.session and None not in (item.mono, self.mono):
            passed = self.mono - item.mono  # type: ignore[operator]
            if 0 <= passed < 7 * 86_400_000:
                return self.received - dt.timedelta(milliseconds=passed)
        return item.at + (self.received - self.sent)
