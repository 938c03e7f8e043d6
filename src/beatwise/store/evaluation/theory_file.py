"""A theory of change of one's own: what is put in, done, delivered and expected, as TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path

from beatwise.errors import BadInput, MissingData
from beatwise.evaluation.protocol.protocol import TheoryStep
from beatwise.evaluation.protocol.theory_of_change import STAGES


KEYS = {"stage", "text", "measure"}


def read_theory(path: Path) -> tuple[TheoryStep, ...]:
    """Read ``[[theory]]`` tables with ``stage``, ``text`` and ``measure``, in their order.

    ``measure`` names an outcome of the protocol or a measure that Beatwise knows, and may be empty.
    Raises ``MissingData`` when there is no such file, ``BadInput`` naming the step at fault.
    """
    try:
        document = tomllib.loads(Path(path).read_text("utf-8"))
    except FileNotFoundError as error:
        raise MissingData("there is no such file.", place=str(path)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"this is not TOML ({error}).", place=str(path)) from error
    tables = document.get("theory")
    if not isinstance(tables, list) or not tables:
        raise BadInput(
            "the file holds no step of a theory of change.",
            place=str(path),
            next_step="Write one [[theory]] table for each step: stage, text and measure.",
        )
    return tuple(_step(table, f"{path}, [[theory]] {at}") for at, table in enumerate(tables, 1))


def _step(table: object, place: str) -> TheoryStep:
    if not isinstance(table, dict) or set(table) - KEYS:
        odd = ", ".join(sorted(set(table) - KEYS)) if isinstance(table, dict) else repr(table)
        raise BadInput(f"'{odd}' is unknown.", place=place, next_step="Use stage, text, measure.")
    words = {key: table.get(key, "") for key in KEYS}
    wrong = next((key for key, value in words.items() if not isinstance(value, str)), None)
    if wrong:
        raise BadInput(f"the {wrong} is not text.", place=place)
    if words["stage"] not in STAGES:
        raise BadInput(
            f"the stage '{words['stage']}' is unknown.",
            place=place,
            next_step=f"Use one of: {', '.join(STAGES)}.",
        )
    if not words["text"].strip():
        raise BadInput("the step has no text.", place=place)
    return TheoryStep(words["stage"], words["text"].strip(), words["measure"].strip())
