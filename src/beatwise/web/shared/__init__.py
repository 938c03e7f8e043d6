"""What every app of the office shares: roles, the guard, the audit, lists, sheets and the look."""
