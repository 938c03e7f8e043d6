"""Commands that design, lock and judge an evaluation."""
