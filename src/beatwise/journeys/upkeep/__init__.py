"""Keep a workspace sound: check all of it, and mend what is damaged from where it came."""
