"""The result of a crossover by day: its effect, delivery, and the day after."""
