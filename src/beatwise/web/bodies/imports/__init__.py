"""Tables of a body's seats, printed balance, meetings and votes that come in as files."""
