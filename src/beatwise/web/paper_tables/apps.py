"""The paper tables app: a paper's own tables, imported by layouts as data."""

from __future__ import annotations

from django.apps import AppConfig


class PaperTablesConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.paper_tables"
    label = "paper_tables"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.paper_tables import offers

        offers.register()
