"""The shapes that a field or a register can have beyond a single value."""
