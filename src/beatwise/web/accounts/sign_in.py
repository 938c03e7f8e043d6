"""Addresses of signing in: those of allauth that the office uses, and no others."""

from __future__ import annotations

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path


urlpatterns = [
    path("", account.login, name="account_login"),
    path("out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("new/", account.signup, name="account_signup"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("second-factor/", include("allauth.mfa.urls")),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    from beatwise.web.accounts import organisation

    where = "with/oidc/<str:provider_id>/login/"
    urlpatterns += [
        path(where, organisation.sign_in, name="openid_connect_login"),
        path(f"{where}callback/", organisation.callback, name="openid_connect_callback"),
    ]
