"""Papers written from recipes: words with references to computed figures, checked as printed."""
