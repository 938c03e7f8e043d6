"""Boards, their meetings, packs and minutes."""
