"""Matches through their lives: shortlists, pairs, meetings, what comes back."""
