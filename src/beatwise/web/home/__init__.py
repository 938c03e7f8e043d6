"""The pages that belong to no one app: home, search, accessibility."""
