"""Read what tells of delivery beside tracks: devices, check-ins, hours returns, abstractions."""
