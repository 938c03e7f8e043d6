"""The shapes of panels: each turns a panel and its data into what is shown."""
