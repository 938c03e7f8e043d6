"""Papers as rows and values: those being written, and those that were released."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from beatwise.accountability.roles import Person
from beatwise.errors import MissingData
from beatwise.publication.papers.release import tombstone
from beatwise.publication.papers.release.paper_states import Hand, policy_on
from beatwise.publication.papers.release.release_files import ReleaseFile
from beatwise.web.imports.models import Content
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.today import today
from beatwise.web.papers.models import (
    FileCheck,
    Paper,
    PaperComment,
    PaperVersion,
    Release,
    ReleasePolicy,
)
from beatwise.web.search.search_field import matching


@dataclass(frozen=True, slots=True)
class ReleasedPaper:
    """What anybody may see at the permanent address of a paper.

    Parameters
    ----------
    slug
        The last part of its address.
    title
        What it is called.
    released_on, number
        The day and number of its newest release.
    roles
        Who signed off and who released it, by the names of their roles.
    html
        The page: of the newest release, or the tombstone of a withdrawn paper.
    files
        The newest release's files beside the page; none once it is withdrawn.
    tombstone
        Why it was withdrawn; ``None`` for a paper that stands.
    """

    slug: str
    title: str
    released_on: dt.date
    number: int
    roles: tuple[str, ...]
    html: bytes
    files: tuple[ReleaseFile, ...]
    tombstone: str | None


def released() -> Iterator[ReleasedPaper]:
    """Yield every paper that was ever released, the newest first."""
    rows = Paper.objects.exclude(slug="").select_related("withdrawal")
    for paper in rows.order_by("-number"):
        yield _released(paper)


def released_at(slug: str) -> ReleasedPaper:
    """Return the paper at a permanent address; raise ``MissingData`` when there is none."""
    return _released(paper_at(slug))


def paper_at(slug: str) -> Paper:
    """Return the paper at a permanent address; raise ``MissingData`` when there is none."""
    rows = Paper.objects.exclude(slug="").filter(slug=slug).select_related("withdrawal")
    return sure_row(rows, "there is no released paper here.", "Open the list of papers.")


def release(paper: Paper, number: int | None = None) -> Release:
    """Return a release of a paper, the newest when no number is given; raise ``MissingData``."""
    rows = paper.releases.all() if number is None else paper.releases.filter(number=number)
    row = rows.first()
    if row is None:
        raise MissingData("there is no such release.", place=paper.title, next_step="Open it.")
    return row


def files(row: Release) -> tuple[ReleaseFile, ...]:
    """Return the files of a release as they were frozen, the page first."""
    contents = Content.objects.in_bulk([each["sha256"] for each in row.files])
    return tuple(
        ReleaseFile(each["name"], each["media"], bytes(contents[each["sha256"]].data))
        for each in row.files
    )


def withdrawal_page(paper: Paper) -> bytes:
    """Return the page in the place of a withdrawn paper."""
    newest, first = release(paper), paper.releases.order_by("number")[0]
    away = paper.withdrawal
    return tombstone.tombstone_page(newest.title, paper.body, first.on, away.on, away.why)


def papers(filters: Mapping[str, str] | None = None) -> QuerySet[Paper]:
    """Return papers, the newest first, narrowed by ``q`` and ``state``."""
    narrower = filters or {}
    rows = Paper.objects.filter(matching(narrower.get("q", ""), "search"))
    return rows.filter(state=narrower["state"]) if narrower.get("state") else rows


def texts() -> Iterator[str]:
    """Yield what a search looks through, for other spellings."""
    for title, body in Paper.objects.values_list("title", "body").iterator():
        yield f"{title} {body}"


def paper(number: int) -> Paper:
    """Return a paper; raise ``MissingData`` when there is none of that number."""
    rows = Paper.objects.filter(number=number)
    return sure_row(rows, f"there is no paper {number}.", "Open the list of papers.")


def version(paper: Paper, number: int) -> PaperVersion:
    """Return a version of a paper; raise ``MissingData`` when there is none of that number."""
    row = paper.versions.filter(number=number).first()
    if row is None:
        raise MissingData(f"there is no version {number}.", place=paper.title, next_step="Open it.")
    return row


def comment(paper: Paper, number: int) -> PaperComment:
    """Return a comment on a paper; raise ``MissingData`` when there is none of that number."""
    row = paper.comments.filter(number=number).first()
    if row is None:
        raise MissingData(f"there is no comment {number}.", place=paper.title, next_step="Open it.")
    return row


def people_of_a_release(day: dt.date | None = None) -> int:
    """Return how many people a release takes on a day (today)."""
    return policy_on([row.value for row in ReleasePolicy.objects.all()], day or today())


def file_check(person: Person, key: int) -> FileCheck:
    """Return a check of a file that this person asked for; raise ``MissingData`` for others."""
    rows = FileCheck.objects.filter(pk=key, by=person.pk)
    return sure_row(rows, "there is no such check.", "Open the list of checked files.")


def _released(paper: Paper) -> ReleasedPaper:
    row = release(paper)
    page, *others = files(row)
    away = getattr(paper, "withdrawal", None)
    hands = [Hand(*hand) for hand in row.hands]
    return ReleasedPaper(
        slug=paper.slug,
        title=row.title,
        released_on=row.on,
        number=row.number,
        roles=tuple(dict.fromkeys(hand.role for hand in hands)),
        html=page.content if away is None else withdrawal_page(paper),
        files=tuple(others) if away is None else (),
        tombstone=None if away is None else away.why,
    )
