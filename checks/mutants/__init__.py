"""Mutation testing of the rules: small faults are planted, and the tests nearby must notice.

Our own and not a library's, because half of these rules are tables and constants of a module, and
the known tools change only what stands inside undecorated functions.
"""
