"""The look of forms and the address of each static file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.forms.renderers import TemplatesSetting
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

import beatwise


class GovukRenderer(TemplatesSetting):
    """Forms in GOV.UK's patterns: a label, a hint, an error, the control; and an error summary."""

    form_template_name = "pages/form/form.html"
    field_template_name = "pages/form/field.html"


class Fingerprinted(StaticFilesStorage):
    """Addresses that change with the file's content, so that a browser may keep what it has."""

    def url(self, name: str | None) -> str:
        """Return the address with the first eight letters of the content's hash."""
        address = super().url(name)
        mark = _fingerprint(name or "")
        return f"{address}?v={mark}" if mark else address


def preparation() -> Iterator[str]:
    """Read every template of the office, so that nobody waits for the first look at a page.

    A start does not wait for it; a template that was read is not read again.
    """
    office = Path(beatwise.__file__).parent
    for folder in get_app_template_dirs("templates"):
        if office in Path(folder).parents:
            for file in sorted(Path(folder).rglob("*.html")):
                name = file.relative_to(folder).as_posix()
                get_template(name)
                yield name


@lru_cache(maxsize=256)
def _fingerprint(name: str) -> str:
    path = finders.find(name)
    if not path:
        return ""
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()[:8]
