"""Boards: agendas drawn from the record, papers, votes and seats."""
