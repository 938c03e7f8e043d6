"""Drivers: programs of ours that are run beside the product, as a person with a browser would."""
