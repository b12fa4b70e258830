"""Applications: brought in, corrected, accepted, forgotten; the people around them."""
