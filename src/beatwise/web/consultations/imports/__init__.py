"""Tables of consultations, themes and answers that come in as files."""
