"""Write a paper: a recipe, saved results and own answers become a page, a PDF, Word and sheets."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from beatwise.accountability.reconcile.papers.check_paper import PaperCheck, check_paper
from beatwise.accountability.reconcile.papers.figure_comparison import Comparison
from beatwise.errors import BadInput, MissingData, Refused, UsageError
from beatwise.fields import Fields, read_document
from beatwise.journeys.papers.saved_results import saved_results
from beatwise.publication.formats import html
from beatwise.publication.formats.ods import ods
from beatwise.publication.formats.pdf import compile_pdf
from beatwise.publication.formats.workbook import workbook
from beatwise.publication.papers.as_read import as_read
from beatwise.publication.papers.compose import OFFICE, OFFICE_KEEPS, Paper, compose, with_note
from beatwise.publication.papers.figure_book import FigureBook, Result
from beatwise.publication.papers.hand_typed import hand_typed
from beatwise.publication.papers.recipe import Recipe, load, parse
from beatwise.publication.papers.shipped_evidence import EVIDENCE, shipped_evidence
from beatwise.publication.plans.word import to_docx
from beatwise.store.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class WrittenPaper:
    """A paper's files, what it could not say, warnings, and the check of its figures."""

    files: tuple[Path, ...]
    gaps: tuple[str, ...]
    warnings: tuple[str, ...]
    check: PaperCheck


def write_paper(
    recipe: str,
    out: Path,
    *,
    results: Mapping[str, Path],
    answers: Path | None = None,
    date: dt.date,
    office: Callable[[], Mapping[str, Result]] | None = None,
    saved: Path | None = None,
    note: str = "",
) -> WrittenPaper:
    """Write the paper of a recipe into a folder.

    Parameters
    ----------
    recipe
        The name of one that comes with Beatwise, or the path of a file.
    out
        The folder; made if it is not there.
    results
        JSON files by the name that the recipe's references use.
    answers
        A TOML file of the office's own paragraphs: ``[[answer]]`` with ``text`` and the
        ``request`` or ``part`` that it belongs to.
    date
        The date of the report; the same inputs and date give the same bytes.
    office
        Gives the figures of an office, by the name that references use; asked only by a recipe
        that refers to what an office keeps. A result that is named goes before the office's.
    saved
        A folder of results by name, for those that are neither named nor kept by the office.
    note
        What is known about figures that do not follow; it is printed with each of them.

    Raises
    ------
    MissingData, BadInput
        For a recipe, result or file of answers that is not there or cannot be read.
    Refused
        When a figure of the paper does not follow from the others and no note says why: nothing
        is written.
    """
    document = _recipe(recipe)
    book = FigureBook(_results(document, results, office, saved))
    own = _answers(answers, document)
    paper = compose(document, book, date, answers=own)
    check = check_paper(as_read(paper.document))
    certain = [each for each in check.findings if each.verdict == "certain"]
    if certain and not note:
        raise _refusal(certain)
    if certain:
        paper = with_note(paper, [_finding(each) for each in certain], note)
    files = _files(document.name, paper, book)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_whole(out / name, content)
    typed = [text for texts in own.values() for text in texts]
    return WrittenPaper(
        tuple(out / name for name in files),
        tuple(paper.gaps),
        tuple(hand_typed(typed, book.results)),
        check,
    )


def _recipe(source: str) -> Recipe:
    path = Path(source)
    if path.suffix == ".toml":
        if not path.is_file():
            raise MissingData("there is no such recipe.", place=source, next_step="Check its path.")
        return parse(path.read_text("utf-8"), place=path.name)
    if path.is_file():
        raise UsageError(
            "a recipe is a TOML file, and this is another.",
            place=source,
            next_step="Name a recipe that comes with Beatwise, or a .toml file; see --help.",
        )
    return load(source)


def _results(
    recipe: Recipe,
    named: Mapping[str, Path],
    office: Callable[[], Mapping[str, Result]] | None,
    saved: Path | None,
) -> dict[str, Result]:
    """Return what a recipe refers to: what is named, what an office keeps, what was saved.

    The studies that come with Beatwise stand where nobody gave others.
    """
    known = {name: _result(path) for name, path in named.items()}
    known |= _of_office(recipe, known, office)
    if saved is not None:
        rest = saved_results(saved, recipe.sources - known.keys())
        known |= {name: _result(path) for name, path in rest.items()}
    if EVIDENCE in recipe.sources - known.keys():
        known[EVIDENCE] = shipped_evidence()
    return known


def _of_office(
    recipe: Recipe,
    known: Mapping[str, Result],
    office: Callable[[], Mapping[str, Result]] | None,
) -> dict[str, Result]:
    """Return what the office keeps of a recipe's figures.

    A recipe that refers to an office alone needs one; another says what has no record.
    """
    wanted = recipe.sources.intersection(OFFICE_KEEPS) - known.keys()
    if office is None or not wanted:
        return {}
    try:
        results = office()
    except MissingData:
        if recipe.sources <= {OFFICE}:
            raise
        return {}
    return {name: result for name, result in results.items() if name in wanted}


def _result(path: Path) -> Result:
    if not path.is_file():
        raise MissingData("there is no such result.", place=str(path), next_step="Check its path.")
    content = path.read_bytes()
    try:
        values = json.loads(content)
    except ValueError as error:
        raise BadInput(
            f"the file is not JSON ({error}).",
            place=path.name,
            next_step="Give what a command printed with --json, or wrote as JSON.",
        ) from error
    if not isinstance(values, dict):
        raise BadInput(
            "the file holds no result.", place=path.name, next_step="Give one JSON document."
        )
    return Result(values, path.name, hashlib.sha256(content).hexdigest())


def _answers(path: Path | None, recipe: Recipe) -> dict[str, list[str]]:
    if path is None:
        return {}
    letters = tuple(each.letter for each in recipe.requests)
    parts = tuple(part.name for part in recipe.parts if part.name and not part.appendix)
    with read_document(path) as content:
        content.only("answer")
        pairs = content.each("answer", lambda each: _answer(each, letters, parts))
    by_letter: dict[str, list[str]] = {}
    for letter, text in pairs:
        by_letter.setdefault(letter, []).append(text)
    return by_letter


def _answer(fields: Fields, letters: tuple[str, ...], parts: tuple[str, ...]) -> tuple[str, str]:
    fields.only("request", "part", "text")
    if fields.has("part"):
        return fields.one_of("part", parts), fields.text("text")
    return fields.one_of("request", letters), fields.text("text")


def _refusal(certain: Sequence[Comparison]) -> Refused:
    first = certain[0]
    return Refused(
        f"{len(certain)} figures of the paper do not follow from the others: {first.printed} "
        f"is printed and {first.recomputed} follows. {first.explanation}",
        place=first.cell,
        next_step="Correct the answers or the result that it came from, and write it again; or "
        'print with it what is known: --note "WHY".',
    )


def _finding(each: Comparison) -> str:
    return f"{each.cell}: {each.printed} is printed and {each.recomputed} follows."


def _files(name: str, paper: Paper, book: FigureBook) -> dict[str, bytes]:
    document = paper.document
    tables = tuple(document.tables())
    return {
        f"{name}.html": html.page(document).encode(),
        f"{name}.pdf": compile_pdf(document),
        f"{name}.docx": to_docx(document),
        f"{name}.ods": ods(workbook(document, tables)),
        f"{name}-figures.json": _figures(paper, book),
    }


def _figures(paper: Paper, book: FigureBook) -> bytes:
    """Return where each figure came from: the results with their hashes, and each reference."""
    values = {
        "format": "beatwise paper 1",
        "results": {
            name: {"file": result.file, "sha256": result.sha256}
            for name, result in sorted(book.results.items())
        },
        "figures": book.references,
        "answered_in": {letter: list(place) for letter, place in paper.paragraphs.items()},
        "no_record": paper.gaps,
    }
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()
