"""Windows from measured peak times: what ``beatwise peaks --json`` printed."""

from __future__ import annotations

from collections.abc import Iterable

from beatwise.errors import BadInput
from beatwise.planning.saved_document import JsonObject
from beatwise.planning.windows import Window


MOST = 6.0
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def windows_from_peaks(runs: Iterable[JsonObject], place: str) -> tuple[Window, ...]:
    """Return a window for each named peak, for all hot spots or for one.

    The weight is how much denser incidents are inside the window than outside, 6 at most. Raises
    ``BadInput`` when there is no peak to use.
    """
    windows: list[Window] = []
    for run in runs:
        try:
            name = f"peak of {', '.join(run['types'])} in {run['area']}"
            windows += _windows(run.get("windows", []), name, None)
            for spot in run.get("per_hotspot", []):
                if not spot.get("pooled"):
                    windows += _windows(spot.get("windows", []), name, str(spot["id"]))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise BadInput(
                f"these peak times cannot be understood ({error}).", place=place,
                next_step="Give what beatwise peaks --json printed.",
            ) from error  # fmt: skip
    if not windows:
        raise BadInput(
            "there is no peak window in it: too few incidents, or none was found.", place=place,
            next_step="Plan without --peaks; usual hours are then assumed, and marked.",
        )  # fmt: skip
    return tuple(windows)


def _windows(named: list[JsonObject], name: str, hotspot: str | None) -> list[Window]:
    windows = []
    for one in named[:1]:  # the first is the daily peak; the blocks after it lie inside the week
        days = tuple(_DAYS.index(day) for day in one["days"])
        begins, ends = _hour(one["from"]), _hour(one["to"])
        hours, share = float(one["hours"]), float(one["share"])
        outside = max(1e-6, (1 - share) / max(24 - hours, 1e-6))
        weight = min(MOST, max(1.0, share / hours / outside))
        parts = [(begins, ends)] if ends > begins else [(begins, 24.0), (0.0, ends)]
        source = f"measured: {share:.0%} of incidents from {one['from']} to {one['to']}"
        windows += [
            Window(name, days, a, b, round(weight, 2), source, hotspot=hotspot)
            for a, b in parts
            if b > a
        ]
    return windows


def _hour(words: str) -> float:
    hours, _, minutes = words.partition(":")
    return int(hours) + int(minutes) / 60
