"""What tells of delivery: devices, check-ins, hours returns."""
