"""Who may see what, and what is not stored at all."""
