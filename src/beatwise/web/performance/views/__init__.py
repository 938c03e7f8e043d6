"""Pages of the plan and its measures. They join selectors, actions, presenters and templates."""
