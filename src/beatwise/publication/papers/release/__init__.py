"""Papers as they leave the office: states, frozen content, files, and what takes its place."""
