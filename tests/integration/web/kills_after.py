# Run beside an office: at each line that comes in, look at what is there and print it as JSON.
import json
import sys

from django.apps import apps
from django.db import connections

from beatwise.web.history.models import Change
from beatwise.web.imports.models import Batch
from beatwise.web.keeping.check import check


def faults():
    """Yield everything that is wrong: the office's own checks, and rows without their lines."""
    found = check()
    for name, wrong in found.faults.items():
        yield from (f"{name}: {words}" for words in wrong)
    lines = {}
    for action, thing in Change.objects.values_list("action", "thing"):
        lines.setdefault(thing, []).append(action)
    for model in apps.get_models():
        if model._meta.app_label not in ("registers", "progress", "meetings"):
            continue
        names = {f.name for f in model._meta.get_fields()}
        if not ("version" in names and hasattr(model, "thing")):
            continue
        for row in model._default_manager.all():
            if row.version != len(lines.get(row.thing, [])):
                yield f"{row.thing} is version {row.version}, lines: {lines.get(row.thing)}"
    for batch in Batch.objects.all():
        did = [a for a in lines.get(batch.thing, []) if a.startswith("import.")]
        wanted = {
            Batch.PREVIEWED: ["import.upload"],
            Batch.DONE: ["import.upload", "import.commit"],
            Batch.UNDONE: ["import.upload", "import.commit", "import.undo"],
        }[batch.state]
        if did != wanted:
            yield f"{batch.thing} is {batch.state}, lines: {did}"


for _ in sys.stdin:
    wrong = list(faults())
    told = [[a, t.rpartition("/")[2] if a.startswith("import.") else t]
            for a, t in Change.objects.values_list("action", "thing")]  # fmt: skip
    print(json.dumps({"faults": wrong, "lines": told, "changes": len(told)}), flush=True)
    connections.close_all()
