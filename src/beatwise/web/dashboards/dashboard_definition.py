"""A dashboard as a document: its title and panels, each a shape, measures and words.

Those that come along lie in ``beatwise/data/dashboards``; an office may load its own, and one with
the name of one that comes along stands in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from beatwise import data
from beatwise.accountability.rating.demand import KINDS
from beatwise.errors import BadInput
from beatwise.fields import Fields, document


FORMAT, LONGEST = 1, 60_000
# What each shape is made of: a list of measures, stages, figures, kinds, or nothing.
SHAPES = {
    "single": "measures",
    "by area": "measures",
    "funnel": "stages",
    "cohorts": "kinds",
    "demand": "figures",
    "workforce": "measures",
    "strategy": "",
    "tally": "",
    "strategies": "",
    "attention": "",
    "directions": "",
}
COHORT_KINDS = ("starts", "ends", "successes", "returns")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a funnel: its measure, what it counts, and the stage it is a part of."""

    measure: str
    counts: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of demand: its measure, channel, kind, and the time limit of ``answered``."""

    measure: str
    channel: str
    kind: str
    within_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: how it is shown, of which measures, and what a reader must know."""

    shape: str
    title: str
    words: str = ""
    measures: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    figures: tuple[Figure, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()

    @property
    def needs(self) -> tuple[str, ...]:
        """The measures it shows."""
        return (
            *self.measures,
            *(stage.measure for stage in self.stages),
            *(figure.measure for figure in self.figures),
            *(measure for _, measure in self.kinds),
        )


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A dashboard.

    Parameters
    ----------
    name, title, about
        Its short name, its title, and what it is for.
    order
        Its place in the list.
    tables
        The imported tables whose disagreements it shows.
    panels
        In order.
    """

    name: str
    title: str
    about: str
    order: int
    tables: tuple[str, ...]
    panels: tuple[Panel, ...]


@lru_cache(maxsize=128)
def parse(words: str, place: str) -> Dashboard:
    """Read a dashboard from its TOML; raise ``BadInput``, naming ``place`` and field."""
    if len(words) > LONGEST:
        raise BadInput("the document is too long.", place=place, next_step="Shorten it.")
    with document(words, place) as fields:
        fields.exactly("format", FORMAT)
        dashboard = Dashboard(
            name=fields.name("name"),
            title=fields.text("title"),
            about=fields.text("about"),
            order=fields.whole("order", at_least=0, default=50),
            tables=fields.texts("tables"),
            panels=fields.each("panel", _panel),
        )
        fields.done()
    if not dashboard.panels:
        raise BadInput("a dashboard needs a panel.", place=place, next_step="Write [[panel]].")
    return dashboard


def shipped() -> dict[str, str]:
    """Return the documents that come along, by name."""
    return dict(_shipped())


@lru_cache(maxsize=1)
def _shipped() -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, data.text("dashboards", f"{name}.toml")) for name in data.names("dashboards")
    )


def _panel(fields: Fields) -> Panel:
    shape = fields.one_of("shape", tuple(SHAPES))
    panel = Panel(
        shape,
        fields.text("title"),
        fields.optional_text("words"),
        fields.texts("measures"),
        fields.each("stage", _stage),
        fields.each("figure", _figure),
        _kinds(fields) if fields.has("kinds") else (),
    )
    fields.done()
    needed_part = SHAPES[shape]
    for part in ("measures", "stages", "figures", "kinds"):
        if bool(getattr(panel, part)) != (part == needed_part):
            heading = {"stages": "[[panel.stage]]", "figures": "[[panel.figure]]"}.get(part, part)
            needs = "needs" if part == needed_part else "has no"
            raise BadInput(f"a panel of the shape '{shape}' {needs} {heading}.", place=fields.place)
    return panel


def _stage(fields: Fields) -> Stage:
    stage = Stage(fields.name("measure"), fields.text("counts"), fields.optional_text("of"))
    fields.done()
    return stage


def _figure(fields: Fields) -> Figure:
    figure = Figure(
        fields.name("measure"),
        fields.text("channel"),
        fields.one_of("kind", KINDS),
        fields.optional_whole("within_seconds"),
    )
    fields.done()
    if (figure.kind == "answered") != (figure.within_seconds is not None):
        raise BadInput("answered, and only answered, has within_seconds.", place=fields.place)
    return figure


def _kinds(fields: Fields) -> tuple[tuple[str, str], ...]:
    table = fields.table("kinds")
    kinds = tuple((kind, table.name(kind)) for kind in COHORT_KINDS if kind in table.data)
    table.done()
    return kinds
