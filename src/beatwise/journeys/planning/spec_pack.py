"""Specification pack: from a plan to what a tender needs, held ready."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from beatwise.planning import plan_json
from beatwise.planning.lots import Lot, lots
from beatwise.planning.options.delivery_models import delivery_models
from beatwise.planning.saved_document import json_bytes
from beatwise.publication.formats.pdf import compile_pdf
from beatwise.publication.plans.pricing import pricing
from beatwise.publication.plans.tender_specification import specification
from beatwise.publication.plans.word import to_docx
from beatwise.store.plan_folder import claim, read_json, write_files


NEXT = "Make a plan with: beatwise plan --hotspots FILE --team FILE … --out DIR"


@dataclass(frozen=True, slots=True)
class SpecPack:
    """The lots, the entries nobody checked, and the files written."""

    lots: tuple[Lot, ...]
    unchecked: tuple[str, ...]
    files: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The shape that ``beatwise spec-pack --json`` prints and ``spec-pack.json`` holds."""
        return {
            "format": "beatwise specification 1",
            "lots": [asdict(lot) for lot in self.lots],
            "not_checked": list(self.unchecked),
            "files": list(self.files),
        }


def spec_pack(plan: Path | str, *, out: Path | str) -> SpecPack:
    """Write the specification pack of the plan in folder ``plan`` to ``out``.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> folder, out = "examples/market-towns", tempfile.mkdtemp()
    >>> made = beatwise.plan(
    ...     f"{folder}/hotspots/Pelbrook.geojson", f"{folder}/team.toml",
    ...     "2027-04-19", "2027-04-25", 8, out=f"{out}/plan", time_limit=2,
    ... )
    >>> beatwise.spec_pack(f"{out}/plan", out=f"{out}/spec").files[-1]
    'specification.pdf'
    """
    folder = Path(plan)
    claim(Path(out))
    file = folder / "plan.json"
    planned = plan_json.from_json(read_json(file, NEXT), str(file))
    document = specification(planned)
    names = ("pricing.xlsx", "spec-pack.json", "specification.docx", "specification.pdf")
    unchecked = tuple(model.name for model in delivery_models() if not model.checked)
    pack = SpecPack(lots(planned), unchecked, names)
    write_files(
        Path(out),
        {
            "specification.docx": to_docx(document),
            "specification.pdf": compile_pdf(document),
            "pricing.xlsx": pricing(pack.lots, planned.name),
            "spec-pack.json": json_bytes(pack.as_json(), indent=1),
        },
    )
    return pack
