"""Read a TOML document, from text or from a file."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

from beatwise.errors import BadInput, UserError
from beatwise.fields.toml_fields import Fields


CORRECT = "Correct the line: texts stand in quotation marks, tables as [name] or [[name]]."
_DEEPEST = 32  # parts of a key
_PART = r"""(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)[ \t]*\.[ \t]*"""
_TOO_DEEP = re.compile(rf"(?<![\w-]){_PART}(?:{_PART}){{{_DEEPEST - 1}}}")


def document(words: str, place: str, *, decimals: bool = True) -> Fields:
    """Return the fields of a TOML document; raise ``BadInput`` with the line when it is none.

    Numbers with a point are kept as written (``Decimal``), or are floats without ``decimals``.
    """
    try:
        if _TOO_DEEP.search(words):  # each part more costs more time than the one before
            raise ValueError(f"a key has more than {_DEEPEST} parts")
        values = tomllib.loads(words, parse_float=Decimal if decimals else float)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise BadInput(f"this is not TOML ({error}).", place=place, next_step=CORRECT) from error
    return Fields(values, place, text=words)


def read_document(
    path: Path | str,
    *,
    decimals: bool = False,
    place: str | None = None,
    noun: str = "file",
    missing: type[UserError] = BadInput,
    next_step: str | None = None,
) -> Fields:
    """Return the fields of a TOML file in UTF-8.

    Parameters
    ----------
    place
        Its name in messages; the path when there is none.
    noun, missing, next_step
        What there is none of, the error for a file that is not there, and what to do then.

    Raises
    ------
    BadInput
        When it is not UTF-8 or not TOML, with the line.
    """
    file = Path(path)
    try:
        words = file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        message = f"there is no such {noun}."
        raise missing(message, place=str(file), next_step=next_step) from error
    except UnicodeDecodeError as error:
        raise BadInput("this file is not UTF-8 text.", place=place or str(file)) from error
    return document(words, place or str(file), decimals=decimals)
