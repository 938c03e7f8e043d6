"""What a form was sent with: reasons, what is kept of it, and what two people typed at once."""
