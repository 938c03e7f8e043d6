"""Keep the search keys of changes asked for, and bring those of actions up to date."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from beatwise.cell_text import search_key
from beatwise.web.search.search_field import SearchField


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Save every change, by which its key is made; make keys of the words of actions."""
    for row in apps.get_model("actions", "Request").objects.iterator():
        row.save(update_fields=["words"])
    actions = apps.get_model("actions", "PlanAction").objects
    for key, words in actions.values_list("pk", "words"):
        actions.filter(pk=key).update(words=search_key(words))


class Migration(migrations.Migration):
    """A column of changes, filled from what is there."""

    dependencies = (("actions", "0001_initial"),)
    operations = (
        migrations.AddField("request", "words", SearchField(sources=("about", "title", "why"))),
        migrations.RunPython(fill, migrations.RunPython.noop),
    )
