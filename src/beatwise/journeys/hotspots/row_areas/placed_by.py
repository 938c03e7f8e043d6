"""What places rows, as a value that a worker can make its rule from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beatwise.journeys.hotspots.row_areas.on_2021_codes import On2021Codes
from beatwise.journeys.hotspots.row_areas.on_layer import OnLayer
from beatwise.last_few import LastFew
from beatwise.store.shared_workspace import SharedWorkspace


if TYPE_CHECKING:
    from beatwise.journeys.hotspots.row_areas.row_areas import AreaRule


@dataclass(frozen=True, slots=True)
class PlacedBy:
    """The areas of a gathered layer, or the codes of 2021 where ``layer`` is None."""

    layer: str | None

    def rule_in(self, shared: SharedWorkspace) -> AreaRule:
        """Return the rule in a workspace, made once in a process.

        Raises ``MissingData`` when the layer was not gathered.
        """
        return _RULES.get((shared, self), lambda: self._new_rule(shared))

    def _new_rule(self, shared: SharedWorkspace) -> AreaRule:
        workspace = shared.opened()
        return On2021Codes(workspace) if self.layer is None else OnLayer(workspace, self.layer)


_RULES: LastFew[tuple[SharedWorkspace, PlacedBy], AreaRule] = LastFew(1)
