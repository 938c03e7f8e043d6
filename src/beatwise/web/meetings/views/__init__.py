"""Pages of boards, meetings and packs."""
