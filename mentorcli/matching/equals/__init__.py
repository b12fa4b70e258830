"""Circles of equals: proposed, explained, changed by hand, read back."""
