"""Charts: plain Vega-Lite specifications in one theme, drawn as SVG without a browser."""
