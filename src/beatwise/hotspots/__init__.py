"""Where and when harm gathers."""
