"""The evidence library from the tables of its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

from beatwise.errors import BadInput
from beatwise.evaluation.document_table import Table
from beatwise.evaluation.result.evidence_library import (
    STATUSES,
    Claim,
    Library,
    PrintedCounts,
    Study,
)


def from_json(studies: object, claims: Table) -> Library:
    """Read both files; raises ``BadInput`` naming the study or claim at fault."""
    every = tuple(_study(table) for table in _tables(studies, "study"))
    ids = {study.id for study in every}
    if len(ids) < len(every):
        raise BadInput("two studies have the same id.")
    return Library(
        paper=str(claims.get("paper", "")),
        studies=every,
        claims=tuple(_claim(table, ids) for table in _tables(claims, "claim")),
    )


def _tables(document: object, name: str) -> Sequence[Table]:
    if not isinstance(document, Mapping) or not isinstance(document.get(name), list):
        raise BadInput(f"the file holds no [[{name}]].")
    tables: Sequence[Table] = document[name]
    return tables


def _study(table: Table) -> Study:
    try:
        interval = table.get("interval")
        counts = _counts(table.get("counts"))
        study = Study(
            id=table["id"], place=table["place"], years=str(table["years"]), design=table["design"],
            comparator=bool(table["comparator"]), maryland=int(table["maryland"]),
            dose=table["dose"],
            outcomes=tuple(table["outcomes"]), outcome=table["outcome"],
            effect=_effect(_number(table.get("effect")), counts),
            interval=None if interval is None else (float(interval[0]), float(interval[1])),
            p_value=_number(table.get("p_value")), source=table["source"], read=table["read"],
            checked_by=table.get("checked_by", ""), note=table.get("note", ""), counts=counts,
            patrols=bool(table.get("patrols", True)), seen_in=table.get("seen_in", ""),
        )  # fmt: skip
        _check(study)
        return study
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadInput(
            f"the study cannot be read ({error}).", place=str(table.get("id", "a study"))
        ) from error


def _counts(values: Sequence[float] | None) -> PrintedCounts | None:
    if values is None:
        return None
    before, after, compared_before, compared_after = (float(count) for count in values)
    counts = PrintedCounts(before, after, compared_before, compared_after)
    if not all(0 < count < inf for count in counts):
        raise ValueError("counts that are not above 0")
    return counts


def _effect(printed: float | None, counts: PrintedCounts | None) -> float | None:
    """Return the printed change, or the one that the printed counts give."""
    if printed is not None or counts is None:
        return printed
    before, after, compared_before, compared_after = counts
    return 100 * (after / before / (compared_after / compared_before) - 1)


def _check(study: Study) -> None:
    """Raise ``ValueError`` for figures that cannot be."""
    if study.effect is not None and not study.effect > -100:
        raise ValueError(f"a change of {study.effect:g} %")
    if study.interval is not None:
        low, high = study.interval
        middle = low if study.effect is None else study.effect
        if not -100 < low <= middle <= high:
            raise ValueError(f"an interval of {low:g} to {high:g} % about {study.effect} %")
    if study.p_value is not None and not 0 < study.p_value < 1:
        raise ValueError(f"a p-value of {study.p_value:g}")


def _claim(table: Table, ids: set[str]) -> Claim:
    place = f"the claim of paragraph {table.get('paragraph', '?')}"
    unknown = [name for name in table.get("studies", ()) if name not in ids]
    if table.get("status") not in STATUSES or unknown:
        wrong = f"the study '{unknown[0]}'" if unknown else f"the status '{table.get('status')}'"
        raise BadInput(f"{wrong} is unknown.", place=place)
    try:
        fell = table.get("fell_of")
        return Claim(
            paragraph=int(table["paragraph"]), text=table["text"], status=table["status"],
            studies=tuple(table["studies"]), reason=table["reason"],
            fell_of=None if fell is None else (int(fell[0]), int(fell[1])),
            any_of=table.get("any_of"), checked_by=table.get("checked_by", ""),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"the claim cannot be read ({error}).", place=place) from error


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
