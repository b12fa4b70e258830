"""Whose row it is, and where it ends."""
