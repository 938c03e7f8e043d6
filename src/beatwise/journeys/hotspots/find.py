"""Find: from a workspace to a defensible ranked list of hot spots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from beatwise.clock import MonthRange
from beatwise.errors import UsageError
from beatwise.hotspots.shortlist import frozen_list_json
from beatwise.hotspots.shortlist.as_json import coverage_as_json
from beatwise.hotspots.shortlist.out_of_time import score_list
from beatwise.hotspots.shortlist.placing.choose import Question, places
from beatwise.hotspots.shortlist.placing.limits import DEFAULT_COUNT, Limits
from beatwise.hotspots.shortlist.reasons.describe import describe
from beatwise.hotspots.shortlist.shortlist import MonthCoverage, Shortlist
from beatwise.journeys.home_forces.home_ground import with_ground
from beatwise.journeys.hotspots.area_incidents import (
    AreaIncidents,
    asked_months,
    asked_types,
    observe,
)
from beatwise.journeys.hotspots.mapping.gathered_ground import with_names
from beatwise.journeys.hotspots.shortlist_notes import notes_of, trend_notes
from beatwise.journeys.hotspots.shortlist_provenance import ledger_of, sources_of
from beatwise.journeys.hotspots.shortlist_question import as_range, question_for
from beatwise.places.areas import Area
from beatwise.store.frozen_lists import write_frozen
from beatwise.store.months.record_notes import record_marks, record_notes
from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What is asked of a list, whatever the area; the meaning of each is that of ``find``."""

    types: tuple[str, ...]
    train: MonthRange
    score: MonthRange | None = None
    unit: str = "hex"
    size_m: float | None = None
    count: int = DEFAULT_COUNT
    seed: int = 0
    why: str | None = None
    layer: str | None = None
    source: str | None = None


def find(
    workspace: Workspace | Path | str,
    area: str,
    types: str | Sequence[str],
    train: MonthRange | str,
    score: MonthRange | str | None = None,
    *,
    unit: str = "hex",
    size_m: float | None = None,
    count: int = DEFAULT_COUNT,
    seed: int = 0,
    why: str | None = None,
    layer: str | None = None,
    source: str | None = None,
    out: Path | str | None = None,
) -> Shortlist:
    """Find the hot spots of one area.

    Parameters
    ----------
    workspace
        A workspace or its folder; ``workspace.without(months)`` leaves months out.
    area
        ``LABEL`` or ``LAYER:LABEL``.
    types
        police.uk categories in any case, slugs, or ``asb``; several are counted apart.
    train, score
        Months the list is chosen on, and later months it is scored on: ``2025-01:2025-09``.
    unit, size_m
        ``hex`` (flat-to-flat width), ``square`` (side), ``segment``, ``lsoa`` or ``polygon``.
    count
        How many hot spots at most.
    seed
        Of everything drawn at random.
    why
        The reason for cells under 200 m on snapped locations; printed in the result.
    layer
        The layer of units for ``lsoa`` and ``polygon``.
    source
        A timed extract's name, instead of police.uk.
    out
        Write the frozen list here.

    Raises
    ------
    UsageError
        Months that overlap or run backwards, an unknown type, a label that is not unique.
    MissingData
        No such area or workspace, or none of the months has data.
    Refused
        Cells under 200 m on snapped locations without ``why``.

    Examples
    --------
    >>> import beatwise
    >>> found = beatwise.find(beatwise.example(), "Pelbrook", "asb", "2024-01:2025-12", count=2)
    >>> [(spot.rank, round(spot.across_m)) for spot in found.hotspots]
    [(1, 205), (2, 205)]
    """
    opened = workspace if isinstance(workspace, Workspace) else Workspace.open(Path(workspace))
    request = ListRequest(
        tuple([types] if isinstance(types, str) else types), as_range(train),
        None if score is None else as_range(score), unit, size_m, count, seed, why, layer, source,
    )  # fmt: skip
    shortlist = find_in(opened, opened.area(area), request)
    if out is not None:
        write_frozen(shortlist.document, Path(out))
    return shortlist


def find_in(workspace: Workspace, area: Area, request: ListRequest) -> Shortlist:
    """Return the list of an area; see ``find``, which raises the same."""
    months = in_order(request.train, request.score)
    slugs = asked_types(workspace, request.types, request.source)
    incidents = observe(workspace, area, slugs, request.source)
    coverage = [
        _coverage(incidents, m, w) for m, w in zip(months, ("training", "scored"), strict=True) if m
    ]
    question, warning = question_for(
        workspace, incidents.observed, request.unit, request.size_m,
        count=request.count, seed=request.seed, why=request.why, layer=request.layer,
    )  # fmt: skip
    train_months, *score_months = coverage
    bare = bare_list(workspace, incidents, train_months, next(iter(score_months), None), question)
    return _explained(workspace, incidents, bare, request.why, warning)


def bare_list(
    workspace: Workspace,
    incidents: AreaIncidents,
    train: MonthCoverage,
    score: MonthCoverage | None,
    question: Question,
    *,
    reasoned: bool = True,
) -> Shortlist:
    """Return the list of an area, ranked and scored, with what to know of the records behind it.

    Names, the other notes, the ledger and the frozen document are left to ``find``. Without
    ``reasoned`` the hot spots have no reasons, which is many times quicker.
    """
    observed, later = incidents.observed, score.present if score else ()
    spots = describe(
        places(observed, train.present, question),
        observed, train.present, later, question, reasoned=reasoned,
    )  # fmt: skip
    shapes = [spot.geometry for spot in spots]
    used = [month for month in observed.months if month <= max((*train.present, *later))]
    return Shortlist(
        area=observed.area,
        types=observed.types,
        train=train,
        score=score,
        question=question,
        source=incidents.source,
        force=incidents.force,
        observed=observed,
        hotspots=spots,
        accuracy=score_list(shapes, observed, train.present, later, question) if later else None,
        notes=(),
        ledger={},
        document={},
        frozen_hash="",
        record_notes=record_notes(
            workspace,
            incidents.force,
            (*observed.types, *incidents.no_data),
            used,
            trend_notes(observed, train),
        ),
        record_marks=record_marks(workspace, incidents.force, observed.types, used),
        no_data=incidents.no_data,
    )


def _explained(
    workspace: Workspace,
    incidents: AreaIncidents,
    bare: Shortlist,
    why: str | None,
    warning: str | None,
) -> Shortlist:
    """Return a list with its places named, its notes, its ledger and its frozen document."""
    train, score, question, observed = bare.train, bare.score, bare.question, bare.observed
    spots = with_names(workspace, bare.hotspots)
    limits = question.limits(observed, len(train.present))
    notes = notes_of(
        observed, _unasked(train, workspace), score and _unasked(score, workspace), spots,
        question, limits, warning,
    )  # fmt: skip
    if incidents.ground is not None:
        notes = with_ground(notes, incidents.ground)
    about = _about(workspace, incidents, train, question, limits, why, bare.record_marks)
    document = frozen_list_json.as_json(about, spots)
    return replace(
        bare,
        hotspots=spots,
        notes=(*notes, *bare.record_notes),
        ledger=ledger_of(workspace, incidents, train, score),
        document=document,
        frozen_hash=frozen_list_json.frozen_hash_of(document),
        why=(why or "").strip() if warning else "",
    )


def _about(
    workspace: Workspace,
    incidents: AreaIncidents,
    train: MonthCoverage,
    question: Question,
    limits: Limits,
    why: str | None,
    marks: tuple[str, ...],
) -> dict[str, object]:
    area: Area = incidents.observed.area
    without = [str(month) for month in workspace.left_out]
    return {
        "area": area.label,
        "area_id": area.id,
        "layer": area.layer,
        "area_m2": round(area.area_m2, 1),
        "types": list(incidents.observed.types),
        **({"no_data": list(incidents.no_data)} if incidents.no_data else {}),
        "train": str(train.span),
        "train_months": coverage_as_json(train),
        "unit": question.unit,
        "size_m": question.size_m if question.slides else None,
        "count": question.count,
        "seed": question.seed,
        "exact_locations": incidents.observed.exact,
        "smallest_m": limits.smallest_m,
        "largest_m": limits.largest_m,
        "fewest_incidents": limits.incidents,
        "why": why,
        **({"without": without} if without else {}),
        **({"records": list(marks)} if marks else {}),
        "source": incidents.source,
        "sources": sources_of(workspace, incidents, train),
    }


def _unasked(coverage: MonthCoverage, workspace: Workspace) -> MonthCoverage:
    """Return the coverage with only those months as missing that nobody asked to leave out."""
    numbers = {month.number for month in workspace.left_out}
    return replace(coverage, missing=tuple(m for m in coverage.missing if m not in numbers))


def _coverage(incidents: AreaIncidents, months: MonthRange, what: str) -> MonthCoverage:
    present, missing = asked_months(incidents.observed, months, what)
    return MonthCoverage(months, present, missing)


def in_order(train: MonthRange, score: MonthRange | None) -> tuple[MonthRange, MonthRange | None]:
    """Return the months of choosing and of scoring; raise ``UsageError`` unless those are later."""
    if score is not None and score.first <= train.last:
        what = "overlap" if train.overlaps(score) else "run backwards"
        raise UsageError(
            f"the training months {train} and the scored months {score} {what}.",
            next_step=f"Score on months after {train.last}: a list is judged on what came later.",
        )
    return train, score
