"""A column of whole pence: known for money by its kind, and to the database a whole number."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from beatwise.web.history.pence_field import pence_column, pence_fields


def test_a_migration_makes_it_as_a_long_whole_number():
    """No migration names the field, nor is one needed where a column becomes money."""
    plain, field = models.BigIntegerField(null=True), pence_column(null=True)
    assert field.deconstruct() == plain.deconstruct()
    assert field.get_internal_type() == plain.get_internal_type()


def test_only_columns_of_money_are_known_for_it():
    """The amounts of a budget are; its numbers of households, answers and versions are not."""
    names = pence_fields(apps.get_app_config("budget").get_models())
    assert {"planned", "band_d", "least", "most", "rise", "survey_printed"} <= names
    assert not names & {"number", "version", "tax_base", "survey_answers", "id"}


def test_a_long_whole_number_need_not_be_money():
    """What a column holds is said by its kind, and not guessed from its length."""

    class Counted(models.Model):
        """A table of a test."""

        households = models.BigIntegerField()
        cost = pence_column()

        class Meta:
            app_label = "counted"

    assert pence_fields([Counted]) == {"cost"}
