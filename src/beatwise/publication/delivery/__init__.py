"""What was delivered, as documents, tables and pictures."""
