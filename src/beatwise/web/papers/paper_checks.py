"""What is checked of a paper before it goes on: its figures, its references, and the gate."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from beatwise.accountability.reconcile.papers.check_paper import check_paper
from beatwise.accountability.reconcile.papers.figure_comparison import Comparison
from beatwise.accountability.roles import owner_titles
from beatwise.errors import Conflict
from beatwise.publication.papers.as_read import as_read
from beatwise.publication.papers.writing.paper_document import (
    OfficePaper,
    PaperOutline,
    WrittenParagraph,
    office_paper,
)
from beatwise.publication.papers.writing.paper_text import REFERENCE
from beatwise.publication.papers.writing.wording_warnings import (
    WordingWarning,
    wording_warnings,
)
from beatwise.web.pages.today import today
from beatwise.web.papers.figures.office_figures import OfficeFigures
from beatwise.web.papers.figures.typed_secrets import typed_secrets
from beatwise.web.papers.models import Paper


_LONG_NUMBER = re.compile(r"\d[\d,.]*\d[\d,.]*\d")  # as ``hand_typed`` looks for


@dataclass(frozen=True, slots=True)
class PaperFinding:
    """A figure that does not follow from the others, its key, and the note that is printed."""

    key: str
    comparison: Comparison
    note: str

    @property
    def is_certain(self) -> bool:
        """Whether it stands in the way until it is corrected or has a note."""
        return self.comparison.verdict == "certain"


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A paper as composed today, with everything that is to be said of it.

    ``compared`` is how many figures were compared with what follows from the others; ``secrets``
    are typed figures that the disclosure gate does not let out.
    """

    paper: OfficePaper
    findings: tuple[PaperFinding, ...]
    warnings: tuple[WordingWarning, ...]
    compared: int
    secrets: tuple[str, ...]

    @property
    def hindrances(self) -> tuple[str, ...]:
        """What stands in the way of putting it forward and of its release, in sentences."""
        gaps = [f"A reference leads to nothing. {gap}" for gap in self.paper.gaps]
        open_findings = [each for each in self.findings if each.is_certain and not each.note]
        faults = [
            f"{each.comparison.printed} is printed and {each.comparison.recomputed} follows "
            f"({each.comparison.cell}). Correct it, or add a note that is printed."
            for each in open_findings
        ]
        empty = [] if self.paper.paragraphs else ["The paper has no paragraph yet."]
        return (*empty, *gaps, *self.secrets, *faults)


def outline_of(paper: Paper, text: str | None = None) -> PaperOutline:
    """Return what the office wrote of a paper; ``text`` takes the place of its own."""
    titles = owner_titles()
    return PaperOutline(
        title=paper.title,
        body=paper.body,
        date=paper.date,
        author=titles[paper.author],
        classification=paper.classification,
        contact=titles[paper.contact],
        text=paper.text if text is None else text,
    )


def checked(paper: Paper, text: str | None = None, day: dt.date | None = None) -> CheckedPaper:
    """Compose a paper with the figures of a day (today), and check it."""
    on = day or today()
    figures = OfficeFigures(on)
    composed = office_paper(outline_of(paper, text), figures)
    check = check_paper(as_read(composed.document))
    notes: Mapping[str, str] = paper.notes
    findings = tuple(
        PaperFinding(_key(each), each, notes.get(_key(each), "")) for each in check.findings
    )
    known = figures.results() if _has_typed_figures(composed.paragraphs) else {}
    warnings = wording_warnings(composed.paragraphs, known)
    secrets = tuple(typed_secrets(composed.paragraphs, on))
    return CheckedPaper(composed, findings, warnings, len(check.comparisons), secrets)


def check_ready(paper: CheckedPaper) -> None:
    """Raise ``Conflict`` while something stands in the way of a paper."""
    if paper.hindrances:
        raise Conflict(
            " ".join(paper.hindrances[:3]),
            next_step="Open the paper: it lists what is to be corrected or noted.",
        )


def _has_typed_figures(paragraphs: Iterable[WrittenParagraph]) -> bool:
    """Whether any number was typed: only then every measure's newest value is looked up."""
    return any(_LONG_NUMBER.search(REFERENCE.sub("", each.text)) for each in paragraphs)


def _key(each: Comparison) -> str:
    """Return what names a finding as long as what it is about stays the same."""
    return "|".join((each.rule, each.table, each.cell, each.printed, each.recomputed))
