"""The public site: what was published, frozen as an edition, and served without the office."""
