"""Keep consultations, their questions and themes."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import beatwise.web.search.search_field


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("title", models.CharField(max_length=200)),
                ("about", models.TextField(blank=True)),
                ("audience", models.CharField(blank=True, max_length=200)),
                ("statutory", models.BooleanField(default=False)),
                ("channels", models.CharField(blank=True, max_length=300)),
                ("opens", models.DateField(null=True)),
                ("closes", models.DateField(null=True)),
                ("period", models.CharField(blank=True, max_length=80)),
                ("contacted", models.PositiveIntegerField(null=True)),
                ("responses", models.PositiveIntegerField(null=True)),
                ("qualifier", models.CharField(blank=True, max_length=20)),
                ("weighting", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("strategies", models.JSONField(default=list)),
                ("decision", models.PositiveIntegerField(null=True)),
                ("followed", models.TextField(blank=True)),
                ("state", models.CharField(default="draft", max_length=20)),
                ("removed", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "search",
                    beatwise.web.search.search_field.SearchField(
                        blank=True,
                        default="",
                        editable=False,
                        sources=("title", "about", "audience", "followed"),
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("audience", models.CharField(max_length=120)),
                ("words", models.CharField(max_length=300)),
                ("period", models.CharField(blank=True, max_length=40)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("removed", models.BooleanField(default=False)),
                (
                    "consultation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="themes",
                        to="consultations.consultation",
                    ),
                ),
            ],
            options={
                "ordering": ("audience", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("words", models.TextField()),
                ("kind", models.CharField(default="single", max_length=10)),
                ("answers", models.JSONField(default=list)),
                ("base", models.PositiveIntegerField(null=True)),
                ("base_qualifier", models.CharField(blank=True, max_length=20)),
                ("average", models.CharField(blank=True, max_length=20)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("removed", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="consultations.consultation",
                    ),
                ),
            ],
            options={
                "ordering": ("consultation", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consultation", "number"), name="one_consultation_question_a_number"
                    )
                ],
            },
        ),
    ]
