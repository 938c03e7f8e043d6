"""Commands that find hot spots and peak times and write them up."""
