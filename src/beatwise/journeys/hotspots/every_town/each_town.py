"""One answer for each town, or why it has none, however the work is spread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from beatwise.compute.spread import Spread
from beatwise.errors import MissingData, Refused
from beatwise.journeys.hotspots.every_town.town_part import TownPart, town_parts
from beatwise.places.areas import Area
from beatwise.plurals import counted
from beatwise.store.workspace import Workspace


Answer = TypeVar("Answer")
Work = Callable[[Workspace, Area], Answer]
NoAnswer = MissingData | Refused


@dataclass(frozen=True, slots=True)
class _Part(Generic[Answer]):
    towns: TownPart
    work: Work[Answer]


def each_town(
    workspace: Workspace,
    towns: Sequence[Area],
    work: Work[Answer],
    spread: Spread,
    progress: Callable[[int, int, str], None],
    *,
    most: int | None = None,
) -> Iterator[tuple[Area, Answer | NoAnswer]]:
    """Yield each town with what ``work`` gives for it, or with the error that it alone met.

    ``work`` must be a value that can be pickled; at most ``most`` towns are given out together.
    The order is that of forces. Raises the error of a town when none has an answer, for then it
    concerns them all, and what ``spread`` raises.
    """
    parts = [
        _Part(part, work)
        for layer in dict.fromkeys(town.layer for town in towns)
        for part in town_parts(workspace, [town for town in towns if town.layer == layer], most)
    ]
    by_key = {(town.layer, town.id): town for town in towns}
    done, answered, error = 0, False, None
    for part, answers in zip(parts, spread.run(_answers, parts), strict=True):
        for one, answer in zip(part.towns.ids, answers, strict=True):
            town = by_key[part.towns.layer, one]
            if isinstance(answer, NoAnswer):
                error = answer  # the last is of a town on gathered ground, where there is one
            else:
                answered = True
            done += 1
            yield town, answer
        progress(done, len(towns), town.label)
    for part in parts[:1]:
        part.towns.workspace.check_unchanged()  # or some towns may have been answered otherwise
    if error is not None and not answered:
        raise _of_all(error, len(towns))


def _answers(part: _Part[Answer]) -> list[Answer | NoAnswer]:
    workspace = part.towns.workspace.opened()
    return [_answer(workspace, town, part.work) for town in part.towns.areas()]


def _answer(workspace: Workspace, town: Area, work: Work[Answer]) -> Answer | NoAnswer:
    try:
        return work(workspace, town)
    except (MissingData, Refused) as error:
        return error


def _of_all(error: NoAnswer, towns: int) -> NoAnswer:
    if towns == 1:
        return error
    return type(error)(
        f"none of {counted(towns, 'town')} has an answer. {error.message}",
        place=error.place,
        next_step=error.next_step,
    )
