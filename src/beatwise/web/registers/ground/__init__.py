"""What lies under a register's map: the outlines of areas that an office has loaded."""
