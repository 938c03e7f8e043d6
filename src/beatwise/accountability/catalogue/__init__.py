"""What people come to an office to do: its rooms, their systems, and example records."""
