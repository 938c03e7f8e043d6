"""What happens at a body's meeting, and what the body asks of others and is asked."""
