"""Keep the search keys of boards, meetings and decisions."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from beatwise.web.search.search_field import SearchField


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Save every row, by which its key is made."""
    for name in ("Board", "Meeting", "Decision"):
        for row in apps.get_model("meetings", name).objects.iterator():
            row.save(update_fields=["search"])


class Migration(migrations.Migration):
    """Three columns, filled from what is there."""

    dependencies = (("meetings", "0001_initial"),)
    operations = (
        migrations.AddField("board", "search", SearchField(sources=("name",))),
        migrations.AddField("decision", "search", SearchField(sources=("words",))),
        migrations.AddField("meeting", "search", SearchField(sources=("minutes",))),
        migrations.RunPython(fill, migrations.RunPython.noop),
    )
