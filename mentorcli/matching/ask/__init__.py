"""Questions to a plan: why, what if, what stands in the way, what it rests on."""
