"""What snapped locations can and cannot support.

police.uk moves every location to a shared map point. Below about 200 m a cell says more about
where the map points are than about where incidents happened.
"""

from __future__ import annotations

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
