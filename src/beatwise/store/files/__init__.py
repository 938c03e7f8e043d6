"""The data files of a workspace: how each kind is written, read and known to be whole."""
