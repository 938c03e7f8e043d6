"""Fifty signed-in people at work: each opens a page every five seconds, and some change things.

What a browser would wait is taken for every kind of page apart. Gaps between pages are exponential.
A comment now and then makes every answer that the office remembers out of date, as in real life.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import httpx

from benchmarks._office_world import ACTIONS, DECISIONS
from benchmarks._served_office import MARK, ServedOffice


USERS, EVERY = 50, 5.0
TARGET_MS = 150
# How often each page is opened, and by whom: everyone, or all but partners.
EVERYONE = {
    "/": 10, "/plan/": 6, "/measures/": 8, "/measures/?rating=red": 3, "/measures/?q=crime": 3,
    "/measures/exceptions/": 4, "/measures/{m}/": 14, "/measures/{m}/?area=Town+1": 4,
    "/actions/": 6, "/actions/?state=planned&page=3": 3,
    "/actions/?q=market": 2, "/actions/progress/": 3, "/changes/": 2,
    "/search/?q=market": 3, "/me/": 2, "/dashboards/": 3, "/dashboards/{d}/": 6,
}  # fmt: skip
OFFICE = {
    "/actions/{a}/": 8, "/plan/strategies/{s}/": 4, "/meetings/": 3, "/meetings/{p}/": 2,
    "/packs/": 2, "/packs/{p}/1/": 3, "/packs/{p}/1/pdf/": 2, "/registers/": 2,
    "/registers/decisions/": 3, "/registers/decisions/?state=draft&sort=amount": 2,
    "/registers/decisions/{n}/": 4, "/registers/decisions/{n}/history/": 2,
    "/registers/advice/?q=towns": 2, "/registers/decisions/board/": 2, "/search/?q=crime": 2,
}  # fmt: skip
WRITERS = {
    "/registers/decisions/new/": 2, "/actions/{a}/edit/": 2,
    "POST /registers/decisions/{n}/comment/": 2,
}  # fmt: skip
PLACES = {
    "partner": EVERYONE,
    "performance": EVERYONE | OFFICE | WRITERS,
    "governance": EVERYONE | OFFICE | WRITERS,
}
MEASURE, HISTORY = "/measures/{m}/", "/measures/{m}/history/"
CHART = "/measures/{m}/chart.svg"
FOLLOWS_HISTORY = 0.15  # of those who look at a measure that has the link
Places = Mapping[str, Mapping[str, int]]  # by role: how often each page is opened
Given = Callable[[dict[str, Any], str, random.Random], dict[str, object]]  # world, role, draw
Visits = dict[str, list[tuple[float, int]]]  # by page: milliseconds, and the status


@dataclass(frozen=True)
class PageTimes:
    """What a kind of page took, in milliseconds, over some visits."""

    page: str
    visits: int
    median: float
    p95: float
    largest: float
    errors: Counter[str]


def work(
    office: ServedOffice,
    seconds: float,
    seed: int = 0,
    places: Places | None = None,
    given: Given | None = None,
) -> Visits:
    """Let fifty people work for so long; return what each kind of page took.

    ``places`` and ``given`` are what they open, and what an address is filled in with; those of
    ``_office_world`` unless others are given.
    """
    working = places or PLACES, given or _given
    end = time.monotonic() + seconds
    visits: Visits = defaultdict(list)
    people = [
        threading.Thread(target=_person, args=(office, n, role, key, end, visits, seed, working))
        for n, (role, key) in enumerate(office.world["keys"].values())
    ]
    assert len(people) == USERS
    for each in people:
        each.start()
    for each in people:
        each.join()
    return visits


def first_looks(
    office: ServedOffice,
    roles: tuple[str, ...] = ("governance", "partner"),
    places: Places | None = None,
    given: Given | None = None,
) -> Visits:
    """Open every kind of page once for each of some roles, nothing opened before.

    Who asks first has whatever a process has not worked out yet; each page is asked for on a new
    connection, so that every process gets its share.
    """
    visits: Visits = defaultdict(list)
    given_of, pages = given or _given, places or PLACES
    for role in roles:
        values = given_of(office.world, role, random.Random(0))
        for page in pages.get(role) or pages[""]:
            if not page.startswith("POST "):
                with office.client(office.key(role), timeout=30) as client:
                    _open(client, page, values, visits)
    return visits


def joined(runs: Iterable[Visits]) -> Visits:
    """Return the visits of several runs as those of one."""
    every: Visits = defaultdict(list)
    for run in runs:
        for page, visits in run.items():
            every[page] += visits
    return every


def by_page(visits: Visits) -> list[PageTimes]:
    """Return what each kind of page took, the slowest 95th percentile first."""
    rows = [_page_times(page, each) for page, each in visits.items()]
    return sorted(rows, key=lambda row: row.p95, reverse=True)


def of_all(visits: Visits) -> PageTimes:
    """Return what pages of every kind together took."""
    every = _page_times("every page", [each for times in visits.values() for each in times])
    errors = sum((_page_times(page, each).errors for page, each in visits.items()), Counter())
    return replace(every, errors=errors)


def table(rows: Iterable[PageTimes]) -> str:
    """Return the times of pages as lines to read, in milliseconds."""
    lines = [f"{'p95':>7} {'median':>7} {'largest':>8} {'visits':>6} {'errors':>6}  page"]
    lines += [
        f"{r.p95:7.0f} {r.median:7.0f} {r.largest:8.0f} {r.visits:6} {r.errors.total():6}  {r.page}"
        for r in rows
    ]
    return "\n".join(lines)


def in_words(rows: Iterable[PageTimes]) -> str:
    """Return each kind of page with its 95th percentile and its visits, on one line."""
    return "; ".join(f"{r.page} {r.p95:.0f} ({r.visits})" for r in rows)


def rank(times: list[float], share: float) -> float:
    """Return the time that a share of some times in order do not pass."""
    return times[min(len(times) - 1, int(len(times) * share))]


def conditions() -> str:
    """Return the machine's load and this process' priority, which bear on every time."""
    return f"machine's load {os.getloadavg()[0]:.1f}, niceness {os.nice(0)}"


def _person(
    office: ServedOffice, number: int, role: str, key: str, end: float, visits: Visits, seed: int,
    working: tuple[Places, Given],
) -> None:  # fmt: skip
    places, given_of = working
    draw = random.Random(1000 * seed + number)
    pages = places.get(role) or places.get("") or EVERYONE | OFFICE
    time.sleep(draw.expovariate(1 / EVERY))
    with office.client(key, timeout=30) as client:
        while time.monotonic() < end:
            page = draw.choices(list(pages), list(pages.values()))[0]
            given = given_of(office.world, role, draw)
            page_text = _open(client, page, given, visits)
            # As a browser does: a measure of yes or no has no chart to fetch.
            if page.startswith(MEASURE) and "chart.svg" in page_text:
                _open(client, CHART, given, visits)
            # A measure about people has a history for those alone who see its exact figures.
            follows = draw.random() < FOLLOWS_HISTORY and page.startswith(MEASURE)
            if follows and f'href="{HISTORY.format(**given)}"' in page_text:
                _open(client, HISTORY, given, visits)
            time.sleep(draw.expovariate(1 / EVERY))


def _given(world: dict[str, Any], _: str, draw: random.Random) -> dict[str, object]:
    return {
        "m": draw.choice(world["measures"]),
        "a": draw.randrange(1, ACTIONS),
        "n": draw.randrange(1, DECISIONS),
        "s": draw.choice(world["strategies"]),
        "p": draw.choice(world["packs"])[0],
        "d": draw.choice(world["dashboards"]),
    }


def _open(client: httpx.Client, page: str, given: dict[str, object], visits: Visits) -> str:
    """Open a page and return it; again when the kept connection was closed meanwhile."""
    method, path = ("POST", page[5:]) if page.startswith("POST ") else ("GET", page)
    form = {"text": "Seen, and noted.", "csrfmiddlewaretoken": MARK} if method == "POST" else None
    begun = time.monotonic()
    try:
        answer = client.request(method, path.format(**given), data=form)
    except (httpx.ReadError, httpx.RemoteProtocolError):
        answer = client.request(method, path.format(**given), data=form)
    visits[page].append((1000 * (time.monotonic() - begun), answer.status_code))
    return answer.text


def _page_times(page: str, visits: list[tuple[float, int]]) -> PageTimes:
    times = sorted(each for each, _ in visits)
    wanted = 302 if page.startswith("POST ") else 200
    errors = Counter(f"{page} {status}" for _, status in visits if status != wanted)
    return PageTimes(page, len(times), rank(times, 0.5), rank(times, 0.95), times[-1], errors)
