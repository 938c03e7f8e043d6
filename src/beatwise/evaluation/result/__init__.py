"""The result: effect, strength, value and verdict under a protocol."""
