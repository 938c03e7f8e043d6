"""What is wrong with the definition of a register, by itself and beside the others."""
