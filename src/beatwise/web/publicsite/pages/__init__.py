"""The pages of the public site, each made from what was published and nothing else."""
