"""What must hold of the registry once every app has offered what it has.

It runs each time the office starts, so it imports nothing that is heavy: a part of the API is
looked for in its file and not loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

from beatwise.accountability import roles
from beatwise.web.registry.office_registry import Registry


OFFICE = "beatwise.web."


def check(registry: Registry, apps: Iterable[str]) -> None:
    """Raise ``ImproperlyConfigured`` with every fault; ``apps`` are the packages installed."""
    faults = [*_silent(registry, apps), *_permissions(registry), *_changeable(registry)]
    faults += _routers(registry)
    if faults:
        raise ImproperlyConfigured(f"the office cannot start: {'; '.join(faults)}.")


def _silent(registry: Registry, apps: Iterable[str]) -> Iterator[str]:
    for app in apps:
        offers = app.startswith(OFFICE) and find_spec(f"{app}.offers")
        if offers and app not in registry.apps:
            yield f"the app {app} has an offers module and has offered nothing"


def _permissions(registry: Registry) -> Iterator[str]:
    permissions = roles.permissions()
    for name, listing in registry.listings.items():
        if listing.needs not in permissions:
            yield f"the list '{name}' needs '{listing.needs}', which no role table has"
    for words, step in registry.first_steps.items():
        if step.needs not in permissions:
            yield f"the first step '{words}' needs '{step.needs}', which no role table has"
    for words, place in registry.places.items():
        for permission in filter(None, (place.needs, place.unless)):
            if permission not in permissions:
                yield f"the line of navigation '{words}' needs '{permission}', which is unknown"


def _changeable(registry: Registry) -> Iterator[str]:
    for kind in registry.changeable:
        if kind not in registry.things:
            yield f"the changeable kind '{kind}' has no address among the things"


def _routers(registry: Registry) -> Iterator[str]:
    for prefix, path in registry.routers.items():
        module, _, name = path.rpartition(".")
        if not _defines(module, name):
            yield f"the part {prefix} of the API is at '{path}', which does not exist"


def _defines(module: str, name: str) -> bool:
    """Whether a module exists and its text gives a value to a name, without importing it."""
    try:
        spec = find_spec(module)
    except (ImportError, ValueError):
        return False
    if spec is None:
        return False
    if not isinstance(spec.loader, SourceFileLoader):
        return True
    source = spec.loader.get_source(module) or ""
    begins = (f"{name} =", f"{name}: ")
    return any(line.startswith(begins) for line in source.splitlines())
