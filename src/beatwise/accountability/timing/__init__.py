"""When things are due: working days, clocks with pauses, and schedules that come round."""
