"""Patrols in a simulated county: visits, pings and the response to them."""
