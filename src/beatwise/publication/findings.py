"""What was found in a town, as plain values: all that a brief or report is made from.

Coordinates and geometries are British National Grid metres. A count of ``None`` is a month without
data, never a zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import shapely

from beatwise.clock import Month, MonthRange
from beatwise.records.provenance import Provenance


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Recorded incidents in one month; ``None`` where the month is missing."""

    month: Month
    count: int | None


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A point on the map with its incidents: for police.uk a shared map point, not an address."""

    easting: float
    northing: float
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class PointMonths:
    """A map point with its incidents in each month of the findings; ``None`` where missing."""

    easting: float
    northing: float
    label: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class ListedHotSpot:
    """One hot spot of the frozen list.

    Parameters
    ----------
    rank, id, name
        Its place in the list, its identifier, and its name: a street and what is nearest to it.
    geometry, area_m2
        Polygon in metres, and its extent.
    count
        Incidents in the training months.
    share
        Of the area's incidents in those months, 0 to 1.
    hot_months, of_months
        Persistence: months in which it was among the area's first N, of how many months.
    scored_count
        Incidents in the later months, or ``None`` when none were scored.
    monthly
        Incidents in each month.
    points
        Map points inside it that had an incident in the training months.
    top_point_share, top_point
        The share of its incidents at its busiest map point, and that point's label.
    p_value, q_value
        Screening figures of its strongest cell, where tested.
    reasons
        Why it is on the list, in sentences.
    confidence, found_again
        ``high``, ``moderate`` or ``low``; and the share of random halves of the months of choosing
        that choose it again.
    """

    rank: int
    id: str
    name: str
    geometry: shapely.Geometry
    area_m2: float
    count: int
    share: float
    hot_months: int
    of_months: int
    scored_count: int | None
    monthly: tuple[MonthCount, ...]
    points: int
    top_point_share: float
    top_point: str
    p_value: float | None = None
    q_value: float | None = None
    reasons: tuple[str, ...] = ()
    confidence: str = ""
    found_again: float | None = None

    @property
    def one_point(self) -> bool:
        """Whether half or more of its incidents lie at one map point."""
        return self.count > 0 and self.top_point_share >= 0.5


@dataclass(frozen=True, slots=True)
class Scores:
    """Accuracy of a list on later months; ``None`` where it is not defined."""

    name: str
    pai: float | None
    pei: float | None
    pei_star: float | None
    rri: float | None
    captured: float | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """One baseline on the same later months and equal ground.

    ``low`` and ``high`` bound the difference in the share captured, list minus baseline; ``None``
    when no interval could be formed.
    """

    scores: Scores
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ScoredMonth:
    """The shares captured in one later month, 0 to 1; ``None`` when nothing happened."""

    month: Month
    ours: float | None
    baseline: float | None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """A list on later months, beside the baselines it must beat; the first is the main one.

    ``origins`` says how many rolled origins stand behind the intervals, 0 when the scored months
    themselves do.
    """

    ours: Scores
    against: tuple[Against, ...]
    months: tuple[ScoredMonth, ...] = ()
    origins: int = 0

    @property
    def baseline(self) -> Scores:
        """The main baseline's scores."""
        return self.against[0].scores

    @property
    def low(self) -> float | None:
        """The lower end of the main baseline's interval."""
        return self.against[0].low

    @property
    def high(self) -> float | None:
        """The upper end of the main baseline's interval."""
        return self.against[0].high


@dataclass(frozen=True, slots=True)
class Concentration:
    """Shares of places (busiest first) and incidents, 0 to 1, and what chance alone would give."""

    places: tuple[float, ...]
    incidents: tuple[float, ...]
    by_chance: tuple[float, ...]
    gini: float | None
    gini_by_chance: float | None
    unit_words: str


@dataclass(frozen=True, slots=True)
class TypeFindings:
    """What was found for one type of incident.

    ``record_marks`` say in short what is odd, lost or left out in the records; ``places_moved``
    that too many more or fewer of them have a place than a year before to set one beside the other.
    """

    type: str
    train: MonthRange
    score: MonthRange | None
    unit: str
    size_m: float
    seed: int
    frozen_hash: str
    total: int
    scored_total: int | None
    unlocated: int
    monthly: tuple[MonthCount, ...]
    hot_spots: tuple[ListedHotSpot, ...]
    points: tuple[MapPoint, ...]
    concentration: Concentration | None
    accuracy: Accuracy | None
    why: str = ""
    notes: tuple[str, ...] = ()
    record_marks: tuple[str, ...] = ()
    places_moved: bool = False
    points_by_month: tuple[PointMonths, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One force in one month: what was there; ``outside`` is ``None`` when not looked for."""

    force: str
    month: Month
    present: bool
    rows: int
    no_location: int
    outside: int | None
    duplicates: int
    vintage: int
    restated: int
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Happening:
    """Another programme or change that can move the figures."""

    name: str
    kind: str
    start: Month
    end: Month | None
    where: str
    note: str


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A street by its name; ``is_main`` when it is more than a street of houses."""

    name: str
    geometry: shapely.Geometry
    is_main: bool


@dataclass(frozen=True, slots=True)
class MapName:
    """A name to print: of a ``place``, ``station``, ``park`` or ``premises``, and where."""

    name: str
    kind: str
    easting: float
    northing: float


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What lies under the map: boundaries, or streets with what lies between them."""

    outline: shapely.Geometry
    boundaries: tuple[shapely.Geometry, ...] = ()
    streets: tuple[shapely.Geometry, ...] = ()
    main_streets: tuple[shapely.Geometry, ...] = ()
    paths: tuple[shapely.Geometry, ...] = ()
    water: tuple[shapely.Geometry, ...] = ()
    rivers: tuple[shapely.Geometry, ...] = ()
    railways: tuple[shapely.Geometry, ...] = ()
    parks: tuple[shapely.Geometry, ...] = ()
    street_names: tuple[NamedLine, ...] = ()
    names: tuple[MapName, ...] = ()


@dataclass(frozen=True, slots=True)
class TownFindings:
    """Everything one brief and report are made from.

    ``times_known`` says whether the records tell the hour; ``open_data`` whether the counts were
    public before they came here; ``partly_gathered`` what to say where a part of the area is on
    ground that was not gathered; ``no_data`` what to say of each type asked for that the force's
    files lack, which is not among ``types``.
    """

    area: str
    area_km2: float
    backdrop: Backdrop
    types: tuple[TypeFindings, ...]
    happenings: tuple[Happening, ...]
    ledger: tuple[LedgerRow, ...]
    sources: tuple[Provenance, ...]
    times_known: bool = False
    open_data: bool = True
    peaks: tuple[str, ...] = ()
    partly_gathered: str = ""
    no_data: Mapping[str, str] = field(default_factory=dict)
