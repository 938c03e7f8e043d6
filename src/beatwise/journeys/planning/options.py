"""Options: who could walk, what it costs, what else the money buys; from one file of figures."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import asdict, dataclass
from pathlib import Path

from beatwise.planning.options.appraisal import (
    Appraisal,
    BreakEven,
    OptionResult,
    Swing,
    break_evens,
    work_out,
)
from beatwise.planning.options.appraisal_toml import read_appraisal
from beatwise.planning.saved_document import json_bytes
from beatwise.publication.formats.html import page
from beatwise.publication.formats.ods import ods
from beatwise.publication.formats.pdf import Layout, compile_pdf
from beatwise.publication.formats.workbook import workbook
from beatwise.publication.plans.options_report import comparison, report
from beatwise.publication.plans.options_tables import figures_table
from beatwise.publication.town.opendata import table_csv
from beatwise.sources.plans.inputs import read_input
from beatwise.store.plan_folder import claim, write_files


ONE_PAGE = Layout(text_pt=9, table_pt=7, margin_mm=12, numbers_at_end=False, page_numbers=False)


@dataclass(frozen=True, slots=True)
class AppraisalResult:
    """The appraisal, its options worked out, the break-evens, and the files written."""

    appraisal: Appraisal
    worked: tuple[OptionResult, ...]
    evens: tuple[BreakEven, ...]
    files: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The shape that ``beatwise options --json`` prints and ``options.json`` holds.

        A range without an upper end, as where a unit cost may be nothing, ends in ``null``.
        """
        names = {worked.option.id: worked.option.name for worked in self.worked}
        return {
            "format": "beatwise options 1",
            "name": self.appraisal.name,
            "area": self.appraisal.area,
            "price_year": self.appraisal.price_year,
            "options": [_option(w) for w in self.worked],
            "break_even": [{**_bounded(one), "name": names[one.option]} for one in self.evens],
            "files": list(self.files),
        }


def _option(worked: OptionResult) -> dict[str, object]:
    return {
        "id": worked.option.id,
        "name": worked.option.name,
        "kind": worked.option.kind,
        "delivered_hours_year": worked.hours,
        "people": worked.people,
        "cost_year": list(worked.cost),
        "cost_per_delivered_hour": list(worked.per_hour) if worked.per_hour else None,
        "hours_for_budget": worked.for_budget,
        "sensitivity": [_bounded(swing) for swing in worked.swings],
        "marks": list(worked.marks),
        "powers": worked.option.powers,
        "consistency": worked.option.consistency,
        "buys": worked.option.buys,
        "source": worked.option.source,
    }


def _bounded(one: BreakEven | Swing) -> dict[str, object]:
    """Return a record's fields, ``None`` for a number without bound: JSON has none."""
    return {name: _bounded_value(value) for name, value in asdict(one).items()}


def _bounded_value(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_bounded_value(each) for each in value]
    return None if value in (math.inf, -math.inf) else value


def options(
    inputs: Path | str, *, out: Path | str | None = None, date: dt.date | None = None
) -> AppraisalResult:
    """Work out the options in ``inputs`` and write the appraisal to ``out``.

    ``date`` is printed in the documents; the day of the latest checked source when not given.
    Raises ``BadInput`` naming file, entry and field.

    Examples
    --------
    >>> import beatwise
    >>> made = beatwise.options("examples/market-towns/options.toml")
    >>> [one.option.id for one in made.worked[:3]]
    ['now', 'minimum', 'officers']
    """
    if out is not None:
        claim(Path(out))
    appraisal = read_appraisal(read_input(inputs))
    worked = work_out(appraisal)
    appraised = AppraisalResult(appraisal, worked, break_evens(appraisal, worked), ())
    if out is None:
        return appraised
    files = _files(appraised, date or _latest(appraisal), Path(inputs).read_bytes())
    names = write_files(Path(out), files)
    return AppraisalResult(appraisal, worked, appraised.evens, names)


def _latest(appraisal: Appraisal) -> dt.date:
    days = [
        dt.date.fromisoformat(f.checked)
        for o in (*appraisal.options, *appraisal.alternatives)
        for f in (
            *(o.workforce.figures() if o.workforce else ()),
            *((o.cost_year,) * bool(o.cost_year)),
        )
        if f is not None and len(f.checked) == 10 and f.checked[4] == "-"
    ]
    return max(days, default=dt.date(2026, 1, 1))


def _files(appraised: AppraisalResult, date: dt.date, inputs: bytes) -> dict[str, bytes]:
    one = comparison(appraised.appraisal, appraised.worked, date)
    whole = report(appraised.appraisal, appraised.worked, date)
    names = ("comparison.html", "comparison.pdf", "options.csv", "options.html", "options.json",
             "options.ods", "options.pdf", "inputs/options.toml")  # fmt: skip
    document = {**appraised.as_json(), "files": sorted(names)}
    return {
        "inputs/options.toml": inputs,
        "options.json": json_bytes(document, indent=1),
        "comparison.html": page(one, contents=False, kind="brief").encode(),
        "comparison.pdf": compile_pdf(one, ONE_PAGE),
        "options.html": page(whole).encode(),
        "options.pdf": compile_pdf(whole),
        "options.ods": ods(workbook(whole, tuple(whole.tables()))),
        "options.csv": table_csv(figures_table(appraised.appraisal)).encode(),
    }
