"""When incidents happen, in a sentence, from peak times.

Timed incidents come under a data agreement: their counts pass the disclosure gate.
"""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.peaks.peak_result import PeakTimes
from beatwise.publication.disclosure import Rule, disclose
from beatwise.publication.town.wording import label, percent


RULE = Rule(threshold=5, base=5)


def peak_sentence(kind: str, peak: PeakTimes) -> str:
    """Say in which hours a type gathers, with its interval, or that there are too few to say."""
    if peak.daily is None:
        return (
            f"{label(kind)}: {_public(peak.placed)} timed incidents of the whole area are usable, "
            f"and {peak.settings.minimum} are needed to name an hour."
        )
    window = peak.daily
    sentence = (
        f"{label(kind)}: in the whole area {percent(window.share.value)} of "
        f"{_public(peak.placed)} timed incidents fall between {window.begins} and {window.ends}"
    )
    if window.share.low is not None and window.share.high is not None:
        low, high = percent(window.share.low), percent(window.share.high)
        sentence += f" (95% interval {low} to {high})"
    return sentence + "."


def _public(count: int, rule: Rule = RULE) -> str:
    """Pass a count from an extract through the gate: hidden when small, else rounded."""
    published = disclose(np.array([count]), rule).counts[0]
    if np.isnan(published):
        return f"fewer than {rule.threshold}"
    return f"about {published:,.0f}" if published else "no"
