"""What a server process works out ahead, so that nobody waits for the first look at a page.

After a start, and after each change that makes remembered answers old, a thread goes through what
the apps offer as preparations, one small step at a time. It rests as long as each step took, and
begins only when the record has rested: an import is not followed commit by commit.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections

from beatwise.web.history.cache import WITHOUT_FIGURES, mark_without
from beatwise.web.pages.today import today
from beatwise.web.registry import registry


EVERY = 1.0  # seconds between two looks at the record
REST = 1.0  # times as long as a step took
log = logging.getLogger("beatwise.ahead")


class WorkingAhead:
    """Goes through the preparations of the apps whenever the record is another and has rested."""

    def __init__(self, rest: Callable[[float], object] = time.sleep):
        self._rest = rest
        self._last_look: tuple[str, dt.date] | None = None
        self._prepared: tuple[str, dt.date] | None = None

    def look(self) -> bool:
        """Prepare when the record is another than before and as at the last look; say whether."""
        state = (mark_without(WITHOUT_FIGURES).now(), today())
        rested, self._last_look = state == self._last_look, state
        if not rested or state == self._prepared or not state[0]:
            return False
        for steps in list(registry.preparations.values()):
            begun = time.thread_time()
            for _ in steps():
                self._rest(REST * (time.thread_time() - begun))
                begun = time.thread_time()
        self._prepared = state
        return True

    def run(self) -> None:
        """Look again and again; a fault is written to the log, and the pages do the work."""
        while True:
            try:
                self.look()
            except Exception:
                log.warning("working ahead failed", exc_info=True)
            close_old_connections()
            self._rest(EVERY)


def begin() -> None:
    """Begin to work ahead in this process."""
    threading.Thread(target=WorkingAhead().run, name="working ahead", daemon=True).start()
