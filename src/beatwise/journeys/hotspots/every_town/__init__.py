"""The same question asked of every town of a layer, one town independent of the other."""
