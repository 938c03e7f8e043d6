"""The scorecard of a board's papers: a table a strategy, and what stands apart, as exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from beatwise.accountability.boards.papers import (
    PAGE,
    SHEET,
    Entry,
    Grid,
    Part,
    Picture,
    Value,
    Words,
)
from beatwise.accountability.measures.measure_units import plain, value_in_words
from beatwise.accountability.plan.police_and_crime_plan import Plan
from beatwise.accountability.rating.rag import Rating
from beatwise.accountability.rating.scorecard import Row, tally
from beatwise.accountability.rating.variation import Assurance
from beatwise.accountability.roles import owner_titles
from beatwise.plurals import counted
from beatwise.publication import state_looks
from beatwise.publication.published import CONFIDENTIAL, HOW_TO_READ, UNCONTROLLED
from beatwise.web.meetings.packs.pack_files import SIGNS, VARIATION


HOW_MARKED = (
    "Variation is the control chart's: an improvement or a concern is more than ordinary "
    "variation. A target is consistently met or missed when ordinary variation alone does so."
)
HEADS = ("No.", "Measure", "Latest", "Expected", "Rating", SIGNS)
DETAIL_HEADS = ("No.", "Measure", "Strategy", "Baseline", "Direction", "Owner")
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
    """Return the scorecard: an entry a mission, a line a measure, then what is beside the plan."""
    parts: list[Part] = [Words(line) for line in lines(own)]
    if own or other:
        parts.append(Words(HOW_MARKED))
    if any(row.measure.disclosure != UNCONTROLLED for row in (*own, *other)):
        parts.append(Words(HOW_TO_READ))
    titles = {s.id: s.title for s in plan.strategies} if plan else {}
    left = list(own)
    for mission in plan.missions if plan else ():
        names = [strategy.id for strategy in mission.strategies]
        rows = [r for name in names for r in own if r.measure.strategy == name]
        left = [row for row in left if row not in rows]
        if rows:
            parts.append(_mission(f"scorecard-{mission.id}", mission.title, rows, titles))
    if left:
        parts.append(_mission("scorecard-others", "Measures", left, titles))
    if other:
        parts.append(_mission("scorecard-beside", BESIDE, other, titles, "beside the plan"))
    return (*parts, _sheet(own, other, plan)) if parts else ()


def _mission(
    name: str, title: str, rows: Sequence[Row], titles: Mapping[str, str], where: str = ""
) -> Entry:
    """Return measures that belong together: how many there are of each rating, then a line each."""
    detail = tuple(
        (
            _number(row),
            row.measure.title,
            titles.get(row.measure.strategy, ""),
            baseline(row),
            direction(row.rating) or "–",
            owner_titles()[row.measure.owner],
        )
        for row in rows
    )
    caption = f"{title}: baselines, directions and owners"
    more = Grid(f"{name}-detail", caption, DETAIL_HEADS, detail, (0,), _things(rows), PAGE)
    summary = _tally_words(rows, where)
    return Entry(title, summary, parts=(_grid(name, title, rows), more))


def exceptions(
    rows: Sequence[Row], commentary: Mapping[str, str], pictures: Mapping[str, Picture]
) -> tuple[Part, ...]:
    """Return a line for each exception; beneath it why it is one, the commentary, and its chart."""
    if not rows:
        return ()
    parts = [_exception(row, commentary.get(row.measure.id, ""), pictures) for row in rows]
    cells = tuple(
        (row.measure.serial, row.measure.title, rating(row.rating), *_latest(row),
         " ".join(row.why), commentary.get(row.measure.id, "").strip())
        for row in rows
    )  # fmt: skip
    heads = ("Number", "Measure", "Rating", "Latest", "Latest period", "Why", "Commentary")
    grid = Grid("exceptions", "Exceptions", heads, cells, (0, 3), _things(rows), SHEET)
    return (*parts, grid, *_charted(rows, pictures))


def _exception(row: Row, words: str, pictures: Mapping[str, Picture]) -> Entry:
    detail: list[Part] = [Words(" ".join(row.why))]
    detail += [Words(line) for line in words.splitlines() if line.strip()]
    detail.append(Words(_figures(row)))
    detail += [pictures[row.measure.id]] if row.measure.id in pictures else []
    figures = (
        ("Latest", latest(row)),
        ("Expected", row.measure.expectation.words),
        ("Rating", rating(row.rating)),
        (SIGNS, signs(row)),
    )
    thing = f"measure/{row.measure.id}"
    return Entry(_named(row), figures=figures, thing=thing, parts=tuple(detail))


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
    return f"{counted(len(rows), 'measure')}{f' {where}' if where else ''}: {counts}."


def _named(row: Row) -> str:
    number = "" if row.measure.serial is None else f"{row.measure.serial}. "
    return f"{number}{row.measure.title}"


def _number(row: Row) -> Value:
    return row.measure.serial if row.measure.serial is not None else ""


def _grid(name: str, caption: str, rows: Sequence[Row]) -> Grid:
    cells = tuple(
        (
            _number(row),
            row.measure.title,
            latest(row),
            row.measure.expectation.words,
            rating(row.rating),
            signs(row),
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
        way[:1].upper() + way[1:],
        f"Baseline: {baseline(row)}",
        f"Owner: {owner_titles()[row.measure.owner].lower()}",
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
        owner_titles()[measure.owner],
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
