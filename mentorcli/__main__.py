"""Start mentorcli."""
