"""Circles of equals: all that may be, chosen from in stages."""
