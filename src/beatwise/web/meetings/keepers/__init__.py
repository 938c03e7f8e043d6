"""Who keeps the papers of a body, asked before anything is changed."""
