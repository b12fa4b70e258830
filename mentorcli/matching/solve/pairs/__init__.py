"""One-to-one with capacities: matchings with exact prices."""
