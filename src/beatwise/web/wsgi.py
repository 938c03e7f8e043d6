"""The application a server runs: ``gunicorn beatwise.web.wsgi``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application


os.umask(os.umask(0o077) | 0o077)  # what the office writes is its owner's alone
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beatwise.web.settings.office")
_office = get_wsgi_application()
from beatwise.web.bounds.quick_refusal import QuickRefusal  # noqa: E402  (once Django is set up)


application = QuickRefusal(_office)
