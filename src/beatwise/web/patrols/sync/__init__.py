"""What a phone asks for and hands in; docs/reference/phone-sync.md says how."""
