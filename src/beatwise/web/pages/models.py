"""Charts that were drawn once, by what they were drawn from."""

from __future__ import annotations

from django.db import models


class Chart(models.Model):
    """A drawing by the hash of what it was drawn from; a newer one of its place replaces it."""

    place = models.CharField(max_length=240, unique=True)
    mark = models.CharField(max_length=64)
    svg = models.TextField()

    def __str__(self) -> str:
        return self.place
