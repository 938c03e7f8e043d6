"""What snapped locations can and cannot support.

police.uk moves every location to a shared map point. Below about 200 m a cell says more about
where the map points are than about where incidents happened.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.errors import Refused


SMALLEST_SNAPPED_M = 200.0
SMALLEST_EXACT_M = 150.0
# Agreement of the 20 busiest cells with the truth, map points 80 m apart (register of methods).
AGREEMENT = {50: 0.24, 100: 0.60, 200: 0.82}


def check_size(size_m: float, *, why: str | None = None) -> str | None:
    """Return the words a result must carry for this cell size on snapped data, if any.

    Raises ``Refused`` for cells under 200 m unless the analyst says ``why``.
    """
    if size_m >= SMALLEST_SNAPPED_M:
        return None
    agreement = ", ".join(f"{share:.0%} at {size} m" for size, share in AGREEMENT.items())
    fact = f"the 20 busiest cells agree with the truth {agreement}"
    if why and why.strip():
        return (
            f"Cells of {size_m:g} m are smaller than snapped locations support ({fact}). "
            f"The analyst's reason: {why.strip()}"
        )
    raise Refused(
        f"police.uk moves locations to shared map points, so cells of {size_m:g} m are too small: "
        f"{fact}.",
        place=f"--size {size_m:g}",
        next_step=f"Use --size {SMALLEST_SNAPPED_M:g} or more, or say why with --why TEXT; "
        "the reason is printed in the result.",
    )


@dataclass(frozen=True, slots=True, eq=False)
class SnapPoints:
    """Shared map points, m of them, with the incidents recorded at each.

    Parameters
    ----------
    x, y
        BNG metres, shape (m,).
    count
        Incidents at the point, shape (m,).
    label
        The published label (``On or near High Street``), not an address.
    """

    x: np.ndarray
    y: np.ndarray
    count: np.ndarray
    label: np.ndarray


def gather_points(x: np.ndarray, y: np.ndarray, label: np.ndarray) -> SnapPoints:
    """Count incidents by map point, busiest first; ties by easting, then northing.

    Parameters
    ----------
    x, y
        BNG metres of each incident, shape (n,).
    label
        The published label of each, shape (n,).
    """
    at = np.round(np.column_stack([x, y]), 1)  # the same point in two downloads, to 10 cm
    points, first, count = np.unique(at, axis=0, return_index=True, return_counts=True)
    order = np.lexsort((points[:, 1], points[:, 0], -count))
    return SnapPoints(
        x=points[order, 0],
        y=points[order, 1],
        count=count[order],
        label=np.asarray(label, dtype=object)[first[order]],
    )
