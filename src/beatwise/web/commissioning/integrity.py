"""What must hold of scores: a grant's mean is that of its two, and none is in the open early."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.commissioning import blind_scores
from beatwise.accountability.commissioning.blind_scores import Score
from beatwise.web.commissioning import selectors
from beatwise.web.commissioning.models import Assessment


def scores() -> Iterator[str]:
    """Yield what does not hold, in words."""
    every: dict[int, list[Score]] = {}
    for row in Assessment.objects.order_by("pk").iterator():
        every.setdefault(row.grant, []).append(row.value)
    known = {number: v.get("score") for number, _, v in selectors.read(selectors.rows("grants"))}
    for grant, several in every.items():
        if grant not in known:
            yield f"grants/{grant}: it has scores, and there is no such grant"
            continue
        mean = blind_scores.mean(several)
        if mean is not None and known[grant] != float(mean):
            yield f"grants/{grant}: its score is not the mean of the two that were given"
