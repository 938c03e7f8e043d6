"""The scorecard of a board's papers: a table a strategy, and what stands apart, as exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from beatwise.accountability.boards.papers import PAGE, SHEET, Grid, Part, Picture, Value, Words
from beatwise.accountability.measures.measure_units import plain, value_in_words
from beatwise.accountability.plan.police_and_crime_plan import Plan
from beatwise.accountability.rating.rag import Rating
from beatwise.accountability.rating.scorecard import Row, tally
from beatwise.accountability.rating.variation import Assurance
from beatwise.accountability.roles import OWNER_ROLES
from beatwise.publication import state_looks
from beatwise.publication.published import CONFIDENTIAL, HOW_TO_READ, UNCONTROLLED
from beatwise.web.meetings.packs.pack_files import SIGNS, VARIATION


HOW_MARKED = (
    "Variation is the control chart's: an improvement or a concern is more than ordinary "
    "variation. A target is consistently met or missed when ordinary variation alone does so."
)
HEADS = (
    "No.", "Measure", "Expected", "Baseline", "Latest", "Direction", "Rating", SIGNS, "Owner",
)  # fmt: skip
SHEET_HEADS = (
    "Number", "Measure", "Mission", "Strategy", "Expected", "Unit", "Baseline", "Baseline period",
    "Latest", "Latest period", "Direction", "Wanted way", "Letter", "Rating", VARIATION, "Target",
    "Owner",
)  # fmt: skip
NO_DATA = "no data yet"
BESIDE = "Beside the plan"


def lines(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return how many measures of the plan there are of each rating, in a sentence."""
    return (_tally_words(rows, "of the plan"),) if rows else ()


def scorecard(own: Sequence[Row], other: Sequence[Row], plan: Plan | None) -> tuple[Part, ...]:
    """Return the scorecard: a table a strategy under its mission, then what is beside the plan."""
    parts: list[Part] = [Words(line) for line in lines(own)]
    if own or other:
        parts.append(Words(HOW_MARKED))
    if any(row.measure.disclosure != UNCONTROLLED for row in (*own, *other)):
        parts.append(Words(HOW_TO_READ))
    left = list(own)
    for mission in plan.missions if plan else ():
        grids = []
        for strategy in mission.strategies:
            rows = [row for row in own if row.measure.strategy == strategy.id]
            left = [row for row in left if row not in rows]
            if rows:
                grids.append(_grid(f"scorecard-{strategy.id}", strategy.title, rows))
        parts += [Words(mission.title, 3), *grids] if grids else []
    if left:
        parts.append(_grid("scorecard-others", "Measures", left))
    if other:
        parts += [Words(BESIDE, 3), Words(_tally_words(other, "beside the plan"))]
        parts.append(_grid("scorecard-beside", "Measures loaded beside the plan", other))
    return (*parts, _sheet(own, other, plan)) if parts else ()


def exceptions(
    rows: Sequence[Row], commentary: Mapping[str, str], pictures: Mapping[str, Picture]
) -> tuple[Part, ...]:
    """Return each exception with its figures, why it is one, the commentary, and its chart."""
    parts: list[Part] = []
    for row in rows:
        words = commentary.get(row.measure.id, "").strip()
        parts += [Words(_named(row), 3), Words(_figures(row)), Words(" ".join(row.why))]
        parts += [Words(line) for line in words.splitlines() if line.strip()]
        parts += [pictures[row.measure.id]] if row.measure.id in pictures else []
    if not rows:
        return ()
    cells = tuple(
        (row.measure.serial, row.measure.title, rating(row.rating), *_latest(row),
         " ".join(row.why), commentary.get(row.measure.id, "").strip())
        for row in rows
    )  # fmt: skip
    heads = ("Number", "Measure", "Rating", "Latest", "Latest period", "Why", "Commentary")
    grid = Grid("exceptions", "Exceptions", heads, cells, (0, 3), _things(rows), SHEET)
    return (*parts, grid, *_charted(rows, pictures))


def rating(result: Rating) -> str:
    """Return a rating as shape, letter and word."""
    look = state_looks.of_rating(result)
    return look.words if result.rag else look.word


def signs(row: Row) -> str:
    """Return a measure's variation and, where it has a target, its assurance, in words."""
    looks = [state_looks.of_variation(row.variation, row.point)]
    if row.assurance is not Assurance.NO_TARGET:
        looks.append(state_looks.ASSURANCES[row.assurance])
    return state_looks.in_words(*looks)


def direction(result: Rating) -> str:
    """Return a direction as arrow and words, and whether it is the wanted one."""
    if result.direction is None:
        return ""
    wanted = {True: ", better", False: ", worse", None: ""}[result.better]
    return f"{result.direction.arrow} {result.direction.word}{wanted}"


def _tally_words(rows: Sequence[Row], where: str) -> str:
    counts = ", ".join(f"{n} {name}" for name, n in tally(rows).items() if n)
    return f"{len(rows)} measure{'' if len(rows) == 1 else 's'} {where}: {counts}."


def _named(row: Row) -> str:
    number = "" if row.measure.serial is None else f"{row.measure.serial}. "
    return f"{number}{row.measure.title}"


def _grid(name: str, caption: str, rows: Sequence[Row]) -> Grid:
    cells = tuple(
        (
            row.measure.serial if row.measure.serial is not None else "",
            row.measure.title,
            row.measure.expectation.words,
            baseline(row),
            latest(row),
            direction(row.rating) or "–",
            rating(row.rating),
            signs(row),
            OWNER_ROLES[row.measure.owner],
        )
        for row in rows
    )
    return Grid(name, caption, HEADS, cells, (0,), _things(rows), PAGE)


def baseline(row: Row) -> str:
    """Return a measure's baseline with its unit and period."""
    base = row.measure.baseline
    if base is None:
        return "none"
    return f"{value_in_words(base.value, row.measure.unit.name)}{_per(row)} ({base.period.words})"


def latest(row: Row) -> str:
    """Return a measure's newest value with its unit and period, or that there is none."""
    newest = row.latest
    if newest is not None and newest.hidden:
        return f"{CONFIDENTIAL} ({newest.period.words})"
    if newest is None or newest.value is None:
        return NO_DATA
    return (
        f"{value_in_words(newest.value, row.measure.unit.name)}{_per(row)} ({newest.period.words})"
    )


def _per(row: Row) -> str:
    return f" per {plain(row.measure.per)}" if row.measure.per is not None else ""


def _figures(row: Row) -> str:
    way = direction(row.rating)
    sentences = [
        rating(row.rating),
        signs(row),
        way[:1].upper() + way[1:],
        f"Latest: {latest(row)}",
        f"Baseline: {baseline(row)}",
        f"Expected: {row.measure.expectation.words}",
        f"Owner: {OWNER_ROLES[row.measure.owner].lower()}",
    ]
    return ". ".join(filter(None, sentences)) + "."


def _latest(row: Row) -> tuple[Value, Value]:
    newest = row.latest
    if newest is None:
        return None, None
    if newest.hidden:
        return CONFIDENTIAL, newest.period.words
    return None if newest.value is None else float(newest.value), newest.period.words


def _sheet(own: Sequence[Row], other: Sequence[Row], plan: Plan | None) -> Grid:
    where = {
        strategy.id: (mission.title, strategy.title)
        for mission in (plan.missions if plan else ())
        for strategy in mission.strategies
    }
    cells = [_numbers(row, *where.get(row.measure.strategy, ("", ""))) for row in own]
    cells += [_numbers(row, BESIDE, where.get(row.measure.strategy, ("", ""))[1]) for row in other]
    things = _things([*own, *other])
    return Grid("scorecard", "Scorecard", SHEET_HEADS, tuple(cells), (0, 6, 8), things, SHEET)


def _numbers(row: Row, mission: str, strategy: str) -> tuple[Value, ...]:
    measure, base = row.measure, row.measure.baseline
    way = {True: "better", False: "worse", None: ""}[row.rating.better]
    return (
        measure.serial,
        measure.title,
        mission,
        strategy,
        measure.expectation.words,
        f"per {plain(measure.per)}"
        if measure.per is not None
        else measure.unit.words or measure.unit.name,
        float(base.value) if base else None,
        base.period.words if base else None,
        *_latest(row),
        direction(row.rating).partition(",")[0],
        way,
        row.rating.rag.letter if row.rating.rag else "",
        row.rating.rag.word if row.rating.rag else row.rating.status.value,
        state_looks.of_variation(row.variation, row.point).word,
        state_looks.ASSURANCES[row.assurance].word,
        OWNER_ROLES[measure.owner],
    )


def _charted(rows: Sequence[Row], pictures: Mapping[str, Picture]) -> tuple[Grid, ...]:
    """Return every charted value of the exceptions as one long table."""
    charts = [(row, pictures[row.measure.id]) for row in rows if row.measure.id in pictures]
    if not charts:
        return ()
    heads = ("Measure", *charts[0][1].points.heads)
    cells = tuple(
        (row.measure.title, *cell) for row, picture in charts for cell in picture.points.rows
    )
    caption = "Values behind the charts of exceptions"
    return (Grid("charted-values", caption, heads, cells, (2, 3, 4, 5), medium=SHEET),)


def _things(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(f"measure/{row.measure.id}" for row in rows)
