"""The pages of an evaluation: the design before, the result after, the evidence beside them."""
