"""Keep proceedings, requests, public questions and forward plans."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import beatwise.web.search.search_field


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bodies", "0002_rolls_and_co_options"),
        ("meetings", "0004_bodies_of_any_kind"),
    ]

    operations = [
        migrations.CreateModel(
            name="BodyRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("words", models.TextField()),
                ("asked_of", models.CharField(max_length=40)),
                ("due", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "search",
                    beatwise.web.search.search_field.SearchField(
                        blank=True, default="", editable=False, sources=("words",)
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="meetings.board",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ("board", "-number"),
            },
        ),
        migrations.CreateModel(
            name="BodyRequestItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("letter", models.CharField(max_length=3)),
                ("words", models.TextField()),
                ("answer", models.TextField(blank=True)),
                ("answered_in", models.CharField(blank=True, max_length=200)),
                ("answered_on", models.DateField(null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="proceedings.bodyrequest",
                    ),
                ),
            ],
            options={
                "ordering": ("request", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("item", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("left", models.BooleanField(default=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.seat",
                    ),
                ),
            ],
            options={
                "ordering": ("meeting", "number"),
            },
        ),
        migrations.CreateModel(
            name="Election",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("office", models.CharField(max_length=80)),
                ("candidates", models.JSONField(default=list)),
                ("until", models.CharField(blank=True, max_length=120)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elections",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.seat",
                    ),
                ),
            ],
            options={
                "ordering": ("meeting", "number"),
            },
        ),
        migrations.CreateModel(
            name="NumberedMinute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("heading", models.CharField(max_length=200)),
                ("words", models.TextField(blank=True)),
                ("resolutions", models.JSONField(default=list)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "search",
                    beatwise.web.search.search_field.SearchField(
                        blank=True, default="", editable=False, sources=("heading", "words")
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.board",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="numbered_minutes",
                        to="meetings.meeting",
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
            },
        ),
        migrations.AddField(
            model_name="bodyrequest",
            name="minute",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="proceedings.numberedminute",
            ),
        ),
        migrations.CreateModel(
            name="PublicQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("submitted_on", models.DateField()),
                ("words", models.TextField()),
                ("asked_of", models.CharField(max_length=40)),
                ("refused", models.TextField(blank=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "search",
                    beatwise.web.search.search_field.SearchField(
                        blank=True, default="", editable=False, sources=("words", "answer")
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_questions",
                        to="meetings.board",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_questions",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ("board", "-number"),
            },
        ),
        migrations.CreateModel(
            name="ForwardItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("heading", models.CharField(max_length=200)),
                ("presenter", models.CharField(blank=True, max_length=40)),
                ("by_day", models.DateField(null=True)),
                ("removed", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forward_items",
                        to="meetings.board",
                    ),
                ),
                (
                    "heard_at",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ("by_day", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("board", "number"), name="one_forward_item_a_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NilReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("of", models.CharField(max_length=20)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nil_returns",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ("meeting", "of"),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "of"), name="one_nil_return_a_kind")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="numberedminute",
            constraint=models.UniqueConstraint(
                fields=("board", "number"), name="one_minute_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="bodyrequest",
            constraint=models.UniqueConstraint(
                fields=("board", "number"), name="one_request_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicquestion",
            constraint=models.UniqueConstraint(
                fields=("board", "number"), name="one_question_a_number"
            ),
        ),
    ]
