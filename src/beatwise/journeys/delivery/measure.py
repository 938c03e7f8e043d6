"""Measure: what was walked of a plan, from files of tracks, check-ins and returns."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from beatwise.cell_text.csv_text import csv_text
from beatwise.delivery.measurement import fidelity_json
from beatwise.delivery.measurement.delivery_summary import DeliverySummary, summary
from beatwise.delivery.measurement.hours_target import HoursTarget
from beatwise.delivery.measurement.invoice_check import checked_invoices
from beatwise.delivery.measurement.measurement import Measurement
from beatwise.delivery.measurement.measurement import measure as work_out
from beatwise.delivery.measurement.threshold_visits import sensitivity_list, visits_at
from beatwise.delivery.measurement.year_hours import hours_target
from beatwise.delivery.visit_rule import VisitRule
from beatwise.errors import BadInput, Conflict, UsageError
from beatwise.fields import Fields
from beatwise.journeys.delivery.evidence_files import EvidenceFiles, each_file, read_evidence
from beatwise.journeys.delivery.plan_versions import read_plan_in_force
from beatwise.planning.saved_document import JsonObject, json_bytes
from beatwise.publication.delivery import visit_tables
from beatwise.publication.delivery.fidelity_report import ReportParts, fidelity_report
from beatwise.publication.delivery.funder_return import funder_return, template
from beatwise.publication.delivery.invoice_table import invoices_json
from beatwise.publication.formats.html import page
from beatwise.publication.formats.ods import ods
from beatwise.publication.formats.pdf import compile_pdf
from beatwise.publication.formats.workbook import workbook
from beatwise.sources.delivery.earlier_report import read_earlier
from beatwise.sources.delivery.invoice_file import read_invoices
from beatwise.sources.delivery.option_cost_file import read_option_cost
from beatwise.sources.delivery.visit_rule_file import read_visit_rule
from beatwise.store.plan_folder import write_files


FILES = {"fidelity.json", "visits.csv"}


@dataclass(frozen=True, slots=True, eq=False)
class DeliveryResult:
    """A measurement, its summary, the document ``fidelity.json``, and the files written."""

    measurement: Measurement
    summary: DeliverySummary
    document: JsonObject
    files: tuple[str, ...]

    def as_json(self) -> JsonObject:
        """The shape that ``beatwise measure --json`` prints and ``fidelity.json`` holds."""
        return self.document


def measure(
    plan: Path | str,
    *,
    tracks: Sequence[Path | str] = (),
    mapping: Path | None = None,
    devices: Path | None = None,
    shifts: Path | None = None,
    check_ins: Path | None = None,
    returns: Path | None = None,
    abstractions: Path | None = None,
    rule: Path | None = None,
    funder_template: Path | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    target: float | None = None,
    earlier: Sequence[Path | str] = (),
    cost: float | None = None,
    options: Path | None = None,
    option: str = "",
    invoices: Path | None = None,
    now: dt.datetime | None = None,
    out: Path | str | None = None,
) -> DeliveryResult:
    r"""Measure what was delivered of the plan in the folder ``plan``, and write it to ``out``.

    Parameters
    ----------
    tracks
        Files or folders of positions; ``mapping`` names their columns where they are unusual.
    devices, shifts
        Whose each device is, and when it was on patrol; worked out from the plan without.
    first, last
        The days that are measured, both included; the plan's own when not given.
    target
        Hours on patrol meant for the financial year in which the period ends.
    earlier
        Folders of earlier measurements, whose hours of that year are added for the target.
    cost
        Pounds that the period cost.
    options, option
        An options appraisal and the option in it that the period's cost is taken from.
    invoices
        A contract's invoices by month and lot, to be held against the delivered hours.
    now
        The moment after which a position is in the future.

    Raises ``BadInput`` and ``MissingData`` naming the file and row at fault.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> from pathlib import Path
    >>> folder, out = "examples/market-towns", Path(tempfile.mkdtemp())
    >>> plan = beatwise.plan(
    ...     f"{folder}/hotspots/Pelbrook.geojson", f"{folder}/team.toml",
    ...     "2027-04-19", "2027-04-25", 24, time_limit=2, out=out / "plan",
    ... ).plan
    >>> returns = out / "returns.csv"
    >>> _ = returns.write_text(
    ...     f"day,partner,hot_spot,hours\n2027-04-20,Town rangers,{plan.spots[0].id},2\n"
    ... )
    >>> beatwise.measure(out / "plan", returns=returns).measurement.fidelity.hot_spot_hours
    2.0
    """
    folder = None if out is None else _free(Path(out))
    in_force = read_plan_in_force(Path(plan))
    first, last = first or in_force.plan.first, last or in_force.plan.last
    _check(first, last, target, cost)
    _check_pairs(target, earlier, cost, options, option)
    thresholds = VisitRule() if rule is None else read_visit_rule(rule)
    moment = None if now is None else round(now.timestamp() * 1000)
    files = EvidenceFiles(
        tuple(map(Path, tracks)), mapping, devices or _own_devices(Path(plan)), shifts, check_ins,
        returns, abstractions,
    )  # fmt: skip
    reading = read_evidence(files, in_force, moment)
    result = work_out(in_force, reading.evidence, thresholds, first, last)
    appraised = read_option_cost(options, option) if options is not None else None
    figures = summary(
        result,
        target=_target(result, target, earlier),
        cost=cost if appraised is None else appraised.cost_of(first, last),
        option=appraised,
        invoices=checked_invoices(result, read_invoices(invoices)) if invoices else (),
    )
    at_thresholds = visits_at(result, reading.evidence, sensitivity_list())
    document: JsonObject = fidelity_json.as_json(result, figures, at_thresholds)
    document["invoices"] = invoices_json(figures.invoices)
    document["inputs"] = _inputs(files, rule, options, invoices)
    document["set_aside"] = reading.set_aside
    document["notes"] = list(reading.notes)
    report = ReportParts(figures, at_thresholds, reading.set_aside, reading.notes)
    contents: dict[str, bytes] = {}
    if folder is not None:
        contents = _files(report, document, funder_template)
        document["files"] = sorted(contents)
        contents["fidelity.json"] = json_bytes(document, indent=1)
        write_files(folder, contents)
    return DeliveryResult(result, figures, document, tuple(sorted(contents)))


def _free(folder: Path) -> Path:
    """Return the folder; raise ``Conflict`` when it holds anything that is not a measurement's."""
    if folder.is_file():
        raise Conflict("this is a file, not a folder.", place=str(folder))
    names = {item.name for item in folder.iterdir()} if folder.is_dir() else set()
    if names and not names & FILES:
        raise Conflict(
            "the folder holds other things.",
            place=str(folder),
            next_step="Give --out an empty or new folder.",
        )
    return folder


def _check(first: dt.date, last: dt.date, target: float | None, cost: float | None) -> None:
    if last < first:
        raise UsageError(f"the period ends {last} before it starts {first}.", place="--to")
    for name, value in (("--target", target), ("--cost", cost)):
        if value is not None and not value > 0:
            raise UsageError("this must be above 0.", place=name)


def _check_pairs(
    target: float | None,
    earlier: Sequence[Path | str],
    cost: float | None,
    options: Path | None,
    option: str,
) -> None:
    if earlier and target is None:
        raise UsageError(
            "earlier measurements are added for a year's target.", place="--earlier",
            next_step="Give --target as well.",
        )  # fmt: skip
    if bool(option) != (options is not None):
        raise UsageError(
            "an appraisal and one of its options go together.", place="--options",
            next_step="Give both --options and --option.",
        )  # fmt: skip
    if options is not None and cost is not None:
        raise UsageError(
            "the cost is given twice.", place="--cost", next_step="Leave --cost or --options out."
        )


def _inputs(files: EvidenceFiles, *others: Path | None) -> list[dict[str, str]]:
    """Return the name and SHA-256 of each file that was read."""
    single = (files.mapping, files.devices, files.shifts, files.check_ins, files.returns)
    paths = [*each_file(files.tracks), *single, files.abstractions, *others]
    return [
        {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in paths
        if path is not None and path.is_file()
    ]


def _own_devices(plan: Path) -> Path | None:
    """Return the list of devices kept with the plan, where there is one."""
    file = plan / "inputs" / "devices.toml"
    return file if file.is_file() else None


def _target(
    result: Measurement, target: float | None, earlier: Sequence[Path | str]
) -> HoursTarget | None:
    if target is None:
        return None
    return hours_target(result, target, [read_earlier(Path(one)) for one in earlier])


def _files(
    report: ReportParts, document: JsonObject, funder_template: Path | None
) -> dict[str, bytes]:
    result = report.summary.result
    name, rule = result.plan.plan.name, result.rule
    whole = fidelity_report(report)
    returned = funder_return(_template(funder_template), document)
    book = workbook(whole, (*whole.tables(), returned))
    rows = [[column.heading for column in returned.columns], *returned.rows]
    return {
        "visits.csv": visit_tables.visits_csv(result.visits, name, rule),
        "visits-no-data.csv": visit_tables.visits_csv(result.no_data, name, rule),
        "visits-at-thresholds.csv": visit_tables.sensitivity_csv(report.sensitivity, name, rule),
        "dosage.csv": visit_tables.dosage_csv(result.days),
        "check-ins.csv": visit_tables.check_ins_csv(result.check_ins, name),
        "report.html": page(whole).encode(),
        "report.pdf": compile_pdf(whole),
        "report.ods": ods(book),
        "funder-return.csv": csv_text(rows).encode(),
    }


def _template(path: Path | None) -> Fields:
    if path is None:
        return template()
    try:
        return template(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("this template cannot be read.", place=str(path)) from error
