"""The office's figures that papers may refer to: only what anybody may see of them."""
