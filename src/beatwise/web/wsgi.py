"""The application a server runs: ``gunicorn beatwise.web.wsgi``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beatwise.web.settings.office")
application = get_wsgi_application()
