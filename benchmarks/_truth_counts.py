"""Questions to a broken delivery that are answered by counts: ledger, panel, towns, series."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence

from beatwise.clock import Month, MonthRange
from benchmarks._delivery_files import ask
from benchmarks._truth_judge import KINDS, MISSING, REFUSED, Judge


ENOUGH_TO_TELL = 9  # months of a force, for one cut short to be out of line


class CountQuestions(Judge):
    """The questions that count by town, zone and month."""

    def ledger(self) -> None:
        """Every file is there with its rows; every gap is a gap; cut months are out of line."""
        answer = ask("ledger", "--workspace", self.place)
        if not self.judge(answer):
            return
        lines = {(one["force"], one["month"]): one for one in answer.document["ledger"]}
        own = self.truth.rows.groupby(["force", "month"]).size()
        for key in self.truth.delivered:
            line = lines.get((key[0], str(Month(key[1]))))
            number = int(own.get(key, 0))
            if line is None or not line["present"]:
                self.false("ledger", f"{key} was delivered and is not there")
            elif line["rows"] != number:
                self.false("ledger", f"{key}: {line['rows']}, not {number}")
        there = {(force, str(Month(month))) for force, month in self.truth.delivered}
        for key, line in lines.items():
            if line["present"] and key not in there:
                self.false("ledger", f"{key} is there and was not delivered")
            if not line["present"] and any(line[name] is not None for name in ("rows", "asb")):
                self.false("ledger", f"{key} is missing and has counts")
        odd = {(one["force"], one["month"]) for one in answer.document["odd_months"]}
        for force, month in self.delivery.severe & set(self.truth.delivered):
            enough = len(self.truth.months(force)) >= ENOUGH_TO_TELL
            if enough and (force, str(Month(month))) not in odd:
                self.false("ledger", f"{force} {Month(month)} was cut short, and is not odd")

    def panel(self) -> None:
        """Counts by town are true, and nothing is zero that was not gathered."""
        out = self.folder / "panel.csv"
        answer = ask("panel", "--by", "towns", "--out", out, "--workspace", self.place)
        if not self.judge(answer, self.codes(self.delivery.towns)):
            return
        with out.open(encoding="utf-8") as stream:
            lines = [
                (line["label"], line["month"], line["type"], int(line["rows"]))
                for line in csv.DictReader(stream)
            ]
        outside = [one["label"] for one in answer.document["not_gathered"]]
        self.lines("panel", lines, outside, answer.document["types"])
        self._parts(answer.document["rows"])
        self.said("panel", answer.document["records"], answer.document["types"])
        missing = {(one["force"], one["month"]) for one in answer.document["missing"]}
        span = self._span()
        for force in self.truth.forces():
            gone = {(force, str(Month(m))) for m in span if m not in self.truth.months(force)}
            if wrong := gone ^ {key for key in missing if key[0] == force}:
                self.false("panel", f"months missing: {sorted(wrong)}")

    def _span(self) -> range:
        months = [month for _, month in self.truth.delivered]
        return range(min(months), max(months) + 1)

    def _parts(self, rows: dict[str, int]) -> None:
        parts = ("counted", "without_place", "outside_the_layer", "strayed", "without_month")
        if sum(rows[name] for name in parts) != rows["read"]:
            self.false("panel", f"parts do not add up: {rows}")

    def lines(
        self,
        what: str,
        lines: Sequence[tuple[str, str, str, int]],
        outside: Sequence[str],
        kinds: Sequence[str],
    ) -> None:
        """Check lines of town, month, type and count, and that none is missing."""
        towns = {town.label: town for town in self.delivery.towns}
        for town in self.delivery.towns:
            if not self.truth.is_gathered(town) and town.label not in outside:
                self.false(what, f"{town.label} was not gathered, and is not said to be")
        there = set()
        for label, month, kind, number in lines:
            town, at = towns[label], Month.parse(month).number
            there.add((label, at))
            if not self.truth.is_gathered(town) or at not in self.truth.months(town.force):
                self.false(what, f"{label} {month} {kind} {number}: not gathered")
                continue
            if (town.force, kind) in self.truth.left_out:
                self.false(what, f"{label} {month} {kind} {number}: the type was not delivered")
            true = self.truth.count(town.shape, [kind], [at])
            if not true.holds(number):
                self.false(what, f"{label} {month} {kind}: {number}, not {true}")
        for town in self.delivery.towns:
            if all((town.force, kind) in self.truth.left_out for kind in kinds):
                continue
            if self.truth.is_gathered(town) and town.label not in outside:
                gone = [m for m in self.truth.months(town.force) if (town.label, m) not in there]
                if gone:
                    self.false(what, f"{town.label} lacks {[str(Month(m)) for m in gone]}")

    def zones(self) -> None:
        """A zone has no zero in a month in which its force gave its rows other codes.

        A file with codes of both kinds is no publisher's: which it was cannot be told without a
        lookup, and its month is not judged.
        """
        out = self.folder / "zones.csv"
        answer = ask("panel", "--out", out, "--type", "asb", "--workspace", self.place)
        if not self.judge(answer, (0, MISSING)):
            return
        rows = self.truth.rows
        codes = rows[rows["lsoa"].map(lambda code: isinstance(code, str))]
        number = codes[codes["type"] == KINDS[0]].groupby(["lsoa", "month"]).size()
        mixed = {
            key
            for key, file in self.delivery.files.items()
            if self.delivery.recoded and file["lsoa"].dropna().str[:4].nunique() > 1
        }
        with out.open(encoding="utf-8") as stream:
            for line in csv.DictReader(stream):
                month, count = Month.parse(line["month"]).number, int(line["rows"])
                if (line["force"], month) not in self.truth.delivered:
                    self.false("zones", f"{line}: not gathered")
                if (line["force"], month) in mixed:
                    continue
                old = "E010" + line["area"][4:] if self.delivery.recoded else line["area"]
                new = "E019" + line["area"][4:] if self.delivery.recoded else line["area"]
                other = old if line["area"] == new else new
                true = int(number.get((line["area"], month), 0))
                moved = int(number.get((other, month), 0)) if self.delivery.recoded else 0
                if count != true + moved and not (count == true and not moved):
                    self.false("zones", f"{line}: {true} by this code, {moved} by its other")
                    return

    def towns(self) -> None:
        """Each town's count is true for the months that are said to be counted."""
        kind = self.chance.choice(KINDS)
        answer = ask(
            "towns", "--type", kind, "--hours", 80, "--layer", "towns", "--workspace", self.place
        )
        lacks = {force for force, lacking in self.truth.left_out if lacking == kind}
        codes = (*self.codes(self.delivery.towns), REFUSED, *((MISSING,) if lacks else ()))
        if not self.judge(answer, codes):
            return
        span = MonthRange.parse(answer.document["train"])
        months = set(range(span.first.number, span.last.number + 1))
        towns = {town.label: town for town in self.delivery.towns}
        for one in answer.document["towns"]:
            town, line = towns[one["area"]], one["by_type"][kind]
            if not self.truth.is_gathered(town):
                self.false("towns", f"{town.label} was not gathered: {line['count']}")
                continue
            if (town.force, kind) in self.truth.left_out:
                self.false("towns", f"{town.label} {kind}: the type was not delivered")
            there = months & set(self.truth.months(town.force))
            true = self.truth.count(town.shape, [kind], there)
            if line["months"] != len(there) or not true.holds(line["count"]):
                counted = f"{line['count']} in {line['months']} months"
                self.false("towns", f"{town.label}: {counted}, not {true} in {len(there)}")
        self.said("towns", answer.document["notes"], [kind])

    def computed(self) -> None:
        """The series that the office takes in is true; the journey behind ``office compute``."""
        from beatwise.accountability.tables.computed import OFFENCES, Query
        from beatwise.errors import UserError
        from beatwise.journeys.compute_measures import compute
        from beatwise.store.workspace import Workspace

        self.answers += 1
        kind = self.chance.choice(KINDS)
        try:
            query = Query("incidents", OFFENCES, (kind,), "towns")
            [series] = compute(Workspace.open(self.place), [query])
        except UserError as error:
            if error.exit_code not in self.codes(self.delivery.towns):
                self.false("compute", f"{error.exit_code}: {error}")
            return
        lines = [(row["area"], row["period"], kind, int(row["value"])) for row in series.rows]
        self.lines("compute", lines, series.not_gathered, [kind])

    def counts(self) -> None:
        """The weighted displacement difference is that of four true counts."""
        one, other = self.delivery.towns[:2]
        half = len(self.delivery.months) // 2
        spans = (self.delivery.months[:half], self.delivery.months[half:])
        pairs = [[self.truth.count(t.shape, KINDS[:1], s).low for s in spans] for t in (one, other)]
        answer = ask("counts", "--treated", *pairs[0], "--control", *pairs[1])
        if self.judge(answer, (0, REFUSED)):
            true = (pairs[0][1] - pairs[0][0]) - (pairs[1][1] - pairs[1][0])
            text = json.dumps(answer.document)
            if f'"estimate": {float(true)}' not in text:
                self.false("counts", f"{pairs}: {true} is not in {text[:300]}")
