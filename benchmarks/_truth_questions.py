"""What is asked of a broken delivery, and what is false in the answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely

from beatwise.clock import Month, MonthRange
from beatwise.places.projection import to_grid
from benchmarks._delivery_files import ask
from benchmarks._delivery_truth import Between
from benchmarks._truth_counts import CountQuestions
from benchmarks._truth_judge import KINDS, MISSING, REFUSED
from benchmarks._whole_deliveries import Town


BRIEF_EVERY, PLAN_EVERY, DESIGN_EVERY = 8, 8, 4
TEAM = Path(__file__).parent.parent / "examples" / "market-towns" / "team.toml"


class Questions(CountQuestions):
    """All questions to one gathered workspace: those that count, and those about one town."""

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

    def peaks(self, town: Town) -> None:
        """Hours of the day are refused, or the town is missing."""
        area = f"towns:{town.label}"
        answer = ask("peaks", "--area", area, "--type", "asb", "--workspace", self.place)
        self.judge(answer, (MISSING, REFUSED))

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
        codes = self.codes([town])
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
        codes = (*self.codes([town]), REFUSED, *(() if enough else (MISSING,)))
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


def _span(months: Sequence[int]) -> str:
    return f"{Month(months[0])}:{Month(months[-1])}"


def _metres(geometry: dict) -> shapely.Geometry:
    shape = shapely.from_geojson(json.dumps(geometry))
    return shapely.transform(shape, lambda xy: np.column_stack(to_grid(*xy.T)))


def _spots(frozen: Path) -> dict[str, shapely.Geometry]:
    features = json.loads(frozen.read_text("utf-8"))["features"]
    return {str(one["properties"]["rank"]): _metres(one["geometry"]) for one in features}
