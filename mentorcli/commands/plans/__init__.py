"""Plans: proposed, explained, changed by hand, repaired, approved, checked."""
