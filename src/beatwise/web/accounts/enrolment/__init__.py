"""How people come into their accounts, and back into them: links, codes, and who was told."""
