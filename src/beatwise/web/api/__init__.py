"""The same records for programs, under ``/api/v1``: tokens with scopes, pages, ETags."""
