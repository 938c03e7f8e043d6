"""Power: what a design could detect, simulated from the areas' own history."""
