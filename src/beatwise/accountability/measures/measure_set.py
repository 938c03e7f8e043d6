"""Sets of measures: those of one plan or one paper, and the office that set them.

``beatwise/data/measures/<set>.toml`` says whose a set is. A set of series lists its measures there:
``[defaults]`` holds what they share, each ``[[measure]]`` what is its own. A set with definitions
worth reading has a document a measure in the folder of its name.
"""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from beatwise import data
from beatwise.accountability.measures.as_toml import from_fields, parse
from beatwise.accountability.measures.measure import FORMAT, Measure
from beatwise.errors import BadInput, MissingData
from beatwise.fields import Fields, document


@dataclass(frozen=True, slots=True)
class MeasureSet:
    """The measures of one plan, and the office that set them.

    Parameters
    ----------
    name, title
        Its short name, and its title.
    office, office_from, office_to
        The body that set it, and the days between which it holds office (``None``: not ended).
    source
        The paper it was taken from.
    measures
        In order of serial number.
    """

    name: str
    title: str
    office: str
    office_from: dt.date
    office_to: dt.date | None
    source: str
    measures: tuple[Measure, ...]


def sets() -> list[str]:
    """Return the names of the sets that come with Beatwise."""
    return data.names("measures")


@functools.cache
def set_titles() -> Mapping[str, str]:
    """Return the titles of the sets that come with Beatwise, by name."""
    texts = {name: data.text("measures", f"{name}.toml") for name in sets()}
    return {name: str(tomllib.loads(text)["title"]) for name, text in texts.items()}


def load_set(name: str) -> MeasureSet:
    """Load a set that comes with Beatwise; raise ``MissingData`` when there is none of that name.

    Raises ``BadInput`` when a file of it is wrong or two measures share an id or serial.
    """
    if name not in sets():
        raise MissingData(
            "there is no such set of measures.",
            place=name,
            next_step=f"Use one of: {', '.join(sets()) or 'none so far'}.",
        )
    folder = data.folder("measures") / name
    kind = f"measures/{name}"
    files = [f"{document}.toml" for document in data.names(kind)] if folder.is_dir() else []
    documents = {file: data.text(kind, file) for file in files}
    return parse_set(name, data.text("measures", f"{name}.toml"), documents)


def parse_set(name: str, text: str, documents: Mapping[str, str] | None = None) -> MeasureSet:
    """Read a set from its text, and from the documents of its own measures by file name.

    Raises ``BadInput``, naming the file, the measure and the field.
    """
    with document(text, f"{name}.toml") as fields:
        fields.exactly("format", FORMAT)
        measures = list(_series(fields))
        for file, own in (documents or {}).items():
            measures.append(parse(own, place=f"{name}/{file}"))
        if fields.sound:
            _refuse_twins(measures, name)
        measure_set = MeasureSet(
            name=name,
            title=fields.text("title"),
            office=fields.text("office"),
            office_from=fields.day("office_from"),
            office_to=fields.optional_day("office_to"),
            source=fields.text("source"),
            measures=tuple(sorted(measures, key=lambda m: (m.serial or 0, m.id))),
        )
        fields.done()
    return measure_set


def _series(fields: Fields) -> tuple[Measure, ...]:
    """Return the measures that a set lists: what they share, and over it what is each one's own."""
    defaults = fields.optional_table("defaults").data
    return fields.each("measure", lambda own: from_fields(own.over(defaults)))


def _refuse_twins(measures: list[Measure], place: str) -> None:
    marks: set[str | int] = set()
    for measure in measures:
        for mark in (measure.id, measure.serial):
            if mark is not None and mark in marks:
                raise BadInput(f"two measures are called {mark}.", place=place)
            if mark is not None:
                marks.add(mark)
