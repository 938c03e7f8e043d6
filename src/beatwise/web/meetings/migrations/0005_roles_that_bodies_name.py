"""Roles that a body names as those that keep or read its papers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two lists of roles, empty for every body that is there."""

    dependencies = [
        ("meetings", "0004_bodies_of_any_kind"),
    ]

    operations = [
        migrations.AddField(
            model_name="board",
            name="keepers",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="board",
            name="readers",
            field=models.JSONField(default=list),
        ),
    ]
