"""The protocol: everything that is decided before anybody can know the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput, UsageError
from beatwise.evaluation.designs.design import wrong_for_its_kind
from beatwise.evaluation.designs.patrol_days import DrawnDays, read_days
from beatwise.evaluation.protocol.buffers import check_apart, check_buffers


FORMAT = "beatwise protocol 1"
KINDS = ("parallel", "stepped", "crossover")
ROLES = ("treated", "comparison")
CHOSEN = "chosen"
DAYS = "days"
ASSIGNMENTS = ("matched pairs", "blocks", "one draw", DAYS, CHOSEN)
LARGEST_RING_M = 1000.0
MOST_PERMUTATIONS = 100_000


@dataclass(frozen=True, slots=True)
class ProtocolArea:
    """One area: patrolled or compared, in which unit of assignment and block."""

    id: str
    name: str
    unit: str
    block: str
    role: str
    geometry: shapely.Geometry
    start: Month | None = None

    @property
    def treated(self) -> bool:
        """Whether it is to be patrolled."""
        return self.role == "treated"


@dataclass(frozen=True, slots=True)
class StatedPower:
    """What the design said it could find, before it began; never recomputed from the result."""

    at_smallest_effect: float
    detectable_effect: float | None
    power_wanted: float
    variance_ratio: tuple[float, float, float]
    drift: tuple[float, float, float]
    drift_assumed: bool
    months_before: int
    months_after: int
    smallest_p: float


@dataclass(frozen=True, slots=True)
class Decision:
    """How the result will be judged.

    ``smallest_effect`` is the smallest change that would matter, per cent (-20: a fall of a fifth);
    ``looks`` are the months after which the result may be opened before the end.
    """

    alpha: float = 0.05
    smallest_effect: float = -20.0
    power_floor: float = 0.6
    permutations: int = 1999
    looks: tuple[Month, ...] = ()
    spending: str = "none"


@dataclass(frozen=True, slots=True)
class TheoryStep:
    """One step of the theory of change, with the measure that would show it."""

    stage: str
    text: str
    measure: str


@dataclass(frozen=True, slots=True)
class Protocol:
    """A whole protocol.

    ``before`` and ``patrols`` are months; ``mapping`` is what the file says, for its hash.
    """

    title: str
    question: str
    primary: str
    secondary: tuple[str, ...]
    source: str
    force: str | None
    before: MonthRange
    patrols: MonthRange
    kind: str
    assignment: str
    unit: str
    seed: int
    ring_m: float
    decision: Decision
    power: StatedPower | None
    areas: tuple[ProtocolArea, ...]
    theory: tuple[TheoryStep, ...]
    excluded: tuple[tuple[str, str], ...]
    cost_pounds: tuple[float, float, float] | None
    warnings: tuple[str, ...]
    days: DrawnDays | None
    mapping: dict[str, Any] = field(repr=False, compare=False)

    @property
    def drawn(self) -> bool:
        """Whether the patrolled areas, or their days, were drawn by lot."""
        return self.assignment != CHOSEN

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The primary outcome, then the secondary ones."""
        return (self.primary, *self.secondary)

    @property
    def treated(self) -> NDArray[np.bool_]:
        """(areas,) which are patrolled."""
        return np.array([area.treated for area in self.areas])

    @property
    def can_answer(self) -> bool:
        """Whether the design reached the power floor for the smallest effect that matters."""
        return (
            self.power is not None
            and self.power.at_smallest_effect >= self.decision.power_floor
            and self.power.smallest_p <= self.decision.alpha
        )


def protocol(mapping: Any, place: str) -> Protocol:
    """Read and check a protocol; ``place`` names the file in every error.

    Raises ``BadInput`` for anything missing, of the wrong kind, out of order or overlapping.
    """
    if not isinstance(mapping, dict) or mapping.get("format") != FORMAT:
        raise BadInput(
            "this is not a protocol.", place=place, next_step="Make one with: beatwise design"
        )
    for path, value in odd_values(mapping):
        raise BadInput(
            f"'{path}' is {value!r}, which no protocol can hold.",
            place=place,
            next_step="Write text in quotation marks, a number with an end, true or false.",
        )
    try:
        read = _read(mapping)
    except KeyError as error:
        raise BadInput(
            f"the protocol says nothing about {error}.",
            place=place,
            next_step="Take it from a new beatwise design, or write it as docs/reference says.",
        ) from error
    except UsageError as error:
        raise BadInput(error.message, place=place, next_step=error.next_step) from error
    except (TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        raise BadInput(f"the protocol cannot be read ({error}).", place=place) from error
    _check(read, place)
    return read


def _read(said: dict[str, Any]) -> Protocol:
    outcome, design, decision = said["outcome"], said["design"], said["decision"]
    return Protocol(
        title=str(said["title"]),
        question=str(said["question"]),
        primary=str(outcome["primary"]),
        secondary=_words(outcome.get("secondary", [])),
        source=str(outcome["source"]),
        force=outcome.get("force"),
        before=MonthRange.parse(said["periods"]["before"]),
        patrols=MonthRange.parse(said["periods"]["patrols"]),
        kind=str(design["kind"]),
        assignment=str(design["assignment"]),
        unit=str(design["unit"]),
        seed=int(design["seed"]),
        ring_m=float(said["displacement"]["ring_m"]),
        decision=_decision(decision),
        power=_power(said["power"]) if "power" in said else None,
        areas=tuple(_area(area) for area in said["area"]),
        theory=tuple(
            TheoryStep(*_words([step["stage"], step["text"], step.get("measure", "")]))
            for step in said.get("theory", ())
        ),
        excluded=tuple((item["name"], item["reason"]) for item in said.get("excluded", ())),
        cost_pounds=_three(said["value"]["cost_pounds"]) if "value" in said else None,
        warnings=tuple(str(line) for line in design.get("warnings", ())),
        days=read_days(said["crossover"]) if design["kind"] == "crossover" else None,
        mapping=said,
    )


def odd_values(said: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield where a mapping holds what has no place in one, or no place in JSON, with the value."""
    if isinstance(said, dict):
        for key, value in said.items():
            yield from odd_values(value, f"{path}.{key}" if path else str(key))
    elif isinstance(said, list):
        for at, value in enumerate(said, start=1):
            yield from odd_values(value, f"{path} {at}")
    elif not isinstance(said, str | bool | int | float) or (
        isinstance(said, float) and not np.isfinite(said)
    ):
        yield path, said


def _words(said: Any) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(word, str) for word in said):
        raise ValueError(f"{said!r} is not a list of words")
    return tuple(said)


def _decision(said: dict[str, Any]) -> Decision:
    return Decision(
        alpha=float(said["alpha"]),
        smallest_effect=float(said["smallest_effect"]),
        power_floor=float(said["power_floor"]),
        permutations=int(said["permutations"]),
        looks=tuple(Month.parse(month) for month in said.get("looks", ())),
        spending=str(said.get("spending", "none")),
    )


def _power(said: dict[str, Any]) -> StatedPower:
    found = said.get("detectable_effect")
    return StatedPower(
        at_smallest_effect=float(said["at_smallest_effect"]),
        detectable_effect=None if found is None else float(found),
        power_wanted=float(said["power_wanted"]),
        variance_ratio=_three(said["variance_ratio"]),
        drift=_three(said["drift"]),
        drift_assumed=bool(said["drift_assumed"]),
        months_before=int(said["months_before"]),
        months_after=int(said["months_after"]),
        smallest_p=float(said["smallest_p"]),
    )


def _three(values: Sequence[float]) -> tuple[float, float, float]:
    middle, low, high = (float(v) for v in values)
    return middle, low, high


def _area(said: dict[str, Any]) -> ProtocolArea:
    return ProtocolArea(
        id=str(said["id"]),
        name=str(said["name"]),
        unit=str(said["unit"]),
        block=str(said["block"]),
        role=str(said["role"]),
        geometry=shapely.from_wkt(said["outline"]),
        start=Month.parse(said["start"]) if "start" in said else None,
    )


def _check(read: Protocol, place: str) -> None:
    of_kind = wrong_for_its_kind(read.kind, read.areas, read.patrols, read.days)
    for wrong, words, step in (*_wrongs(read), *of_kind):
        if wrong:
            raise BadInput(words, place=place, next_step=step)
    names = [area.name for area in read.areas]
    shapes = [area.geometry for area in read.areas]
    try:
        check_apart(names, shapes)
        check_buffers(names, shapes, read.treated, read.ring_m)
    except BadInput as error:
        raise BadInput(error.message, place=place, next_step=error.next_step) from error


def _wrongs(read: Protocol) -> list[tuple[bool, str, str]]:
    ids = [area.id for area in read.areas]
    roles = {area.role for area in read.areas}
    mixed = sorted(
        {a.unit for a in read.areas if a.treated} & {a.unit for a in read.areas if not a.treated}
    )
    late = [a for a in read.areas if a.start and a.start not in read.patrols]
    decision = read.decision
    lost = [str(m) for m in decision.looks if m not in read.patrols]
    return [
        (read.kind not in KINDS, f"the kind '{read.kind}' is unknown.", f"Use {', '.join(KINDS)}."),
        (
            read.assignment not in ASSIGNMENTS,
            f"the assignment '{read.assignment}' is unknown.",
            f"Use one of: {', '.join(ASSIGNMENTS)}.",
        ),
        (
            read.patrols.first <= read.before.last,
            f"patrols from {read.patrols.first} begin inside the months before, {read.before}.",
            "End the months before in the month before patrols start.",
        ),
        (not roles <= set(ROLES), "an area's role is unknown.", f"Use {' or '.join(ROLES)}."),
        (len(set(ids)) < len(ids), "two areas have the same id.", "Give each area its own id."),
        (
            not roles >= set(ROLES) and read.kind == "parallel",
            "there must be at least one treated and one comparison area.",
            "Add an area of the other role.",
        ),
        (
            (read.kind == "crossover") is not (read.assignment == DAYS),
            f"the assignment '{read.assignment}' does not go with the kind '{read.kind}'.",
            f"A crossover assigns '{DAYS}', and nothing else does.",
        ),
        (
            bool(mixed),
            f"the unit '{(mixed or [''])[0]}' is both treated and compared.",
            "Whoever is assigned together must be treated together.",
        ),
        (bool(late), "an area starts outside the patrolled months.", "Correct its start."),
        (
            not 0 < read.ring_m <= LARGEST_RING_M,
            f"a ring of {read.ring_m:g} m cannot be used.",
            f"Give a width up to {LARGEST_RING_M:g} m.",
        ),
        (
            not 0 < decision.alpha < 0.5 or not 0 < decision.power_floor < 1,
            "alpha or the power floor is out of range.",
            "Use 0.05 and 0.6 unless there is a reason.",
        ),
        (
            not -100 < decision.smallest_effect < 0,
            f"the smallest effect that matters, {decision.smallest_effect:g} %, is no fall.",
            "Write a fall of a fifth as -20.",
        ),
        (
            read.primary in read.secondary,
            "the primary outcome is among the secondary ones.",
            "List it once.",
        ),
        (
            bool(lost),
            f"the look after {(lost or [''])[0]} is not in the patrolled months, {read.patrols}.",
            "Look after a patrolled month.",
        ),
        (
            read.cost_pounds is not None and not all(0 < c < np.inf for c in read.cost_pounds),
            "the cost of the programme is not above 0.",
            "Give it in pounds, or leave it out.",
        ),
        (read.seed < 0, f"the seed {read.seed} is below 0.", "Use a whole number of 0 or more."),
        (
            not 1 <= decision.permutations <= MOST_PERMUTATIONS,
            f"{decision.permutations} relabellings cannot be made.",
            f"Ask for 1,999, and for at most {MOST_PERMUTATIONS:,}.",
        ),
        (not read.title.strip(), "the protocol has no title.", "Give it one."),
    ]
