"""Every address of the public site: what the edition holds decides."""

from __future__ import annotations

from django.urls import path

from beatwise.web.publicsite.views import resource


urlpatterns = [path("", resource), path("<path:address>", resource)]
