"""Progress of the plan's actions, counted from the register."""
