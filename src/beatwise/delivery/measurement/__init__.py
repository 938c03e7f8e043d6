"""From evidence to visits, hot-spot-days and hours on patrol."""
