"""Rota: posts and people in; who works when and where out. An existing roster is taken first."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from beatwise.clock import day_words
from beatwise.errors import UsageError
from beatwise.journeys.planning.inputs import as_day
from beatwise.planning.rota import rota_json
from beatwise.planning.rota.dated_duty import DatedDuty
from beatwise.planning.rota.existing_roster import FIELDS, accept, read_duties
from beatwise.planning.rota.posts import Posts, read_posts
from beatwise.planning.rota.rota_plan import RotaPlan, fill_weeks
from beatwise.planning.rota.solvers import solve as solver
from beatwise.planning.team.team import Team
from beatwise.planning.team.team_toml import read_team
from beatwise.publication.plans.rota_files import rota_files
from beatwise.sources.plans.inputs import read_input
from beatwise.store.plan_folder import claim, write_files


Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class RotaResult:
    """A rota, its team and posts, and the files written."""

    rota: RotaPlan
    team: Team
    posts: Posts
    files: tuple[str, ...]
    seconds: float

    @property
    def unmet(self) -> tuple[str, ...]:
        """What is wrong with it, in sentences: empty places and broken rules."""
        empty = [
            f"{u.beat}, {u.shift}, {day_words(u.day)}: {u.short} of the places are empty. {u.why}"
            for u in self.rota.unfilled
        ]
        return (*empty, *self.rota.faults)

    def as_json(self) -> dict[str, object]:
        """The shape that ``beatwise rota --json`` prints."""
        return {
            **rota_json.as_json(self.rota),
            "seconds": round(self.seconds, 1),
            "files": list(self.files),
        }


def rota(
    team: Path | str,
    posts: Path | str,
    first: dt.date | str,
    weeks: int,
    *,
    out: Path | str | None = None,
    roster: Path | str | None = None,
    fill: bool = False,
    time_limit: float = 30.0,
    seed: int = 1,
    use: str = "auto",
    progress: Progress = lambda done, total, words: None,
) -> RotaResult:
    """Fill posts for ``weeks`` weeks from ``first``.

    Parameters
    ----------
    roster
        A CSV, XLSX or ODS export of an existing duties system (person, date, shift, beat). It is
        taken as it is; only with ``fill`` are its empty places filled, with the fewest changes.
    time_limit
        Seconds for the whole of it.
    use
        ``auto``, ``highs`` or ``cp-sat`` (which needs the ``[rota]`` extra).

    Raises
    ------
    BadInput
        Naming file, entry or row, and field.
    UsageError
        Weeks outside 1 to 13.

    Examples
    --------
    >>> import beatwise
    >>> folder = "examples/market-towns"
    >>> made = beatwise.rota(
    ...     f"{folder}/team.toml", f"{folder}/posts.toml", "2027-04-12", 1, time_limit=5
    ... )
    >>> made.rota.places == len(made.rota.duties), made.unmet
    (True, ())
    """
    started = time.perf_counter()
    first = as_day(first)
    if not 1 <= weeks <= 13:
        raise UsageError(f"a rota covers 1 to 13 weeks, not {weeks}.", place="--weeks")
    if out is not None:
        claim(Path(out))
    people = read_team(read_input(team))
    all_posts = read_posts(read_input(posts), people)
    _in_period(all_posts, first, weeks, str(posts))
    roster_duties = [] if roster is None else _roster(Path(roster), people, all_posts)
    if roster is not None and not fill:
        rota_plan = accept(roster_duties, people, all_posts, first, weeks)
    else:
        rota_plan = fill_weeks(
            people,
            all_posts,
            first,
            weeks,
            lambda problem, before, seconds: solver.fill(
                problem, seconds=seconds, seed=seed, before=before, solver=use
            ),
            seconds=max(1.0, 0.9 * time_limit),
            standing=roster_duties,
            seed=seed,
            progress=progress,
        )
    files: tuple[str, ...] = ()
    if out is not None:
        inputs = {
            "inputs/team.toml": Path(team).read_bytes(),
            "inputs/posts.toml": Path(posts).read_bytes(),
        }
        files = write_files(Path(out), rota_files(rota_plan, inputs))
    return RotaResult(rota_plan, people, all_posts, files, time.perf_counter() - started)


def _in_period(posts: Posts, first: dt.date, weeks: int, place: str) -> None:
    last = first + dt.timedelta(days=7 * weeks - 1)
    if not any(first <= post.day <= last for post in posts.posts):
        raise UsageError(
            f"no post lies between {first} and {last}; they run from {posts.posts[0].day} to "
            f"{posts.posts[-1].day}.",
            place=place,
            next_step="Choose --from and --weeks to meet the posts.",
        )


def _roster(path: Path, team: Team, posts: Posts) -> list[DatedDuty]:
    from beatwise.cell_text import heading_key
    from beatwise.errors import BadInput, MissingData
    from beatwise.sources.spreadsheets.reading import read_sheet

    if not path.is_file():
        raise MissingData("there is no such file.", place=str(path))
    sheet = read_sheet(path)
    frame = sheet.frame.rename(columns=heading_key)
    doubled = [name for name in FIELDS if list(frame.columns).count(name) > 1]
    for name in (*doubled, *(name for name in FIELDS if name in sheet.twins)):
        raise BadInput(
            f"two columns are called '{name}'.", place=str(path), next_step="Remove one of them."
        )
    missing = [name for name in FIELDS if name not in frame.columns]
    if missing:
        raise BadInput(
            f"the column '{missing[0]}' is missing.", place=str(path),
            next_step=f"Name the columns {', '.join(FIELDS)}.",
        )  # fmt: skip
    rows = [
        (int(number), {name: str(row[name] or "") for name in FIELDS})
        for number, (_, row) in zip(sheet.rows, frame.iterrows(), strict=True)
    ]
    return read_duties(rows, str(path), team, posts)
