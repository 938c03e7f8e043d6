"""The marks of measures and what they mean: ``{% load marks %}``."""

from __future__ import annotations

from django import template

from beatwise.web.performance.presenters import rating_cell


register = template.Library()
register.simple_tag(rating_cell.legend, name="marks_legend")
