"""Options that the planning commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


FirstDayOption = Annotated[
    str, typer.Option("--from", metavar="DATE", help="First day, YYYY-MM-DD.")
]
OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write.")]
PlanFolderOption = Annotated[Path, typer.Option("--plan", metavar="DIR", help="The plan's folder.")]
TimeLimitOption = Annotated[
    float, typer.Option("--time-limit", metavar="S", help="Seconds for the whole command.")
]
