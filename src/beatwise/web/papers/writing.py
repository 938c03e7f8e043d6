"""Papers written: begun, changed, commented on, their figures noted; each one audited action."""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.accountability import roles
from beatwise.accountability.roles import Person, owner_role
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.publication.papers.release.paper_states import DRAFT
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version, next_number, save_change
from beatwise.web.pages import clean
from beatwise.web.pages.today import today
from beatwise.web.papers import paper_checks, recipe_text, selectors
from beatwise.web.papers.models import Paper, PaperComment, PaperVersion
from beatwise.web.papers.paper_checks import CheckedPaper


FIELDS = ("title", "body", "date", "author", "contact", "classification", "text")
CLASSIFICATIONS = ("Official", "Official – sensitive")
LONGEST_TEXT = 200_000


def make_paper(*, values: Mapping[str, object], by: Person, recipe: str = "") -> Paper:
    """Begin a paper; the text of a ``recipe`` is its first draft. See ``FIELDS``."""
    check_writes(by)
    row = Paper(by=by, recipe=recipe)
    start = recipe_text.text_of(recipe, today()) if recipe else ""
    _fill(row, {"date": today(), "text": start, "title": "", "body": "", "author": "",
                "contact": "", **values})  # fmt: skip
    figures = _figures(row)
    with audit.changing():
        row.number = next_number(Paper.objects.all())
        row.save(force_insert=True)
        _keep_version(row, figures, by)
        audit.write("paper.make", row.thing, by=by, after=_facts(row))
    return row


def change_paper(*, number: int, version: int, values: Mapping[str, object], by: Person) -> Paper:
    """Change a draft, and keep what it says now, figures and all, as a version."""
    check_writes(by)
    changed = _draft(number, version)
    _fill(changed, values)
    figures = _figures(changed)
    with audit.changing():
        row = _draft(number, version)
        before = _facts(row)
        _fill(row, values)
        if save_change(row, "paper.change", before, _facts(row), by=by):
            _keep_version(row, figures, by)
    return row


def comment(*, number: int, words: object, paragraph: object, by: Person) -> PaperComment:
    """Say something about a paper, or about one paragraph of it by its number."""
    check_reads(by)
    with audit.changing():
        paper = selectors.paper(number)
        row = PaperComment.objects.create(
            paper=paper,
            number=next_number(paper.comments.all()),
            about_version=paper.version,
            paragraph=_paragraph(paragraph),
            words=clean.text(words, "words", longest=2000),
            by=by,
        )
        after = {"comment": row.number, "paragraph": row.paragraph, "words": row.words}
        audit.write("paper.comment", paper.thing, by=by, after=after)
    return row


def settle(*, number: int, comment: int, by: Person) -> PaperComment:
    """Say that a comment is settled."""
    check_writes(by)
    with audit.changing():
        paper = selectors.paper(number)
        row = selectors.comment(paper, comment)
        if row.settled:
            raise Conflict("this comment is settled.", place=paper.title, next_step="Open it.")
        row.settled = True
        row.save()
        after = {"comment": row.number, "settled": True}
        audit.write("paper.settle", paper.thing, by=by, after=after)
    return row


def note(*, number: int, version: int, key: str, words: object, by: Person) -> Paper:
    """Say why a figure that does not follow from others stands as it does; it is printed."""
    check_writes(by)
    text = clean.line(words, "words", longest=500)
    checked = paper_checks.checked(_draft(number, version))
    if key not in {each.key for each in checked.findings}:
        raise Conflict("there is no such finding now.", next_step="Reload the page.")
    with audit.changing():
        row = _draft(number, version)
        row.notes = {**row.notes, key: text}
        row.version += 1
        row.save()
        _keep_version(row, _as_json(checked), by)
        audit.write("paper.note", row.thing, by=by, why=text, after={"finding": key})
    return row


def check_writes(by: Person) -> None:
    """Raise ``Refused`` unless this person's role writes papers."""
    if not roles.may(by, "papers.write"):
        raise Refused("your role writes no papers.", next_step="Ask the governance officer.")


def check_reads(by: Person) -> None:
    """Raise ``Refused`` unless this person's role reads papers that are being written."""
    if not roles.may(by, "papers.read"):
        raise Refused("your role reads no drafts of papers.", next_step="Open the released ones.")


def _fill(row: Paper, values: Mapping[str, object]) -> None:
    for name in ("title", "body"):
        if name in values:
            setattr(row, name, clean.line(values[name], name, longest=200))
    for name in ("author", "contact"):
        if name in values:
            setattr(row, name, owner_role(str(values[name]), place=name))
    if "classification" in values:
        if values["classification"] not in CLASSIFICATIONS:
            raise BadInput(
                "this is no classification of a paper.",
                place="classification",
                next_step=f"Choose one of: {', '.join(CLASSIFICATIONS)}.",
            )
        row.classification = str(values["classification"])
    if "date" in values:
        day = clean.day(values["date"], "date")
        if day is None:
            raise BadInput("this is empty.", place="date", next_step="Give the day of the report.")
        row.date = day
    if "text" in values:
        row.text = clean.text(values["text"], "text", longest=LONGEST_TEXT, needed=False)


def _draft(number: int, version: int) -> Paper:
    """Return a draft that may be changed; raise ``Conflict`` for another version or state."""
    row = selectors.paper(number)
    check_version(row, version, place=row.title)
    if row.state != DRAFT:
        raise Conflict(
            f"it is {row.state_title.lower()}, and only a draft is changed.",
            place=row.title,
            next_step="Send it back first, or correct a released one.",
        )
    return row


def _figures(row: Paper) -> list[dict[str, object]]:
    """Return the figures of a paper as it stands.

    They take a while, and so are worked out before the transaction in which others wait.
    """
    return _as_json(paper_checks.checked(row))


def _as_json(checked: CheckedPaper) -> list[dict[str, object]]:
    return [each.as_json() for each in checked.paper.figures]


def _keep_version(row: Paper, figures: list[dict[str, object]], by: Person) -> None:
    PaperVersion.objects.create(
        paper=row, number=row.version, title=row.title, text=row.text, figures=figures, by=by
    )


def _paragraph(entry: object) -> int | None:
    words = str(entry or "").strip()
    if not words:
        return None
    if not (words.isascii() and words.isdecimal() and len(words) < 6):
        raise BadInput(
            "this is no paragraph.", place="paragraph", next_step="Give its number, such as 4."
        )
    return int(words)


def _facts(row: Paper) -> dict[str, object]:
    return {name: getattr(row, name) for name in FIELDS}
