"""The short list: a few small places that can be patrolled, ranked, with reasons."""
