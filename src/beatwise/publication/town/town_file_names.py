"""What the files of a town are called, where several towns have files in one folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from beatwise.places.areas import Area
from beatwise.publication.town.brief_files import file_name


# The first that tells towns of like labels apart; the last is for those that none does.
_FORMS = (
    "{0.layer} {0.label}",
    "{0.label} {0.id}",
    "{0.layer} {0.label} {0.id}",
)


@dataclass(frozen=True, slots=True)
class TownFileNames:
    """Names by label; ``forms`` says what else is in it where labels give the same name."""

    forms: Mapping[str, str]

    @classmethod
    def among(cls, towns: Sequence[Area]) -> TownFileNames:
        """Return the rule for towns whose files lie together."""
        alike: dict[str, list[Area]] = {}
        for town in towns:
            alike.setdefault(file_name(town.label), []).append(town)
        return cls({name: _form(same) for name, same in alike.items() if len(same) > 1})

    def of(self, town: Area) -> str:
        """Return what the names of a town's files begin with."""
        plain = file_name(town.label)
        form = self.forms.get(plain)
        return plain if form is None else file_name(form.format(town))


def list_file(name: str) -> str:
    """Return the name of the file of a town's frozen list."""
    return f"{name}-hot-spots.geojson"


def _form(towns: Sequence[Area]) -> str:
    tells_apart = (
        form for form in _FORMS if len({file_name(form.format(t)) for t in towns}) == len(towns)
    )
    return next(tells_apart, _FORMS[-1])
