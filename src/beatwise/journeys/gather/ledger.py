"""The ledger of what is missing, of a workspace or its folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.store.workspace import Workspace


if TYPE_CHECKING:
    import pandas as pd


def ledger(workspace: Workspace | Path | str) -> pd.DataFrame:
    """Return completeness by force and month: one row each, ``present`` false where it is missing.

    The columns are those of ``records.ledger.LEDGER``; ``month`` is a month number (``year * 12 +
    month - 1``).

    Raises
    ------
    MissingData
        When there is no workspace.

    Examples
    --------
    >>> import beatwise
    >>> rows = beatwise.ledger(beatwise.example())
    >>> len(rows), bool(rows["present"].all())
    (24, True)
    """
    opened = workspace if isinstance(workspace, Workspace) else Workspace.open(Path(workspace))
    return opened.ledger()
