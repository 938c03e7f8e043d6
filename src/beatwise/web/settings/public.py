"""The settings of the public site: it reads the released edition and knows nothing of the office.

``BEATWISE_WORKSPACE`` says where the released file is; ``BEATWISE_PUBLIC_DATABASE_URL`` names the
database instead, with a role that holds rights on the published tables alone.
``BEATWISE_PUBLIC_HOSTS`` and ``BEATWISE_HTTPS`` are as for the office.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from beatwise.web.settings.database import database
from beatwise.web.settings.place import PUBLIC_FOLDER, PUBLISHED


_FILE = Path(os.environ.get("BEATWISE_WORKSPACE", ".")).resolve() / PUBLIC_FOLDER / PUBLISHED
_ADDRESS = os.environ.get("BEATWISE_PUBLIC_DATABASE_URL", "")
_READ_ONLY = (
    "-c search_path=published -c default_transaction_read_only=on -c statement_timeout=5000"
)

SECRET_KEY = secrets.token_urlsafe(64)  # nothing is signed: there is no session and no form to save
DEBUG = False
HTTPS = os.environ.get("BEATWISE_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("BEATWISE_PUBLIC_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
INSTALLED_APPS: list[str] = []
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "beatwise.web.publicsite.urls"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"

if _ADDRESS:
    _described = database(_ADDRESS, _FILE.parent)
    _described["OPTIONS"] = {**dict(_described["OPTIONS"]), "options": _READ_ONLY}  # type: ignore[call-overload]
    DATABASES = {"default": _described}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": f"{_FILE.as_uri()}?mode=ro",
        }
    }

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False  # the proxy before it does
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "beatwise.web.settings.log_format.Line"}},
    "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["standard_error"], "level": "WARNING"},
}
