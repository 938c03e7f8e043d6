"""What of boards, meetings and packs waits for whom."""
