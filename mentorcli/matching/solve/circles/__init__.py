"""Circles: all that may be, chosen from in stages."""
