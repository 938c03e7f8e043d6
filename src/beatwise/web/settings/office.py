"""The settings of the staff office. What differs between offices comes from the environment.

``BEATWISE_WORKSPACE``, ``BEATWISE_DATABASE_URL``, ``BEATWISE_SECRET_KEY``, ``BEATWISE_HOSTS``,
``BEATWISE_HTTPS``, ``BEATWISE_BODY``, ``BEATWISE_DEMO``, ``BEATWISE_OIDC_*``,
``BEATWISE_BREACHED_PASSWORDS``, ``BEATWISE_PROXIES``, ``BEATWISE_MAIL``, ``BEATWISE_MAIL_FROM``,
``BEATWISE_ADDRESS``, ``BEATWISE_CLAMD``, ``BEATWISE_TIMESTAMPS``.
"""

from __future__ import annotations

import os

from beatwise.web.settings.database import database
from beatwise.web.settings.identity import providers
from beatwise.web.settings.networks import stated
from beatwise.web.settings.place import DATABASE, create_private, office_folder, secret_key
from beatwise.web.settings.post import office_address, post


FOLDER = office_folder()
if not os.environ.get("BEATWISE_DATABASE_URL"):
    # SQLite itself would ask the umask. Before the secret: that is a sign of an office.
    create_private(FOLDER / DATABASE)
SECRET_KEY = secret_key(FOLDER)
DEBUG = False
HTTPS = os.environ.get("BEATWISE_HTTPS") == "1"
DEMO = os.environ.get("BEATWISE_DEMO") == "1" or (FOLDER / "demo").exists()
BODY = os.environ.get("BEATWISE_BODY", "Local policing body")
ALLOWED_HOSTS = os.environ.get("BEATWISE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ORGANISATION = providers(os.environ)
ORGANISATION_ACR = [acr for acr in os.environ.get("BEATWISE_OIDC_ACR", "").split(",") if acr]
ORGANISATION_ALWAYS_STRONG = os.environ.get("BEATWISE_OIDC_SECOND_FACTOR") == "always"
PROXIES = stated(os.environ.get("BEATWISE_PROXIES", ""))
CLAMD = os.environ.get("BEATWISE_CLAMD", "")
TIMESTAMPS = os.environ.get("BEATWISE_TIMESTAMPS", "")
MAIL = bool(os.environ.get("BEATWISE_MAIL"))  # letters reach people, and not a file
globals().update(post(os.environ.get("BEATWISE_MAIL", ""), FOLDER))
ADDRESS = office_address(os.environ.get("BEATWISE_ADDRESS", ""))  # where letters lead
DEFAULT_FROM_EMAIL = os.environ.get("BEATWISE_MAIL_FROM", "office@localhost")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "beatwise.web.pages",
    "django.forms",
    "beatwise.web.history",
    "beatwise.web.search",
    "beatwise.web.imports",
    "beatwise.web.home",
    "beatwise.web.publicsite",
    "beatwise.web.accounts",
    "beatwise.web.letters",
    "beatwise.web.registers",
    "beatwise.web.performance",
    "beatwise.web.plan",
    "beatwise.web.dashboards",
    "beatwise.web.paper_tables",
    "beatwise.web.actions",
    "beatwise.web.meetings",
    "beatwise.web.bodies",
    "beatwise.web.consultations",
    "beatwise.web.proceedings",
    "beatwise.web.funds",
    "beatwise.web.budget",
    "beatwise.web.commissioning",
    "beatwise.web.papers",
    "beatwise.web.patrols",
    "beatwise.web.exports.jobs",
    "beatwise.web.tasks",
    "beatwise.web.api",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    *(["allauth.socialaccount.providers.openid_connect"] if ORGANISATION else []),  # slow to load
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "beatwise.web.access.proxies.StatedProxies",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "beatwise.web.bounds.request_size.RequestSize",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "beatwise.web.bounds.fair_share.FairShare",
    "beatwise.web.history.page_moment.PageMoment",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "beatwise.web.pages.form_data.kept_forms.KeptForms",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "beatwise.web.access.guard.AccessGuard",
    "beatwise.web.pages.error_pages.ErrorPages",
    "beatwise.web.bounds.statement_time.StatementTime",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "beatwise.web.urls"
WSGI_APPLICATION = "beatwise.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "beatwise.web.home.context.page",
            ],
        },
    }
]
FORM_RENDERER = "beatwise.web.pages.theme.GovukRenderer"

DATABASES = {"default": database(os.environ.get("BEATWISE_DATABASE_URL"), FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# What the processes must know together (a code that was used, tries that were counted) is in the
# database; ``near`` is each process' own.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "office_cache",
        # Django keeps 300 and then forgets a third of them: codes that were used, and counts.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True
DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"

STATIC_URL = "static/"
# Files are served from the package, each address with its content's hash: nothing to collect first.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60 * 60 * 24
WHITENOISE_MIMETYPES = {".svg": "image/svg+xml; charset=utf-8"}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "beatwise.web.pages.theme.Fingerprinted"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# --- who may sign in ---------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "beatwise.web.accounts.passwords.Common"},
    {"NAME": "beatwise.web.accounts.passwords.OwnWords"},
    {"NAME": "beatwise.web.accounts.passwords.Breached"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_ADAPTER = "beatwise.web.accounts.adapter.OfficeAdapter"
SOCIALACCOUNT_ADAPTER = "beatwise.web.accounts.adapter.OrganisationAdapter"
SOCIALACCOUNT_PROVIDERS = ORGANISATION
SOCIALACCOUNT_ENABLED = bool(SOCIALACCOUNT_PROVIDERS)
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # an organisation's address must be an account's already
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # axes counts failures, in the database
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]  # recovery codes are the office's own, as hashes
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Beatwise office"
MFA_TOTP_TOLERANCE = 0  # a code lives for its own half minute
MFA_FORMS = {
    "authenticate": "beatwise.web.accounts.factors.codes.Code",
    "reauthenticate": "beatwise.web.accounts.factors.codes.CodeAgain",
    "add_webauthn": "beatwise.web.accounts.factors.passkeys.NewPasskey",
    "login_webauthn": "beatwise.web.accounts.factors.passkeys.PasskeyAlone",
    "authenticate_webauthn": "beatwise.web.accounts.factors.passkeys.PasskeyAfterPassword",
    "reauthenticate_webauthn": "beatwise.web.accounts.factors.passkeys.PasskeyAgain",
}
# Two requests a sign-in, and a whole organisation may come from one address; no answer is guessed.
MFA_RATE_LIMITS = {"webauthn_login": "100/m/ip"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_HANDLER = "beatwise.web.access.lockout.Lockout"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "beatwise.web.accounts.adapter.address_tried"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "beatwise.web.accounts.views.locked_out"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["code"]

# --- what a browser may do ---------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^api/"]  # a program that calls without HTTPS is refused, not led on
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]
SESSION_COOKIE_NAME = "__Host-beatwise" if HTTPS else "beatwise"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 10  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# What was done is said on the next page: kept with the session, not in a cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_NAME = "__Host-beatwise-csrf" if HTTPS else "beatwise-csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "beatwise.web.pages.error_pages.stale_form"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "beatwise.web.settings.log_format.Line"}},
    "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["standard_error"], "level": "WARNING"},
    "loggers": {"django.server": {"level": "WARNING"}, "axes": {"level": "ERROR"}},
}
