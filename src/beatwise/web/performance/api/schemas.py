"""What the API of the plan and its measures takes and gives."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field

from beatwise.web.performance.commentary import LONGEST


class Problem(Schema):
    """What is wrong, where, and what to do next."""

    message: str
    place: str | None = None
    next_step: str | None = None


class StrategyOut(Schema):
    """A delivery strategy: its statements, the role that leads it, its measures by id."""

    id: str
    title: str
    mission: str
    success: str
    delivery: str
    measure: str
    lead: str
    measures: list[str]


class PlanOut(Schema):
    """The plan as the version that holds today reads."""

    title: str
    body: str
    area: str
    first: dt.date
    last: dt.date
    version: int
    valid_from: dt.date
    why: str
    strategies: list[StrategyOut]


class RatingOut(Schema):
    """How a measure stands by the rule: a colour, or the status that says why there is none."""

    status: str
    rag: str | None
    direction: str | None
    better: bool | None
    reason: str
    rule: str
    exception: bool
    why: list[str]


class LimitsOut(Schema):
    """The control limits at the latest point; ``months`` is the length of the chart's periods."""

    lower: float
    upper: float
    rests_on: int
    settled: bool
    months: int | None


class MeasureOut(Schema):
    """A measure, its latest value and its rating. Numbers are text, exactly as written.

    ``latest`` is the value that is rated; of a rolling year ``formed_from`` says from which parts
    it was formed. ``target`` is the number to reach, ``assurance`` whether ordinary variation
    meets it: it is null where the chart's periods are of another length than the target's.
    """

    id: str
    version: int
    valid_from: dt.date
    serial: int | None
    title: str
    definition: str
    strategy: str
    level: str
    unit: str
    frequency: str
    owner: str
    source: str
    disclosure: str
    expectation: str
    baseline: str | None
    baseline_period: str | None
    area: str
    latest: str | None
    period: str | None
    formed_from: str | None = None
    hidden: bool = False
    target: str | None
    variation: str
    assurance: str | None
    limits: LimitsOut | None
    rating: RatingOut
    commentary: str | None


class MeasurePage(Schema):
    """One page of measures; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    measures: list[MeasureOut]


class PointOut(Schema):
    """A point of the control chart, with the limits it is held against and what it says."""

    period: str
    value: str | None
    mean: float | None
    lower: float | None
    upper: float | None
    rests: bool = Field(description="Whether the limits rest on this value.")
    variation: str
    signals: list[str]


class YearOut(Schema):
    """A rolling year as formed from its parts; what was reported where the two differ or agree."""

    period: str
    value: str | None
    formed_from: str
    reported: str | None
    differs: bool


class ValuesOut(Schema):
    """A measure's values in one area as its chart has them, and the rolling years they give."""

    measure: str
    area: str
    target: str | None
    points: list[PointOut]
    years: list[YearOut]
    notes: list[str]


class ObservationOut(Schema):
    """A value as known on one day. Numbers are text, exactly as written; ``null`` is no data.

    Where it is ``hidden`` there is a value that the disclosure gate does not let out.
    """

    key: int
    measure: str
    area: str
    period: str
    value: str | None
    numerator: str | None
    denominator: str | None
    vintage: dt.date | None
    source: str
    note: str
    hidden: bool = False


class ObservationPage(Schema):
    """One page of values; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    observations: list[ObservationOut]


class ObservationIn(BaseModel):
    """A value; the cells are read by the same rule as in a file."""

    model_config = ConfigDict(extra="forbid")
    measure: str = Field(pattern="^[a-z0-9-]{1,80}$")
    period: str = Field(min_length=4, max_length=60)
    value: str = Field("", max_length=40, description="Empty: no data.")
    area: str = Field("", max_length=80)
    new_area: bool = Field(False, description="True confirms an area that has no values yet.")
    numerator: str = Field("", max_length=40)
    denominator: str = Field("", max_length=40)
    vintage: dt.date | None = None
    source: str = Field("", max_length=500)
    note: str = Field("", max_length=1000)
    reason: str = Field(
        "",
        max_length=300,
        description="Why what the office asks about is right: needed when it asks.",
    )


class CommentaryIn(BaseModel):
    """Words on how a measure stands today."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=LONGEST)
    area: str = Field("", max_length=80)


class CommentaryOut(Schema):
    """Words on a measure; ``about`` is the period they speak of, or what was late."""

    measure: str
    area: str
    about: str
    text: str
    role: str
    at: dt.datetime
