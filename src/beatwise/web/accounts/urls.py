"""Addresses of accounts."""

from __future__ import annotations

from django.urls import path

from beatwise.web.accounts import officer_views, views


urlpatterns = [
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/new/", views.new_account, name="new_account"),
    path("accounts/<int:key>/", views.account, name="account"),
    path("accounts/<int:key>/link/", views.new_link, name="new_link"),
    path("accounts/<int:key>/end-sessions/", views.end_sessions, name="end_sessions"),
    path("accounts/<int:key>/lost-factor/", views.lost_factor, name="lost_factor"),
    path(
        "accounts/<int:key>/tokens/<int:token>/revoke/",
        officer_views.revoke_token_of,
        name="revoke_token_of",
    ),
    path("accounts/requests/<int:key>/", officer_views.officer_request, name="officer_request"),
    path("choose-password/<str:who>/<str:mark>/", views.choose_password, name="choose_password"),
    path("me/", views.own_account, name="own_account"),
    path("me/sessions/<int:key>/end/", views.end_session, name="end_session"),
    path("me/sessions/end-others/", views.end_others, name="end_others"),
    path("me/notices/", officer_views.notice_list, name="notices"),
    path("me/recovery-codes/", officer_views.recovery, name="recovery_codes"),
    path("me/second-factor/", views.second_factor_needed, name="second_factor_needed"),
    path("me/tokens/", views.tokens, name="tokens"),
    path("me/tokens/<int:key>/revoke/", views.revoke_token, name="revoke_token"),
]
