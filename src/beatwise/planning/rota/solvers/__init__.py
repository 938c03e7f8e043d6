"""Ways to fill a rota: greedily, with CP-SAT, with HiGHS, and by repairing parts of it."""
