"""Who sits on a body and for which council, its political balance, and its recorded votes."""
