"""Peak times as a small table of the week in plain characters, and as a JSON shape."""

from __future__ import annotations

import math
from collections.abc import Sequence

from beatwise.hotspots.peaks.peak_times import DAYS, HotspotPeak, PeakTimes, PeakWindow
from beatwise.plurals import counted


_CLEAR = 0.05


def as_dict(peak: PeakTimes) -> dict[str, object]:
    """Return the shape that ``peaks --json`` prints for one area; ``null`` where not known."""
    windows = ([peak.daily] if peak.daily else []) + list(peak.blocks)
    middle = peak.middle
    return {
        "n": peak.n,
        "placed": peak.placed,
        "too_long": peak.too_long,
        "share_too_long": _number(peak.share_too_long),
        "instants": peak.instants,
        "enough": peak.enough,
        "profile_week": [round(float(v), 9) for v in peak.week],
        "profile_day": [round(float(v), 9) for v in peak.day],
        "windows": [_window(window) for window in windows],
        "middle": clock(middle.value) if middle else None,
        "interval": [clock(middle.low), clock(middle.high)]
        if middle and middle.low is not None and middle.high is not None
        else None,
        "concentration": _number(peak.concentration),
        "p_hours": peak.p_hours,
        "p_days": peak.p_days,
        "limit_hours": peak.settings.limit_hours,
        "minimum": peak.settings.minimum,
        "share": peak.settings.share,
        "permutations": peak.settings.permutations,
        "replicates": peak.settings.replicates,
        "seed": peak.settings.seed,
    }


def hotspot_dict(one: HotspotPeak) -> dict[str, object]:
    """Return the shape of one hot spot; ``windows`` are the pool's where ``pooled``."""
    whole = as_dict(one.peak)
    keys = ("windows", "middle", "interval", "p_hours", "p_days", "profile_day")
    counts = {"id": one.id, "n": one.n, "placed": one.placed, "pooled": one.pooled}
    return {**counts, **{key: whole[key] for key in keys}}


def as_text(peak: PeakTimes, *, title: str, per_hotspot: Sequence[HotspotPeak] = ()) -> str:
    """Return the week as a table of digits with its meaning in words, ASCII but for the dashes."""
    lines = [title, placed_words(peak), "", *week_lines(peak), "", *verdict_lines(peak)]
    return "\n".join([*lines, *hotspot_lines(per_hotspot), settings_words(peak)])


def hotspot_lines(per_hotspot: Sequence[HotspotPeak]) -> list[str]:
    """Return a line for each hot spot with a peak of its own, and one for all the others."""
    lines = [
        f"Hot spot {one.id}: {one.placed} placed; {_daily_words(one.peak)}."
        for one in per_hotspot
        if not one.pooled
    ]
    pooled = [one for one in per_hotspot if one.pooled]
    if pooled:
        names = ", ".join(f"{one.id} ({one.placed})" for one in pooled)
        lines += [
            f"Too few placed for a peak of their own: hot spots {names}.",
            f"For these, all hot spots together: {_daily_words(pooled[0].peak)}.",
        ]
    return lines


def settings_words(peak: PeakTimes) -> str:
    """Say what was drawn at random, so that the same answer can be had again."""
    used = peak.settings
    return (
        f"Intervals from {used.replicates} bootstrap samples, p from {used.permutations} random "
        f"turns of the clock; seed {used.seed}."
    )


def week_lines(peak: PeakTimes) -> list[str]:
    """Return seven rows of 24 characters: tenths of the fullest hour, a point where nothing is."""
    week = peak.week.reshape(7, 24)
    top = week.max()
    lines = ["British time   " + " ".join(f"{hour:02d}" for hour in range(24)) + "    all"]
    for day, row in zip(DAYS, week, strict=True):
        cells = "  ".join(_digit(value, top) for value in row)
        lines.append(f"{day:<15} {cells}  {row.sum():6.1f}")
    lines.append(
        f"9 is the fullest hour of the week ({top:.1f} incidents), 0 next to none, a point none."
    )
    return lines


def placed_words(peak: PeakTimes) -> str:
    """Say how many incidents there are and how many could be placed."""
    limit = f"{peak.settings.limit_hours:g} hours"
    return (
        f"{counted(peak.n, 'incident')} with times: {peak.placed} placed, {peak.too_long} "
        f"known only to more "
        f"than {limit} and left out."
    )


def verdict_lines(peak: PeakTimes) -> list[str]:
    """Say when the peak is and how sure that is, or why it cannot be said."""
    if peak.daily is None:
        return [
            f"Too few to name a peak: {peak.placed} placed, {peak.settings.minimum} needed.",
        ]
    lines = [f"Peak of the day: {window_words(peak.daily)}."]
    if peak.p_hours is not None and peak.p_hours > _CLEAR:
        lines.append(
            f"The hours are no more uneven than chance alone makes them (p = {peak.p_hours:g})."
        )
    if peak.p_days is not None and peak.p_days > _CLEAR:
        lines.append(
            f"The days are no more uneven than chance alone makes them (p = {peak.p_days:g})."
        )
    lines += [f"Busiest block: {window_words(block)}." for block in peak.blocks]
    return lines


def window_words(window: PeakWindow) -> str:
    """Say one window: ``Friday 20:00–00:00, 14 % of incidents (11–17 %)``."""
    when = "every day" if len(window.days) == 7 else " ".join(DAYS[day] for day in window.days)
    share = window.share
    words = f"{when} {window.begins}–{window.ends}, {share.value:.0%} of incidents"
    if share.low is not None and share.high is not None:
        words += f" ({share.low:.0%} to {share.high:.0%}"
        if not math.isnan(window.share_elsewhere):
            words += f"; {window.share_elsewhere:.0%} on incidents that did not choose it"
        words += ")"
    return words


def clock(hour: float) -> str:
    """Write an hour of the day as a clock time: 22.5 → ``22:30``."""
    minutes = round(hour * 60) % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _window(window: PeakWindow) -> dict[str, object]:
    return {
        "days": [DAYS[day] for day in window.days],
        "from": window.begins,
        "to": window.ends,
        "hours": window.hours,
        "share": window.share.value,
        "interval": [window.share.low, window.share.high],
        "share_elsewhere": _number(window.share_elsewhere),
        "from_interval": [f"{hour:02d}:00" for hour in window.start_interval]
        if window.start_interval
        else None,
    }


def _daily_words(peak: PeakTimes) -> str:
    return window_words(peak.daily) if peak.daily else "still too few to name a peak"


def _digit(value: float, top: float) -> str:
    if value <= 0 or top <= 0:
        return "."
    return str(min(9, int(value / top * 9 + 0.5)))


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
