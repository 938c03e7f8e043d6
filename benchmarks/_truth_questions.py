"""What is asked of a broken delivery, and what is false in the answers."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import shapely

from beatwise.clock import Month, MonthRange
from beatwise.places.projection import to_grid
from benchmarks._broken_deliveries import Delivery, Town
from benchmarks._delivery_files import GOOD_CODES, Answer, ask
from benchmarks._delivery_truth import Between, Truth


MISSING, REFUSED = 11, 12
KINDS = ("anti-social-behaviour", "shoplifting", "violence-and-sexual-offences")
ENOUGH_TO_TELL = 9  # months of a force, for one cut short to be out of line
BRIEF_EVERY, PLAN_EVERY, DESIGN_EVERY = 8, 8, 4
TEAM = Path(__file__).parent.parent / "examples" / "market-towns" / "team.toml"


class Questions:
    """The questions to one gathered workspace; ``faults`` is what was false."""

    def __init__(self, delivery: Delivery, folder: Path, seed: int):
        self.delivery, self.folder, self.seed = delivery, folder, seed
        self.place, self.truth = folder / "w", Truth(delivery)
        self.chance = random.Random(f"questions {seed}")
        self.faults: list[str] = []
        self.answers = 0

    def run(self) -> None:
        """Ask every question of this seed."""
        town = self.chance.choice(self.delivery.towns)
        self.ledger()
        self.panel()
        self.zones()
        self.towns()
        self.computed()
        self.peaks(town)
        self.counts()
        frozen = self.find(town)
        if self.seed % BRIEF_EVERY == 0:
            self.brief(town)
        if frozen is not None and self.seed % DESIGN_EVERY == 1:
            self.design(town, frozen)
        if frozen is not None and self.seed % PLAN_EVERY == 2:
            self.plan(town, frozen)
        for old in set(self.delivery.old_names) - {one.label for one in self.delivery.towns}:
            self.gone(old)

    def judge(self, answer: Answer, fine: Iterable[int] = (0,)) -> bool:
        """Check how a command ended; say whether it gave an answer."""
        self.answers += 1
        words = " ".join(answer.words[:3])
        if answer.code not in GOOD_CODES or "Traceback" in answer.err:
            self.faults.append(f"{words}: ended with {answer.code}: {answer.err[-400:]}")
        elif answer.code not in set(fine):
            self.faults.append(f"{words}: {answer.code}, not {fine}: {answer.err[-300:]}")
        elif answer.code and not answer.err.strip():
            self.faults.append(f"{words}: refused without a word")
        return answer.code == 0

    def false(self, what: str, words: object) -> None:
        """Note something that is not so."""
        self.faults.append(f"{what}: {words}")

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
        if not self.judge(answer, self._codes(self.delivery.towns)):
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

    def said(self, what: str, notes: Sequence[str], kinds: Sequence[str]) -> None:
        """Check that lost places are spoken of."""
        words = " ".join(notes)
        lost = sum(self.truth.lost(force, kinds) for force in self.truth.forces())
        if lost and "no place" not in words:
            self.false(what, f"{lost} records without a place are not spoken of")

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
        codes = (*self._codes(self.delivery.towns), REFUSED, *((MISSING,) if lacks else ()))
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
            if error.exit_code not in self._codes(self.delivery.towns):
                self.false("compute", f"{error.exit_code}: {error}")
            return
        lines = [(row["area"], row["period"], kind, int(row["value"])) for row in series.rows]
        self.lines("compute", lines, series.not_gathered, [kind])

    def peaks(self, town: Town) -> None:
        """Hours of the day are refused, or the town is missing."""
        area = f"towns:{town.label}"
        answer = ask("peaks", "--area", area, "--type", "asb", "--workspace", self.place)
        self.judge(answer, (MISSING, REFUSED))

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

    def find(self, town: Town) -> Path | None:
        """A list's counts are true in its own outlines; return its file where there is one."""
        kinds = self.chance.sample(KINDS, self.chance.choice((1, 1, 2)))
        cut = max(1, len(self.delivery.months) * 2 // 3)
        train, score = self.delivery.months[:cut], self.delivery.months[cut:]
        out = self.folder / "list.geojson"
        types = [word for kind in kinds for word in ("--type", kind)]
        answer = ask(
            "find", "--area", f"towns:{town.label}", *types, "--train", _span(train),
            "--score", _span(score), "--out", out, "--workspace", self.place,
        )  # fmt: skip
        there = set(self.truth.months(town.force))
        codes = self._codes([town])
        if not (there & set(train) and there & set(score)):
            codes = (*codes, MISSING)
        if all((town.force, kind) in self.truth.left_out for kind in kinds):
            codes = (MISSING,)
        if not self.judge(answer, (*codes, REFUSED)):
            return None
        self._list("find", town, answer.document["hotspots"], kinds, there & set(train))
        for one in answer.document["hotspots"]:
            for kind, count in (one["scored_counts"] or {}).items():
                true = self.truth.count(_metres(one["geometry"]), [kind], there & set(score))
                if not self._holds(town, kind, count, true):
                    self.false("find", f"scored {kind} {count}, not {true}")
        ledger = answer.document["ledger"]
        for what, months in (("train", train), ("score", score)):
            line = ledger[what]
            gone = sorted(str(Month(m)) for m in set(months) - there)
            if line["present"] != len(there & set(months)) or sorted(line["missing"]) != gone:
                self.false("find", f"{what}: {line}, missing {gone}")
        for kind, total in answer.document["totals"].items():
            true = self.truth.count(town.shape, [kind], there & set(train))
            if not self._holds(town, kind, total, true):
                self.false("find", f"{town.label} {kind}: {total}, not {true}")
        if self.truth.lost(town.force, kinds) and "no place" not in json.dumps(answer.document):
            self.false("find", "records without a place are not spoken of")
        return out

    def _list(
        self, what: str, town: Town, spots: list[dict], kinds: Sequence[str], months: set[int]
    ) -> None:
        if not self.truth.is_gathered(town):
            self.false(what, f"{town.label} was not gathered, and has {len(spots)} hot spots")
        for one in spots:
            for kind in kinds:
                true = self.truth.count(_metres(one["geometry"]), [kind], months)
                count = (one.get("counts") or one["properties"]["counts"]).get(kind, 0)
                if not self._holds(town, kind, count, true):
                    self.false(what, f"{one.get('name')} {kind}: {count}, not {true}")

    def _holds(self, town: Town, kind: str, count: int | None, true: Between) -> bool:
        """Say whether a count is true; of a type that was not delivered there is none."""
        lacks = (town.force, kind)
        if lacks in self.truth.left_out:
            return count is None
        return true.holds(count) or (count is None and lacks in self.delivery.left_out)

    def brief(self, town: Town) -> None:
        """A brief's list is true, or the town is missing."""
        out = self.folder / "brief"
        answer = ask(
            "brief", "--area", f"towns:{town.label}", "--out", out, "--workspace", self.place
        )
        enough = len(self.truth.months(town.force)) >= 6
        codes = (*self._codes([town]), REFUSED, *(() if enough else (MISSING,)))
        if not self.judge(answer, codes):
            return
        for file in out.glob("*-hot-spots.geojson"):
            document = json.loads(file.read_text("utf-8"))
            span = MonthRange.parse(document["beatwise"]["train"])
            months = set(range(span.first.number, span.last.number + 1))
            there = months & set(self.truth.months(town.force))
            kinds = document["beatwise"]["types"]
            self._list("brief", town, document["features"], kinds, there)

    def design(self, town: Town, frozen: Path) -> None:
        """What areas had before is true, in the months that are said."""
        last = max(self.delivery.months)
        answer = ask(
            "design", "--hotspots", frozen, "--start", Month(last + 1), "--months", 6,
            "--out", self.folder / "design", "--workspace", self.place,
        )  # fmt: skip
        if not self.judge(answer, (0, 10, MISSING, REFUSED, 14)):
            return
        document = json.loads((self.folder / "design" / "design.json").read_text("utf-8"))
        months = {Month.parse(month).number for month in document["months"]}
        there = set(self.truth.months(town.force))
        if not months <= there:
            wrong = sorted(str(Month(m)) for m in months - there)
            self.false("design", f"counts months that were not gathered: {wrong}")
        shapes = _spots(frozen)
        for area in document["areas"]:
            rank = area["id"].rpartition("-")[2]
            if rank in shapes:
                true = self.truth.count(shapes[rank], document["outcomes"][:1], months)
                if not true.holds(area["count_before"]):
                    self.false("design", f"{area['name']}: {area['count_before']}, not {true}")

    def plan(self, town: Town, frozen: Path) -> None:
        """Every place of the list is visited or said not to be."""
        team = self.folder / "team.toml"
        middle = town.shape.centroid
        words = TEAM.read_text("utf-8")
        if f'beat = "{town.label}"' not in words:
            base = f'\n[[base]]\nbeat = "{town.label}"\nname = "{town.label} town hall"\n'
            words += base + f"easting = {int(middle.x)}\nnorthing = {int(middle.y)}\n"
        team.write_text(words, "utf-8")
        answer = ask(
            "plan", "--hotspots", frozen, "--team", team, "--from", "2026-06-01",
            "--to", "2026-06-07", "--hours", 40, "--out", self.folder / "plan",
            "--time-limit", 5, "--workspace", self.place,
        )  # fmt: skip
        self.judge(answer, (0, 10, 14, MISSING, REFUSED))

    def gone(self, old: str) -> None:
        """A town that goes by another name now is not found by its old one."""
        answer = ask(
            "find", "--area", f"towns:{old}", "--type", "asb", "--train",
            _span(self.delivery.months), "--workspace", self.place,
        )  # fmt: skip
        self.judge(answer, (2, MISSING))

    def _codes(self, towns: Sequence[Town]) -> tuple[int, ...]:
        """Return how a command on these towns may end.

        Where rows alone tell whose ground a town is, a quiet town may be refused; never the other
        way about.
        """
        there = [town for town in towns if self.truth.is_gathered(town)]
        if not there:
            return (MISSING,)
        return (0,) if self.delivery.boundaries else (0, MISSING)


def _span(months: Sequence[int]) -> str:
    return f"{Month(months[0])}:{Month(months[-1])}"


def _metres(geometry: dict) -> shapely.Geometry:
    shape = shapely.from_geojson(json.dumps(geometry))
    return shapely.transform(shape, lambda xy: np.column_stack(to_grid(*xy.T)))


def _spots(frozen: Path) -> dict[str, shapely.Geometry]:
    features = json.loads(frozen.read_text("utf-8"))["features"]
    return {str(one["properties"]["rank"]): _metres(one["geometry"]) for one in features}
