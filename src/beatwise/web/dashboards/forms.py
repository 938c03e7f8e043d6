"""The form that loads a dashboard."""

from __future__ import annotations

from django import forms

from beatwise.web.dashboards.dashboard_definition import LONGEST
from beatwise.web.pages.forms import OwnDocumentForm


class DashboardForm(OwnDocumentForm):
    """A dashboard's document."""

    longest = LONGEST
    file = forms.FileField(
        label="Document (TOML)", help_text="A title, and panels of measures the office has."
    )
