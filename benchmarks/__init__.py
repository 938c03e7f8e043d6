"""Speed and memory, ours and the peer's side by side; ``python -m benchmarks`` writes RESULTS.md."""
