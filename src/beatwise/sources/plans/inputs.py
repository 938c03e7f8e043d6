"""Read the TOML files that planning takes: team, posts, absence, options."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from beatwise.errors import BadInput, MissingData


def read_toml(path: Path | str) -> dict[str, Any]:
    """Return the values of a TOML file.

    Raises ``MissingData`` when it is not there and ``BadInput`` with the line when it is not TOML.
    """
    file = Path(path)
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, IsADirectoryError) as error:
        raise MissingData(
            "there is no such file.",
            place=str(file),
            next_step="Start from the files in examples/market-towns.",
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput("this file is not UTF-8 text.", place=str(file)) from error
    except tomllib.TOMLDecodeError as error:
        raise BadInput(
            f"this is not TOML: {error}.",
            place=str(file),
            next_step="Mend the line; words stand in quotes, tables as [[person]].",
        ) from error
