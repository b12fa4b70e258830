"""The best plan: one solver for each form of match, and the plan made from its answer."""
