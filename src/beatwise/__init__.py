"""Evidence-led foot patrols, and an honest account of what they did.

The front door: the verbs and nouns of every step, loaded when first used so that ``import
beatwise`` stays fast.
"""

from __future__ import annotations

from importlib import import_module


TYPE_CHECKING = False  # typing itself takes as long to load as all that is here
if TYPE_CHECKING:
    from typing import Any

__version__ = "0.1.0"

# Name → its module, with ``:name`` where it is called something else there.
_FRONT_DOOR: dict[str, str] = {
    "BeatwiseError": "beatwise.errors",
    "Month": "beatwise.clock",
    "MonthRange": "beatwise.clock",
    "Estimate": "beatwise.estimate",
    "Workspace": "beatwise.store.workspace",
    "counts": "beatwise.journeys.evaluation.counts:count_up",
    "design": "beatwise.journeys.evaluation.usual_design",
    "evaluate": "beatwise.journeys.evaluation.evaluate:evaluate_protocol",
    "example": "beatwise.journeys.demo",
    "find": "beatwise.journeys.hotspots.find",
    "find_peaks": "beatwise.journeys.hotspots.peaks",
    "gather_areas": "beatwise.journeys.gather.areas",
    "gather_incidents": "beatwise.journeys.gather.incidents",
    "gather_police_uk": "beatwise.journeys.gather.police_uk",
    "ledger": "beatwise.journeys.gather.ledger",
    "lock": "beatwise.journeys.evaluation.lock_protocol:lock_protocol",
    "measure": "beatwise.journeys.delivery.measure",
    "measure_accuracy": "beatwise.journeys.hotspots.accuracy",
    "PatrolPlan": "beatwise.planning.plan",
    "options": "beatwise.journeys.planning.options",
    "panel": "beatwise.journeys.hotspots.panel:write_panel",
    "plan": "beatwise.journeys.planning.plan",
    "replan": "beatwise.journeys.planning.replan",
    "rota": "beatwise.journeys.planning.rota",
    "simulate": "beatwise.journeys.simulate",
    "spec_pack": "beatwise.journeys.planning.spec_pack",
    "read_frozen": "beatwise.store.frozen_lists",
    "towns": "beatwise.journeys.hotspots.towns",
    "write_briefs": "beatwise.journeys.hotspots.brief",
}

__all__ = ["__version__", *sorted(_FRONT_DOOR)]


def __getattr__(name: str) -> Any:
    if name in _FRONT_DOOR:
        module, _, other_name = _FRONT_DOOR[name].partition(":")
        return getattr(import_module(module), other_name or name)
    raise AttributeError(f"module 'beatwise' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
