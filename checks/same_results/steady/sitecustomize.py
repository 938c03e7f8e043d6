"""Python imports this module at its start: the clock stands and chance repeats from here on."""

from __future__ import annotations

from checks.same_results.steady import absence, chance, clock


chance.repeat()
clock.stop()
absence.hide()
