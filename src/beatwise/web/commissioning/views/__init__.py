"""Pages of grants and contracts beyond their registers."""
