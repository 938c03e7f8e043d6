"""Keep who presents an item of an agenda, its time and its files."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import deletion


class Migration(migrations.Migration):
    """A column of meetings, and a table of files."""

    dependencies = (("imports", "0002_virus_scan"), ("meetings", "0002_meeting_search_keys"))
    operations = (
        migrations.AddField("meeting", "details", models.JSONField(default=dict)),
        migrations.CreateModel(
            name="ItemFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False,
                                           verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=120)),
                ("size", models.PositiveIntegerField()),
                ("removed", models.BooleanField(default=False)),
                ("content", models.ForeignKey(on_delete=deletion.PROTECT, related_name="+",
                                              to="imports.content")),
                ("meeting", models.ForeignKey(on_delete=deletion.PROTECT, related_name="files",
                                              to="meetings.meeting")),
            ],
            options={"ordering": ("pk",)},
        ),
    )  # fmt: skip
