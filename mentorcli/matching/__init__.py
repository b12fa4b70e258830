"""Proposing, judging and explaining matches."""
