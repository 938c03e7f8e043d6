"""data.police.uk street-level files: find them, read them, count them."""
