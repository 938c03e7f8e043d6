"""Evaluate: from a protocol and a workspace to a result that can be made again to the byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from beatwise.clock import Month
from beatwise.errors import Conflict
from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.designs.side_by_side import SideBySide
from beatwise.evaluation.designs.stepped import Stepped
from beatwise.evaluation.designs.study_design import Design
from beatwise.evaluation.protocol.lock import fingerprint
from beatwise.evaluation.result.crossover.crossover_result import DayResult
from beatwise.evaluation.result.result import Result
from beatwise.journeys.evaluation.studies.daily_study import DailyStudy
from beatwise.journeys.evaluation.studies.monthly_study import MonthlyStudy
from beatwise.journeys.evaluation.studies.study import Sources, Study, StudyOutput
from beatwise.store.evaluation.protocol_file import FiledProtocol, read_protocol
from beatwise.store.evaluation.result_file import RESULT
from beatwise.store.whole_file import write_whole
from beatwise.store.workspace import Workspace


Progress = Callable[[int, int, str], None]
STUDIES: dict[type[Design], Study] = {
    SideBySide: MonthlyStudy(),
    Stepped: MonthlyStudy(),
    Crossover: DailyStudy(),
}


@dataclass(frozen=True, slots=True, eq=False)
class Evaluated:
    """A result as written: the result, its document, and the names of its files."""

    result: Result | DayResult
    document: dict[str, object]
    files: tuple[str, ...]


def evaluate_protocol(
    workspace: Workspace | Path | str,
    path: Path,
    out: Path,
    *,
    look: Month | None = None,
    visits: Path | None = None,
    costs: Path | None = None,
    deposited: str | None = None,
    progress: Progress = lambda done, total, words: None,
) -> Evaluated:
    """Evaluate a protocol and write its pages into ``out``.

    Parameters
    ----------
    workspace
        A workspace or its folder.
    path
        ``protocol.toml``, or the folder it is in.
    out
        The folder to write into.
    look
        A look that the protocol planned, instead of the end.
    visits, costs
        Delivered visits (CSV), and what incidents cost (TOML).
    deposited
        The hash or seal that was deposited outside the office.

    Raises
    ------
    Conflict
        (Exit 13) until the last outcome month is in the workspace, when a locked protocol was
        changed, or when its hash is not the deposited one.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> from pathlib import Path
    >>> county, out = beatwise.example(), Path(tempfile.mkdtemp())
    >>> found = beatwise.find(
    ...     county, "towns:Pelbrook", "asb", "2024-01:2025-06", count=6, out=out / "list.geojson"
    ... )
    >>> proposed = beatwise.design(county, out / "list.geojson", "2025-07:2025-12", out / "study")
    >>> locked = beatwise.lock(out / "study", "Head of analysis")
    >>> beatwise.evaluate(county, out / "study", out / "result").files
    ('result.json', 'result.html', 'result.pdf', 'result.ods')
    """
    opened = workspace if isinstance(workspace, Workspace) else Workspace.open(Path(workspace))
    filed = read_protocol(Path(path))
    _check_deposited(filed, deposited)
    progress(0, 3, "counting")
    record = study_of(filed).collect(
        filed, Sources(opened, look, visits, costs, deposited is not None)
    )
    progress(1, 3, "estimating")
    return _write(record.compute(), Path(out), progress)


def again(path: Path, out: Path, progress: Progress = lambda done, total, words: None) -> Evaluated:
    """Make every file again from the saved result alone: the same bytes.

    Raises ``Conflict`` naming the first file that differs from what is there, or when the protocol
    at ``path`` is not the one the result was made under.
    """
    folder = Path(out)
    filed = read_protocol(Path(path), changed=True)
    record, saved = study_of(filed).load(folder / RESULT)
    if fingerprint(filed.protocol.mapping) != fingerprint(record.protocol.mapping):
        raise Conflict(
            "the saved result was made under another protocol.",
            place=str(folder / RESULT),
            next_step="Give the protocol that it was made under, or evaluate this one afresh.",
        )
    output = record.compute()
    _check_same(output, folder, saved)
    return _write(output, folder, progress)


def study_of(filed: FiledProtocol) -> Study:
    """Return how protocols of this design are carried out."""
    return STUDIES[type(filed.protocol.design)]


def _check_same(output: StudyOutput, folder: Path, saved: bytes) -> None:
    """Raise ``Conflict`` for a file in the folder that is not what the saved result gives."""
    for name, content in output.files.items():
        there = folder / name
        if name != RESULT and there.exists() and there.read_bytes() != content:
            raise Conflict(
                "this file is not what its saved result gives: it was changed, or another version "
                "of Beatwise made it.",
                place=str(there),
                next_step="Compare it with a fresh copy: move it away and run --again once more.",
            )
    if output.files[RESULT] != saved:
        raise Conflict(
            "the saved result does not give itself again: it was changed, or another version of "
            "Beatwise made it.",
            place=str(folder / RESULT),
        )


def _write(output: StudyOutput, out: Path, progress: Progress) -> Evaluated:
    progress(2, 3, "writing")
    for name, content in output.files.items():
        write_whole(out / name, content)
    progress(3, 3, "done")
    return Evaluated(output.result, output.document, tuple(output.files))


def _check_deposited(filed: FiledProtocol, deposited: str | None) -> None:
    if deposited is None:
        return
    claimed = deposited.strip().lower()
    ours = () if filed.lock is None else (filed.lock.hash, *filed.lock.seals)
    if len(claimed) < 16 or not any(one.startswith(claimed) for one in ours):
        stands = "not locked" if filed.lock is None else f"hash {ours[0]}, seal {ours[-1]}"
        raise Conflict(
            f"the deposited hash or seal is not that of the protocol ({stands}).",
            place=str(filed.path),
            next_step="Ask who holds the deposited copy: one of the two was changed.",
        )
