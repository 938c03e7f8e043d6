"""Drawings that took a moment, by what they were drawn from; forms that were not saved yet."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Chart(models.Model):
    """A drawing, as SVG or HTML, of a place of the office; a newer one of its place replaces it.

    ``mark`` seals the drawing and the hash of what it was drawn from with the office's own key.
    """

    place = models.CharField(max_length=240, unique=True)
    mark = models.CharField(max_length=64)
    svg = models.TextField()

    def __str__(self) -> str:
        return self.place


class KeptForm(models.Model):
    """What somebody typed into a form that could not be saved yet; gone after a day.

    ``owner`` is the account's number, ``page`` the path of the page that shows the form, ``data``
    its fields as they were sent.
    """

    token = models.CharField(max_length=43, primary_key=True)
    owner = models.PositiveBigIntegerField()
    page = models.CharField(max_length=400)
    data = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=("owner", "at")),)

    def __str__(self) -> str:
        return self.page
