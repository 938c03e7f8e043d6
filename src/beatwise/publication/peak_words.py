"""When incidents happen, in a sentence, from peak times."""

from __future__ import annotations

from beatwise.hotspots.peak_result import PeakTimes
from beatwise.publication.wording import label, percent


def peak_sentence(kind: str, peak: PeakTimes) -> str:
    """Say in which hours a type gathers, with its interval, or that there are too few to say."""
    if peak.daily is None:
        return (
            f"{label(kind)}: {peak.placed:,} incidents have a usable time, fewer than the "
            f"{peak.settings.minimum} needed to name an hour."
        )
    window = peak.daily
    said = (
        f"{label(kind)}: {percent(window.share.value)} of {peak.placed:,} incidents with a usable "
        f"time fall between {window.begins} and {window.ends}"
    )
    if window.share.low is not None and window.share.high is not None:
        low, high = percent(window.share.low), percent(window.share.high)
        said += f" (95% interval {low} to {high})"
    return said + "."
