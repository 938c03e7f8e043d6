"""What of a register is published: the records in public states, with their public fields."""
