"""Pages of a register. They join selectors, actions, presenters and templates."""
