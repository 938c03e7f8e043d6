"""A plan, a rota, a costed choice and a specification, as the files people use."""
