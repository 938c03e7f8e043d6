"""Every address of the staff office."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path


urlpatterns = [
    path("", include("beatwise.web.shared.urls")),
    path("", include("beatwise.web.accounts.urls")),
    path("", include("beatwise.web.registers.urls")),
    path("", include("beatwise.web.performance.urls")),
    path("", include("beatwise.web.progress.urls")),
    path("", include("beatwise.web.meetings.urls")),
    path("", include("beatwise.web.jobs.urls")),
    path("api/v1/", include("beatwise.web.api.urls")),
    path("sign-in/", include("beatwise.web.accounts.sign_in")),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += [
        path("sign-in/with/", include("allauth.socialaccount.providers.openid_connect.urls")),
        path("sign-in/with/", include("allauth.socialaccount.urls")),
    ]

handler403 = "beatwise.web.shared.mistakes.refused"
handler404 = "beatwise.web.shared.mistakes.not_found"
