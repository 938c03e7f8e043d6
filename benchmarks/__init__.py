"""Speed and memory, ours and the peer's side by side."""
