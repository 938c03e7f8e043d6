"""Keep whose a body is, its own agenda and quorum, and to what a meeting was postponed."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_item_details_and_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="board",
            name="basis",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="board",
            name="draws_record",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="board",
            name="question_days",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="board",
            name="quorum",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="board",
            name="template",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="board",
            name="whose",
            field=models.CharField(default="office", max_length=20),
        ),
        migrations.AddField(
            model_name="meeting",
            name="postponed_to",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="postponed_from",
                to="meetings.meeting",
            ),
        ),
        migrations.AlterField(
            model_name="board",
            name="chair",
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
