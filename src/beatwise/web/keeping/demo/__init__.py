"""A demo office: people of every role, a plan that is watched, actions under way, and a board."""
