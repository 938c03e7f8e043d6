"""What happened: declared tables, validated once at the door."""
