"""The team: people, powers, leave and rules of rest."""
