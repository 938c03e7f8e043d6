"""Keep rolls of meetings, co-options, and when reappointments are decided."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0001_seats_and_votes"),
        ("meetings", "0004_bodies_of_any_kind"),
    ]

    operations = [
        migrations.AddField(
            model_name="seat",
            name="reappoint_by",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="CoOption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("party", models.CharField(blank=True, max_length=80)),
                ("reasons", models.TextField()),
                ("notified_on", models.DateField(null=True)),
                ("answer", models.CharField(blank=True, max_length=10)),
                ("answered_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="co_options",
                        to="meetings.board",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.council",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.seat",
                    ),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.recordedvote",
                    ),
                ),
            ],
            options={
                "ordering": ("board", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("board", "number"), name="one_co_option_a_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatAttendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("standing", models.CharField(max_length=12)),
                ("in_chair", models.BooleanField(default=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roll",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="bodies.seat",
                    ),
                ),
            ],
            options={
                "ordering": ("meeting", "seat__number"),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "seat"), name="one_mark_a_seat")
                ],
            },
        ),
    ]
