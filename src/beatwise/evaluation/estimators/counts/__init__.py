"""Effects from eight counts: before and after, patrolled, comparison and rings."""
