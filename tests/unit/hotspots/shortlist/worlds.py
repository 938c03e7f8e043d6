"""A hot spot to freeze, write out and read back."""

from __future__ import annotations

import shapely

from beatwise.hotspots.shortlist.hotspot import Hotspot, PointInside


def spot() -> Hotspot:
    """A square hot spot in Market Place."""
    return Hotspot(
        rank=1,
        id="hs-50500-35200",
        name="On or near Market Place",
        geometry=shapely.box(504_900.12, 351_900.34, 505_100.56, 352_100.78),
        counts={"shoplifting": 12},
        shares={"shoplifting": 0.5},
        scored=None,
        monthly={"shoplifting": (6, 6)},
        share=0.5,
        hot_months=2,
        of_months=2,
        recent=(),
        trend={"shoplifting": None},
        found_again=float("nan"),
        points=(PointInside(505_000.0, 352_000.0, "On or near Market Place", {"shoplifting": 12}),),
        top_share={"shoplifting": 1.0},
        p_value=0.01,
        q_value=0.02,
        confidence="low",
        reasons=("12 shoplifting records.",),
    )
