"""Every address of the staff office."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path
from django.urls.resolvers import RoutePattern, URLResolver


class Later(URLResolver):
    """Addresses that are loaded when one of them is first asked for."""

    def _populate(self) -> None:
        """Leave the names to who reverses within the namespace, which loads them."""


urlpatterns = [
    path("", include("beatwise.web.home.urls")),
    path("", include("beatwise.web.accounts.urls")),
    path("", include("beatwise.web.registers.urls")),
    path("", include("beatwise.web.paper_tables.urls")),
    path("", include("beatwise.web.dashboards.urls")),
    path("", include("beatwise.web.plan.urls")),
    path("", include("beatwise.web.performance.urls")),
    path("", include("beatwise.web.actions.urls")),
    path("", include("beatwise.web.meetings.urls")),
    path("", include("beatwise.web.bodies.urls")),
    path("", include("beatwise.web.consultations.urls")),
    path("", include("beatwise.web.proceedings.urls")),
    path("", include("beatwise.web.funds.urls")),
    path("", include("beatwise.web.budget.urls")),
    path("", include("beatwise.web.commissioning.urls")),
    path("", include("beatwise.web.papers.urls")),
    path("", include("beatwise.web.patrols.urls")),
    path("", include("beatwise.web.exports.jobs.urls")),
    path("", include("beatwise.web.letters.urls")),
    path("", include("beatwise.web.tasks.urls")),
    # So that the first page does not wait for the API.
    Later(
        RoutePattern("api/v1/", is_endpoint=False),
        "beatwise.web.api.urls",
        app_name="ninja",
        namespace="api-v1",
    ),
    path("sign-in/", include("beatwise.web.accounts.sign_in")),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += [path("sign-in/with/", include("allauth.socialaccount.urls"))]

handler400 = "beatwise.web.pages.error_pages.bad_request"
handler403 = "beatwise.web.pages.error_pages.refused"
handler404 = "beatwise.web.pages.error_pages.not_found"
handler500 = "beatwise.web.pages.error_pages.server_error"
