"""What all pages share: theme, forms, errors, paging, charts and rate limits."""
