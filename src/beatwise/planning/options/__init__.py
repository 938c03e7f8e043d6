"""Options appraisal: who could walk, what it costs, and what else the money buys."""
