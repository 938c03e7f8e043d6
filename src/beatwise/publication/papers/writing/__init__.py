"""Papers written in the office: plain text with references to figures, tables and charts."""
