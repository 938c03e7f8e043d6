"""What a person proves themselves with besides a password: codes, passkeys, security keys."""
