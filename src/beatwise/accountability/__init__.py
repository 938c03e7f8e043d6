"""Accountability: measures, how they are rated, the plan, its actions and boards, clocks and votes.

Everything here is a value or a pure function: the office's pages and the command line bring the
rows, and print what comes back. Nothing here knows one particular office: plans and measures are
data.
"""
